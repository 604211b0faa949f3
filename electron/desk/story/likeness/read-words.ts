/**
 * The words of a text as numbers, in one pass and without making strings: what copies and events are told by. This is
 * the only place where the clusterer looks at letters.
 */
import { foldedOf, learnUnit, soundOf, unitKind, unitsKnown } from './letters.ts';

/** What is known of a word beside its hash. */
export const wordFlag = { number: 1, capital: 2, startsSentence: 4, ideograph: 8, short: 16, small: 32, caseless: 64 };

/** Words as parallel columns; only the first `length` rows count. Reused from text to text. */
export interface Words {
  length: number;
  /** FNV-1a of the folded word. */
  hashes: Uint32Array;
  /** The same of its first letters only, so that most endings do not part words. */
  stems: Uint32Array;
  /** The first four consonants of what may be a name by groups of sounds, 0 where there are fewer: finds it in another script. */
  sounds: Uint16Array;
  flags: Uint8Array;
}

/** As a signed number: an unsigned one would be no small integer to the engine, and each step cost a conversion. */
const basis = 0x811c9dc5 | 0;
const prime = 0x01000193;
const stemLetters = 5;
const alef = 0x627;
const lam = 0x644;
/** و ف ب ك: written together with the article behind them. */
const clitics: ReadonlySet<number> = new Set([0x648, 0x641, 0x628, 0x643, 0x6a9]);
const unitsOf = (marks: string): ReadonlySet<number> => new Set([...marks].map((mark) => mark.charCodeAt(0)));
const groupMarks = unitsOf(".,'’\u00a0\u202f\u066c");
const decimalMarks = unitsOf('.,\u066b');
const lookAhead = 6;
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

/** The units of the text that is read: looked at in an array, which is faster than in a string. */
let units = new Uint16Array(8192);
let unitBytes = Buffer.from(units.buffer);
const largestKept = 1 << 20;

/**
 * Appends the words of `text`, at most up to `mostWords` in all. Rows from `detailedRows` on get no sound, which takes
 * less time.
 */
export function readWords(
  text: string,
  words: Words,
  mostWords = 20_000,
  detailedRows = Number.POSITIVE_INFINITY,
): void {
  loadUnits(text);
  const codes = units;
  const end = text.length;
  let sentenceStart = true;
  for (let at = 0; at < end && words.length < mostWords; ) {
    const known = knownAt(codes, at);
    const before = words.length;
    if ((known & letter) !== 0) at = readWord(codes, at, words, sentenceStart, before < detailedRows);
    else if ((known & digit) !== 0) at = readNumber(codes, at, words);
    else if ((known & ideograph) !== 0) at = readPair(codes, at, words);
    else {
      if ((known & stop) !== 0) sentenceStart = true;
      at++;
    }
    if (words.length > before) sentenceStart = false;
  }
}

/** Behind the units of `text` stand zeros, which are of no kind, as many as anybody looks ahead. */
function loadUnits(text: string): void {
  const room = text.length + lookAhead;
  if (units.length < room || (units.length > largestKept && room < largestKept)) {
    units = new Uint16Array(Math.max(room, 8192));
    unitBytes = Buffer.from(units.buffer);
  }
  unitBytes.write(text, 'utf16le');
  units.fill(0, text.length, room);
}

/** What is known of the unit at a place. */
function knownAt(codes: Uint16Array, at: number): number {
  const unit = codes[at] as number;
  return (unitsKnown[unit] as number) || learnUnit(unit);
}

function readWord(codes: Uint16Array, start: number, words: Words, sentenceStart: boolean, detailed: boolean): number {
  const table = unitsKnown;
  const from = start + articleLength(codes, start);
  let at = from;
  let hash = basis;
  let stem = 0;
  let length = 0;
  for (;;) {
    // Nearly every word is one run of letters: nothing is called in this loop.
    let known = table[codes[at] as number] as number;
    for (; (known & letter) !== 0; known = table[codes[at] as number] as number) {
      hash = Math.imul(hash ^ foldedOf(known), prime);
      if (++length === stemLetters) stem = hash;
      at++;
    }
    if ((known & ignored) !== 0) at++;
    else if (known !== 0) break;
    else learnUnit(codes[at] as number);
  }
  if (length === 0) return at;
  const flags = flagsOf(codes, start, length, sentenceStart);
  // Scripts without capitals (Arabic, Hebrew) hide their names among the words; the sounds of rare words decide.
  const sounds = detailed && length > 4 && (flags & (wordFlag.capital | wordFlag.caseless)) !== 0;
  push(words, hash, stem || hash, sounds ? soundsFrom(codes, from, at) : 0, flags);
  return length > 2 ? skipEnding(codes, at) : at;
}

