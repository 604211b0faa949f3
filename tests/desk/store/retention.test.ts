import fs from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import { expect, onTestFinished, test } from 'vitest';
import { openDesk } from '../../../electron/desk/desk.ts';
import { addCapture, contentPath, keepFile } from '../../../electron/desk/store/captures.ts';
import { checkArchive } from '../../../electron/desk/store/check.ts';
import { openDatabase } from '../../../electron/desk/store/database.ts';
import { addFeed } from '../../../electron/desk/store/feeds.ts';
import { applyRetention, previewRetention } from '../../../electron/desk/store/retention.ts';
import { markStories } from '../../../electron/desk/store/stories.ts';
import { loopbackServer } from '../../loopback-server.ts';
import { temporaryFolder } from '../../temporary-folder.ts';
import { addStory } from './add-story.ts';

const dayMs = 86_400_000;
const now = Date.UTC(2026, 10, 24);
const before = now - 180 * dayMs;

function capture(database: DatabaseSync, folder: string, storyId: number, page: string): string {
  const bytes = Buffer.from(page);
  const hash = keepFile(folder, 'captures', bytes);
  const draft = { storyId, url: 'https://a.example/', fetchedAt: now, status: 200, headers: [], redirects: [], bytes };
  addCapture(database, draft, hash);
  return contentPath(folder, 'captures', hash);
}

test('retention says what it removes, removes that, and leaves an archive that checks', async () => {
  const folder = temporaryFolder();
  const database = await openDatabase(folder);
  onTestFinished(() => database.close());
  addFeed(database, { url: 'https://a.example/' }, now);
  const old = addStory(database, { title: 'old', publishedAt: before - dayMs });
  const starred = addStory(database, { title: 'old but starred', publishedAt: before - dayMs });
  const fresh = addStory(database, { title: 'fresh', publishedAt: before + dayMs });
  markStories(database, [starred], { starred: true }, now);
  const files = [fresh, old, starred].map((id) => capture(database, folder, id, `page of ${id}`));
  const shared = capture(database, folder, old, `page of ${fresh}`);
  const preview = previewRetention(database, before);
  expect(preview).toMatchObject({ stories: 1, captures: 2, pictures: 0 });
  expect(preview.kept).toContainEqual({ why: 'starred', stories: 1 });
  expect(await applyRetention(database, folder, before)).toEqual(preview);
  const left = database.prepare('SELECT id FROM stories ORDER BY id').all();
  expect(left.map(({ id }) => id)).toEqual([starred, fresh].sort((a, b) => a - b));
  expect(files.map((file) => fs.existsSync(file))).toEqual([true, false, true]);
  expect(fs.existsSync(shared)).toBe(true);
  capture(database, folder, fresh, 'a page that comes after');
  expect(checkArchive(database, folder)).toMatchObject({ ok: true });
  expect(previewRetention(database, before).stories).toBe(0);
});

test('a feed that still lists a removed story does not bring it back', async () => {
  const server = await loopbackServer((_request, response) => {
    const item = (name: string, date: string): string =>
      `<item><guid>${name}</guid><title>${name}</title><pubDate>${date}</pubDate><description>About ${name}.</description></item>`;
    response
      .writeHead(200, { 'content-type': 'application/rss+xml' })
      .end(
        `<rss version="2.0"><channel><title>Wire</title>${item('old', 'Mon, 05 Jan 2026 08:00:00 GMT')}${item('fresh', 'Mon, 23 Nov 2026 08:00:00 GMT')}</channel></rss>`,
      );
  });
  const desk = await openDesk({ folder: temporaryFolder(), allowAddresses: [server.host], now: () => now });
  onTestFinished(() => desk.close());
  await desk.feeds.add({ url: `${server.origin}/feed` });
  expect(await desk.desk.poll({ all: true })).toMatchObject({ newStories: 2 });
  await desk.settled();
  expect(await desk.archive.retentionPreview({})).toMatchObject({ stories: 1 });
  expect(await desk.archive.applyRetention({})).toMatchObject({ stories: 1 });
  expect(await desk.desk.poll({ all: true })).toMatchObject({ newStories: 0 });
  const { stories } = await desk.search.run({ query: 'about' });
  expect(stories.map(({ title }) => title)).toEqual(['fresh']);
  expect(await desk.desk.check()).toMatchObject({ ok: true });
});
