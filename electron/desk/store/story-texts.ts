/** Stored stories as texts, for who reads many of them: newest first, by id. */
import type { DatabaseSync } from 'node:sqlite';
import { articleText } from '../../../shared/article-text.ts';
import { unpackBody } from './compressed.ts';
import { prepared } from './statement.ts';

export interface StoredText {
  readonly id: number;
  readonly feedId: number;
  readonly title: string;
  readonly language: string | undefined;
  readonly text: string;
}

const columns = 's.id, s.feed_id AS feedId, s.title, s.language, b.body';

/** The newest stories with an id below `belowId`. */
export function textsBelow(database: DatabaseSync, belowId: number, limit: number): StoredText[] {
  return prepared(
    database,
    `SELECT ${columns} FROM stories s JOIN bodies b ON b.story_id = s.id
     WHERE s.id < :belowId ORDER BY s.id DESC LIMIT :limit`,
  )
    .all({ belowId, limit })
    .map(toText);
}

export function textOf(database: DatabaseSync, id: number): StoredText | undefined {
  const record = prepared(
    database,
    `SELECT ${columns} FROM stories s JOIN bodies b ON b.story_id = s.id WHERE s.id = :id`,
  ).get({ id });
  return record === undefined ? undefined : toText(record);
}

function toText(record: Record<string, unknown>): StoredText {
  return {
    id: Number(record.id),
    feedId: Number(record.feedId),
    title: String(record.title),
    language: record.language === null ? undefined : String(record.language),
    text: articleText(unpackBody(record.body)),
  };
}
