/** Pages that are to be looked at again, and when. Kept in the archive, so that a restart goes on where it stopped. */
import type { DatabaseSync } from 'node:sqlite';
import { prepared } from './statement.ts';

export interface PageCheck {
  readonly storyId: number;
  readonly url: string;
  readonly dueAt: number;
  readonly step: number;
  /** Answers 404 or 410 in a row. */
  readonly gone: number;
}

export function setPageCheck(
  database: DatabaseSync,
  storyId: number,
  check: { readonly dueAt: number; readonly step: number; readonly gone: number },
): void {
  prepared(
    database,
    `INSERT INTO page_checks (story_id, due_at, step, gone) VALUES (:storyId, :dueAt, :step, :gone)
     ON CONFLICT (story_id) DO UPDATE SET due_at = :dueAt, step = :step, gone = :gone`,
  ).run({ storyId, ...check });
}

export function endPageChecks(database: DatabaseSync, storyId: number): void {
  prepared(database, 'DELETE FROM page_checks WHERE story_id = :storyId').run({ storyId });
}

export function isWatched(database: DatabaseSync, storyId: number): boolean {
  return prepared(database, 'SELECT 1 FROM page_checks WHERE story_id = :storyId').get({ storyId }) !== undefined;
}

const sql = `SELECT c.story_id AS storyId, s.url, c.due_at AS dueAt, c.step, c.gone
  FROM page_checks c JOIN stories s ON s.id = c.story_id JOIN feeds f ON f.id = s.feed_id
  WHERE f.removed_at IS NULL AND s.url IS NOT NULL`;

/** The looks whose time has come, the longest due first. */
export function duePageChecks(database: DatabaseSync, now: number, limit: number): PageCheck[] {
  return prepared(database, `${sql} AND c.due_at <= :now ORDER BY c.due_at LIMIT :limit`).all({
    now,
    limit,
  }) as unknown as PageCheck[];
}

export function pageCheckOf(database: DatabaseSync, storyId: number): PageCheck | undefined {
  return prepared(database, `${sql} AND c.story_id = :storyId`).get({ storyId }) as unknown as PageCheck | undefined;
}
