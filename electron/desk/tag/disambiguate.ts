/** Names that are also common words or somebody else's: what else stands in the story decides. */
import { type Automaton, type Candidate, standsAt } from './automaton.ts';
import type { FieldReading } from './field-reading.ts';
import { isPartOfName } from './name-context.ts';
import type { Words } from './words.ts';

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
  if (needs.length > 0 && !automaton.holdsOne(needs)) return false;
  for (const phrase of not) if (standsAt(phrase, reading, candidate)) return false;
  if (alias.language === 'zh' && isSide(alias.text, words.text.slice(to, to + 2))) return false;
  return !isPlace(candidate) || meansPlace(candidate, words, from, to);
}

/** 方面, 方案 and their like begin with the 方 of 乌方: 价格方面 is no 格方. 乌方面对 is 乌方 all the same. */
function isSide(name: string, behind: string): boolean {
  return name.length === 2 && name.endsWith('方') && /^(?:面(?![临对])|[案式法向针便])/u.test(behind);
}

function isPlace({ pattern: { alias, entity } }: Candidate): boolean {
  return (entity.kind === 'country' || entity.kind === 'place') && !alias.demonym;
}

function meansPlace({ pattern, first, last }: Candidate, words: Words, from: number, to: number): boolean {
  const { language } = pattern.alias;
  if (isDomain(words.text, from) || isTitle(words.text, from, to, language)) return false;
  return !isPartOfName(words, first, last, language);
}

/** The end of a web address: .РФ, example.us. */
function isDomain(text: string, from: number): boolean {
  return text[from - 1] === '.' && !/\p{Lu}/u.test(text[from - 2] ?? ' ');
}

const closing = /["”»」》]/;
const longestTitle = 60;

/**
 * Names of works, ships and shuttles: in Russian and Ukrainian a place that alone stands in quotation marks, anywhere
 * one among capitalised words that do.
 */
function isTitle(text: string, from: number, to: number, language: string): boolean {
  const start = quoteBefore(text, from);
  if (start < 0) return false;
  const end = text.slice(to, to + longestTitle).search(closing);
  if (end < 0) return false;
  const quoted = text.slice(start + 1, to + end).trim();
  if (quoted === text.slice(from, to)) return language === 'ru' || language === 'uk';
  return titleCase.test(quoted);
}

/** Where a quotation mark stands that opens before `from` and does not close; -1 for none. */
function quoteBefore(text: string, from: number): number {
  for (let at = from - 1; at >= 0 && at >= from - longestTitle; at--) {
    const unit = text.charCodeAt(at);
    if (unit > 0x22 && unit < 0xab) continue;
    if (unit === 0x201d || unit === 0xbb || unit === 0x300d || unit === 0x300b) return -1;
    const opens =
      unit === 0x22 || unit === 0x201c || unit === 0x201e || unit === 0xab || unit === 0x300c || unit === 0x300a;
    if (opens) return at;
  }
  return -1;
}

/** Two words at least, small ones only where they are particles, and no full stop or comma. */
const particle = '(?:a|an|and|as|at|by|de|der|die|das|des|du|et|for|from|im|in|la|le|les|of|on|or|the|to|und|von|ve)';
const titleCase = new RegExp(
  `^\\p{Lu}[\\p{L}'’-]*:?(?: (?:${particle}|\\p{Lu}[\\p{L}'’-]*:?))*(?: \\p{Lu}[\\p{L}'’-]*)$`,
  'u',
);

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
