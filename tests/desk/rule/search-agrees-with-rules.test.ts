import fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import type { MatchableStory } from '../../../electron/desk/rule/matchable-story.ts';
import { createPercolator } from '../../../electron/desk/rule/percolate.ts';
import { openDatabase } from '../../../electron/desk/store/database.ts';
import { addFeed } from '../../../electron/desk/store/feeds.ts';
import { indexStory } from '../../../electron/desk/store/index-story.ts';
import { searchStories } from '../../../electron/desk/store/search.ts';
import { insertStory, markStories } from '../../../electron/desk/store/stories.ts';
import { setTags } from '../../../electron/desk/store/tags.ts';
import { parseQuery } from '../../../shared/query/parse.ts';
import { queryText } from '../../shared/query/random-query.ts';
import { temporaryFolder } from '../../temporary-folder.ts';

const words = [
  'iran',
  'İran’ın',
  'Russia',
  'russia',
  'drone',
  'drones',
  'dronlar',
  'İHA',
  'S-400',
  'S 400',
  'С-400',
  'Ирану',
  'Иран',
  'شاهد',
  '俄罗斯无人机',
  'navy',
  'NATO',
  'nato',
  'and',
  'the',
  'sea',
];
const now = Date.UTC(2026, 10, 10);

/** Stories made of the vocabulary by a small generator of its own, the same each time. */
function makeStories(count: number): MatchableStory[] {
  let seed = 7;
  const next = (below: number): number => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((seed / 2_147_483_648) * below);
  };
  const text = (length: number): string => Array.from({ length }, () => words[next(words.length)]).join(' ');
  return Array.from({ length: count }, (_, index) => ({
    title: text(1 + next(4)),
    text: text(2 + next(14)),
    feedId: String(1 + next(2)),
    author: next(3) === 0 ? 'News Desk' : 'Staff',
    language: next(2) === 0 ? 'en' : 'tr',
    tags: [...(next(2) === 0 ? ['country:IR'] : []), ...(next(3) === 0 ? ['topic:uav'] : [])],
    publishedAt: Date.UTC(2026, 10, 1 + next(4), 8, index % 60),
    firstSeenAt: now,
    states: next(3) === 0 ? ['starred'] : ['unread'],
  }));
}

test('search finds exactly the stories that a rule of the same query fires on', async () => {
  const database = await openDatabase(temporaryFolder());
  onTestFinished(() => database.close());
  for (const url of ['https://a.example/', 'https://b.example/']) addFeed(database, { url }, now);
  const stories = new Map(
    makeStories(120).map((story, index) => {
      const body = { blocks: [{ kind: 'paragraph' as const, inlines: [{ kind: 'text' as const, text: story.text }] }] };
      const id = insertStory(
        database,
        {
          feedId: Number(story.feedId),
          identity: String(index),
          url: null,
          title: story.title,
          author: story.author ?? null,
          siteName: null,
          language: story.language ?? null,
          publishedAt: story.publishedAt ?? now,
          updatedAt: null,
          firstSeenAt: now,
          dateNote: null,
          categories: [],
          feedFingerprint: '',
          fullText: 'none',
        },
        body,
      );
      const tags = (story.tags ?? []).map((entityId) => ({
        entityId,
        kind: entityId.startsWith('country') ? ('country' as const) : ('topic' as const),
        label: entityId,
        spans: [],
      }));
      setTags(database, id, tags);
      indexStory(database, {
        id,
        title: story.title,
        text: story.text,
        feedId: story.feedId ?? '',
        tags: story.tags ?? [],
        language: story.language ?? 'en',
      });
      markStories(database, [id], story.states?.includes('starred') === true ? { starred: true, read: true } : {}, now);
      return [id, story] as const;
    }),
  );
  fc.assert(
    fc.property(queryText, (text) => {
      const parsed = parseQuery(text);
      if (!parsed.ok) throw new Error(text);
      const names = { now: () => now };
      const percolator = createPercolator([{ id: 'rule', query: parsed.query }], names);
      const fired = [...stories].filter(([, story]) => percolator.match(story).length > 0).map(([id]) => id);
      const { ids } = searchStories(database, parsed.query, { ...names, limit: 1000 });
      expect([text, ids]).toEqual([text, fired.sort((a, b) => b - a)]);
    }),
    { numRuns: 1500 },
  );
});

test('pages follow each other without a gap', async () => {
  const database = await openDatabase(temporaryFolder());
  onTestFinished(() => database.close());
  addFeed(database, { url: 'https://a.example/' }, now);
  for (let index = 0; index < 30; index++) {
    const id = insertStory(
      database,
      {
        feedId: 1,
        identity: String(index),
        url: null,
        title: 'drone',
        author: null,
        siteName: null,
        language: 'en',
        publishedAt: now,
        updatedAt: null,
        firstSeenAt: now,
        dateNote: null,
        categories: [],
        feedFingerprint: '',
        fullText: 'none',
      },
      { blocks: [] },
    );
    indexStory(database, { id, title: 'drone', text: '', feedId: '1', tags: [] });
  }
  const parsed = parseQuery('drone');
  if (!parsed.ok) throw new Error('drone');
  const seen: number[] = [];
  for (;;) {
    const after = seen.at(-1);
    const { ids } = searchStories(database, parsed.query, { limit: 7, ...(after === undefined ? {} : { after }) });
    if (ids.length === 0) break;
    seen.push(...ids);
  }
  expect(seen).toEqual([...new Set(seen)].sort((a, b) => b - a));
  expect(seen).toHaveLength(30);
});
