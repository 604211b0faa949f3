import type { DatabaseSync } from 'node:sqlite';
import { expect, onTestFinished, test } from 'vitest';
import { nameQuery } from '../../../electron/desk/rule/named-query.ts';
import { requiredLiteral } from '../../../electron/desk/store/cheap-tests.ts';
import { openDatabase } from '../../../electron/desk/store/database.ts';
import { addFeed, setFeedsRemoved } from '../../../electron/desk/store/feeds.ts';
import { lastDays } from '../../../electron/desk/store/histogram.ts';
import { runSearchTask, type SearchAnswers, type SearchTask } from '../../../electron/desk/store/search-tasks.ts';
import { openSearchThreads, SearchTooSlow } from '../../../electron/desk/store/search-threads.ts';
import { markStories } from '../../../electron/desk/store/stories.ts';
import { parseQuery } from '../../../shared/query/parse.ts';
import { temporaryFolder } from '../../temporary-folder.ts';
import { addStory } from './add-story.ts';

const hour = 3_600_000;
const day = 24 * hour;
const now = Date.UTC(2026, 10, 24, 12);

async function openArchive(): Promise<{ readonly database: DatabaseSync; readonly folder: string }> {
  const folder = temporaryFolder();
  const database = await openDatabase(folder);
  onTestFinished(() => {
    if (database.isOpen) database.close();
  });
  addFeed(database, { url: 'https://a.example/', title: 'First', folder: 'Asia / East', sourceType: 'official' }, now);
  addFeed(database, { url: 'https://b.example/', title: 'Second', folder: 'Europe', sourceType: 'blog' }, now);
  return { database, folder };
}

function named(text: string): SearchTask['query'] {
  const parsed = parseQuery(text);
  if (!parsed.ok) throw new Error(text);
  return nameQuery(parsed.query, { now: () => now });
}

function page(
  database: DatabaseSync,
  text: string,
  more: Partial<SearchTask & { kind: 'page' }> = {},
): SearchAnswers['page'] {
  const task = { kind: 'page', order: 'newest', limit: 50, query: named(text), ...more } as SearchTask;
  return runSearchTask(database, task) as SearchAnswers['page'];
}

const titles = (found: SearchAnswers['page']): string[] => found.stories.map(({ title }) => title);

test('a folder takes those within it, a source type takes its feeds, and hidden feeds stay out', async () => {
  const { database } = await openArchive();
  addStory(database, { title: 'drone one', feedId: 1, publishedAt: now });
  addStory(database, { title: 'drone two', feedId: 2, publishedAt: now - hour });
  expect(titles(page(database, 'drone folder:Asia'))).toEqual(['drone one']);
  expect(titles(page(database, 'source:blog'))).toEqual(['drone two']);
  expect(titles(page(database, 'drone NOT source:blog'))).toEqual(['drone one']);
  setFeedsRemoved(database, [2], now);
  expect(titles(page(database, 'drone'))).toEqual(['drone one']);
  expect(titles(page(database, 'NOT navy'))).toEqual(['drone one']);
});

test('a few marked stories are found among many that have the word', async () => {
  const { database } = await openArchive();
  const ids: number[] = [];
  database.exec('BEGIN');
  for (let index = 0; index < 9000; index++)
    ids.push(addStory(database, { title: index % 3 === 0 ? 'drone' : 'navy', publishedAt: now - index * 60_000 }));
  database.exec('COMMIT');
  const old = [8400, 8700, 8997].map((index) => ids[index] ?? 0);
  markStories(database, old, { starred: true }, now);
  expect(page(database, 'drone is:starred').stories.map(({ id }) => id)).toEqual(old);
  expect(page(database, 'is:starred').stories.map(({ id }) => id)).toEqual(old);
  expect(page(database, 'is:starred NOT drone').stories).toEqual([]);
  const [, second] = page(database, 'drone is:starred').stories;
  expect(page(database, 'drone is:starred', { after: second?.id ?? 0 }).stories.map(({ id }) => id)).toEqual([old[2]]);
});

test('a story published long ago is found by when it was first seen', async () => {
  const { database } = await openArchive();
  addStory(database, { title: 'drone late', publishedAt: now - 90 * day, firstSeenAt: now - hour });
  addStory(database, { title: 'drone early', publishedAt: now - 90 * day });
  expect(titles(page(database, 'seen:24h'))).toEqual(['drone late']);
  expect(titles(page(database, 'drone NOT seen:24h'))).toEqual(['drone early']);
});

