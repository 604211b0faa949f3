/** How far the stored stories are tagged with the gazetteer in force. Kept in the archive, so that a stop loses nothing. */
import type { DatabaseSync } from 'node:sqlite';
import { prepared } from './statement.ts';

export interface Retagging {
  /** A name for the state of the gazetteer. */
  readonly gazetteer: string;
  /** Stories from here on are done; undefined when all are. */
  readonly belowId: number | undefined;
  readonly done: number;
  readonly total: number;
}

export function readRetagging(database: DatabaseSync): Retagging | undefined {
  const record = prepared(database, 'SELECT gazetteer, below_id, done, total FROM retagging WHERE id = 1').get();
  if (record === undefined) return undefined;
  return {
    gazetteer: String(record.gazetteer),
    belowId: record.below_id === null ? undefined : Number(record.below_id),
    done: Number(record.done),
    total: Number(record.total),
  };
}

/** Starts from the newest story again. */
export function startRetagging(database: DatabaseSync, gazetteer: string): void {
  prepared(
    database,
    `INSERT OR REPLACE INTO retagging (id, gazetteer, below_id, done, total)
     SELECT 1, :gazetteer, max(id) + 1, 0, count(*) FROM stories`,
  ).run({ gazetteer });
}

export function moveRetagging(database: DatabaseSync, belowId: number | undefined, done: number): void {
  prepared(database, 'UPDATE retagging SET below_id = :belowId, done = :done WHERE id = 1').run({
    belowId: belowId ?? null,
    done,
  });
}
