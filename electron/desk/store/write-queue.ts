/**
 * Writes that come one by one, committed together: a commit waits for the disk, and a morning round brings hundreds of
 * documents within seconds. Each keeps to itself all the same: what one throws undoes only its own changes.
 */
import type { DatabaseSync } from 'node:sqlite';

export interface WriteQueue {
  /** Runs `work` inside a transaction; resolves with what it gives once that is committed. */
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
    const answers: (() => void)[] = [];
    try {
      database.exec('BEGIN IMMEDIATE');
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
        batch.push(next);
        answers.push(runApart(database, next));
        if (performance.now() - from > longestMs) break;
      }
      database.exec('COMMIT');
      for (const answer of answers) answer();
    } catch (error) {
      // A full disk makes SQLite roll back by itself; a second ROLLBACK would hide the first error.
      if (database.isTransaction) database.exec('ROLLBACK');
      for (const { reject } of batch) reject(error);
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

/** Gives what to tell the writer once the transaction is committed. Throws when the transaction itself is over. */
function runApart(database: DatabaseSync, { work, resolve, reject }: Write): () => void {
  database.exec('SAVEPOINT write');
  try {
    const result = work();
    database.exec('RELEASE write');
    return () => resolve(result);
  } catch (error) {
    if (!database.isTransaction) throw error;
    database.exec('ROLLBACK TO write; RELEASE write');
    return () => reject(error);
  }
}