test('a prefix that stands for hundreds of words finds all of them', async () => {
  const { database } = await openArchive();
  database.exec('BEGIN');
  for (let index = 0; index < 300; index++) {
    const letters = String.fromCharCode(97 + (index % 26), 97 + Math.floor(index / 26));
    addStory(database, { title: index % 10 === 0 ? `pre${letters}` : 'other', publishedAt: now - index * 1000 });
    addStory(database, { title: `x${letters}`, text: `qu${letters}x`, publishedAt: now - index * 1000 });
  }
  database.exec('COMMIT');
  const all = (text: string): number =>
    (runSearchTask(database, { kind: 'facets', query: named(text) }) as SearchAnswers['facets']).total;
  expect(all('pre*')).toBe(30);
  expect(all('qu*')).toBe(300);
  expect(page(database, 'qu*', { limit: 200 }).stories).toHaveLength(200);
  expect(page(database, 'pre* OR qu*', { limit: 200 }).stories).toHaveLength(200);
});

test('facets count what the hits share', async () => {
  const { database } = await openArchive();
  addStory(database, { title: 'drone', language: 'en', tags: ['topic:uav', 'country:IR'], publishedAt: now });
  addStory(database, { title: 'drone', language: 'tr', tags: ['topic:uav'], feedId: 2, publishedAt: now - hour });
  addStory(database, { title: 'navy', language: 'tr', tags: ['topic:navy'], feedId: 2, publishedAt: now - hour });
  expect(runSearchTask(database, { kind: 'facets', query: named('drone') })).toEqual({
    total: 2,
    capped: false,
    tags: [
      { entityId: 'topic:uav', kind: 'topic', label: 'topic:uav', count: 2 },
      { entityId: 'country:IR', kind: 'country', label: 'country:IR', count: 1 },
    ],
    feeds: [
      { id: 1, title: 'First', count: 1 },
      { id: 2, title: 'Second', count: 1 },
    ],
    languages: [
      { language: 'en', count: 1 },
      { language: 'tr', count: 1 },
    ],
    sourceTypes: [
      { type: 'blog', count: 1 },
      { type: 'official', count: 1 },
    ],
  });
});

test('the histogram counts by the days of the time zone, across a change of the clock', async () => {
  const { database } = await openArchive();
  // Clocks in Berlin went back in the night to 25 October 2026: that day has 25 hours.
  for (const at of ['2026-10-24T21:59Z', '2026-10-24T22:00Z', '2026-10-25T22:59Z', '2026-10-25T23:00Z'])
    addStory(database, { title: 'drone', publishedAt: Date.parse(at) });
  const days = lastDays(Date.parse('2026-10-26T12:00Z'), 4, 'Europe/Berlin');
  expect(runSearchTask(database, { kind: 'histogram', query: named('drone'), days })).toEqual({
    days: [
      { day: '2026-10-23', count: 0 },
      { day: '2026-10-24', count: 1 },
      { day: '2026-10-25', count: 2 },
      { day: '2026-10-26', count: 1 },
    ],
    capped: false,
  });
});

test('by relevance, a word in the title comes before a newer story that only mentions it', async () => {
  const { database } = await openArchive();
  addStory(database, { title: 'navy', text: 'a drone', publishedAt: now });
  addStory(database, { title: 'drone', publishedAt: now - day });
  expect(titles(page(database, 'drone'))).toEqual(['navy', 'drone']);
  expect(titles(page(database, 'drone', { order: 'relevance' }))).toEqual(['drone', 'navy']);
});

test('a search that is stopped or takes too long ends with its reason, and the next one is answered', async () => {
  const { database, folder } = await openArchive();
  database.exec('BEGIN');
  for (let index = 0; index < 600; index++) addStory(database, { title: 'drone', publishedAt: now - index * 1000 });
  database.exec('COMMIT');
  const slow = { kind: 'page', order: 'newest', limit: 50, query: named('/x.{1,3}y/') } as const;
  const hasty = openSearchThreads(folder, 0);
  onTestFinished(() => hasty.close());
  await expect(hasty.run(slow)).rejects.toBeInstanceOf(SearchTooSlow);
  const threads = openSearchThreads(folder);
  onTestFinished(() => threads.close());
  const stopping = new AbortController();
  const stopped = threads.run(slow, stopping.signal);
  stopping.abort(new Error('not wanted any more'));
  await expect(stopped).rejects.toThrow('not wanted any more');
  const found = await threads.run({ ...slow, query: named('drone') });
  expect(found.stories).toHaveLength(50);
});

test('what a pattern must contain is read from it only where it is certain', () => {
  expect(requiredLiteral('Su-\\d+ fighter')).toBe('fighter');
  expect(requiredLiteral('colou?r(ful)?')).toBe('colo');
  expect(requiredLiteral('\\x{41}bcd[efg]hij{2}k')).toBe('bcd');
  expect(requiredLiteral('drone|navy')).toBeUndefined();
  expect(requiredLiteral('(?i)drone')).toBeUndefined();
  expect(requiredLiteral('(drone)')).toBeUndefined();
});
