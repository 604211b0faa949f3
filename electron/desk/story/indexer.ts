/**
 * Fills the full-text index and the clusters behind the stories: rows and alerts are there at once, these two, which
 * cost more than all else, follow in transactions of their own. What waits is named in the archive, so that a crash
 * loses nothing; what came lately waits in memory, so that no story is read twice.
 */
import type { DatabaseSync } from 'node:sqlite';
import { transaction } from '../store/database.ts';
import { leaveIndexQueue, type QueuedStory, queuedStories } from '../store/index-queue.ts';
import { type IndexRow, writeIndexRow } from '../store/index-story.ts';
import { within } from '../work/within.ts';
import { createClusterer } from './cluster.ts';
import { forgetOldStories, placeStory, recallStories } from './place-story.ts';

export interface Indexer {
  /** Takes a story that the running transaction has queued. */
  add(story: QueuedStory): void;
  /** Resolves when every story that is stored by now is in the index, or `timeoutMs` have passed: then with false. */
  settle(timeoutMs?: number): Promise<boolean>;
  close(): Promise<void>;
}

const batchSize = 500;
/**
 * A transaction ends after this much work, so that the desk answers in between. The index takes a segment from each,
 * and joins segments later: many small ones cost half as much again.
 */
const longestBatchMs = 80;
const quietMs = 150;
/** Stories that keep coming may not put off the index for longer. */
const longestWaitMs = 10_000;
/** Terms waiting in memory, in UTF-16 units; what comes beyond is read from the archive again. */
const mostWaiting = 60_000_000;
const closeWithinMs = 1500;

export interface IndexerOptions {
  readonly database: DatabaseSync;
  readonly now: () => number;
  readonly log: (message: string) => void;
  /** Stories that belong to another event than they did, because a later one told. */
  readonly onMoved: (ids: readonly number[]) => void;
  /** A story's event is known; runs inside the transaction that writes it. */
  readonly onPlaced?: (storyId: number) => void;
  /** Transactions that placed stories are over. */
  readonly onWritten?: () => void;
}

export function createIndexer({ database, now, log, onMoved, onPlaced, onWritten }: IndexerOptions): Indexer {
  const clusterer = createClusterer();
  const recall = new AbortController();
  let recalled: Promise<void> | undefined;
  const waiting = new Map<number, QueuedStory>();
  let waitingUnits = 0;
  /** Whether the archive may name stories that do not wait in memory. */
  let hasOthers = true;
  let timer: NodeJS.Timeout | undefined;
  let firstAt = 0;
  let running: Promise<void> | undefined;
  let closed = false;

  const takeBatch = (): QueuedStory[] => {
    const batch: QueuedStory[] = [];
    for (const queued of waiting.values()) {
      batch.push(queued);
      if (batch.length >= batchSize) break;
    }
    if (batch.length > 0 || !hasOthers) return batch;
    const queued = queuedStories(database, batchSize);
    hasOthers = queued.length > 0;
    return queued;
  };
  const forget = (queued: QueuedStory): void => {
    if (waiting.delete(queued.row.id)) waitingUnits -= unitsOf(queued);
  };
  const writeBatch = (batch: readonly QueuedStory[]): void => {
    const moved = new Set<number>();
    const from = performance.now();
    let done = 0;
    transaction(database, () => {
      const rows: IndexRow[] = [];
      for (const { row, story } of batch) {
        if (performance.now() - from > longestBatchMs) break;
        done++;
        // A story that is not queued was never stored, or stands in the index already.
        if (!leaveIndexQueue(database, row.id)) continue;
        for (const id of placeStory(database, clusterer, story).moved) moved.add(id);
        onPlaced?.(row.id);
        rows.push(row);
      }
      // Ascending, and nothing else in between: FTS5 writes out what it has gathered when an id is smaller than the
      // last one, and whenever another statement of the transaction opens a savepoint.
      for (const row of rows.sort((one, other) => one.id - other.id)) writeIndexRow(database, row);
    });
    for (const queued of batch.slice(0, done)) forget(queued);
    if (moved.size > 0) onMoved([...moved]);
    onWritten?.();
  };
  const drain = async (): Promise<void> => {
    if (waiting.size === 0 && queuedStories(database, 1).length === 0) {
      hasOthers = false;
      return;
    }
    recalled ??= recallStories(database, clusterer, now(), recall.signal);
    await recalled;
    forgetOldStories(clusterer, now());
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
  const settleFully = async (): Promise<boolean> => {
    while (!closed && (running !== undefined || waiting.size > 0 || hasOthers)) await run();
    return true;
  };
  timer = setTimeout(run, quietMs);
  timer.unref();

  return {
    add(queued) {
      const known = waiting.get(queued.row.id);
      if (known !== undefined) forget(known);
      const units = unitsOf(queued);
      if (waitingUnits + units > mostWaiting) hasOthers = true;
      else {
        waiting.set(queued.row.id, queued);
        waitingUnits += units;
      }
      if (closed || running !== undefined) return;
      const at = performance.now();
      if (firstAt === 0) firstAt = at;
      if (timer !== undefined && at - firstAt > longestWaitMs) return;
      clearTimeout(timer);
      timer = setTimeout(run, quietMs);
    },
    settle: (timeoutMs) => (timeoutMs === undefined ? settleFully() : within(timeoutMs, settleFully())),
    async close() {
      await within(closeWithinMs, settleFully());
      closed = true;
      recall.abort();
      clearTimeout(timer);
      await running;
    },
  };
}

function unitsOf({ row, story }: QueuedStory): number {
  return row.title.length + row.body.length + story.text.length;
}
