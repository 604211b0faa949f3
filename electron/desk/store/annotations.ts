/** Highlights and notes that the user put on texts. */
import type { DatabaseSync } from 'node:sqlite';
import type { Annotation, AnnotationAnchor } from '../../../shared/model.ts';
import { prepared } from './statement.ts';

const sql = `SELECT id, story_id AS storyId, field, block, start, quote, before, after, note,
  created_at AS createdAt, updated_at AS updatedAt FROM annotations`;

/** The notes of a story in the order of its text. */
export function annotationsOf(database: DatabaseSync, storyId: number): Annotation[] {
  return prepared(database, `${sql} WHERE story_id = :storyId ORDER BY field DESC, block, start, id`).all({
    storyId,
  }) as unknown as Annotation[];
}

/** Adds a note. Gives its id. */
export function addAnnotation(
  database: DatabaseSync,
  storyId: number,
  anchor: AnnotationAnchor,
  note: string,
  now: number,
): number {
  const { field, block, start, quote, before, after } = anchor;
  const { lastInsertRowid } = prepared(
    database,
    `INSERT INTO annotations (story_id, field, block, start, quote, before, after, note, created_at, updated_at)
     VALUES (:storyId, :field, :block, :start, :quote, :before, :after, :note, :now, :now)`,
  ).run({ storyId, field, block, start, quote, before, after, note, now });
  return Number(lastInsertRowid);
}

/** Changes the words of a note. Gives its story, or undefined when there is no such note. */
export function changeNote(database: DatabaseSync, id: number, note: string, now: number): number | undefined {
  const found = prepared(
    database,
    'UPDATE annotations SET note = :note, updated_at = :now WHERE id = :id RETURNING story_id',
  ).get({ id, note, now });
  return found === undefined ? undefined : Number(found.story_id);
}

/** Removes a note. Gives its story, or undefined when there is no such note. */
export function removeAnnotation(database: DatabaseSync, id: number): number | undefined {
  const found = prepared(database, 'DELETE FROM annotations WHERE id = :id RETURNING story_id').get({ id });
  return found === undefined ? undefined : Number(found.story_id);
}
