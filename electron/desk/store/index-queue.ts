/** Stories that are stored but not yet in the full-text index and among the clusters. Kept in the archive, so that a crash loses none. */
import type { DatabaseSync } from 'node:sqlite';
import { articleText } from '../../../shared/article-text.ts';
import type { ClusterStory } from '../story/cluster.ts';
import { unpackBody } from './compressed.ts';
import { type IndexRow, indexRow } from './index-story.ts';
import { prepared } from './statement.ts';

export function queueForIndex(database: DatabaseSync, storyId: number): void {
  prepared(database, 'INSERT OR IGNORE INTO index_queue (story_id) VALUES (?)').run(storyId);
}

/** Takes a story off the queue. False when it did not stand there. */
export function leaveIndexQueue(database: DatabaseSync, storyId: number): boolean {
  return Number(prepared(database, 'DELETE FROM index_queue WHERE story_id = ?').run(storyId).changes) > 0;
}

/** A story whose index row and place among the clusters are still to be written. */
export interface QueuedStory {
  readonly row: IndexRow;
  readonly story: ClusterStory & { readonly id: number };
}

/** The newest queued stories, read from the archive. */
export function queuedStories(database: DatabaseSync, limit: number): QueuedStory[] {
  return prepared(
    database,
    `SELECT s.id, s.title, s.language, s.feed_id AS feedId, s.published_at AS publishedAt, b.body,
       (SELECT json_group_array(e.entity_id) FROM story_tags t JOIN tags e ON e.id = t.tag_id
        WHERE t.story_id = s.id) AS tags
     FROM index_queue q JOIN stories s ON s.id = q.story_id JOIN bodies b ON b.story_id = s.id
     ORDER BY q.story_id DESC LIMIT :limit`,
  )
    .all({ limit })
    .map((record): QueuedStory => {
      const story = {
        id: Number(record.id),
        title: String(record.title),
        text: articleText(unpackBody(record.body)),
        publishedAt: Number(record.publishedAt),
        feedId: String(record.feedId),
        tags: JSON.parse(String(record.tags)) as string[],
      };
      const language = record.language === null ? {} : { language: String(record.language) };
      return { story, row: indexRow({ ...story, ...language }) };
    });
}
