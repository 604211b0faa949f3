/**
 * What each UTF-16 unit means to the word reader of clusters, worked out when the unit is first met: folded as the index
 * folds it (`tag/normalise.ts`), and for names the group of sounds it belongs to, whatever its script.
 */
import { fold } from '../../tag/normalise.ts';

/** What a unit is. Anything but `ignored`, `letter`, `digit` and `ideograph` parts words. */
export const unitKind = { unknown: 0, space: 1, stop: 2, apostrophe: 3, ignored: 4, digit: 5, ideograph: 6, letter: 7 };
/** Set beside `letter` for upper case. */
export const upperCase = 8;

export const kinds = new Uint8Array(0x10000);
export const folded = new Uint16Array(0x10000);

/** Looks a unit up for the first time: fills `kinds` and `folded`. Gives its kind. */
export function learnUnit(unit: number): number {
  const text = String.fromCharCode(unit);
  kinds[unit] = kindOf(text);
  folded[unit] = fold(text).charCodeAt(0) || unit;
  return kinds[unit] ?? unitKind.space;
}

function kindOf(text: string): number {
  if (/[\p{M}\u200c-\u200f\u00ad\u2060\u0640]/u.test(text)) return unitKind.ignored;
  if (/\p{Nd}/u.test(text)) return unitKind.digit;
  if (/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u.test(text)) return unitKind.ideograph;
  if (/\p{Lu}/u.test(text)) return unitKind.letter | upperCase;
  if (/\p{L}/u.test(text)) return unitKind.letter;
  if (/['’ʼ‘`´]/.test(text)) return unitKind.apostrophe;
  return /[.!?…:\n。！？؟"“”«»„]/.test(text) ? unitKind.stop : unitKind.space;
}

/**
 * Consonants that scripts write for one another in names, as groups 1 to 6; vowels, half vowels and breaths are 0.
 * Kharkiv, Харьков, Charkiw and خاركيف all begin K R K B.
 */
export const soundGroups = new Uint8Array(0x700);
const groups = [
  'bpvwfбпвфبپفڤבפ',
  'kqcgjxкгхчґكکقگجخغچקכגך',
  'szсзшщжцصسشزظژסזשצץ',
  'tdтдطتدضثذטתד',
  'rlрлرلרל',
  'mnмнمنמנםן',
];
for (const [index, letters] of groups.entries())
  for (const letter of letters) soundGroups[folded[letter.charCodeAt(0)] || letter.charCodeAt(0)] = index + 1;
