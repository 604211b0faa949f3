/**
 * What each UTF-16 unit is to a reader of words, and what it folds to: case, diacritics, width and script variants.
 * Both are worked out once, when a unit is first met.
 */

/** `hard`: only the whole word tells, as with surrogates and letters that a mark changes. */
export const unitKinds = { separator: 1, letter: 2, number: 3, mark: 4, pair: 5, hard: 6 } as const;

/** What `kinds` holds for a unit; 0 until it was met. */
const kinds = new Uint8Array(65_536);
const folds = new Uint16Array(65_536);
/** The folded unit of every letter that folds to one, 0 for all else: what nearly every unit of a text needs. */
export const plainLetters = new Uint16Array(65_536);
/** Units that fold to several. */
const expansions = new Map<number, string>();
export const several = 0xffff;

const joiner = /[\u200c-\u200f\u00ad\u2060]/;
const invisible = /[\u200c-\u200f\u00ad\u2060\u0640]/g;
const pairScript = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}々ー]/u;

/** One of `unitKinds`. */
export function kindOf(unit: number): number {
  return kinds[unit] || learn(unit);
}

/** The folded unit; 0 for one that folds away, `several` for one that folds to more, which `expansionOf` gives. */
export function foldOf(unit: number): number {
  return folds[unit] ?? 0;
}

export function expansionOf(unit: number): string {
  return expansions.get(unit) ?? '';
}

function learn(unit: number): number {
  const character = String.fromCharCode(unit);
  const kind = judge(unit, character);
  kinds[unit] = kind;
  const folded = kind === unitKinds.hard ? '' : foldWord(character);
  if (folded.length > 1) expansions.set(unit, folded);
  folds[unit] = folded.length > 1 ? several : folded.length === 0 ? 0 : folded.charCodeAt(0);
  if (kind === unitKinds.letter && folded.length === 1) plainLetters[unit] = folded.charCodeAt(0);
  return kind;
}

function judge(unit: number, character: string): number {
  // The breve makes й of и, which is a letter of its own.
  if ((unit >= 0xd800 && unit <= 0xdfff) || unit === 0x306) return unitKinds.hard;
  if (pairScript.test(character)) return unitKinds.pair;
  if (/\p{N}/u.test(character)) return unitKinds.number;
  if (/\p{L}/u.test(character)) return unitKinds.letter;
  return /\p{M}/u.test(character) || joiner.test(character) ? unitKinds.mark : unitKinds.separator;
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
  ς: 'σ',
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

/** Folds the letters and digits of one word. May give '' for a word of marks only. */
export function foldWord(word: string): string {
  return word
    .replace(invisible, '')
    .normalize('NFKD')
    .replace(/([иИ])\u0306/g, (_, letter: string) => (letter === 'и' ? 'й' : 'Й'))
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/\u0307/g, '')
    .replace(singles, (letter) => single[letter] ?? letter)
    .replace(/\p{Nd}/gu, (digit) => String(digitValue(digit)))
    .replace(/[^\p{L}\p{N}]+/gu, '');
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