/** How many units at the start of a word are the Arabic article, alone or behind a clitic: they are no part of it. */
function articleLength(codes: Uint16Array, start: number): number {
  const first = foldedOf(knownAt(codes, start));
  if (first >> 8 !== alef >> 8) return 0;
  const second = foldedOf(knownAt(codes, start + 1));
  if (first === alef && second === lam) return 2;
  return clitics.has(first) && second === alef && foldedOf(knownAt(codes, start + 2)) === lam ? 3 : 0;
}

/** The first four groups of sounds of a word, none twice in a row; 0 where it has fewer. */
function soundsFrom(codes: Uint16Array, from: number, to: number): number {
  let sound = 0;
  let sounds = 0;
  for (let at = from; at < to; at++) {
    const known = knownAt(codes, at);
    const group = (known & letter) === 0 ? 0 : soundOf(known);
    if (group === 0 || group === (sound & 7)) continue;
    sound = (sound << 3) | group;
    if (++sounds === 4) return sound;
  }
  return 0;
}

function flagsOf(codes: Uint16Array, start: number, length: number, sentenceStart: boolean): number {
  const capital = (knownAt(codes, start) & unitKind.upperCase) !== 0 ? wordFlag.capital : 0;
  const short = length < 3 ? wordFlag.short : 0;
  const caseless = isCaseless(codes[start] as number) ? wordFlag.caseless : 0;
  return capital | caseless | short | (sentenceStart ? wordFlag.startsSentence : 0);
}

/** Hebrew, Arabic and their like. */
function isCaseless(unit: number): boolean {
  return unit >= 0x590 && unit < 0x700;
}

/** Behind an apostrophe stands an ending (Iran's, İran'ın). */
function skipEnding(codes: Uint16Array, from: number): number {
  if ((knownAt(codes, from) & apostrophe) === 0) return from;
  let at = from + 1;
  while ((knownAt(codes, at) & (letter | ignored)) !== 0) at++;
  return at;
}

/** A number with its separators: 1,200 and 1.200 and 1 200 are one number; 3,5 and 3.5 too. */
function readNumber(codes: Uint16Array, start: number, words: Words): number {
  let hash = basis;
  let digits = 0;
  let at = start;
  for (;;) {
    const run = at;
    while ((knownAt(codes, at) & digit) !== 0) {
      hash = Math.imul(hash ^ foldedOf(knownAt(codes, at)), prime);
      at++;
    }
    digits += at - run;
    const behind = digitsFrom(codes, at + 1);
    if (behind === 3 && groupMarks.has(codes[at] as number)) at++;
    else if (behind > 0 && behind < 3 && decimalMarks.has(codes[at] as number)) {
      hash = Math.imul(hash ^ 0x2e, prime);
      digits += 2;
      at++;
    } else break;
  }
  const small = digits < 2 ? wordFlag.small : 0;
  push(words, hash, hash, 0, wordFlag.number | small);
  return at;
}

function digitsFrom(codes: Uint16Array, from: number): number {
  let at = from;
  while (at < from + 4 && (knownAt(codes, at) & digit) !== 0) at++;
  return at - from;
}

/** Chinese and Japanese read as overlapping pairs; a letter without a neighbour stands alone. */
function readPair(codes: Uint16Array, at: number, words: Words): number {
  let hash = Math.imul(basis ^ foldedOf(knownAt(codes, at)), prime);
  if ((knownAt(codes, at + 1) & ideograph) !== 0) hash = Math.imul(hash ^ foldedOf(knownAt(codes, at + 1)), prime);
  else if (at > 0 && (knownAt(codes, at - 1) & ideograph) !== 0) return at + 1;
  push(words, hash, hash, 0, wordFlag.ideograph);
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
