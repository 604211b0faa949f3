/**
 * Text as terms: one way of reading words for the search index, the rule matcher and the tagger, so that what one
 * finds the others find. Positions in the result are what phrases and NEAR count.
 *
 * - Case, diacritics, width and script variants are folded; Turkish İ, I, ı and i are one letter.
 * - Letters and digits part: S400, S-400, "S 400" and С-400 all read as `s` `400`.
 * - Possessive and Turkish case endings behind an apostrophe are left out (Iran's, İran'ın); so are elided articles
 *   before one (l'Iran). Any other apostrophe joins (об'єкт).
 * - The Arabic article is left out where three letters remain.
 * - A run of Han or kana reads as overlapping pairs, so that a term inside a longer run is found.
 *
 * One pass over the text's units; only words with letters beyond the first plane go through strings.
 */
import { allMatches } from './all-matches.ts';
import { expansionOf, foldOf, foldWord, kindOf, plainLetters, several, unitKinds } from './letters.ts';
import { firstHash, hashPrime, Words } from './words.ts';

export interface Token {
  /** Letters and digits only. */
  readonly term: string;
  /** UTF-16 offsets into the original text. */
  readonly from: number;
  readonly to: number;
}

const { separator, letter, number, mark, pair, hard } = unitKinds;
const scratch = new Words();

/** The terms of `text`, in reading order. */
export function tokenise(text: string): Token[] {
  return readTokens(text, true);
}

/**
 * The terms of a piece of a query. As `tokenise`, but the last letter of the last Han run stands for itself only when
 * it is the whole run: in a text it ends a pair, in a query it would ask for the run to end.
 */
export function tokeniseQuery(text: string): Token[] {
  return readTokens(text, false);
}

function readTokens(text: string, indexing: boolean): Token[] {
  readWords(text, scratch, indexing);
  const tokens: Token[] = [];
  for (let index = 0; index < scratch.count; index++)
    tokens.push({ term: scratch.term(index), from: scratch.froms[index] ?? 0, to: scratch.tos[index] ?? 0 });
  return tokens;
}

/** Folds one word: case, marks, width, script variants, digits to ASCII. May give '' for a word of marks only. */
export function fold(word: string): string {
  return withoutArticle(word, foldWord(word));
}

/** Fills `words` with the terms of `text`, the same that `tokenise` gives. */
export function readWords(text: string, words: Words, indexing = true): void {
  words.clear(text);
  const { starts, ends, hashes, froms, tos } = words;
  const end = text.length;
  let { units } = words;
  let previousEnd = -2;
  for (let at = 0; at < end; ) {
    // Nearly every word is a run of plain letters: it is read here, without a call.
    const from = at;
    const start = words.unitCount;
    let length = start;
    let hash = firstHash;
    for (; at < end; at++) {
      const folded = plainLetters[text.charCodeAt(at)] as number;
      if (folded === 0) break;
      units[length++] = folded;
      hash = Math.imul(hash ^ folded, hashPrime);
    }
    const glued = from === previousEnd + 1 && isApostrophe(text.charCodeAt(previousEnd));
    if (length > start && !glued && (at === end || separates(text, at))) {
      const word = words.count++;
      const first = units[start] as number;
      const article = first >= 0x600 && first <= 0x6ff ? articleLength(units, start, length, text, from) : 0;
      starts[word] = start + article;
      ends[word] = words.unitCount = length;
      hashes[word] = article === 0 ? hash : words.hashOf(start + article, length);
      froms[word] = from;
      tos[word] = previousEnd = at;
      at++;
      continue;
    }
    at = from;
    if (length === start && !startsWord(text, at)) {
      at++;
      continue;
    }
    const before = words.count;
    at = readRun(text, from, words, indexing);
    if (glued && before > 0) joinApostrophe(words, before, from, at);
    previousEnd = at;
    units = words.units;
  }
}

function separates(text: string, at: number): boolean {
  return kindOf(text.charCodeAt(at)) === separator;
}

function startsWord(text: string, at: number): boolean {
  const kind = kindOf(text.charCodeAt(at));
  if (kind !== hard) return kind === letter || kind === number || kind === pair;
  return /^[\p{L}\p{N}]/u.test(String.fromCodePoint(text.codePointAt(at) ?? 0));
}

