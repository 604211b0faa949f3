/** What the system asks the program to open, by its arguments or events. Anything else in them is not understood. */
import fs from 'node:fs';
import path from 'node:path';
import type { Opening } from '../../shared/shell.ts';

const longestAddress = 4000;
const mostListBytes = 64_000_000;

/**
 * The first of `words` that names something to open: `sitrep://story/ID`, `feed:https://…`, or an OPML file. Throws with
 * a sentence for the user when the file cannot be read.
 */
export function openingOf(words: readonly string[]): Opening | undefined {
  for (const word of words) {
    const id = /^sitrep:\/\/story\/(-?\d{1,15})\/?$/.exec(word)?.[1];
    if (id !== undefined) return { kind: 'story', storyId: Number(id) };
    const address = /^feed:(?:\/\/)?(https?:\/\/\S+|[^\s/:]+(?::\d+)?\/\S*)$/i.exec(word)?.[1];
    if (address !== undefined && address.length <= longestAddress)
      return { kind: 'feed', address: /^https?:/i.test(address) ? address : `http://${address}` };
    if (/\.opml$/i.test(word) && !word.startsWith('-')) return readList(word);
  }
  return undefined;
}

function readList(file: string): Opening {
  const name = path.basename(file);
  try {
    const { size } = fs.statSync(file);
    if (size > mostListBytes) throw new Error(`it is larger than ${mostListBytes / 1_000_000} MB`);
    return { kind: 'list', name, text: fs.readFileSync(file, 'utf8') };
  } catch (error) {
    throw new Error(`${name} cannot be read: ${error instanceof Error ? error.message : String(error)}.`);
  }
}
