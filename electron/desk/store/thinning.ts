/**
 * Takes kept pages and pictures out of the archive, by age or until they fit a size. The stories with their texts stay,
 * and so do the records of what was kept: the chain of captures needs them, and they say what is gone.
 */
import fs from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import type { ThinningPreview } from '../../../shared/model.ts';
import { contentPath } from './captures.ts';
import { transaction } from './database.ts';
import { unmarked } from './retention.ts';
import { prepared } from './statement.ts';

export interface ThinningWish {
  readonly pages: boolean;
  readonly pictures: boolean;
  /** What belongs to stories published before this time goes. */
  readonly before?: number | undefined;
  /** And then the oldest, until what stays takes no more than this on disk. */
  readonly mostBytes?: number | undefined;
}

/** Files looked at, or removed, before others may work. */
const filesAtOnce = 200;

type Kind = 'captures' | 'assets';
const tables: Readonly<Record<Kind, 'captures' | 'pictures'>> = { captures: 'captures', assets: 'pictures' };

/** A record of a kept file. */
interface Kept {
  readonly kind: Kind;
  readonly hash: string;
  readonly storyId: number;
}

interface Selection extends ThinningPreview {
  readonly records: readonly Kept[];
}

/** What `applyThinning` would take out; changes nothing. */
export async function previewThinning(
  database: DatabaseSync,
  folder: string,
  wish: ThinningWish,
): Promise<ThinningPreview> {
  const { records: _, ...preview } = await select(database, folder, wish);
  return preview;
}

/** Takes out what `previewThinning` counts, in small transactions between which others can write. */
export async function applyThinning(
  database: DatabaseSync,
  folder: string,
  wish: ThinningWish,
  now: number,
): Promise<ThinningPreview> {
  const { records, ...preview } = await select(database, folder, wish);
  for (let start = 0; start < records.length; start += filesAtOnce) {
    const batch = records.slice(start, start + filesAtOnce);
    const files = transaction(database, () => {
      for (const record of batch) markRemoved(database, record, now);
      return batch.filter((record) => !isNeeded(database, record));
    });
    // After the transaction: a file too many does no harm, and the next sweep takes it.
    for (const { kind, hash } of files) fs.rmSync(contentPath(folder, kind, hash), { force: true });
    await pause();
  }
  return preview;
}

function markRemoved(database: DatabaseSync, { kind, hash, storyId }: Kept, now: number): void {
  prepared(
    database,
    `UPDATE ${tables[kind]} SET removed_at = :now
     WHERE story_id = :storyId AND sha256 = :hash AND removed_at IS NULL`,
  ).run({ now, storyId, hash });
}

function isNeeded(database: DatabaseSync, { kind, hash }: Kept): boolean {
  const sql = `SELECT 1 FROM ${tables[kind]} WHERE sha256 = :hash AND removed_at IS NULL LIMIT 1`;
  return prepared(database, sql).get({ hash }) !== undefined;
}

async function select(database: DatabaseSync, folder: string, wish: ThinningWish): Promise<Selection> {
  const kinds: Kind[] = [
    ...(wish.pages ? (['captures'] as const) : []),
    ...(wish.pictures ? (['assets'] as const) : []),
  ];
  const files = await keptFiles(database, folder, kinds);
  let kept = [...files.values()].reduce((sum, { bytes }) => sum + bytes, 0);
  const most = wish.mostBytes ?? Number.POSITIVE_INFINITY;
  const records: Kept[] = [];
  const gone = { captures: 0, assets: 0 };
  let bytes = 0;
  for (const { publishedAt, ...record } of removable(database, kinds)) {
    if (!(publishedAt < (wish.before ?? Number.NEGATIVE_INFINITY)) && kept <= most) break;
    records.push(record);
    const file = files.get(keyOf(record));
    // Stories share pictures: a file goes with the last record that names it.
    if (file === undefined || --file.records > 0) continue;
    gone[record.kind]++;
    kept -= file.bytes;
    bytes += file.bytes;
  }
  const stories = new Set(records.map(({ storyId }) => storyId)).size;
  return { records, stories, pages: gone.captures, pictures: gone.assets, bytes, left: kept };
}

/** Every kept file of the kinds, with how many records name it and what it takes on disk. */
async function keptFiles(
  database: DatabaseSync,
  folder: string,
  kinds: readonly Kind[],
): Promise<Map<string, { records: number; readonly bytes: number }>> {
  const files = new Map<string, { records: number; readonly bytes: number }>();
  for (const kind of kinds) {
    const rows = database
      .prepare(
        `SELECT sha256 AS hash, count(DISTINCT story_id) AS records FROM ${tables[kind]}
         WHERE removed_at IS NULL GROUP BY sha256`,
      )
      .all();
    for (const [index, row] of rows.entries()) {
      if (index % filesAtOnce === 0) await pause();
      const hash = String(row.hash);
      const bytes = fs.statSync(contentPath(folder, kind, hash), { throwIfNoEntry: false })?.size ?? 0;
      files.set(keyOf({ kind, hash }), { records: Number(row.records), bytes });
    }
  }
  return files;
}

/** The records that may go, of the oldest stories first. */
function removable(database: DatabaseSync, kinds: readonly Kind[]): (Kept & { readonly publishedAt: number })[] {
  const parts = kinds.map(
    (kind) => `SELECT DISTINCT '${kind}' AS kind, c.sha256 AS hash, s.id AS storyId, s.published_at AS publishedAt
      FROM ${tables[kind]} c JOIN stories s ON s.id = c.story_id WHERE c.removed_at IS NULL AND ${unmarked}`,
  );
  if (parts.length === 0) return [];
  const sql = `${parts.join(' UNION ALL ')} ORDER BY publishedAt, storyId`;
  return database.prepare(sql).all() as unknown as (Kept & { readonly publishedAt: number })[];
}

function keyOf({ kind, hash }: Pick<Kept, 'kind' | 'hash'>): string {
  return `${kind}/${hash}`;
}

function pause(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
