/** Captured states of a story, kept from the first change on: until then the story itself is its only state. */
import type { DatabaseSync } from 'node:sqlite';
import type { Revision, TextChange } from '../../../shared/model.ts';
import { packText, unpackText } from './compressed.ts';
import { prepared } from './statement.ts';

export type RevisionState = Omit<Revision, 'number'>;

/** Appends a state to a story's revisions. */
export function addRevision(database: DatabaseSync, storyId: number, state: RevisionState): void {
  prepared(
    database,
    `INSERT INTO revisions (story_id, number, seen_at, source, title, text, changes)
     SELECT :storyId, coalesce(max(number), 0) + 1, :seenAt, :source, :title, :text, :changes
     FROM revisions WHERE story_id = :storyId`,
  ).run({
    storyId,
    seenAt: state.seenAt,
    source: state.source,
    title: state.title,
    text: packText(state.text),
    changes: state.changes === undefined ? null : JSON.stringify(state.changes),
  });
}

/** The newest kept state of this source. */
export function lastRevision(
  database: DatabaseSync,
  storyId: number,
  source: Revision['source'],
): Pick<Revision, 'title' | 'text'> | undefined {
  const found = prepared(
    database,
    `SELECT title, text FROM revisions WHERE story_id = :storyId AND source = :source ORDER BY number DESC LIMIT 1`,
  ).get({ storyId, source });
  return found === undefined ? undefined : { title: String(found.title), text: unpackText(found.text) };
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
    `SELECT number, seen_at AS seenAt, source, title, text, changes FROM revisions WHERE story_id = :storyId ORDER BY number`,
  )
    .all({ storyId })
    .map(
      ({ changes, ...record }) =>
        ({
          ...record,
          text: unpackText(record.text),
          ...(changes === null ? {} : { changes: JSON.parse(String(changes)) as TextChange[] }),
        }) as unknown as Revision,
    );
}
