/** Names that are also common words or somebody else's: what else stands in the story decides. */
import { type Automaton, type Candidate, standsAt } from './automaton.ts';
import type { FieldReading } from './field-reading.ts';

/** Whether a candidate means its entity here: its letter case, and its guards. */
export function holds(candidate: Candidate, automaton: Automaton, reading: FieldReading): boolean {
  const { alias, upper, needs, not } = candidate.pattern;
  const { words } = reading;
  const from = words.froms[candidate.first] as number;
  const to = words.tos[candidate.last] as number;
  if (upper && startsInLower(words.text, from, to)) return false;
  if (alias.exact && words.text.slice(from, to) !== alias.text) return false;
  if (from > 0 && goesOnBefore(words.text, from)) return false;
  if (candidate.first < candidate.last && isParted(candidate, words.text.slice(from, to))) return false;
  if (needs.length > 0 && !needs.some((guard) => automaton.holds(guard))) return false;
  return not.length === 0 || !not.some((phrase) => standsAt(phrase, reading, candidate));
}

function startsInLower(text: string, from: number, to: number): boolean {
  const unit = text.charCodeAt(from);
  if (unit < 0x80 && unit > 0x40) return unit > 0x60;
  return /^\P{L}*\p{Ll}/u.test(text.slice(from, to));
}

/** What parts sentences or the items of a list: no name goes across it, unless it is written so. */
const partedBy = /[,;:!?。，、；：！？\n]|\.\s/;

function isParted({ pattern }: Candidate, written: string): boolean {
  return partedBy.test(written) && !partedBy.test(pattern.alias.text);
}

/** Whether the word goes on to the left: the F4 of 49F4 names nothing. Han is not parted by spaces. */
function goesOnBefore(text: string, from: number): boolean {
  if (text.charCodeAt(from - 1) === 0x20) return false;
  const before = text[from - 1] as string;
  return /[\p{L}\p{N}]/u.test(before) && !/\p{Script=Han}/u.test(before + (text[from] as string));
}
