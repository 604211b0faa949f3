/** Removes what is old and what nobody marked, and remembers that it was there. */
import fs from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import type { RetentionPreview } from '../../../shared/model.ts';
import { firstIdAt } from '../../../shared/story-ids.ts';
import { contentPath } from './captures.ts';
import { transaction } from './database.ts';
import { prepared } from './statement.ts';

/** Why an old story stays; conditions on a row `s` of stories. */
const keepers: Readonly<Record<string, string>> = {
  starred: 's.starred_at IS NOT NULL',
  noted: 'EXISTS (SELECT 1 FROM annotations n WHERE n.story_id = s.id)',
  alerted: 's.severity IS NOT NULL OR EXISTS (SELECT 1 FROM alerts a WHERE a.story_id = s.id)',
};
/** A story that nothing keeps. */
export const unmarked = Object.values(keepers)
  .map((condition) => `NOT (${condition})`)
  .join(' AND ');
const dayMs = 86_400_000;
/** Ids carry the time of publication, or that of arrival where it lies ahead; rows decide, ids narrow. */
const old = 's.id < :last AND s.published_at < :before';
const batchSize = 200;

/** What removing everything from before `before` would take away; changes nothing. */
export function previewRetention(database: DatabaseSync, before: number): RetentionPreview {
  const values = { before, last: lastId(before) };
  const count = (sql: string): number => Number(database.prepare(sql).get(values)?.n);
  const stories = `FROM stories s WHERE ${old} AND ${unmarked}`;
  const sum = (table: string): { readonly n: number; readonly bytes: number } =>
    database
      .prepare(
        `SELECT count(*) AS n, coalesce(sum(c.bytes), 0) AS bytes
         FROM ${table} c WHERE c.removed_at IS NULL AND c.story_id IN (SELECT s.id ${stories})`,
      )
      .get(values) as unknown as { n: number; bytes: number };
  const [captures, pictures] = [sum('captures'), sum('pictures')];
  const bodies = count(
    `SELECT coalesce(sum(length(b.body)), 0) AS n FROM bodies b WHERE b.story_id IN (SELECT s.id ${stories})`,
  );
  return {
    before,
    stories: count(`SELECT count(*) AS n ${stories}`),
    kept: Object.entries(keepers).map(([why, condition]) => ({
      why,
      stories: count(`SELECT count(*) AS n FROM stories s WHERE ${old} AND (${condition})`),
    })),
    captures: captures.n,
    pictures: pictures.n,
    bytes: bodies + captures.bytes + pictures.bytes,
  };
}

/** When a story is too old that may be kept for `days` days. */
export function retentionStart(now: number, days: number): number {
  return now - days * dayMs;
}

/**
 * Removes the stories that `previewRetention` counts, in small transactions between which others can write. A feed that
 * lists one of them still does not bring it back: its identity is kept. So is what the chain of captures needs.
 */
export async function applyRetention(
  database: DatabaseSync,
  folder: string,
  before: number,
): Promise<RetentionPreview> {
  const preview = previewRetention(database, before);
  for (;;) {
    const ids = prepared(database, `SELECT s.id FROM stories s WHERE ${old} AND ${unmarked} ORDER BY s.id LIMIT :most`)
      .all({ before, last: lastId(before), most: batchSize })
      .map(({ id }) => Number(id));
    if (ids.length === 0) return preview;
    const files = transaction(database, () => removeStories(database, ids));
    for (const { kind, hash } of files) fs.rmSync(contentPath(folder, kind, hash), { force: true });
    await new Promise((resolve) => setImmediate(resolve));
  }
}

interface StoredFile {
  readonly kind: 'captures' | 'assets';
  readonly hash: string;
}

/** Gives the files that nothing needs any more. They go after the transaction: a file too many does no harm. */
function removeStories(database: DatabaseSync, ids: readonly number[]): StoredFile[] {
  const list = JSON.stringify(ids);
  const hashes = (table: 'captures' | 'pictures'): string[] =>
    database
      .prepare(`SELECT DISTINCT sha256 FROM ${table} WHERE story_id IN (SELECT value FROM json_each(:list))`)
      .all({ list })
      .map(({ sha256 }) => String(sha256));
  const [captures, pictures] = [hashes('captures'), hashes('pictures')];
  for (const sql of [
    `INSERT OR IGNORE INTO retired_stories (feed_id, identity)
     SELECT feed_id, identity FROM stories WHERE id IN (SELECT value FROM json_each(:list))`,
    `INSERT INTO retired_captures (id, url, fetched_at, sha256, headers, chain)
     SELECT id, url, fetched_at, sha256, headers, chain FROM captures
     WHERE story_id IN (SELECT value FROM json_each(:list))`,
    'DELETE FROM story_index WHERE rowid IN (SELECT value FROM json_each(:list))',
    'DELETE FROM stories WHERE id IN (SELECT value FROM json_each(:list))',
  ])
    prepared(database, sql).run({ list });
  const used = (table: string, hash: string): boolean =>
    database.prepare(`SELECT 1 FROM ${table} WHERE sha256 = :hash AND removed_at IS NULL LIMIT 1`).get({ hash }) !==
    undefined;
  return [
    ...captures.filter((hash) => !used('captures', hash)).map((hash) => ({ kind: 'captures' as const, hash })),
    ...pictures.filter((hash) => !used('pictures', hash)).map((hash) => ({ kind: 'assets' as const, hash })),
  ];
}

/** Which of these identities a feed had before retention removed their stories. */
export function retiredIdentities(
  database: DatabaseSync,
  feedId: number,
  identities: readonly string[],
): ReadonlySet<string> {
  const rows = prepared(
    database,
    `SELECT identity FROM retired_stories
     WHERE feed_id = :feedId AND identity IN (SELECT value FROM json_each(:identities))`,
  ).all({ feedId, identities: JSON.stringify(identities) });
  return new Set(rows.map(({ identity }) => String(identity)));
}

function lastId(before: number): number {
  // A second that is full spills into the next ones.
  return firstIdAt(before + dayMs);
}
