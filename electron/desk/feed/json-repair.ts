/** JSON as feeds get it wrong: a comma too many, raw line breaks in strings, something behind the end, or no end. */

export interface RepairedJson {
  readonly text: string;
  /** Whether the document broke off, so that what came last was left out. */
  readonly isCut: boolean;
}

const closers: Readonly<Record<string, string>> = { '{': '}', '[': ']' };
const deepest = 200;

/** JSON that JSON.parse can read where `text` is nearly so; undefined when it is nothing of the kind. One pass. */
export function repairJson(text: string): RepairedJson | undefined {
  const open: string[] = [];
  let repaired = '';
  /** What of `text` is in `repaired` already. */
  let taken = 0;
  let comma = -1;
  let lastWhole:
    | { readonly text: string; readonly from: number; readonly to: number; readonly closing: string }
    | undefined;
  for (let at = 0; at < text.length; at++) {
    const character = text[at] ?? '';
    if (/\s/.test(character)) continue;
    if (character === '"') {
      const end = stringEnd(text, at);
      if (end === undefined) break;
      const string = text.slice(at, end);
      if (controls.test(string)) {
        repaired += text.slice(taken, at) + string.replace(everyControl, ' ');
        taken = end;
      }
      at = end - 1;
    } else if (character in closers) {
      if (open.length >= deepest) return undefined;
      open.push(closers[character] ?? '');
      // A feed that breaks off in its first entry is one without entries so far.
      if (open.length === 2 && lastWhole === undefined)
        lastWhole = { text: repaired, from: taken, to: at + 1, closing: [...open].reverse().join('') };
    } else if (character === '}' || character === ']') {
      if (open.pop() !== character) return undefined;
      if (comma >= 0) {
        repaired += text.slice(taken, comma);
        taken = comma + 1;
      }
      if (open.length === 0) return { text: repaired + text.slice(taken, at + 1), isCut: false };
      // Kept for entries only: their list is the second thing to be open.
      if (open.length <= 2)
        lastWhole = { text: repaired, from: taken, to: at + 1, closing: [...open].reverse().join('') };
    }
    comma = character === ',' ? at : -1;
  }
  if (lastWhole === undefined) return undefined;
  return { text: lastWhole.text + text.slice(lastWhole.from, lastWhole.to) + lastWhole.closing, isCut: true };
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what JSON forbids in a string.
const controls = /[\u0000-\u001f]/;
const everyControl = new RegExp(controls, 'g');

/** The place behind the string that starts at `open`, or undefined when it has no end. */
function stringEnd(text: string, open: number): number | undefined {
  for (let at = open + 1; at < text.length; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === '"') return at + 1;
  }
  return undefined;
}
