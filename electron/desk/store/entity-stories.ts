/** What is known of an entity from the stories that carry it. */
import type { DatabaseSync } from 'node:sqlite';
import type { TagCount } from '../../../shared/model.ts';
import { prepared } from './statement.ts';

/** Its stories from an id on, newest first. */
export function idsOfEntity(database: DatabaseSync, entityId: string, fromId: number): number[] {
  return prepared(
    database,
    `SELECT s.id FROM tags e JOIN story_tags t ON t.tag_id = e.id JOIN stories s ON s.id = t.story_id
     JOIN feeds f ON f.id = s.feed_id
     WHERE e.entity_id = :entityId AND t.story_id >= :fromId AND f.removed_at IS NULL ORDER BY t.story_id DESC`,
  )
    .all({ entityId, fromId })
    .map(({ id }) => Number(id));
}

/** The newest of its stories that are looked at for what they share. */
const mostStories = 2000;

/** The tags that its newest stories carry too, most frequent first. */
export function tagsBeside(database: DatabaseSync, entityId: string, limit: number): TagCount[] {
  return prepared(
    database,
    `WITH mine AS (
       SELECT t.story_id FROM tags e JOIN story_tags t ON t.tag_id = e.id
       WHERE e.entity_id = :entityId ORDER BY t.story_id DESC LIMIT :mostStories)
     SELECT e.entity_id AS entityId, e.kind, e.label, count(*) AS stories
     FROM mine JOIN story_tags t ON t.story_id = mine.story_id JOIN tags e ON e.id = t.tag_id
     WHERE e.entity_id <> :entityId
     GROUP BY e.id ORDER BY stories DESC, e.label LIMIT :limit`,
  ).all({ entityId, mostStories, limit }) as unknown as TagCount[];
}

export interface EntityStory {
  readonly id: number;
  readonly publishedAt: number;
  readonly feedTitle: string;
}

/** Its newest stories. */
export function storiesOfEntity(database: DatabaseSync, entityId: string, limit: number): EntityStory[] {
  return prepared(
    database,
    `SELECT s.id, s.published_at AS publishedAt, f.title AS feedTitle
     FROM tags e JOIN story_tags t ON t.tag_id = e.id JOIN stories s ON s.id = t.story_id JOIN feeds f ON f.id = s.feed_id
     WHERE e.entity_id = :entityId AND f.removed_at IS NULL ORDER BY t.story_id DESC LIMIT :limit`,
  ).all({ entityId, limit }) as unknown as EntityStory[];
}
