/**
 * Fills the full-text index behind the stories: rows and alerts are there at once, the index, which costs more than
 * all else, follows in transactions of its own. What waits is named in the archive, so that a crash loses nothing; the
 * terms of what came lately wait in memory, so that no story is read twice.
 */
import type { DatabaseSync } from 'node:sqlite';
import { transaction } from '../store/database.ts';
import { leaveIndexQueue, queuedIndexRows } from '../store/index-queue.ts';
import { type IndexRow, writeIndexRow } from '../store/index-story.ts';

export interface Indexer {
  /** Takes the row of a story that the running transaction has queued. */
  add(row: IndexRow): void;
  /** Resolves when every story that is stored by now is in the index, or `timeoutMs` have passed. */
  settle(timeoutMs?: number): Promise<void>;
  close(): Promise<void>;
}

/** A transaction of this many stories holds up the desk for some ten milliseconds. */
const batchSize = 100;
const quietMs = 150;
/** Stories that keep coming may not put off the index for longer. */
const longestWaitMs = 10_000;
/** Terms waiting in memory, in UTF-16 units; what comes beyond is read from the archive again. */
const mostWaiting = 60_000_000;
const closeWithinMs = 1500;

export function createIndexer(database: DatabaseSync, log: (message: string) => void): Indexer {
  const waiting = new Map<number, IndexRow>();
  let waitingUnits = 0;
  /** Whether the archive may name stories that do not wait in memory. */
  let hasOthers = true;
  let timer: NodeJS.Timeout | undefined;
  let firstAt = 0;
  let running: Promise<void> | undefined;
  let closed = false;

  const takeBatch = (): IndexRow[] => {
    const batch: IndexRow[] = [];
    for (const row of waiting.values()) {
      batch.push(row);
      if (batch.length >= batchSize) break;
    }
    if (batch.length > 0 || !hasOthers) return batch;
    const queued = queuedIndexRows(database, batchSize);
    hasOthers = queued.length === batchSize;
    return queued;
  };
  const forget = (row: IndexRow): void => {
    if (waiting.delete(row.id)) waitingUnits -= row.title.length + row.body.length;
  };
  const writeBatch = (batch: readonly IndexRow[]): void => {
    transaction(database, () => {
      // A story that is not queued was never stored, or stands in the index already.
      for (const row of batch) if (leaveIndexQueue(database, row.id)) writeIndexRow(database, row);
    });
    for (const row of batch) forget(row);
  };
  const drain = async (): Promise<void> => {
    for (let batch = takeBatch(); batch.length > 0 && !closed; batch = takeBatch()) {
      writeBatch(batch);
      await new Promise((resolve) => setImmediate(resolve));
    }
  };
  const run = (): Promise<void> => {
    clearTimeout(timer);
    timer = undefined;
    firstAt = 0;
    running ??= drain()
      .catch((error: unknown) => {
        hasOthers = false;
        log(`index: ${error instanceof Error ? error.stack : String(error)}`);
      })
      .finally(() => {
        running = undefined;
      });
    return running;
  };
  const settleFully = async (): Promise<void> => {
    while (!closed && (running !== undefined || waiting.size > 0 || hasOthers)) await run();
  };
  timer = setTimeout(run, quietMs);
  timer.unref();

  return {
    add(row) {
      const known = waiting.get(row.id);
      if (known !== undefined) forget(known);
      const units = row.title.length + row.body.length;
      if (waitingUnits + units > mostWaiting) hasOthers = true;
      else {
        waiting.set(row.id, row);
        waitingUnits += units;
      }
      if (closed || running !== undefined) return;
      const now = performance.now();
      if (firstAt === 0) firstAt = now;
      if (timer !== undefined && now - firstAt > longestWaitMs) return;
      clearTimeout(timer);
      timer = setTimeout(run, quietMs);
    },
    settle: (timeoutMs) => (timeoutMs === undefined ? settleFully() : within(timeoutMs, settleFully())),
    async close() {
      await within(closeWithinMs, settleFully());
      closed = true;
      clearTimeout(timer);
      await running;
    },
  };
}

async function within(timeoutMs: number, work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, timeoutMs);
  });
  await Promise.race([work, timeout]);
  clearTimeout(timer);
}
