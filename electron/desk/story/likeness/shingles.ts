/**
 * The text of a story as a set of sampled two-word shingles. A sample at level n holds the shingles whose hash ends in n
 * zero bits, so that samples of different levels can be compared at the coarser one.
 */
import type { NumberTable } from './number-table.ts';

/** More than this of one story are never kept: long texts are sampled more coarsely. */
const mostKept = 640;
/** About as many are filed in the index, enough to find a fifth of the text again. */
const mostFiled = 128;

/** Puts the shingles of the words `from` to `to`, given as hashes, into `table`. Gives their level. */
export function readShingles(words: Uint32Array, from: number, to: number, table: NumberTable): number {
  table.clear();
  let level = 0;
  let before = words[from] ?? 0;
  for (let at = from + 1; at < to; at++) {
    const word = words[at] as number;
    const hash = mix(before, word);
    before = word;
    if ((hash & ((1 << level) - 1)) !== 0) continue;
    table.set(hash, 1);
    while (table.size > mostKept) thin(table, ++level);
  }
  return level;
}

/** Leaves the shingles of a coarser level. */
function thin(table: NumberTable, level: number): void {
  const mask = (1 << level) - 1;
  const kept = table.keys.slice(0, table.size).filter((hash) => (hash & mask) === 0);
  table.clear();
  for (const hash of kept) table.set(hash, 1);
}

/** The level at which so many shingles of `level` are filed, between that (all) and what leaves `mostFiled`. */
export function filingLevel(shingles: number, level: number): number {
  let filed = level;
  while (shingles >> (filed - level) > mostFiled) filed++;
  return filed;
}

function mix(first: number, second: number): number {
  let hash = Math.imul(first, 0x85ebca6b) ^ Math.imul(second ^ (second >>> 15), 0xc2b2ae35);
  hash = Math.imul(hash ^ (hash >>> 16), 0x7feb352d);
  return (hash ^ (hash >>> 15)) >>> 0;
}
