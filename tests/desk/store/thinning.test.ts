import fs from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import { expect, onTestFinished, test } from 'vitest';
import {
  addCapture,
  capturesOf,
  contentPath,
  keepFile,
  removedPictures,
  setPictures,
} from '../../../electron/desk/store/captures.ts';
import { checkArchive } from '../../../electron/desk/store/check.ts';
import { openDatabase } from '../../../electron/desk/store/database.ts';
import { addFeed } from '../../../electron/desk/store/feeds.ts';
import { applyRetention } from '../../../electron/desk/store/retention.ts';
import { getBody, markStories } from '../../../electron/desk/store/stories.ts';
import { sweepStrayFiles } from '../../../electron/desk/store/stray-files.ts';
import { applyThinning, previewThinning } from '../../../electron/desk/store/thinning.ts';
import { verifyCapture } from '../../../electron/desk/store/verify-capture.ts';
import { temporaryFolder } from '../../temporary-folder.ts';
import { addStory } from './add-story.ts';

const dayMs = 86_400_000;
const now = Date.UTC(2026, 10, 24);
const both = { pages: true, pictures: true };

/** Random bytes: a page that does not get smaller when it is packed. */
function bytesOf(seed: number, length = 1000): Buffer {
  return Buffer.from(Array.from({ length }, (_, index) => Math.imul(seed * 7919 + index, 2654435761) >>> 24));
}

function capture(database: DatabaseSync, folder: string, storyId: number, seed: number): string {
  const bytes = bytesOf(seed);
  const hash = keepFile(folder, 'captures', bytes);
  const url = `https://a.example/${storyId}`;
  addCapture(database, { storyId, url, fetchedAt: now, status: 200, headers: [], redirects: [], bytes }, hash);
  return contentPath(folder, 'captures', hash);
}

function picture(database: DatabaseSync, folder: string, storyId: number, seed: number): string {
  const bytes = bytesOf(seed);
  const hash = keepFile(folder, 'assets', bytes);
  setPictures(database, storyId, [
    { src: `https://a.example/${seed}.png`, sha256: hash, type: 'image/png', bytes: 1000 },
  ]);
  return contentPath(folder, 'assets', hash);
}

/** Four stories, a day apart, the oldest first and the second of them starred; each with a page and a picture. */
async function openArchive() {
  const folder = temporaryFolder();
  const database = await openDatabase(folder);
  onTestFinished(() => database.close());
  addFeed(database, { url: 'https://a.example/' }, now);
  const ids = [4, 3, 2, 1].map((days) =>
    addStory(database, { title: `${days} days old`, text: 'Its text stays.', publishedAt: now - days * dayMs }),
  );
  const pages = ids.map((id, index) => capture(database, folder, id, index));
  const pictures = ids.map((id, index) => picture(database, folder, id, 10 + index));
  markStories(database, [ids[1] ?? 0], { starred: true }, now);
  const there = () => [pages, pictures].map((files) => files.map((file) => fs.existsSync(file)));
  return { folder, database, ids, there };
}

test('what is older goes after it was told, the texts and the starred stay, and nothing counts as damage', async () => {
  const { folder, database, ids, there } = await openArchive();
  const wish = { ...both, before: now - 1.5 * dayMs };
  const preview = await previewThinning(database, folder, wish);
  expect(preview).toMatchObject({ stories: 2, pages: 2, pictures: 2 });
  expect(there().flat()).not.toContain(false);
  expect(await applyThinning(database, folder, wish, now)).toEqual(preview);
  expect(there()).toEqual([
    [false, true, false, true],
    [false, true, false, true],
  ]);
  expect(getBody(database, ids[0] ?? 0).blocks).toHaveLength(1);
  expect(checkArchive(database, folder)).toMatchObject({ ok: true });
  expect(await previewThinning(database, folder, wish)).toMatchObject({ stories: 0, pages: 0, pictures: 0, bytes: 0 });
});

test('the record of a removed page says so, and still proves its place in the chain', async () => {
  const { folder, database, ids } = await openArchive();
  const oldest = ids[0] ?? 0;
  await applyThinning(database, folder, { ...both, before: now - 3.5 * dayMs }, now);
  const [kept] = capturesOf(database, oldest);
  expect(kept).toMatchObject({ removedAt: now });
  expect(verifyCapture(database, folder, kept?.id ?? 0)).toEqual({
    ok: true,
    sentence: 'The page was removed to save space; its record stands unbroken in the chain.',
  });
  expect(removedPictures(database, oldest)).toHaveLength(1);
  database.prepare("UPDATE captures SET url = 'https://b.example/' WHERE id = :id").run({ id: kept?.id ?? 0 });
  expect(verifyCapture(database, folder, kept?.id ?? 0)).toMatchObject({ ok: false });
  const { checks } = checkArchive(database, folder);
  expect(checks.find(({ name }) => name === 'captures')).toMatchObject({ ok: false });
});

test('by size the oldest go until the rest fits', async () => {
  const { folder, database, there } = await openArchive();
  const onlyPages = { pages: true, pictures: false };
  const all = await previewThinning(database, folder, { ...onlyPages, mostBytes: 1e9 });
  expect(all).toMatchObject({ stories: 0, bytes: 0 });
  const preview = await applyThinning(database, folder, { ...onlyPages, mostBytes: all.left - 1 }, now);
  expect(preview).toMatchObject({ stories: 1, pages: 1, pictures: 0 });
  expect(there()[0]).toEqual([false, true, true, true]);
  // Even nothing at all leaves what the user marked.
  await applyThinning(database, folder, { ...both, mostBytes: 0 }, now);
  expect(there()).toEqual([
    [false, true, false, false],
    [false, true, false, false],
  ]);
});

test('a file that a marked story shows too stays for both', async () => {
  const { folder, database, ids } = await openArchive();
  const [oldest = 0, starred = 0] = ids;
  const file = picture(database, folder, oldest, 99);
  picture(database, folder, starred, 99);
  await applyThinning(database, folder, { ...both, mostBytes: 0 }, now);
  expect(fs.existsSync(file)).toBe(true);
  expect(removedPictures(database, oldest)).not.toContain(file.slice(-64));
  expect(checkArchive(database, folder)).toMatchObject({ ok: true });
});

test('a removed page can be kept again, and its story be removed later', async () => {
  const { folder, database, ids } = await openArchive();
  const [oldest = 0] = ids;
  await applyThinning(database, folder, { ...both, mostBytes: 0 }, now);
  const file = capture(database, folder, oldest, 0);
  expect(sweepStrayFiles(database, folder, Date.now() + dayMs)).toMatchObject({ files: 0 });
  expect(fs.existsSync(file)).toBe(true);
  expect(checkArchive(database, folder)).toMatchObject({ ok: true });
  await applyRetention(database, folder, now);
  expect(fs.existsSync(file)).toBe(false);
  expect(checkArchive(database, folder)).toMatchObject({ ok: true });
});
