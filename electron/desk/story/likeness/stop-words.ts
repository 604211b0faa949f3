/** Words that say nothing about an event, and what they tell about the language, by the hash of `read-words.ts`. */
import * as lists from 'stopword';
import { createWords, readWords, type Words, wordFlag } from './read-words.ts';

/** Sitrep's ten first, then what else its feeds are often written in. At most 31: a bit each. */
const languages =
  'eng tur rus ukr fas ara heb fra deu zho spa por ita nld pol ces ell swe nob dan fin ron bul hun kor jpn hin'.split(
    ' ',
  );

const available = new Map<string, unknown>(Object.entries(lists));

/** A bit for each language that has the word in its list, by the word's hash. */
const masks = readLists();

function readLists(): ReadonlyMap<number, number> {
  const found = new Map<number, number>();
  for (const [bit, language] of languages.entries()) {
    const words = createWords();
    readWords(String(available.get(language)), words);
    for (let row = 0; row < words.length; row++) {
      const hash = words.hashes[row] ?? 0;
      found.set(hash, (found.get(hash) ?? 0) | (1 << bit));
    }
  }
  return found;
}

export function isStopWord(hash: number): boolean {
  return masks.has(hash);
}

/**
 * The language whose stop words stand most often among the first words, as a number of our own; 0 when none does. Cheap
 * rather than good: it only decides whether two stories can be compared word by word.
 */
export function languageNumber(words: Words): number {
  const hits = new Uint16Array(languages.length);
  const rows = Math.min(words.length, 200);
  let ideographs = 0;
  for (let row = 0; row < rows; row++) {
    if (((words.flags[row] ?? 0) & wordFlag.ideograph) !== 0) ideographs++;
    if (((words.flags[row] ?? 0) & wordFlag.number) !== 0) continue;
    const mask = masks.get(words.hashes[row] ?? 0) ?? 0;
    for (let bit = 0; mask >> bit !== 0; bit++) if ((mask >> bit) & 1) hits[bit] = (hits[bit] ?? 0) + 1;
  }
  if (ideographs > rows * 0.4) return chinese;
  let best = -1;
  for (let bit = 0; bit < hits.length; bit++) if ((hits[bit] ?? 0) > (best < 0 ? 0 : (hits[best] ?? 0))) best = bit;
  return best + 1;
}

/** What `languageNumber` gives for German, where every noun has a capital. */
export const german = languages.indexOf('deu') + 1;
const chinese = languages.indexOf('zho') + 1;
