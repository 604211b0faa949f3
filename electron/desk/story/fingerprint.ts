import { createHash } from 'node:crypto';
import { expansionOf, foldOf, kindOf, plainLetters, several, unitKinds } from '../tag/letters.ts';

/**
 * What makes two states of a story the same: the folded letters and digits of title and text. White space,
 * punctuation, letter case and diacritics are left out, so that a site's re-rendering is no edit. 32 hex digits.
 */
export function fingerprint(title: string, text: string): string {
  const units = new Uint16Array(title.length + text.length + 1);
  let length = addLetters(title, units, 0);
  // Parts title and text: no letter folds to it.
  units[length++] = 0;
  const end = addLetters(text, units, length);
  return createHash('sha256')
    .update(new Uint8Array(units.buffer, 0, end * 2))
    .digest('hex')
    .slice(0, 32);
}

function addLetters(text: string, units: Uint16Array, from: number): number {
  let length = from;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    const plain = plainLetters[unit] as number;
    if (plain !== 0) units[length++] = plain;
    else {
      const kind = kindOf(unit);
      if (kind === unitKinds.separator || kind === unitKinds.mark) continue;
      const folded = foldOf(unit);
      // One unit stands for an expansion: its first letter, which tells it from its neighbours well enough.
      if (folded === several) units[length++] = expansionOf(unit).charCodeAt(0);
      else units[length++] = kind === unitKinds.hard ? unit : folded;
    }
  }
  return length;
}
