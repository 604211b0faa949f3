import fs from 'node:fs';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { addCapture, contentPath, keepFile } from '../../../electron/desk/store/captures.ts';
import { openDatabase } from '../../../electron/desk/store/database.ts';
import { addFeed } from '../../../electron/desk/store/feeds.ts';
import { sweepStrayFiles } from '../../../electron/desk/store/stray-files.ts';
import { temporaryFolder } from '../../temporary-folder.ts';
import { addStory } from './add-story.ts';

test('files that nothing names go when they are old; named, young and foreign ones stay', async () => {
  const folder = temporaryFolder();
  const database = await openDatabase(folder);
  onTestFinished(() => database.close());
  addFeed(database, { url: 'https://a.example/' }, 1);
  const storyId = addStory(database, { title: 'a story', publishedAt: Date.UTC(2026, 0, 1) });
  const keep = (kind: 'captures' | 'assets', words: string): string =>
    contentPath(folder, kind, keepFile(folder, kind, Buffer.from(words)));
  const bytes = Buffer.from('named');
  const named = keep('captures', 'named');
  const draft = { storyId, url: 'https://a.example/', fetchedAt: 1, status: 200, headers: [], redirects: [], bytes };
  addCapture(database, draft, keepFile(folder, 'captures', bytes));
  const strays = [keep('captures', 'stray'), keep('assets', 'stray')];
  const half = `${strays[0]}.123.half`;
  const foreign = path.join(folder, 'assets', 'notes.txt');
  for (const file of [half, foreign]) fs.writeFileSync(file, 'words');
  const old = new Date(Date.now() - 10 * 86_400_000);
  for (const file of [named, half, foreign, ...strays]) fs.utimesSync(file, old, old);
  const young = keep('assets', 'young');
  // Kept again, it is about to be named.
  const again = keep('captures', 'again');
  fs.utimesSync(again, old, old);
  keep('captures', 'again');
  const before = Date.now() - 86_400_000;
  expect(sweepStrayFiles(database, folder, before).files).toBe(3);
  const there = (file: string): boolean => fs.existsSync(file);
  expect([named, foreign, young, again].map(there)).toEqual([true, true, true, true]);
  expect([half, ...strays].map(there)).toEqual([false, false, false]);
  expect(sweepStrayFiles(database, folder, before)).toEqual({ files: 0, bytes: 0 });
});
