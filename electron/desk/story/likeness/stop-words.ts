/** Words that say nothing about an event, and what they tell about the language, by the hash of `read-words.ts`. */
import * as lists from 'stopword';
import { createWords, readWords, type Words, wordFlag } from './read-words.ts';

/** Sitrep's ten first, then what else its feeds are often written in. At most 31: a bit each. */
const languages =
  'eng tur rus ukr fas ara heb fra deu zho spa por ita nld pol ces ell swe nob dan fin ron bul hun kor jpn hin'.split(
    ' ',
  );

const available = new Map<string, unknown>(Object.entries(lists));

/** By turns a word's hash and a bit for each language that has the word in its list, in an open hash table. */
const slotMask = (1 << 15) - 1;
const slots = new Uint32Array((slotMask + 1) * 2);
readLists();

function readLists(): void {
  for (const [bit, language] of languages.entries()) {
    const words = createWords();
    readWords(String(available.get(language)), words);
    for (let row = 0; row < words.length; row++) {
      const hash = words.hashes[row] as number;
      const slot = slotOf(hash);
      slots[slot] = hash;
      slots[slot + 1] = (slots[slot + 1] as number) | (1 << bit);
    }
  }
}

/** Where a word is or would be; some 8,000 of the slots are taken. */
function slotOf(hash: number): number {
  let slot = (Math.imul(hash, 0x9e3779b1) >>> 12) & slotMask;
  while (slots[slot * 2 + 1] !== 0 && slots[slot * 2] !== hash) slot = (slot + 1) & slotMask;
  return slot * 2;
}

/** A bit for each language that has the word in its list. */
function languagesOf(hash: number): number {
  return slots[slotOf(hash) + 1] as number;
}

export function isStopWord(hash: number): boolean {
  return languagesOf(hash) !== 0;
}

/**
 * The language whose stop words stand most often among the first words, as a number of our own; 0 when none does. Cheap
 * rather than good: it only decides whether two stories can be compared word by word.
 */
export function languageNumber(words: Words): number {
  hits.fill(0);
  const rows = Math.min(words.length, 200);
  let ideographs = 0;
  for (let row = 0; row < rows; row++) {
    const flags = words.flags[row] as number;
    if ((flags & wordFlag.ideograph) !== 0) ideographs++;
    if ((flags & wordFlag.number) !== 0) continue;
    for (let mask = languagesOf(words.hashes[row] as number); mask !== 0; mask &= mask - 1) {
      const bit = 31 - Math.clz32(mask & -mask);
      hits[bit] = (hits[bit] as number) + 1;
    }
  }
  if (ideographs > rows * 0.4) return chinese;
  let best = 0;
  for (let bit = 1; bit < hits.length; bit++) if ((hits[bit] as number) > (hits[best] as number)) best = bit;
  return hits[best] === 0 ? 0 : best + 1;
}

const hits = new Uint16Array(languages.length);

/** What `languageNumber` gives for German, where every noun has a capital. */
export const german = languages.indexOf('deu') + 1;
const chinese = languages.indexOf('zho') + 1;
