/** Settings that belong to the archive, as JSON values by name. */
import type { DatabaseSync } from 'node:sqlite';
import { prepared } from './statement.ts';

export type ArchiveSettingName = 'page-check-hours' | 'articles-paused' | 'delivery' | 'presence' | 'network';

/** The value kept under a name; undefined when there is none. */
export function readArchiveSetting(database: DatabaseSync, name: ArchiveSettingName): unknown {
  const found = prepared(database, 'SELECT value FROM archive_settings WHERE name = :name').get({ name });
  return found === undefined ? undefined : JSON.parse(String(found.value));
}

export function writeArchiveSetting(
  database: DatabaseSync,
  name: ArchiveSettingName,
  value: number | boolean | object | null,
): void {
  prepared(
    database,
    `INSERT INTO archive_settings (name, value) VALUES (:name, :value)
     ON CONFLICT (name) DO UPDATE SET value = :value`,
  ).run({ name, value: JSON.stringify(value) });
}
