/**
 * The words of a text as numbers, in one pass and without making strings: what copies and events are told by. This is
 * the only place where the clusterer looks at letters.
 */
import { foldedOf, learnUnit, soundOf, unitKind, units } from './letters.ts';

/** What is known of a word beside its hash. */
export const wordFlag = { number: 1, capital: 2, startsSentence: 4, ideograph: 8, short: 16, small: 32, caseless: 64 };

/** Words as parallel columns; only the first `length` rows count. Reused from text to text. */
export interface Words {
  length: number;
  /** FNV-1a of the folded word. */
  hashes: Uint32Array;
  /** The same of its first letters only, so that most endings do not part words. */
  stems: Uint32Array;
  /** The first four consonants by groups of sounds, 0 where there are fewer: finds a name in another script. */
  sounds: Uint16Array;
  flags: Uint8Array;
}

const basis = 0x811c9dc5;
const prime = 0x01000193;
const stemLetters = 5;
const alef = 0x627;
const lam = 0x644;
/** و ف ب ك: written together with the article behind them. */
const clitics: ReadonlySet<number> = new Set([0x648, 0x641, 0x628, 0x643, 0x6a9]);
const { letter, digit, ideograph, ignored, apostrophe, stop } = unitKind;

export function createWords(): Words {
  const rows = 1024;
  return {
    length: 0,
    hashes: new Uint32Array(rows),
    stems: new Uint32Array(rows),
    sounds: new Uint16Array(rows),
    flags: new Uint8Array(rows),
  };
}

/**
 * Appends the words of `text`, at most up to `mostWords` in all. Rows from `detailedRows` on get neither stem nor sound,
 * which takes less time.
 */
export function readWords(
  text: string,
  words: Words,
  mostWords = 20_000,
  detailedRows = Number.POSITIVE_INFINITY,
): void {
  let sentenceStart = true;
  let at = 0;
  while (at < text.length && words.length < mostWords) {
    const kind = knownAt(text, at);
    const before = words.length;
    if ((kind & letter) !== 0)
      at = before < detailedRows ? readWord(text, at, words, sentenceStart) : readPlain(text, at, words, sentenceStart);
    else if ((kind & digit) !== 0) at = readNumber(text, at, words);
    else if ((kind & ideograph) !== 0) at = readPair(text, at, words);
    else {
      if ((kind & stop) !== 0) sentenceStart = true;
      at++;
    }
    if (words.length > before) sentenceStart = false;
  }
}

/** What is known of the unit at a place of `text`. */
function knownAt(text: string, at: number): number {
  const unit = text.charCodeAt(at);
  return (units[unit] as number) || learnUnit(unit);
}

/** The kind of the unit at a place that may lie behind the end, which is of no kind. */
function kindAt(text: string, at: number): number {
  return at < text.length ? knownAt(text, at) & 255 : 0;
}

function readWord(text: string, start: number, words: Words, sentenceStart: boolean): number {
  let hash = basis;
  let stem = 0;
  let sound = 0;
  let sounds = 0;
  let length = 0;
  let at = start;
  for (; at < text.length; at++) {
    const known = knownAt(text, at);
    if ((known & letter) === 0) {
      if ((known & ignored) !== 0) continue;
      break;
    }
    const code = foldedOf(known);
    hash = Math.imul(hash ^ code, prime);
    length++;
    if (length === stemLetters) stem = hash;
    const group = soundOf(known);
    if (group !== 0 && sounds < 4 && group !== (sound & 7)) {
      sound = (sound << 3) | group;
      sounds++;
    }
    if (code === lam && length === at - start + 1 && endsArticle(text, start, length)) {
      hash = basis;
      sound = sounds = length = stem = 0;
    }
  }
  if (length === 0) return at;
  const flags = flagsOf(text, start, length, sentenceStart);
  if (length > 2) at = skipEnding(text, at);
  push(words, hash >>> 0, (stem || hash) >>> 0, sounds === 4 && length > 4 ? sound : 0, flags);
  return at;
}

