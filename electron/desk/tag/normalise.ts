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
 */

export interface Token {
  /** Letters and digits only. */
  readonly term: string;
  /** UTF-16 offsets into the original text. */
  readonly from: number;
  readonly to: number;
}

// Joiners, soft hyphen and direction marks stand inside words without parting them.
const wordRun = /[\p{L}\p{N}][\p{L}\p{M}\p{N}\u200c-\u200f\u00ad\u2060]*/gu;
const invisible = /[\u200c-\u200f\u00ad\u2060\u0640]/g;
const pairScript = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;
const apostrophes = "'’ʼ‘`´׳";
const elided = new Set(['l', 'd', 'c', 'j', 'm', 'n', 's', 't', 'qu']);
const apostropheEnding =
  /^(?:s|(?:n?[iu]n|[yn]?[aeiu]|[nd]?[dt][ae]n?|l[ae]r\w{0,6}|y?l[ae]|c[ae]|k[iu]\w{0,4}|l[iu]\w{0,4}|s[iu]z?\w{0,3}|[dt][iu]r|n[dt]?[ae]ki\w{0,5}|[dt][ae]ki\w{0,5}))$/;

/** The terms of `text`, in reading order. */
export function tokenise(text: string): Token[] {
  return readTokens(text, true);
}

/**
 * The terms of a piece of a query. As `tokenise`, but the last letter of a Han run stands for itself only when it is
 * the whole run: in a text it ends a pair, in a query it would ask for the run to end.
 */
export function tokeniseQuery(text: string): Token[] {
  return readTokens(text, false);
}

function readTokens(text: string, indexing: boolean): Token[] {
  const tokens: Token[] = [];
  let previousEnd = -1;
  for (const match of text.matchAll(wordRun)) {
    const run = match[0];
    const from = match.index;
    const glued = from === previousEnd + 1 && apostrophes.includes(text[previousEnd] ?? ' ');
    previousEnd = from + run.length;
    if (glued && joinApostrophe(tokens, run, from)) continue;
    if (isAscii(run)) addParts(tokens, run.toLowerCase(), from, false);
    else if (pairScript.test(run)) addMixed(tokens, run, from, indexing);
    else addParts(tokens, run, from, true);
  }
  return transliterateDesignators(tokens, text);
}

/** Handles the run behind an apostrophe. True when it needs no token of its own. */
function joinApostrophe(tokens: Token[], run: string, from: number): boolean {
  const last = tokens.at(-1);
  if (last === undefined || last.to !== from - 1) return false;
  if (elided.has(last.term)) {
    tokens.pop();
    return false;
  }
  const ending = fold(run);
  if (apostropheEnding.test(ending)) return true;
  if (/\d/.test(last.term + ending)) return false;
  tokens[tokens.length - 1] = { term: last.term + ending, from: last.from, to: from + run.length };
  return true;
}

function addMixed(tokens: Token[], run: string, from: number, indexing: boolean): void {
  for (const part of run.matchAll(
    /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}々ー]+|[^\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]+/gu,
  )) {
    if (pairScript.test(part[0])) addPairs(tokens, part[0], from + part.index, indexing);
    else addParts(tokens, part[0], from + part.index, true);
  }
}

function addPairs(tokens: Token[], run: string, from: number, indexing: boolean): void {
  const letters = [...run];
  let at = from;
  for (const [index, letter] of letters.entries()) {
    const next = letters[index + 1];
    if (next !== undefined) tokens.push({ term: fold(letter + next), from: at, to: at + letter.length + next.length });
    else if (indexing || letters.length === 1) tokens.push({ term: fold(letter), from: at, to: at + letter.length });
    at += letter.length;
  }
}

/** Adds a word, parted where letters and digits meet. */
function addParts(tokens: Token[], word: string, from: number, folding: boolean): void {
  if (!/\p{N}/u.test(word)) {
    addTerm(tokens, folding ? fold(word) : word, from, from + word.length);
    return;
  }
  for (const part of word.matchAll(/\p{N}[\p{N}\p{M}]*|[^\p{N}]+/gu)) {
    const start = from + part.index;
    addTerm(tokens, folding ? fold(part[0]) : part[0], start, start + part[0].length);
  }
}

function addTerm(tokens: Token[], term: string, from: number, to: number): void {
  if (term !== '') tokens.push({ term, from, to });
}

function isAscii(text: string): boolean {
  for (let index = 0; index < text.length; index++) if (text.charCodeAt(index) > 127) return false;
  return true;
}

const single: Readonly<Record<string, string>> = {
  ı: 'i',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ł: 'l',
  ґ: 'г',
  ى: 'ی',
  ي: 'ی',
  ك: 'ک',
  ة: 'ه',
  ٱ: 'ا',
  ە: 'ه',
  ھ: 'ه',
};
const singles = new RegExp(`[${Object.keys(single).join('')}]`, 'gu');

/** Folds one word: case, marks, width, script variants, digits to ASCII. May give '' for a word of marks only. */
export function fold(word: string): string {
  if (isAscii(word)) return word.toLowerCase();
  const bare = word.replace(invisible, '');
  const folded = bare
    .normalize('NFKD')
    // й is a letter of its own, not an и with a mark.
    .replace(/([иИ])\u0306/g, (_, letter: string) => (letter === 'и' ? 'й' : 'Й'))
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/\u0307/g, '')
    .replace(singles, (letter) => single[letter] ?? letter)
    .replace(/\p{Nd}/gu, (digit) => String(digitValue(digit)))
    .replace(/[^\p{L}\p{N}]+/gu, '');
  return /^و?\u0627(?![\u0653-\u0655])\p{M}*ل/u.test(bare) ? withoutArticle(folded) : folded;
}

/** For words that were written with a plain alif: ألمانيا is Germany, and no article before مانيا. */
function withoutArticle(word: string): string {
  return /^و?ال.{3}/u.test(word) ? word.replace(/^و?ال/u, '') : word;
}

// Decimal digits stand in runs of ten in Unicode, each starting at a multiple of ten from its zero.
function digitValue(digit: string): number {
  const code = digit.codePointAt(0) ?? 0;
  for (const zero of [0x30, 0x660, 0x6f0, 0x966, 0x9e6, 0xff10])
    if (code >= zero && code < zero + 10) return code - zero;
  let zero = code;
  while (code - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero--;
  return code - zero;
}

const latinOf: Readonly<Record<string, string>> = Object.fromEntries(
  'а:a б:b в:v г:g д:d е:e ж:zh з:z и:i й:y к:k л:l м:m н:n о:o п:p р:r с:s т:t у:u ф:f х:kh ц:ts ч:ch ш:sh э:e ю:yu я:ya'
    .split(' ')
    .map((pair) => pair.split(':')),
);

/** A short Cyrillic word that touches a number names a type, as in С-400, Ту-95, Су-35С: it reads as in Latin. */
function transliterateDesignators(tokens: Token[], text: string): Token[] {
  return tokens.map((token, index) => {
    if (!/^[а-я]{1,3}$/.test(token.term)) return token;
    const [before, after] = [tokens[index - 1], tokens[index + 1]];
    const leads = after !== undefined && /^\d/.test(after.term) && /^[-‐‑–]?$/.test(text.slice(token.to, after.from));
    const trails = before !== undefined && /^\d/.test(before.term) && before.to === token.from;
    if (!leads && !trails) return token;
    return { ...token, term: [...token.term].map((letter) => latinOf[letter] ?? letter).join('') };
  });
}
