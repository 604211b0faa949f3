import { hash } from 'node:crypto';
import { expansionOf, foldOf, kindOf, several, unitKinds } from '../tag/letters.ts';

/** What stands in a fingerprint for each unit of a text, and how many units that are: none, one, or not known yet. */
const letters = new Uint16Array(65_536);
const unknown = 2;
const lengths = new Uint8Array(65_536).fill(unknown);

/** The units of the text at hand; a list of its own for each would take longer to make than to fill. */
let units = new Uint16Array(8192);
const longestKept = 65_536;

/**
 * What makes two states of a story the same: the folded letters and digits of title and text. White space,
 * punctuation, letter case and diacritics are left out, so that a site's re-rendering is no edit. 32 hex digits.
 */
export function fingerprint(title: string, text: string): string {
  const most = title.length + text.length + 2;
  if (units.length < most) units = new Uint16Array(most);
  let length = addLetters(title, 0);
  // Parts title and text: no letter folds to it.
  units[length++] = 0;
  const end = addLetters(text, length);
  const print = hash('sha256', new Uint8Array(units.buffer, 0, end * 2), 'hex').slice(0, 32);
  if (units.length > longestKept) units = new Uint16Array(8192);
  return print;
}

function addLetters(text: string, from: number): number {
  const into = units;
  const end = text.length;
  let length = from;
  // One in five units is left out, and which cannot be foreseen: a branch for them would take twice the time.
  for (let index = 0; index < end; index++) {
    const unit = text.charCodeAt(index);
    let own = lengths[unit] as number;
    if (own === unknown) own = learn(unit);
    into[length] = letters[unit] as number;
    length += own;
  }
  return length;
}

function learn(unit: number): number {
  const kind = kindOf(unit);
  const isKept = kind !== unitKinds.separator && kind !== unitKinds.mark;
  const folded = foldOf(unit);
  // One unit stands for an expansion: its first letter, which tells it from its neighbours well enough.
  if (isKept && folded === several) letters[unit] = expansionOf(unit).charCodeAt(0);
  else if (isKept) letters[unit] = kind === unitKinds.hard ? unit : folded;
  lengths[unit] = isKept ? 1 : 0;
  return isKept ? 1 : 0;
}