/** As `readWord`, for words of which only the hash and the flags are asked. */
function readPlain(text: string, start: number, words: Words, sentenceStart: boolean): number {
  let hash = basis;
  let length = 0;
  let at = start;
  for (; at < text.length; at++) {
    const known = knownAt(text, at);
    if ((known & letter) === 0) {
      if ((known & ignored) !== 0) continue;
      break;
    }
    const code = foldedOf(known);
    hash = Math.imul(hash ^ code, prime);
    length++;
    if (code === lam && length === at - start + 1 && endsArticle(text, start, length)) {
      hash = basis;
      length = 0;
    }
  }
  if (length === 0) return at;
  const flags = flagsOf(text, start, length, sentenceStart);
  if (length > 2) at = skipEnding(text, at);
  push(words, hash >>> 0, 0, 0, flags);
  return at;
}

/**
 * Whether a lam that is the `length`th letter of the word that starts at `start` ends the Arabic article, alone or
 * behind a clitic: it is no part of the word.
 */
function endsArticle(text: string, start: number, length: number): boolean {
  if (length !== 2 && length !== 3) return false;
  const first = foldedOf(knownAt(text, start));
  if (length === 2) return first === alef;
  return clitics.has(first) && foldedOf(knownAt(text, start + 1)) === alef;
}

function flagsOf(text: string, start: number, length: number, sentenceStart: boolean): number {
  const capital = (kindAt(text, start) & unitKind.upperCase) !== 0 ? wordFlag.capital : 0;
  const short = length < 3 ? wordFlag.short : 0;
  const caseless = isCaseless(text.charCodeAt(start)) ? wordFlag.caseless : 0;
  return capital | caseless | short | (sentenceStart ? wordFlag.startsSentence : 0);
}

/** Hebrew, Arabic and their like. */
function isCaseless(unit: number): boolean {
  return unit >= 0x590 && unit < 0x700;
}

/** Behind an apostrophe stands an ending (Iran's, İran'ın). */
function skipEnding(text: string, from: number): number {
  if ((kindAt(text, from) & apostrophe) === 0) return from;
  let at = from + 1;
  while ((kindAt(text, at) & (letter | ignored)) !== 0) at++;
  return at;
}

/** A number with its separators: 1,200 and 1.200 and 1 200 are one number; 3,5 and 3.5 too. */
function readNumber(text: string, start: number, words: Words): number {
  let hash = basis;
  let digits = 0;
  let at = start;
  for (;;) {
    const run = at;
    while ((kindAt(text, at) & digit) !== 0) {
      hash = Math.imul(hash ^ foldedOf(knownAt(text, at)), prime);
      at++;
    }
    digits += at - run;
    const behind = digitsFrom(text, at + 1);
    const mark = text[at] ?? '';
    if (behind === 3 && /[.,'’\u00a0\u202f\u066c]/.test(mark)) at++;
    else if (behind > 0 && behind < 3 && /[.,\u066b]/.test(mark)) {
      hash = Math.imul(hash ^ 0x2e, prime);
      digits += 2;
      at++;
    } else break;
  }
  const small = digits < 2 ? wordFlag.small : 0;
  push(words, hash >>> 0, hash >>> 0, 0, wordFlag.number | small);
  return at;
}

function digitsFrom(text: string, from: number): number {
  let at = from;
  while (at < from + 4 && (kindAt(text, at) & digit) !== 0) at++;
  return at - from;
}

/** Chinese and Japanese read as overlapping pairs; a letter without a neighbour stands alone. */
function readPair(text: string, at: number, words: Words): number {
  let hash = Math.imul(basis ^ foldedOf(knownAt(text, at)), prime);
  if ((kindAt(text, at + 1) & ideograph) !== 0) hash = Math.imul(hash ^ foldedOf(knownAt(text, at + 1)), prime);
  else if (at > 0 && (kindAt(text, at - 1) & ideograph) !== 0) return at + 1;
  push(words, hash >>> 0, hash >>> 0, 0, wordFlag.ideograph);
  return at + 1;
}

function push(words: Words, hash: number, stem: number, sound: number, flags: number): void {
  if (words.length === words.hashes.length) grow(words);
  const row = words.length++;
  words.hashes[row] = hash;
  words.stems[row] = stem;
  words.sounds[row] = sound;
  words.flags[row] = flags;
}

function grow(words: Words): void {
  const rows = words.hashes.length * 2;
  const { hashes, stems, sounds, flags } = words;
  words.hashes = new Uint32Array(rows);
  words.hashes.set(hashes);
  words.stems = new Uint32Array(rows);
  words.stems.set(stems);
  words.sounds = new Uint16Array(rows);
  words.sounds.set(sounds);
  words.flags = new Uint8Array(rows);
  words.flags.set(flags);
}
