/** Pages as they were received: the bytes in content-addressed files, where they came from in the database. */
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import zlib from 'node:zlib';
import type { Capture } from '../../../shared/model.ts';
import { prepared } from './statement.ts';

export interface CaptureDraft {
  readonly storyId: number;
  readonly url: string;
  readonly fetchedAt: number;
  readonly status: number;
  readonly headers: readonly (readonly [string, string])[];
  readonly redirects: readonly string[];
  readonly bytes: Uint8Array;
}

/** SHA-256 of bytes or text, lower-case hex. */
export function sha256(data: Uint8Array | string): string {
  return createHash('sha256').update(data).digest('hex');
}

/** Where a content-addressed file lies: `kind/ab/abcd….ending`. */
export function contentPath(folder: string, kind: 'captures' | 'assets', hash: string): string {
  return path.join(folder, kind, hash.slice(0, 2), kind === 'captures' ? `${hash}.zst` : hash);
}

/** Writes bytes under their hash, once; a crash leaves no half file under the name. Gives the hash. */
export function keepFile(folder: string, kind: 'captures' | 'assets', bytes: Uint8Array): string {
  const hash = sha256(bytes);
  const file = contentPath(folder, kind, hash);
  if (fs.existsSync(file)) {
    // Its time tells that somebody is about to name it.
    const now = new Date();
    fs.utimesSync(file, now, now);
    return hash;
  }
  fs.mkdirSync(path.dirname(file), { recursive: true });
  const half = `${file}.${process.pid}.half`;
  const handle = fs.openSync(half, 'w');
  try {
    fs.writeFileSync(handle, kind === 'captures' ? zlib.zstdCompressSync(bytes) : bytes);
    fs.fsyncSync(handle);
  } finally {
    fs.closeSync(handle);
  }
  fs.renameSync(half, file);
  return hash;
}

/** The bytes of a capture as they were received. Throws when the file is missing or damaged. */
export function readCapture(folder: string, hash: string): Uint8Array {
  return zlib.zstdDecompressSync(fs.readFileSync(contentPath(folder, 'captures', hash)));
}

/** Records a capture whose bytes are kept already. Each record's chain covers the one before it. */
export function addCapture(database: DatabaseSync, draft: CaptureDraft, hash: string): void {
  const last = prepared(
    database,
    `SELECT * FROM (SELECT id, chain FROM captures ORDER BY id DESC LIMIT 1) UNION ALL
     SELECT * FROM (SELECT id, chain FROM retired_captures ORDER BY id DESC LIMIT 1) ORDER BY id DESC LIMIT 1`,
  ).get();
  const record = {
    storyId: draft.storyId,
    url: draft.url,
    fetchedAt: draft.fetchedAt,
    status: draft.status,
    headers: JSON.stringify(draft.headers),
    redirects: JSON.stringify(draft.redirects),
    sha256: hash,
    bytes: draft.bytes.length,
  };
  prepared(
    database,
    `INSERT INTO captures (id, story_id, url, fetched_at, status, headers, redirects, sha256, bytes, chain)
     VALUES (:id, :storyId, :url, :fetchedAt, :status, :headers, :redirects, :sha256, :bytes, :chain)`,
  ).run({ ...record, id: Number(last?.id ?? 0) + 1, chain: chainOf(String(last?.chain ?? ''), record) });
}

/** The link that follows `previous` for a capture record. */
export function chainOf(
  previous: string,
  record: { readonly url: string; readonly fetchedAt: number; readonly sha256: string; readonly headers: string },
): string {
  return sha256([previous, record.url, record.fetchedAt, record.sha256, record.headers].join('\n'));
}

/** The last page of a story that was an article's: what the next look is compared with. */
export function lastPage(
  database: DatabaseSync,
  storyId: number,
): { readonly sha256: string; readonly headers: readonly (readonly [string, string])[] } | undefined {
  const found = prepared(
    database,
    `SELECT sha256, headers FROM captures WHERE story_id = :storyId AND status BETWEEN 200 AND 299
     ORDER BY id DESC LIMIT 1`,
  ).get({ storyId });
  if (found === undefined) return undefined;
  return { sha256: String(found.sha256), headers: JSON.parse(String(found.headers)) };
}

/** Where the bytes of a capture came from; undefined when there is no such capture. */
export function getCapture(
  database: DatabaseSync,
  id: number,
): Pick<Capture, 'url' | 'sha256' | 'headers'> | undefined {
  const found = prepared(database, 'SELECT url, sha256, headers FROM captures WHERE id = :id').get({ id });
  if (found === undefined) return undefined;
  return { url: String(found.url), sha256: String(found.sha256), headers: JSON.parse(String(found.headers)) };
}

export function capturesOf(database: DatabaseSync, storyId: number): Capture[] {
  return prepared(
    database,
    `SELECT id, url, fetched_at AS fetchedAt, status, sha256, bytes, redirects, headers, removed_at AS removedAt
     FROM captures WHERE story_id = :storyId ORDER BY id`,
  )
    .all({ storyId })
    .map(
      ({ removedAt, ...record }) =>
        ({
          ...record,
          ...(removedAt === null ? {} : { removedAt }),
          redirects: JSON.parse(String(record.redirects)),
          headers: JSON.parse(String(record.headers)),
        }) as unknown as Capture,
    );
}

/** Pictures of a story that were taken out to save space, by their hash. */
export function removedPictures(database: DatabaseSync, storyId: number): string[] {
  return prepared(
    database,
    `SELECT DISTINCT p.sha256 AS hash FROM pictures p WHERE p.story_id = :storyId AND p.removed_at IS NOT NULL
       AND NOT EXISTS (SELECT 1 FROM pictures k WHERE k.sha256 = p.sha256 AND k.removed_at IS NULL)`,
  )
    .all({ storyId })
    .map(({ hash }) => String(hash));
}

/** Records the pictures of a story that are kept under their hash. */
export function setPictures(
  database: DatabaseSync,
  storyId: number,
  pictures: readonly { readonly src: string; readonly sha256: string; readonly type: string; readonly bytes: number }[],
): void {
  for (const picture of pictures)
    prepared(
      database,
      `INSERT OR REPLACE INTO pictures (story_id, src, sha256, type, bytes)
       VALUES (:storyId, :src, :sha256, :type, :bytes)`,
    ).run({ storyId, ...picture });
}
