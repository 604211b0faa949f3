import fs from 'node:fs';
import path from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import type { DeskStatus, PollProgress } from '../../shared/model.ts';
import { countQueuedArticles } from './store/article-queue.ts';
import { prepared } from './store/statement.ts';
import { version } from './version.ts';

type Counts = Pick<DeskStatus, 'feeds' | 'stories' | 'unread' | 'starred' | 'alertsUnacknowledged'> & {
  readonly sampled: 0 | 1;
};

/** The numbers that the sidebar and the tray show. */
export function readStatus(
  database: DatabaseSync,
  options: { readonly folder: string; readonly sample?: boolean },
  polling: PollProgress | undefined,
  retagging: PollProgress | undefined,
): DeskStatus {
  const counts = prepared(
    database,
    `SELECT
       (SELECT count(*) FROM feeds WHERE removed_at IS NULL) AS feeds,
       EXISTS (SELECT 1 FROM feeds WHERE removed_at IS NULL AND url LIKE 'https://%.sample.sitrep.invalid/%') AS sampled,
       coalesce(sum(c.stories), 0) AS stories,
       coalesce(sum(c.unread), 0) AS unread,
       coalesce(sum(c.starred), 0) AS starred,
       (SELECT count(*) FROM alerts WHERE acknowledged_at IS NULL) AS alertsUnacknowledged
     FROM feed_counts c JOIN feeds f ON f.id = c.feed_id WHERE f.removed_at IS NULL`,
  ).get() as unknown as Counts;
  const { sampled, ...shown } = counts;
  return {
    ...shown,
    version,
    folder: options.folder,
    sample: options.sample === true || sampled === 1,
    storedBytes: databaseBytes(options.folder),
    articlesWaiting: countQueuedArticles(database),
    ...(polling === undefined ? {} : { polling }),
    ...(retagging === undefined ? {} : { retagging }),
  };
}

function databaseBytes(folder: string): number {
  return fs.statSync(path.join(folder, 'archive.sqlite'), { throwIfNoEntry: false })?.size ?? 0;
}
