import fs from 'node:fs';
import path from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import type { ArchiveSizes } from '../../../shared/model.ts';
import { copiesBeforeUpdates } from './backup.ts';

const partOf: readonly (readonly [part: string, tables: RegExp])[] = [
  ['search index', /^story_index/],
  ['texts', /^bodies$/],
  ['revisions', /^revisions$/],
  ['tags', /^(story_tags|tags)/],
];

/** What the archive takes on disk. Walks all pages of the database: seconds on a large one. */
export function archiveSizes(database: DatabaseSync, folder: string): ArchiveSizes {
  const parts = new Map<string, number>();
  const add = (part: string, bytes: number): void => {
    if (bytes > 0) parts.set(part, (parts.get(part) ?? 0) + bytes);
  };
  for (const { name, bytes } of database
    .prepare('SELECT name, sum(pgsize) AS bytes FROM dbstat WHERE aggregate = TRUE GROUP BY name')
    .iterate())
    add(partOf.find(([, tables]) => tables.test(String(name)))?.[0] ?? 'stories and the rest', Number(bytes));
  for (const kind of ['captures', 'assets', 'backups'])
    add(kind === 'assets' ? 'pictures' : kind, folderBytes(path.join(folder, kind)));
  for (const name of copiesBeforeUpdates(folder))
    add('backups', fs.statSync(path.join(folder, name), { throwIfNoEntry: false })?.size ?? 0);
  add('write-ahead log', fs.statSync(path.join(folder, 'archive.sqlite-wal'), { throwIfNoEntry: false })?.size ?? 0);
  const listed = [...parts].map(([name, bytes]) => ({ name, bytes })).sort((a, b) => b.bytes - a.bytes);
  return {
    total: listed.reduce((sum, { bytes }) => sum + bytes, 0),
    parts: listed,
    stories: Number(database.prepare('SELECT count(*) AS n FROM stories').get()?.n),
  };
}

function folderBytes(folder: string): number {
  if (!fs.existsSync(folder)) return 0;
  let bytes = 0;
  for (const entry of fs.readdirSync(folder, { recursive: true, withFileTypes: true }))
    if (entry.isFile())
      bytes += fs.statSync(path.join(entry.parentPath, entry.name), { throwIfNoEntry: false })?.size ?? 0;
  return bytes;
}