/** Reads one run of letters, digits and marks into words. Gives where it ends. */
function readRun(text: string, from: number, words: Words, indexing: boolean): number {
  const { count, unitCount } = words;
  let at = from;
  let partFrom = from;
  let partStart = words.unitCount;
  let partKind = 0;
  for (; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    const kind = kindOf(unit);
    if (kind === mark) continue;
    if (kind === hard) {
      if (!continuesRun(text, at)) break;
      words.count = count;
      words.unitCount = unitCount;
      return readHardRun(text, from, words, indexing);
    }
    if (kind !== letter && kind !== number && kind !== pair) break;
    if (kind !== partKind) {
      if (partKind !== 0) closePart(words, partKind, partStart, partFrom, at);
      partKind = kind;
      partFrom = at;
      partStart = words.unitCount;
      if (kind === pair) {
        at = readPairs(text, at, words, indexing) - 1;
        partKind = 0;
        continue;
      }
    }
    const folded = foldOf(unit);
    if (folded === several) addSeveral(words, unit);
    else if (folded !== 0) words.units[words.unitCount++] = folded;
  }
  if (partKind !== 0) closePart(words, partKind, partStart, partFrom, at);
  return at;
}

function addSeveral(words: Words, unit: number): void {
  const folded = expansionOf(unit);
  words.reserve(folded.length + words.text.length * 2);
  for (let index = 0; index < folded.length; index++) words.units[words.unitCount++] = folded.charCodeAt(index);
}

/** Ends a part of letters or of digits: one word, without its article, its type letters in Latin. */
function closePart(words: Words, kind: number, start: number, from: number, to: number): void {
  const first = words.units[start] ?? 0;
  const skipped =
    first >= 0x600 && first <= 0x6ff ? articleLength(words.units, start, words.unitCount, words.text, from) : 0;
  words.add(start + skipped, from, to);
  if (kind === number) designatorBefore(words);
  else if (isCyrillic(first) && words.unitCount - start <= 3) designatorBehind(words);
}

const alef = 0x627;
const lam = 0x644;
const waw = 0x648;

/**
 * How many units the Arabic article takes, with an "and" before it; 0 where fewer than three letters would remain, and
 * where the text writes no plain alif: ألمانيا is Germany, and no article before مانيا.
 */
function articleLength(units: Uint16Array, start: number, end: number, text: string, from: number): number {
  const skipped = units[start] === waw ? 1 : 0;
  const at = start + skipped;
  if (units[at] !== alef || units[at + 1] !== lam || end - at < 5) return 0;
  const written = text.charCodeAt(from + skipped);
  const hamza = text.charCodeAt(from + skipped + 1);
  return written === alef && (hamza < 0x653 || hamza > 0x655) ? skipped + 2 : 0;
}

function withoutArticle(word: string, folded: string): string {
  const isPlain = /^و?\u0627(?![\u0653-\u0655])/u.test(word);
  return isPlain && /^و?ال.{3}/u.test(folded) ? folded.replace(/^و?ال/u, '') : folded;
}

function readPairs(text: string, from: number, words: Words, indexing: boolean): number {
  let end = from;
  while (end < text.length && kindOf(text.charCodeAt(end)) === pair) end++;
  for (let at = from; at < end; at++) {
    const isLast = at === end - 1;
    if (isLast && !indexing && end - from > 1 && !hasWords(text, end)) break;
    const start = words.unitCount;
    addFolded(words, text.charCodeAt(at));
    if (!isLast) addFolded(words, text.charCodeAt(at + 1));
    words.add(start, at, isLast ? at + 1 : at + 2);
  }
  return end;
}

function hasWords(text: string, from: number): boolean {
  return /[\p{L}\p{N}]/u.test(text.slice(from));
}

function addFolded(words: Words, unit: number): void {
  const folded = foldOf(unit);
  if (folded === several) addSeveral(words, unit);
  else if (folded !== 0) words.units[words.unitCount++] = folded;
}

function continuesRun(text: string, at: number): boolean {
  return /^[\p{L}\p{M}\p{N}]/u.test(String.fromCodePoint(text.codePointAt(at) ?? 0));
}

const wordRun = /[\p{L}\p{N}][\p{L}\p{M}\p{N}\u200c-\u200f\u00ad\u2060]*/uy;
const runParts =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}々ー]+|\p{N}[\p{N}\p{M}]*|[^\p{N}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}々ー]+/gu;

/** The run at `from` by way of strings. Gives where it ends. */
function readHardRun(text: string, from: number, words: Words, indexing: boolean): number {
  wordRun.lastIndex = from;
  const run = wordRun.exec(text)?.[0] ?? text[from] ?? '';
  for (const part of allMatches(run, runParts)) {
    const start = from + part.index;
    if (/^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}々ー]/u.test(part[0]))
      addHardPairs(words, part[0], start, indexing || hasWords(text, start + part[0].length));
    else {
      words.addText(fold(part[0]), start, start + part[0].length);
      designatorBefore(words);
      designatorBehind(words);
    }
  }
  return from + run.length;
}

