import fs from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, onTestFinished, test } from 'vitest';
import { backupDaily, backupTo, listBackups, restoreBackup, rotated } from '../../../electron/desk/store/backup.ts';
import { openDatabase } from '../../../electron/desk/store/database.ts';
import { addFeed } from '../../../electron/desk/store/feeds.ts';
import { temporaryFolder } from '../../temporary-folder.ts';
import { addStory } from './add-story.ts';

const now = Date.UTC(2026, 10, 24, 12);
const dayMs = 86_400_000;

async function openArchive(folder: string): Promise<DatabaseSync> {
  const database = await openDatabase(folder);
  onTestFinished(() => {
    if (database.isOpen) database.close();
  });
  addFeed(database, { url: 'https://a.example/' }, now);
  return database;
}

function countStories(file: string): number {
  const database = new DatabaseSync(file, { readOnly: true });
  const stories = Number(database.prepare('SELECT count(*) AS n FROM stories').get()?.n);
  database.close();
  return stories;
}

test('a backup made while stories arrive is sound and holds what was there when it began', async () => {
  const folder = temporaryFolder();
  const database = await openArchive(folder);
  for (let index = 0; index < 200; index++) addStory(database, { title: 'drone', publishedAt: now - index * 1000 });
  fs.mkdirSync(path.join(folder, 'captures', 'ab'), { recursive: true });
  fs.writeFileSync(path.join(folder, 'captures', 'ab', 'abcd.zst'), 'page');
  const target = path.join(temporaryFolder(), 'copy.sqlite');
  const making = backupTo(folder, target, now);
  let arrived = 0;
  const arriving = setInterval(() => addStory(database, { title: 'new', publishedAt: now + arrived++ * 1000 }), 1);
  const made = await making;
  clearInterval(arriving);
  expect(made.stories).toBeGreaterThanOrEqual(200);
  expect(countStories(target)).toBe(made.stories);
  expect(fs.readdirSync(path.dirname(target)).sort()).toEqual(['copy.sqlite', 'copy.sqlite.files']);
  expect(fs.readFileSync(path.join(`${target}.files`, 'captures', 'ab', 'abcd.zst'), 'utf8')).toBe('page');
});

test('a restore brings back the backup and keeps what it replaces', async () => {
  const folder = temporaryFolder();
  const database = await openArchive(folder);
  addStory(database, { title: 'first', publishedAt: now });
  const target = path.join(temporaryFolder(), 'copy.sqlite');
  await backupTo(folder, target, now);
  addStory(database, { title: 'second', publishedAt: now });
  database.close();
  const replaced = restoreBackup(folder, target, now);
  expect(countStories(path.join(folder, 'archive.sqlite'))).toBe(1);
  expect(countStories(path.join(replaced ?? '', 'archive.sqlite'))).toBe(2);
});

test('a damaged backup is refused and changes nothing', async () => {
  const folder = temporaryFolder();
  const database = await openArchive(folder);
  for (let index = 0; index < 50; index++) addStory(database, { title: 'drone', publishedAt: now });
  const target = path.join(temporaryFolder(), 'copy.sqlite');
  await backupTo(folder, target, now);
  database.close();
  const bytes = fs.readFileSync(target);
  bytes.fill(0x5a, 8192, 40_000);
  fs.writeFileSync(target, bytes);
  expect(() => restoreBackup(folder, target, now)).toThrow(/damaged|no sound copy/);
  expect(() => restoreBackup(folder, `${target}.missing`, now)).toThrow(/There is no backup/);
  expect(countStories(path.join(folder, 'archive.sqlite'))).toBe(50);
  expect(fs.readdirSync(folder).filter((name) => /restoring|replaced/.test(name))).toEqual([]);
});

test('one backup a day; the newest seven stay, and one for each of four weeks', async () => {
  const folder = temporaryFolder();
  await openArchive(folder);
  for (let day = 0; day < 3; day++) await backupDaily(folder, now + day * dayMs);
  expect(await backupDaily(folder, now + 2 * dayMs)).toBeUndefined();
  expect(listBackups(folder).map((backup) => path.basename(backup.path))).toEqual([
    'archive-2026-11-26.sqlite',
    'archive-2026-11-25.sqlite',
    'archive-2026-11-24.sqlite',
  ]);
  const names = Array.from(
    { length: 40 },
    (_, day) => `archive-${new Date(now - day * dayMs).toISOString().slice(0, 10)}.sqlite`,
  );
  // 24 November is a Tuesday: of the weeks before, the Sundays stay.
  expect([...rotated(names)].map((name) => name.slice(8, 18))).toEqual([
    '2026-11-24',
    '2026-11-23',
    '2026-11-22',
    '2026-11-21',
    '2026-11-20',
    '2026-11-19',
    '2026-11-18',
    '2026-11-15',
    '2026-11-08',
  ]);
});

test('of the copies made before updates the last stays once there is a daily backup', async () => {
  const folder = temporaryFolder();
  await openArchive(folder);
  for (const version of [3, 9, 12]) fs.writeFileSync(path.join(folder, `archive.sqlite.before-${version}`), 'copy');
  fs.writeFileSync(path.join(folder, 'archive.sqlite.before-lunch'), 'not ours');
  await backupDaily(folder, now);
  expect(fs.readdirSync(folder).filter((name) => name.includes('before'))).toEqual([
    'archive.sqlite.before-12',
    'archive.sqlite.before-lunch',
  ]);
});
