/** Opens the archive's database and brings its schema up to date. */
import fs from 'node:fs';
import path from 'node:path';
import { backup, DatabaseSync } from 'node:sqlite';
import { type Migration, migrations } from './migrations.ts';

/** Older releases can corrupt a WAL database that has two connections (sqlite.org/wal.html#walresetbug). */
const leastSqlite = [3, 51, 3] as const;

/** An archive that cannot be opened; the message says what the user can do. */
export class ArchiveError extends Error {
  override readonly name = 'ArchiveError';
}

/**
 * Opens `archive.sqlite` in `folder`, creating it when there is none.
 * Before migrating an archive that has content it keeps a checked copy beside it.
 * Throws ArchiveError when the file is no database, comes from a newer version, or SQLite is too old.
 */
export async function openDatabase(folder: string, steps: readonly Migration[] = migrations): Promise<DatabaseSync> {
  fs.mkdirSync(folder, { recursive: true });
  const file = path.join(folder, 'archive.sqlite');
  const database = openFile(file);
  try {
    assertSqliteVersion(database);
    database.exec(`
      -- Of a new archive; bodies of one to two kilobytes waste a quarter of smaller pages.
      PRAGMA page_size = 8192;
      PRAGMA journal_mode = WAL;
      PRAGMA synchronous = FULL;
      PRAGMA foreign_keys = ON;
      PRAGMA busy_timeout = 5000;
      -- 32 MB: a page that many transactions write is copied into the file once. The usual 8 MB cost an eighth more.
      PRAGMA wal_autocheckpoint = 4000;
      PRAGMA cache_size = -16000;
      PRAGMA temp_store = MEMORY;
    `);
    await migrate(database, file, steps);
  } catch (error) {
    database.close();
    throw readableError(error, file);
  }
  return database;
}

/** A second, read-only connection, for searches that must not wait for the writer. */
export function openReadOnly(folder: string): DatabaseSync {
  const database = new DatabaseSync(path.join(folder, 'archive.sqlite'), { readOnly: true, timeout: 5000 });
  database.exec('PRAGMA cache_size = -32000; PRAGMA temp_store = MEMORY');
  return database;
}

/** Runs `work` in one transaction: all of it is kept, or none when it throws. */
export function transaction<T>(database: DatabaseSync, work: () => T): T {
  database.exec('BEGIN IMMEDIATE');
  try {
    const result = work();
    database.exec('COMMIT');
    return result;
  } catch (error) {
    // A full disk makes SQLite roll back by itself; a second ROLLBACK would hide the first error.
    if (database.isTransaction) database.exec('ROLLBACK');
    throw error;
  }
}

function openFile(file: string): DatabaseSync {
  try {
    return new DatabaseSync(file);
  } catch (error) {
    throw readableError(error, file);
  }
}

function assertSqliteVersion(database: DatabaseSync): void {
  const version = String(database.prepare('SELECT sqlite_version() AS version').get()?.version);
  const parts = version.split('.').map(Number);
  for (const [index, least] of leastSqlite.entries()) {
    const part = parts[index] ?? 0;
    if (part > least) return;
    if (part < least) throw new ArchiveError(`SQLite ${version} is too old; Sitrep needs ${leastSqlite.join('.')}.`);
  }
}

async function migrate(database: DatabaseSync, file: string, steps: readonly Migration[]): Promise<void> {
  const version = Number(database.prepare('PRAGMA user_version').get()?.user_version);
  if (version > steps.length)
    throw new ArchiveError(`${file} was written by a newer Sitrep. Install that version, or choose another folder.`);
  if (version > 0 && version < steps.length) await keepCopy(database, `${file}.before-${steps.length}`);
  for (const [index, step] of steps.entries()) {
    if (index < version) continue;
    transaction(database, () => {
      database.exec(step.sql);
      database.exec(`PRAGMA user_version = ${index + 1}`);
    });
  }
}

/** Copies the database and opens the copy: a backup that was never opened does not count. */
async function keepCopy(database: DatabaseSync, target: string): Promise<void> {
  await backup(database, target);
  const copy = new DatabaseSync(target, { readOnly: true });
  try {
    const verdict = copy.prepare('PRAGMA quick_check(1)').get()?.quick_check;
    if (verdict !== 'ok') throw new ArchiveError(`The backup before the update is damaged (${String(verdict)}).`);
  } finally {
    copy.close();
  }
}

function readableError(error: unknown, file: string): Error {
  if (error instanceof ArchiveError) return error;
  const message = error instanceof Error ? error.message : String(error);
  if (/not a database|malformed/i.test(message))
    return new ArchiveError(`${file} is damaged (${message}). Nothing was changed: restore a backup, or move it away.`);
  if (/full/i.test(message)) return new ArchiveError(`The disk is full: ${file} cannot be written. Free some space.`);
  if (/unable to open|readonly|read-only/i.test(message))
    return new ArchiveError(`${file} cannot be written (${message}). Choose a folder that you may write to.`);
  return error instanceof Error ? error : new Error(message);
}
