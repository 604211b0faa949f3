/** Names that are also common words or somebody else's: what else stands in the story decides. */
import type { Automaton, Candidate } from './automaton.ts';
import type { Words } from './words.ts';

/** Whether a candidate means its entity here: its language, its letter case, and its guards. */
export function holds(candidate: Candidate, automaton: Automaton, words: Words, language: string | undefined): boolean {
  const { alias, upper, entity, needs, not } = candidate.pattern;
  if (!speaks(alias.language, entity.kind, language)) return false;
  const from = words.froms[candidate.first] as number;
  const written = words.text.slice(from, words.tos[candidate.last]);
  if (from > 0 && goesOnBefore(words.text, from)) return false;
  if (candidate.first < candidate.last && partedBy.test(written) && !partedBy.test(alias.text)) return false;
  if (alias.exact || upper) {
    if (alias.exact && written !== alias.text) return false;
    if (upper && !/^\P{L}*\p{Lu}/u.test(written) && /^\P{L}*\p{Ll}/u.test(written)) return false;
  }
  if (needs.length > 0 && !needs.some((guard) => automaton.holds(guard))) return false;
  return !not.some((phrase) => automaton.standsAt(phrase, candidate));
}

/** What parts sentences or the items of a list: no name goes across it, unless it is written so. */
const partedBy = /[,;:!?。，、；：！？\n]|\.\s/;

/** Whether the word goes on to the left: the F4 of 49F4 names nothing. Han is not parted by spaces. */
function goesOnBefore(text: string, from: number): boolean {
  const before = text[from - 1] as string;
  return /[\p{L}\p{N}]/u.test(before) && !/\p{Script=Han}/u.test(before + (text[from] as string));
}

/** Aliases count in their own language; English names of people, systems and organisations count everywhere. */
function speaks(alias: string, kind: string, story: string | undefined): boolean {
  if (alias === '*' || story === undefined || alias === story) return true;
  if (alias === 'en')
    return kind === 'person' || kind === 'system' || kind === 'organisation' || !knownLanguages.has(story);
  return false;
}

const knownLanguages = new Set(['en', 'tr', 'ru', 'uk', 'fa', 'ar', 'he', 'fr', 'de', 'zh']);
