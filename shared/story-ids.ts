/** Story ids carry their time, so that newest first and date windows walk the index without a sort. */

const epochMs = Date.UTC(2020, 0, 1);
const slotsPerSecond = 8;

/** The least id that a story of this time can have. Times before 2020 give negative ids. */
export function firstIdAt(timeMs: number): number {
  return Math.floor((timeMs - epochMs) / 1000) * slotsPerSecond;
}

/** The time that an id carries, epoch milliseconds, to the second. */
export function timeOfId(id: number): number {
  return Math.floor(id / slotsPerSecond) * 1000 + epochMs;
}
