/**
 * The facts of a text: its numbers and names. They part copies, which keep the facts of what they copy, from texts that
 * fill one frame with different facts (bulletins, warnings, notices).
 */
import type { NumberTable } from './number-table.ts';
import { type Words, wordFlag } from './read-words.ts';

const mostOfAKind = 48;

/**
 * Puts the facts in the rows `from` to `to` into `table`, numbers first. Gives how many are numbers. Where every noun has
 * a capital (German), capitals name nothing and `tags`, as hashes, are the names; so they are in scripts without capitals.
 */
export function readFacts(
  words: Words,
  from: number,
  to: number,
  capitalsAreNames: boolean,
  tags: readonly number[],
  table: NumberTable,
): number {
  table.clear();
  const { flags, hashes } = words;
  for (let row = from; row < to && table.size < mostOfAKind; row++)
    if (((flags[row] as number) & wordFlag.number) !== 0) table.set(hashes[row] as number, 1);
  const numbers = table.size;
  const nameFlags = wordFlag.capital | wordFlag.startsSentence;
  if (capitalsAreNames)
    for (let row = from; row < to && table.size < numbers + mostOfAKind; row++)
      if (((flags[row] as number) & nameFlags) === wordFlag.capital) table.set(hashes[row] as number, 1);
  for (const tag of tags) table.set(tag, 1);
  return numbers;
}
