/**
 * Copies of the archive. A copy is made while the desk works on, opened and checked before it counts, and only then
 * gets its name. Captures and pictures never change, so that they are only copied where the copy leaves the folder.
 */
import fs from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Backup } from '../../../shared/model.ts';
import { runArchiveJob } from './archive-thread.ts';
import { ArchiveError } from './database.ts';

const daysKept = 7;
const weeksKept = 4;
const dayMs = 86_400_000;
const dailyName = /^archive-(\d{4}-\d{2}-\d{2})\.sqlite$/;

/**
 * Copies the archive in `folder` to the file `target`, with captures and pictures beside it in `target.files`.
 * `target` may be a folder that exists: then the file in it is named for the day. Rejects with ArchiveError.
 */
export async function backupTo(folder: string, target: string, now: number): Promise<Backup> {
  const inFolder = fs.statSync(target, { throwIfNoEntry: false })?.isDirectory() === true;
  const file = inFolder ? path.join(target, `sitrep-${dayOf(now)}.sqlite`) : path.resolve(target);
  const made = await copyDatabase(folder, file);
  for (const kind of ['captures', 'assets']) {
    const from = path.join(folder, kind);
    if (fs.existsSync(from))
      await fs.promises.cp(from, path.join(`${file}.files`, kind), { recursive: true, force: false });
  }
  return made;
}

/** Makes today's backup in the rotation, when there is none, and removes those that are too many. */
export async function backupDaily(folder: string, now: number): Promise<Backup | undefined> {
  const backups = path.join(folder, 'backups');
  const file = path.join(backups, `archive-${dayOf(now)}.sqlite`);
  if (fs.existsSync(file)) return undefined;
  fs.mkdirSync(backups, { recursive: true });
  const size = fs.statSync(path.join(folder, 'archive.sqlite')).size;
  const { bavail, bsize } = fs.statfsSync(backups);
  if (bavail * bsize < size * 2) throw new ArchiveError('There is too little room on the disk for a backup.');
  const made = await copyDatabase(folder, file);
  const all = fs.readdirSync(backups);
  const kept = rotated(all.filter((name) => dailyName.test(name)));
  for (const name of all)
    if ((dailyName.test(name) && !kept.has(name)) || name.endsWith('.half'))
      fs.rmSync(path.join(backups, name), { force: true });
  for (const name of copiesBeforeUpdates(folder).slice(0, -1)) fs.rmSync(path.join(folder, name), { force: true });
  return made;
}

/**
 * The copies that were made before the schema changed, oldest first. Each is as large as the archive: the last one leads
 * back to the Sitrep before this, older ones stay only until there is a daily backup.
 */
export function copiesBeforeUpdates(folder: string): string[] {
  const versionOf = (name: string): number => Number(/^archive\.sqlite\.before-(\d+)$/.exec(name)?.[1] ?? Number.NaN);
  return fs
    .readdirSync(folder)
    .filter((name) => !Number.isNaN(versionOf(name)))
    .sort((a, b) => versionOf(a) - versionOf(b));
}

/** Which of these daily backups stay: the newest seven, and the newest of each of the four newest weeks. */
export function rotated(names: readonly string[]): ReadonlySet<string> {
  const newestFirst = [...names].sort().reverse();
  const weeks = new Map<number, string>();
  for (const name of newestFirst) {
    const day = Date.parse(dailyName.exec(name)?.[1] ?? '');
    // Weeks start on Monday; the first of 1970 was a Thursday.
    const week = Math.floor((day / dayMs + 3) / 7);
    if (!weeks.has(week) && weeks.size < weeksKept) weeks.set(week, name);
  }
  return new Set([...newestFirst.slice(0, daysKept), ...weeks.values()]);
}

/** The backups of the rotation, newest first. */
export function listBackups(folder: string): Backup[] {
  const backups = path.join(folder, 'backups');
  if (!fs.existsSync(backups)) return [];
  return fs
    .readdirSync(backups)
    .filter((name) => dailyName.test(name))
    .sort()
    .reverse()
    .map((name) => {
      const file = path.join(backups, name);
      const { size, mtimeMs } = fs.statSync(file);
      return { path: file, at: Math.round(mtimeMs), bytes: size };
    });
}

/**
 * Puts the backup `source` in place of the archive in `folder`, which no desk may have open. What is replaced is kept
 * in a folder of its own. Gives that folder, undefined when there was no archive. Throws ArchiveError when the backup
 * is damaged or comes from a newer version; then nothing is changed.
 */
export function restoreBackup(folder: string, source: string, now: number): string | undefined {
  if (!fs.existsSync(source)) throw new ArchiveError(`There is no backup ${source}.`);
  fs.mkdirSync(folder, { recursive: true });
  const fresh = path.join(folder, 'archive.sqlite.restoring');
  fs.copyFileSync(source, fresh);
  try {
    verifyCopy(fresh);
  } catch (error) {
    fs.rmSync(fresh, { force: true });
    throw error;
  }
  for (const kind of ['captures', 'assets']) {
    const from = path.join(`${source}.files`, kind);
    if (fs.existsSync(from)) fs.cpSync(from, path.join(folder, kind), { recursive: true, force: false });
  }
  const replaced = setAside(folder, now);
  fs.renameSync(fresh, path.join(folder, 'archive.sqlite'));
  return replaced;
}

function setAside(folder: string, now: number): string | undefined {
  const files = ['archive.sqlite', 'archive.sqlite-wal', 'archive.sqlite-shm'].filter((name) =>
    fs.existsSync(path.join(folder, name)),
  );
  if (files.length === 0) return undefined;
  const aside = fs.mkdtempSync(path.join(folder, `replaced-${dayOf(now)}-`));
  for (const name of files) fs.renameSync(path.join(folder, name), path.join(aside, name));
  return aside;
}

/** Opens a copy, makes it one file of its own, and checks it. Throws ArchiveError. Gives how many stories it holds. */
export function verifyCopy(file: string): number {
  let copy: DatabaseSync | undefined;
  try {
    copy = new DatabaseSync(file);
    copy.exec('PRAGMA journal_mode = DELETE');
    const verdict = copy.prepare('PRAGMA quick_check(1)').get()?.quick_check;
    if (verdict !== 'ok') throw new ArchiveError(`The copy ${file} is damaged (${String(verdict)}).`);
    return Number(copy.prepare('SELECT count(*) AS stories FROM stories').get()?.stories);
  } catch (error) {
    if (error instanceof ArchiveError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new ArchiveError(`${file} is no sound copy of an archive (${reason}). Nothing was changed.`);
  } finally {
    copy?.close();
  }
}

async function copyDatabase(folder: string, target: string): Promise<Backup> {
  try {
    return await runArchiveJob({ kind: 'copy', folder, target });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new ArchiveError(`The backup ${target} could not be made: ${reason}`);
  }
}

function dayOf(now: number): string {
  return new Date(now).toISOString().slice(0, 10);
}
