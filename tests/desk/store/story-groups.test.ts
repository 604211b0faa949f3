import { expect, onTestFinished, test } from 'vitest';
import { setPlace } from '../../../electron/desk/store/clusters.ts';
import { openDatabase } from '../../../electron/desk/store/database.ts';
import { addFeed } from '../../../electron/desk/store/feeds.ts';
import { markStories } from '../../../electron/desk/store/stories.ts';
import { groupsOf, leadsOf } from '../../../electron/desk/store/story-groups.ts';
import { temporaryFolder } from '../../temporary-folder.ts';
import { addStory } from './add-story.ts';

const now = Date.UTC(2026, 10, 9, 12);

/** Five stories, oldest first, in the clusters of the first, the second, the first, the fourth and the first. */
async function openEvents() {
  const database = await openDatabase(temporaryFolder());
  onTestFinished(() => database.close());
  for (const name of ['one', 'two', 'three']) addFeed(database, { url: `https://${name}.example/`, title: name }, now);
  const ids = [1, 2, 2, 3, 3].map((feedId, hour) =>
    addStory(database, { title: `Story ${hour}`, feedId, publishedAt: now + hour * 3_600_000 }),
  );
  const [first = 0, second = 0, third = 0, fourth = 0, fifth = 0] = ids;
  for (const [id, clusterId] of [
    [first, first],
    [second, second],
    [third, first],
    [fourth, fourth],
    [fifth, first],
  ] as const)
    setPlace(database, id, { clusterId }, undefined);
  return { database, first, second, third, fourth, fifth };
}

test('each story of a list is told the place of the newest one of its event', async () => {
  const { database, first, second, third, fourth, fifth } = await openEvents();
  expect([...leadsOf(database, [fifth, fourth, third, second, first])]).toEqual([0, 1, 0, 3, 0]);
});

test('a list without the newest, or without the founder, still knows who belongs together', async () => {
  const { database, first, second, third, fifth } = await openEvents();
  expect([...leadsOf(database, [third, second, first])]).toEqual([0, 1, 0]);
  expect([...leadsOf(database, [fifth, third, second])]).toEqual([0, 0, 2]);
  expect([...leadsOf(database, [])]).toEqual([]);
});

test('a long list is read by a walk that finds the same', async () => {
  const { database, first, third, fifth } = await openEvents();
  const absent = Array.from({ length: 20_001 }, (_, index) => first - 1 - index);
  const leads = leadsOf(database, [fifth, third, first, ...absent]);
  expect([...leads.subarray(0, 5)]).toEqual([0, 0, 0, 3, 4]);
});

test('an event tells its origins and what of it is unread; a story that is alone tells nothing', async () => {
  const { database, first, second, third, fifth } = await openEvents();
  markStories(database, [third], { read: true }, now);
  const [group, ...more] = groupsOf(database, [fifth, second]);
  expect(group).toMatchObject({ id: fifth, stories: 3, origins: 3, stateMedia: 0 });
  expect([...(group?.unread ?? [])].sort()).toEqual([first, fifth].sort());
  expect(more).toEqual([]);
});