function addHardPairs(words: Words, run: string, from: number, indexing: boolean): void {
  const letters = [...run];
  let at = from;
  for (const [index, first] of letters.entries()) {
    const next = letters[index + 1];
    if (next !== undefined) words.addText(foldWord(first + next), at, at + first.length + next.length);
    else if (indexing || letters.length === 1) words.addText(foldWord(first), at, at + first.length);
    at += first.length;
  }
}

const elided = new Set(['l', 'd', 'c', 'j', 'm', 'n', 's', 't', 'qu']);
const apostropheEnding =
  /^(?:s|(?:n?[iu]n|[yn]?[aeiu]|[nd]?[dt][ae]n?|l[ae]r\w{0,6}|y?l[ae]|c[ae]|k[iu]\w{0,4}|l[iu]\w{0,4}|s[iu]z?\w{0,3}|[dt][iu]r|n[dt]?[ae]ki\w{0,5}|[dt][ae]ki\w{0,5}))$/;

const letterS = 0x73;

function isApostrophe(unit: number): boolean {
  return (
    unit === 0x27 ||
    unit === 0x2019 ||
    unit === 0x2bc ||
    unit === 0x2018 ||
    unit === 0x60 ||
    unit === 0xb4 ||
    unit === 0x5f3
  );
}

/** The words from `first` on stand behind an apostrophe: they are an ending, or a name behind an elided article. */
function joinApostrophe(words: Words, first: number, from: number, to: number): void {
  const last = first - 1;
  if (words.tos[last] !== from - 1) return;
  const length = lengthAt(words, last);
  if (length <= 2 && elided.has(words.term(last))) {
    words.remove(last);
    return;
  }
  if (first + 1 === words.count && lengthAt(words, first) === 1 && words.units[words.starts[first] ?? 0] === letterS) {
    words.count = first;
    return;
  }
  const term = words.term(last);
  let ending = '';
  for (let index = first; index < words.count; index++) ending += words.term(index);
  if (apostropheEnding.test(ending)) {
    words.count = first;
    return;
  }
  if (/\d/.test(term + ending)) return;
  words.count = first;
  words.rewrite(last, term + ending);
  words.tos[last] = to;
}

function lengthAt(words: Words, index: number): number {
  return (words.ends[index] ?? 0) - (words.starts[index] ?? 0);
}

const latinOf: Readonly<Record<string, string>> = Object.fromEntries(
  'а:a б:b в:v г:g д:d е:e ж:zh з:z и:i й:y к:k л:l м:m н:n о:o п:p р:r с:s т:t у:u ф:f х:kh ц:ts ч:ch ш:sh э:e ю:yu я:ya'
    .split(' ')
    .map((entry) => entry.split(':')),
);

/** A short Cyrillic word that touches a number names a type, as in С-400, Ту-95: it reads as in Latin. */
function designatorBefore(words: Words): void {
  const at = words.count - 1;
  if (at < 1 || !isDigit(words.units[words.starts[at] ?? 0])) return;
  const gap = (words.froms[at] ?? 0) - (words.tos[at - 1] ?? 0);
  if (gap > 1 || (gap === 1 && !/[-‐‑–]/.test(words.text[words.tos[at - 1] ?? 0] ?? ' '))) return;
  writeInLatin(words, at - 1);
}

/** The letters behind a number, as in Су-35С. */
function designatorBehind(words: Words): void {
  const at = words.count - 1;
  if (at < 1 || !isDigit(words.units[words.starts[at - 1] ?? 0])) return;
  if (words.tos[at - 1] === words.froms[at]) writeInLatin(words, at);
}

function isDigit(unit: number | undefined): boolean {
  return unit !== undefined && unit >= 0x30 && unit <= 0x39;
}

function writeInLatin(words: Words, index: number): void {
  if (lengthAt(words, index) > 3 || !isCyrillic(words.units[words.starts[index] ?? 0])) return;
  const term = words.term(index);
  if (/^[а-я]{1,3}$/.test(term)) words.rewrite(index, [...term].map((one) => latinOf[one] ?? one).join(''));
}

function isCyrillic(unit: number | undefined): boolean {
  return unit !== undefined && unit >= 0x430 && unit <= 0x44f;
}
