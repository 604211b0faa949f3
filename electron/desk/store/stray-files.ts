/** Files that no record names: a crash between keeping a file and recording it leaves one. */
import fs from 'node:fs';
import path from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { prepared } from './statement.ts';

/**
 * Removes pages and pictures that nothing names and that were last kept before `before`, by the system's clock: a file
 * may be there a while before its record is. Walks both folders.
 */
export function sweepStrayFiles(
  database: DatabaseSync,
  folder: string,
  before: number,
): { readonly files: number; readonly bytes: number } {
  const removed = { files: 0, bytes: 0 };
  const isNamed = {
    captures: (hash: string) =>
      prepared(database, 'SELECT 1 FROM captures WHERE sha256 = :hash AND removed_at IS NULL LIMIT 1').get({ hash }) !==
      undefined,
    assets: (hash: string) =>
      prepared(database, 'SELECT 1 FROM pictures WHERE sha256 = :hash AND removed_at IS NULL LIMIT 1').get({ hash }) !==
      undefined,
  };
  for (const kind of ['captures', 'assets'] as const) {
    const root = path.join(folder, kind);
    if (!fs.existsSync(root)) continue;
    for (const entry of fs.readdirSync(root, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue;
      const file = path.join(entry.parentPath, entry.name);
      const hash = /^([0-9a-f]{64})(?:\.zst)?$/.exec(entry.name)?.[1];
      const found = fs.statSync(file, { throwIfNoEntry: false });
      // A half file has no hash as its name; anything else is not ours to remove.
      const isHalf = entry.name.endsWith('.half');
      if (found === undefined || found.mtimeMs >= before || (hash === undefined && !isHalf)) continue;
      if (hash !== undefined && isNamed[kind](hash)) continue;
      fs.rmSync(file, { force: true });
      removed.files++;
      removed.bytes += found.size;
    }
  }
  return removed;
}
