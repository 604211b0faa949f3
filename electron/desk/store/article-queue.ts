/** Article pages still to fetch. Kept in the archive, so that a restart goes on where it stopped. */
import type { DatabaseSync } from 'node:sqlite';
import type { FailedArticle } from '../../../shared/model.ts';
import { prepared } from './statement.ts';

export interface QueuedArticle {
  readonly storyId: number;
  readonly url: string;
  readonly attempts: number;
}

/** Queues the article page of a story; one that stands there already is asked anew. */
export function queueArticle(database: DatabaseSync, storyId: number, dueAt: number): void {
  prepared(
    database,
    `INSERT INTO article_queue (story_id, due_at) VALUES (:storyId, :dueAt)
     ON CONFLICT (story_id) DO UPDATE SET due_at = :dueAt, attempts = 0`,
  ).run({ storyId, dueAt });
  prepared(database, `UPDATE stories SET full_text = 'waiting' WHERE id = :storyId AND full_text <> 'stored'`).run({
    storyId,
  });
}

/** The next pages to fetch, newest stories first. */
export function dueArticles(database: DatabaseSync, now: number, limit: number): QueuedArticle[] {
  return prepared(
    database,
    `SELECT q.story_id AS storyId, s.url, q.attempts
     FROM article_queue q JOIN stories s ON s.id = q.story_id JOIN feeds f ON f.id = s.feed_id
     WHERE q.due_at <= :now AND f.removed_at IS NULL AND s.url IS NOT NULL
     ORDER BY q.story_id DESC LIMIT :limit`,
  ).all({ now, limit }) as unknown as QueuedArticle[];
}

export function countQueuedArticles(database: DatabaseSync): number {
  return Number(prepared(database, 'SELECT count(*) AS waiting FROM article_queue').get()?.waiting);
}

/** Tries again later: a first failure in five minutes, then in half an hour. */
export function postponeArticle(database: DatabaseSync, storyId: number, now: number): void {
  prepared(
    database,
    `UPDATE article_queue SET attempts = attempts + 1,
       due_at = :now + CASE attempts WHEN 0 THEN 300000 ELSE 1800000 END
     WHERE story_id = :storyId`,
  ).run({ storyId, now });
}

export function dequeueArticle(database: DatabaseSync, storyId: number): void {
  prepared(database, 'DELETE FROM article_queue WHERE story_id = :storyId').run({ storyId });
}

/** Stories whose page could not be had, newest first, with the reason that is kept on them. */
export function failedArticles(database: DatabaseSync, limit: number): FailedArticle[] {
  return prepared(
    database,
    `SELECT s.id AS storyId, s.title, f.title AS feed, s.url, coalesce(s.full_text_error, '') AS reason
     FROM stories s JOIN feeds f ON f.id = s.feed_id
     WHERE s.full_text = 'failed' AND f.removed_at IS NULL AND s.url IS NOT NULL ORDER BY s.id DESC LIMIT :limit`,
  ).all({ limit }) as unknown as FailedArticle[];
}

/** When the next page is due; undefined when none waits. */
export function nextArticleAt(database: DatabaseSync): number | undefined {
  const next = prepared(database, 'SELECT min(due_at) AS at FROM article_queue').get()?.at;
  return next === null || next === undefined ? undefined : Number(next);
}
