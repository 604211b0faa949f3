/** Names that are also common words or somebody else's: what else stands in the story decides. */
import type { Candidate } from './automaton.ts';
import { type Token, tokeniseQuery } from './normalise.ts';

export interface FieldText {
  readonly text: string;
  readonly tokens: readonly Token[];
}

/** Every term of the story, and a cache of what guards asked. */
export interface StoryWords {
  readonly terms: ReadonlySet<string>;
  readonly answers: Map<string, boolean>;
}

export function storyWords(fields: readonly FieldText[]): StoryWords {
  return { terms: new Set(fields.flatMap(({ tokens }) => tokens.map(({ term }) => term))), answers: new Map() };
}

/** Whether a candidate means its entity here: its language, its letter case, and its guards. */
export function holds(
  candidate: Candidate,
  field: FieldText,
  words: StoryWords,
  language: string | undefined,
): boolean {
  const { alias, upper, entity } = candidate.pattern;
  if (!speaks(alias.language, entity.kind, language)) return false;
  const [first, last] = [field.tokens[candidate.first], field.tokens[candidate.last]];
  if (first === undefined || last === undefined) return false;
  const written = field.text.slice(first.from, last.to);
  if (alias.exact && written !== alias.text) return false;
  if (upper && !/^\P{L}*\p{Lu}/u.test(written) && /^\P{L}*\p{Ll}/u.test(written)) return false;
  if (alias.needs.length > 0 && !alias.needs.some((word) => says(word, words))) return false;
  return !alias.not.some((phrase) => standsAt(phrase, candidate, field.tokens));
}

/** Aliases count in their own language; English names of people, systems and organisations count everywhere. */
function speaks(alias: string, kind: string, story: string | undefined): boolean {
  if (alias === '*' || story === undefined || alias === story) return true;
  if (alias === 'en')
    return kind === 'person' || kind === 'system' || kind === 'organisation' || !knownLanguages.has(story);
  return false;
}

const knownLanguages = new Set(['en', 'tr', 'ru', 'uk', 'fa', 'ar', 'he', 'fr', 'de', 'zh']);

function says(word: string, words: StoryWords): boolean {
  const known = words.answers.get(word);
  if (known !== undefined) return known;
  const terms = tokeniseQuery(word.replace(/\*$/, '')).map(({ term }) => term);
  const open = word.endsWith('*');
  const answer = terms.every(
    (term, index) => words.terms.has(term) || (open && index === terms.length - 1 && startsAny(term, words.terms)),
  );
  words.answers.set(word, answer);
  return answer;
}

function startsAny(prefix: string, terms: ReadonlySet<string>): boolean {
  for (const term of terms) if (term.startsWith(prefix)) return true;
  return false;
}

/** Whether a phrase stands in the text so that it covers part of the candidate, or touches it. */
function standsAt(phrase: string, candidate: Candidate, tokens: readonly Token[]): boolean {
  const terms = tokeniseQuery(phrase).map(({ term }) => term);
  for (let start = candidate.first - terms.length; start <= candidate.last + 1; start++)
    if (start >= 0 && terms.every((term, index) => tokens[start + index]?.term === term)) return true;
  return false;
}
