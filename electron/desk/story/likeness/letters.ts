/**
 * What each UTF-16 unit means to the word reader of clusters, worked out when the unit is first met: folded as the index
 * folds it (`tag/normalise.ts`), and for names the group of sounds it belongs to, whatever its script.
 */
import { fold } from '../../tag/normalise.ts';

/** What a unit is. Anything but `ignored`, `letter`, `digit` and `ideograph` parts words. */
export const unitKind = {
  space: 1,
  stop: 2,
  apostrophe: 4,
  ignored: 8,
  digit: 16,
  ideograph: 32,
  letter: 64,
  /** Set beside `letter`. */
  upperCase: 128,
} as const;

/**
 * All that is known of a unit in one number, so that a letter costs one look: its kind in the lowest 8 bits, its group of
 * sounds in the next 3, and the folded unit in the upper 16. 0 for a unit that was not met yet.
 */
export const unitsKnown = new Int32Array(0x10000);
export const soundOf = (known: number): number => (known >>> 8) & 7;
export const foldedOf = (known: number): number => known >>> 16;

/** Looks a unit up for the first time. Gives what is known of it. */
export function learnUnit(unit: number): number {
  const text = String.fromCharCode(unit);
  const folded = foldUnit(text);
  const known = kindOf(text) | ((soundGroups.get(folded) ?? 0) << 8) | (folded << 16);
  unitsKnown[unit] = known;
  return known;
}

function foldUnit(text: string): number {
  return fold(text).charCodeAt(0) || text.charCodeAt(0);
}

function kindOf(text: string): number {
  if (/[\p{M}\u200c-\u200f\u00ad\u2060\u0640]/u.test(text)) return unitKind.ignored;
  if (/\p{Nd}/u.test(text)) return unitKind.digit;
  if (/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u.test(text)) return unitKind.ideograph;
  if (/\p{Lu}/u.test(text)) return unitKind.letter | unitKind.upperCase;
  if (/\p{L}/u.test(text)) return unitKind.letter;
  if (/['’ʼ‘`´]/.test(text)) return unitKind.apostrophe;
  return /[.!?…:\n。！？؟"“”«»„]/.test(text) ? unitKind.stop : unitKind.space;
}

/**
 * Consonants that scripts write for one another in names, as groups 1 to 6; vowels, half vowels and breaths are 0.
 * Kharkiv, Харьков, Charkiw and خاركيف all begin K R K B.
 */
const soundGroups: ReadonlyMap<number, number> = new Map(
  [
    'bpvwfбпвфبپفڤבפ',
    'kqcgjxкгхчґكکقگجخغچקכגך',
    'szсзшщжцصسشزظژסזשצץ',
    'tdтдطتدضثذטתד',
    'rlрлرلרל',
    'mnмнمنמנםן',
  ].flatMap((letters, group) => [...letters].map((letter): [number, number] => [foldUnit(letter), group + 1])),
);
