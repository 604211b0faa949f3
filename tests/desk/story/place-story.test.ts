import { expect, onTestFinished, test } from 'vitest';
import { clusterOf } from '../../../electron/desk/store/clusters.ts';
import { openDatabase } from '../../../electron/desk/store/database.ts';
import { addFeed } from '../../../electron/desk/store/feeds.ts';
import { insertStory } from '../../../electron/desk/store/stories.ts';
import { type Clusterer, createClusterer } from '../../../electron/desk/story/cluster.ts';
import { forgetOldStories, placeStory, recallStories } from '../../../electron/desk/story/place-story.ts';
import { temporaryFolder } from '../../temporary-folder.ts';

const hourMs = 3_600_000;
const now = Date.UTC(2026, 10, 9, 12);
const report =
  'A fishing vessel south-east of Gotland was boarded on Monday after a cable linking the island with Latvia stopped ' +
  'carrying traffic. The operator said the fault lies 34 kilometres from Visby at a depth of 92 metres.';
const ending =
  'Its crew of nine was cooperating, the harbour office in Ventspils said. Repairs need a cable ship that is now in Gdansk ' +
  'and could take twelve days, while traffic is routed over two other lines through Tallinn.';

async function openArchive() {
  const database = await openDatabase(temporaryFolder());
  onTestFinished(() => database.close());
  const feed = (title: string): number =>
    addFeed(database, { url: `https://${title.replace(/\W/g, '')}.example/feed`, title }, now).id;
  const add = (clusterer: Clusterer, feedId: number, text: string, at: number) => {
    const story = {
      ...{ feedId, identity: `${feedId}/${at}`, url: null, title: 'Cable fault off Gotland', author: null },
      ...{ siteName: null, language: 'en', publishedAt: at, updatedAt: null, firstSeenAt: at, dateNote: null },
      ...{ categories: [], feedFingerprint: '', fullText: 'none' as const },
    };
    const id = insertStory(database, story, { blocks: [{ kind: 'paragraph', inlines: [{ kind: 'text', text }] }] });
    return { id, ...placeStory(database, clusterer, { ...story, id, text }) };
  };
  return { database, feed, add };
}

test('placed stories tell who was first and whose report they pass on', async () => {
  const { database, feed, add } = await openArchive();
  const clusterer = createClusterer();
  const first = add(clusterer, feed('Northwatch'), report, now - 6 * hourMs);
  add(clusterer, feed('Harbour Post'), report, now - 5 * hourMs);
  const citing = add(clusterer, feed('Steppe'), `${report} So TASS reported.`, now - 4 * hourMs);
  expect(clusterOf(database, first.id)).toMatchObject({
    stories: 3,
    origins: 1,
    stateMedia: 1,
    first: { feed: 'Northwatch' },
  });
  expect(clusterOf(database, first.id)?.members.find(({ storyId }) => storyId === citing.id)).toMatchObject({
    attributedTo: 'TASS',
    copyOf: first.id,
  });
  expect(clusterOf(database, 12)).toBeUndefined();
});

test('a late story that joins two clusters moves what was stored', async () => {
  const { database, feed, add } = await openArchive();
  const clusterer = createClusterer({ events: false });
  const [one, two, three] = [feed('One'), feed('Two'), feed('Three')];
  const start = add(clusterer, one, report, now - 3 * hourMs);
  const end = add(clusterer, two, ending, now - 2 * hourMs);
  expect(clusterOf(database, start.id)?.stories).toBe(1);
  const whole = add(clusterer, three, `${report} ${ending}`, now - hourMs);
  expect(whole.moved.length).toBeGreaterThan(0);
  expect(clusterOf(database, end.id)).toMatchObject({ stories: 3, origins: 1, first: { feed: 'One' } });
});

test('a clusterer that recalls the archive goes on as if the desk had never stopped', async () => {
  const { database, feed, add } = await openArchive();
  const before = createClusterer();
  const [one, two] = [feed('One'), feed('Two')];
  const old = add(before, one, ending, now - 30 * 24 * hourMs);
  const first = add(before, one, report, now - 5 * hourMs);
  const copy = add(before, two, `${report} More follows.`, now - 4 * hourMs);
  const after = createClusterer();
  await recallStories(database, after, now);
  for (const { id } of [first, copy]) expect(after.placeOf(id)).toEqual(before.placeOf(id));
  expect(after.placeOf(old.id)).toBeUndefined();
  expect(add(after, feed('Three'), report, now - hourMs).clusterId).toBe(first.clusterId);
  forgetOldStories(before, now);
  expect(before.placeOf(old.id)).toBeUndefined();
  expect(before.placeOf(first.id)).toEqual(after.placeOf(first.id));
});
