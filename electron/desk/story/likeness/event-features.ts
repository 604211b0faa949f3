/**
 * What a story says happened, as weighted features: the words that count (by their first letters), numbers, tags, and the
 * sound of names. Numbers, tags and sounds mean the same in every language.
 */
import type { NumberTable } from './number-table.ts';
import { type Words, wordFlag } from './read-words.ts';
import { isStopWord } from './stop-words.ts';

/** The two bits above the weight. */
export const featureType = { word: 0, number: 1, tag: 2, sound: 3 };

/** A feature as it is stored: a key (hash and type) in the upper 26 bits and its weight, in sixteenths, in the lower 6. */
export const keyOf = (feature: number): number => (feature & ~63) >>> 0;
export const typeOf = (feature: number): number => (feature >>> 6) & 3;
export const weightOf = (feature: number): number => (feature & 63) / 16;

const leadWords = 60;
/** What happened stands at the start; the rest of a long text is background that other events share. */
export const mostWords = 120;
const weights = { title: 1, lead: 0.75, rest: 0.5, most: 2.5 };
/** A name in the running text counts as if it were written this often. */
const nameFactor = 2;
const tagWeight = 1.75;
/** Countries and topics are shared by many events. */
const broadTagWeight = 1;

/**
 * Puts the features of a story into `table`, weighed, of which the first `titleWords` are its title's, in which everything
 * may have a capital. `featureAt` gives them as they are stored.
 */
export function readFeatures(
  words: Words,
  titleWords: number,
  capitalsAreNames: boolean,
  tags: readonly string[],
  table: NumberTable,
): void {
  table.clear();
  const rows = Math.min(words.length, titleWords + mostWords);
  for (let row = 0; row < rows; row++) {
    const weight = row < titleWords ? weights.title : row < titleWords + leadWords ? weights.lead : weights.rest;
    const name = capitalsAreNames && row >= titleWords && isName(words.flags[row] as number);
    addWord(words, row, weight, name, table);
  }
  for (const tag of tags) {
    const broad = tag.startsWith('country:') || tag.startsWith('topic:');
    table.set(featureKey(hashText(tag), featureType.tag), broad ? broadTagWeight : tagWeight);
  }
}

export function featureAt(table: NumberTable, index: number): number {
  return (table.keys[index] as number) | Math.max(1, Math.min(63, Math.round((table.values[index] as number) * 16)));
}

function addWord(words: Words, row: number, weight: number, name: boolean, table: NumberTable): void {
  const flags = words.flags[row] as number;
  if ((flags & wordFlag.number) !== 0) {
    const key = featureKey(words.hashes[row] as number, featureType.number);
    raise(table, key, (flags & wordFlag.small) !== 0 ? weight * 0.3 : weight);
    return;
  }
  if ((flags & wordFlag.short) !== 0 || isStopWord(words.hashes[row] as number)) return;
  raise(table, featureKey(words.stems[row] as number, featureType.word), name ? weight * nameFactor : weight);
  const sound = words.sounds[row] as number;
  if (sound !== 0) raise(table, featureKey(Math.imul(sound, 0x9e3779b1), featureType.sound), weight);
}

/** A capital that no sentence asks for. */
function isName(flags: number): boolean {
  return (flags & (wordFlag.capital | wordFlag.startsSentence)) === wordFlag.capital;
}

function raise(table: NumberTable, key: number, weight: number): void {
  const index = table.put(key);
  table.values[index] = Math.min(weights.most, (table.values[index] as number) + weight);
}

function featureKey(hash: number, type: number): number {
  return ((hash & ~255) | (type << 6)) >>> 0;
}

export function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}
