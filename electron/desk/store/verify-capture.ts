/** Proves one kept page: its bytes, and its place in the chain. */
import type { DatabaseSync } from 'node:sqlite';
import type { CaptureVerdict } from '../../../shared/model.ts';
import { chainOf, readCapture, sha256 } from './captures.ts';

/** Undefined when there is no such capture. Reads its file; damage is a verdict, never an error. */
export function verifyCapture(database: DatabaseSync, folder: string, id: number): CaptureVerdict | undefined {
  const record = database
    .prepare(
      'SELECT url, fetched_at AS fetchedAt, sha256, headers, chain, removed_at AS removedAt FROM captures WHERE id = :id',
    )
    .get({ id });
  if (record === undefined) return undefined;
  const link = {
    url: String(record.url),
    fetchedAt: Number(record.fetchedAt),
    sha256: String(record.sha256),
    headers: String(record.headers),
  };
  const before = database
    .prepare(
      `SELECT chain FROM (SELECT id, chain FROM captures UNION ALL SELECT id, chain FROM retired_captures)
       WHERE id < :id ORDER BY id DESC LIMIT 1`,
    )
    .get({ id });
  if (chainOf(String(before?.chain ?? ''), link) !== record.chain)
    return { ok: false, sentence: 'The record of this page was changed after it was kept: the chain does not fit.' };
  if (record.removedAt !== null)
    return { ok: true, sentence: 'The page was removed to save space; its record stands unbroken in the chain.' };
  const bytes = bytesOf(folder, link.sha256);
  if (bytes === undefined) return { ok: false, sentence: 'The kept page is missing or damaged.' };
  if (sha256(bytes) !== link.sha256)
    return { ok: false, sentence: 'The kept page was changed: its hash does not fit.' };
  return { ok: true, sentence: 'The page is as it was received, and its record stands unbroken in the chain.' };
}

function bytesOf(folder: string, hash: string): Uint8Array | undefined {
  try {
    return readCapture(folder, hash);
  } catch {
    return undefined;
  }
}
