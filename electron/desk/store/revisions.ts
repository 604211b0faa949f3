/** Captured states of a story, kept from the first change on: until then the story itself is its only state. */
import type { DatabaseSync } from 'node:sqlite';
import type { Revision } from '../../../shared/model.ts';
import { packText, unpackText } from './compressed.ts';
import { prepared } from './statement.ts';

export type RevisionState = Omit<Revision, 'number'>;

/** Appends a state to a story's revisions. */
export function addRevision(database: DatabaseSync, storyId: number, state: RevisionState): void {
  prepared(
    database,
    `INSERT INTO revisions (story_id, number, seen_at, source, title, text)
     SELECT :storyId, coalesce(max(number), 0) + 1, :seenAt, :source, :title, :text
     FROM revisions WHERE story_id = :storyId`,
  ).run({ storyId, ...state, text: packText(state.text) });
}

/** Whether a state from this source was kept already. */
export function hasRevision(database: DatabaseSync, storyId: number, source: Revision['source']): boolean {
  return (
    prepared(database, 'SELECT 1 FROM revisions WHERE story_id = :storyId AND source = :source LIMIT 1').get({
      storyId,
      source,
    }) !== undefined
  );
}

export function listRevisions(database: DatabaseSync, storyId: number): Revision[] {
  return prepared(
    database,
    `SELECT number, seen_at AS seenAt, source, title, text FROM revisions WHERE story_id = :storyId ORDER BY number`,
  )
    .all({ storyId })
    .map((record) => ({ ...record, text: unpackText(record.text) }) as unknown as Revision);
}
