import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDatabase } from '../../../electron/desk/store/database.ts';
import { migrations } from '../../../electron/desk/store/migrations.ts';
import { addTags, setTags, topTags } from '../../../electron/desk/store/tags.ts';
import type { Tag } from '../../../shared/model.ts';
import { addStory } from './add-story.ts';

let folder: string;
beforeAll(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'sitrep-migrations-'));
});
afterAll(() => fs.rmSync(folder, { recursive: true }));

const counts = 'SELECT stories, unread, starred FROM feed_counts ORDER BY feed_id';
const counted = `SELECT count(s.id) AS stories, count(s.id) FILTER (WHERE s.read_at IS NULL) AS unread,
  count(s.id) FILTER (WHERE s.starred_at IS NOT NULL) AS starred
  FROM feeds f LEFT JOIN stories s ON s.feed_id = f.id GROUP BY f.id ORDER BY f.id`;

/** An archive as the first release left it, with two feeds, three stories and a tag. */
function makeOldArchive(): void {
  const database = new DatabaseSync(path.join(folder, 'archive.sqlite'));
  database.exec(migrations[0]?.sql ?? '');
  database.exec(`PRAGMA user_version = 1;
    INSERT INTO feeds (id, url, title, added_at) VALUES (1, 'https://a.example/', 'A', 0), (2, 'https://b.example/', 'B', 0);
    INSERT INTO feed_polls (feed_id) VALUES (1), (2);
    INSERT INTO stories (id, feed_id, identity, title, published_at, first_seen_at, feed_fingerprint, read_at, starred_at)
      VALUES (8, 1, 'one', 'One', 0, 0, '', NULL, 5), (16, 1, 'two', 'Two', 0, 0, '', 7, NULL),
        (24, 1, 'three', 'Three', 0, 0, '', NULL, NULL);
    INSERT INTO bodies (story_id, body) VALUES (24, x'03'), (8, x'01'), (16, x'02');
    INSERT INTO tags (id, entity_id, kind, label) VALUES (1, 'country:IR', 'country', 'Iran');
    INSERT INTO story_tags (tag_id, story_id, spans) VALUES (1, 8, '[]'), (1, 16, '[]');`);
  database.close();
}

test('an archive of the first release is brought up to date, with nothing lost and a copy kept', async () => {
  makeOldArchive();
  const database = await openDatabase(folder);
  expect(database.prepare('PRAGMA user_version').get()?.user_version).toBe(migrations.length);
  expect(database.prepare('SELECT title FROM stories ORDER BY id').all()).toEqual([
    { title: 'One' },
    { title: 'Two' },
    { title: 'Three' },
  ]);
  expect(database.prepare(counts).all()).toEqual([
    { stories: 3, unread: 2, starred: 1 },
    { stories: 0, unread: 0, starred: 0 },
  ]);
  expect(topTags(database, undefined, 5)).toMatchObject([{ entityId: 'country:IR', stories: 2 }]);
  expect(database.prepare('SELECT story_id, hex(body) AS body FROM bodies ORDER BY story_id').all()).toEqual([
    { story_id: 8, body: '01' },
    { story_id: 16, body: '02' },
    { story_id: 24, body: '03' },
  ]);
  expect(database.prepare('PRAGMA foreign_key_check').all()).toEqual([]);
  database.close();
  const copy = new DatabaseSync(path.join(folder, `archive.sqlite.before-${migrations.length}`), { readOnly: true });
  expect(copy.prepare('PRAGMA user_version').get()?.user_version).toBe(1);
  copy.close();
});

test('counts follow every mark, every story that comes or goes, and every tag', async () => {
  const database = await openDatabase(folder);
  const change = (sql: string) => () => database.exec(sql);
  const iran: Tag = { entityId: 'country:IR', kind: 'country', label: 'Iran', spans: [] };
  let added = 0;
  const steps = [
    change('UPDATE stories SET read_at = 9 WHERE id = 8'),
    change('UPDATE stories SET read_at = 10, starred_at = 10'),
    change('UPDATE stories SET read_at = NULL WHERE id > 8'),
    change('UPDATE stories SET starred_at = NULL'),
    change('DELETE FROM stories WHERE id = 8'),
    () => {
      added = addStory(database, { title: 'Four', feedId: 2, publishedAt: Date.UTC(2026, 10, 24) });
    },
    () => addTags(database, added, [iran]),
    () => setTags(database, added, [{ ...iran, label: 'Islamic Republic of Iran' }]),
    change('DELETE FROM story_tags WHERE story_id = 16'),
    () => setTags(database, added, []),
    change('DELETE FROM feeds WHERE id = 2'),
  ];
  for (const [number, step] of steps.entries()) {
    step();
    expect(database.prepare(counts).all(), `step ${number}`).toEqual(database.prepare(counted).all());
    expect(database.prepare('SELECT stories FROM tags').get(), `step ${number}`).toEqual(
      database.prepare('SELECT count(*) AS stories FROM story_tags').get(),
    );
  }
  database.close();
});
