import fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import { compileQuery } from '../../../electron/desk/rule/compile.ts';
import { createPercolator } from '../../../electron/desk/rule/percolate.ts';
import { openDatabase } from '../../../electron/desk/store/database.ts';
import { addFeed } from '../../../electron/desk/store/feeds.ts';
import { relevantHits } from '../../../electron/desk/store/relevance.ts';
import { newestHits, searchStories } from '../../../electron/desk/store/search.ts';
import { markStories } from '../../../electron/desk/store/stories.ts';
import type { Query } from '../../../shared/query/ast.ts';
import { parseQuery } from '../../../shared/query/parse.ts';
import { queryText } from '../../shared/query/random-query.ts';
import { temporaryFolder } from '../../temporary-folder.ts';
import { addStory } from '../store/add-story.ts';
import { makeStories, now } from './random-stories.ts';

const feeds = [
  { url: 'https://a.example/', folder: 'Asia / East', sourceType: 'official' },
  { url: 'https://b.example/', folder: 'Europe', sourceType: 'blog' },
] as const;

async function openArchive() {
  const database = await openDatabase(temporaryFolder());
  onTestFinished(() => database.close());
  for (const feed of feeds) addFeed(database, feed, now);
  const stories = new Map(
    makeStories(70).map((story) => {
      const { title, text, author = '', language = 'en', tags = [], publishedAt = now, firstSeenAt = now } = story;
      const feedId = Number(story.feedId);
      const draft = { title, text, author, language, tags, publishedAt, firstSeenAt, feedId };
      const id = addStory(database, draft);
      const starred = story.states?.includes('starred') === true;
      if (starred) markStories(database, [id], { starred: true, read: true }, now);
      const { folder, sourceType } = feeds[feedId - 1] ?? feeds[0];
      return [id, { ...story, folder, sourceType }] as const;
    }),
  );
  return { database, stories };
}

function parsed(text: string): Query {
  const result = parseQuery(text);
  if (!result.ok) throw new Error(text);
  return result.query;
}

const names = { now: () => now };

test('search finds exactly the stories that a rule of the same query fires on', async () => {
  const { database, stories } = await openArchive();
  fc.assert(
    fc.property(queryText, (text) => {
      const query = parsed(text);
      const percolator = createPercolator([{ id: 'rule', query }], names);
      const fired = [...stories].filter(([, story]) => percolator.match(story).length > 0).map(([id]) => id);
      const { ids } = searchStories(database, query, { ...names, limit: 1000 });
      expect([text, ids]).toEqual([text, fired.sort((a, b) => b - a)]);
      // A small page may be found by another way: the matcher first, where words are many.
      const page = searchStories(database, query, { ...names, limit: 20 });
      expect([text, page.ids]).toEqual([text, ids.slice(0, 20)]);
    }),
    { numRuns: 2000 },
  );
}, 240_000);

test('pages by relevance hold the same stories as the list by time, each once', async () => {
  const { database } = await openArchive();
  fc.assert(
    fc.property(queryText, (text) => {
      const compiled = compileQuery(parsed(text), names);
      const newest = newestHits(database, compiled, 1000);
      const relevant: number[] = [];
      for (;;) {
        const page = relevantHits(database, compiled, 13, relevant.at(-1));
        relevant.push(...page);
        if (page.length < 13) break;
      }
      expect(relevant).toHaveLength(newest.length);
      expect([...relevant].sort((a, b) => b - a)).toEqual(newest);
    }),
    { numRuns: 200 },
  );
}, 120_000);

test('pages follow each other without a gap', async () => {
  const database = await openDatabase(temporaryFolder());
  onTestFinished(() => database.close());
  addFeed(database, { url: 'https://a.example/' }, now);
  for (let index = 0; index < 30; index++) addStory(database, { title: 'drone', publishedAt: now });
  const seen: number[] = [];
  for (;;) {
    const after = seen.at(-1);
    const { ids } = searchStories(database, parsed('drone'), { limit: 7, ...(after === undefined ? {} : { after }) });
    if (ids.length === 0) break;
    seen.push(...ids);
  }
  expect(seen).toEqual([...new Set(seen)].sort((a, b) => b - a));
  expect(seen).toHaveLength(30);
});
