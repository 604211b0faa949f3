/** The last polls of each feed. */
import type { DatabaseSync } from 'node:sqlite';
import type { FeedPoll } from '../../../shared/model.ts';
import type { PollRecord } from './feeds.ts';
import { prepared } from './statement.ts';

const keptPolls = 50;

export function addToHistory(database: DatabaseSync, feedId: number, record: PollRecord): void {
  const { at, outcome, sentence, status, latencyMs, receivedBytes } = record;
  prepared(
    database,
    `INSERT OR REPLACE INTO feed_history (feed_id, at, outcome, sentence, status, latency_ms, received_bytes)
     VALUES (:feedId, :at, :outcome, :sentence, :status, :latencyMs, :receivedBytes)`,
  ).run({ feedId, at, outcome, sentence, status, latencyMs, receivedBytes });
  prepared(
    database,
    `DELETE FROM feed_history WHERE feed_id = :feedId AND at <= (
       SELECT at FROM feed_history WHERE feed_id = :feedId ORDER BY at DESC LIMIT 1 OFFSET :kept)`,
  ).run({ feedId, kept: keptPolls });
}

/** The last polls, newest first. */
export function feedHistory(database: DatabaseSync, feedId: number): FeedPoll[] {
  return prepared(
    database,
    `SELECT at, outcome, sentence, status, latency_ms AS latencyMs, received_bytes AS receivedBytes
     FROM feed_history WHERE feed_id = :feedId ORDER BY at DESC`,
  )
    .all({ feedId })
    .map(({ status, ...poll }) => ({ ...poll, ...(status === null ? {} : { status }) }) as unknown as FeedPoll);
}
