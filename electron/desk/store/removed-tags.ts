/** Tags that the user took off a story: they stay off when it is tagged anew. */
import type { DatabaseSync } from 'node:sqlite';
import type { Tag } from '../../../shared/model.ts';
import { prepared } from './statement.ts';

/** The tags without those that were taken off this story. */
export function withoutRemoved(database: DatabaseSync, storyId: number, tags: readonly Tag[]): readonly Tag[] {
  const removed = prepared(database, 'SELECT entity_id AS id FROM removed_tags WHERE story_id = :storyId').all({
    storyId,
  });
  if (removed.length === 0) return tags;
  const ids = new Set(removed.map(({ id }) => id));
  return tags.filter(({ entityId }) => !ids.has(entityId));
}

/** Gives whether that changed anything. */
export function markRemoved(
  database: DatabaseSync,
  storyId: number,
  entityId: string,
  removed: boolean,
  now: number,
): boolean {
  const { changes } = removed
    ? prepared(
        database,
        'INSERT OR IGNORE INTO removed_tags (story_id, entity_id, removed_at) VALUES (:storyId, :entityId, :now)',
      ).run({ storyId, entityId, now })
    : prepared(database, 'DELETE FROM removed_tags WHERE story_id = :storyId AND entity_id = :entityId').run({
        storyId,
        entityId,
      });
  return Number(changes) > 0;
}
