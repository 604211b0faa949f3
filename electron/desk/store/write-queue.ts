/**
 * Writes that come one by one, committed together: a commit waits for the disk, and a morning round brings hundreds of
 * documents within seconds. Each keeps to itself all the same: what one throws undoes only its own changes. No
 * savepoints are used for that, since SQLite keeps a copy of each page that changes inside one, and walks through all
 * of them at the end of each statement; when a write throws, the others are done again without it.
 */
import type { DatabaseSync } from 'node:sqlite';
import { transaction } from './database.ts';

export interface WriteQueue {
  /**
   * Runs `work` inside a transaction; resolves with what it gives once that is committed. `work` runs a second time,
   * after its changes were undone, when another one in the same transaction throws.
   */
  run<T>(work: () => T): Promise<T>;
}

interface Write {
  readonly work: () => unknown;
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: unknown) => void;
}

/** How long the first write waits for others. */
const gatherMs = 30;
/**
 * A transaction ends after this much work, so that the desk answers in between. Shorter ones cost more in all: stories
 * of many feeds lie in the same pages, and each commit writes a page again.
 */
const longestMs = 120;

export function createWriteQueue(database: DatabaseSync): WriteQueue {
  const waiting: Write[] = [];
  let isScheduled = false;
  const schedule = (delayMs: number): void => {
    if (isScheduled) return;
    isScheduled = true;
    setTimeout(commit, delayMs);
  };

  const commit = (): void => {
    isScheduled = false;
    const from = performance.now();
    const batch: Write[] = [];
    const results: unknown[] = [];
    try {
      transaction(database, () => {
        for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
          batch.push(next);
          results.push(next.work());
          if (performance.now() - from > longestMs) break;
        }
      });
      for (const [index, { resolve }] of batch.entries()) resolve(results[index]);
    } catch (error) {
      if (batch.length === 1) batch[0]?.reject(error);
      else for (const write of batch) runAlone(database, write);
    }
    if (waiting.length > 0) schedule(0);
  };

  return {
    run: <T>(work: () => T) =>
      new Promise<T>((resolve, reject) => {
        waiting.push({ work, resolve: resolve as (result: unknown) => void, reject });
        schedule(gatherMs);
      }),
  };
}

function runAlone(database: DatabaseSync, { work, resolve, reject }: Write): void {
  try {
    resolve(transaction(database, work));
  } catch (error) {
    reject(error);
  }
}
