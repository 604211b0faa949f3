import { expect, test } from 'vitest';
import { clusterSentence, describeCluster, type PlacedStory } from '../../shared/cluster.ts';

const hourMs = 3_600_000;
let last = 0;

function story(feedTitle: string, at: number, more: Partial<PlacedStory> = {}): PlacedStory {
  const storyId = ++last;
  return {
    ...{ storyId, feedTitle, title: 'A ship leaves', feedId: feedTitle.length, stateAffiliated: false },
    ...{ publishedAt: at * hourMs, copyGroup: storyId, attributedToState: false, ...more },
  };
}

const clock = (at: number): string => new Date(at).toISOString().slice(11, 16);

test('copies, stories that cite one outlet and stories of one feed share an origin', () => {
  const wire = story('Northwatch Wire', 6);
  const cluster = describeCluster(7, [
    story('Harbour Post', 9, { attributedTo: 'Northwatch Wire' }),
    story('Morning Mirror', 8, { copyGroup: wire.copyGroup, copyOf: wire.storyId }),
    wire,
    story('Northwatch Wire', 10),
    story('Steppe Agency', 7, { stateAffiliated: true }),
  ]);
  if (cluster === undefined) throw new Error('there are stories');
  expect(clusterSentence(cluster, clock)).toBe('5 stories, 2 origins (1 state media), first: Northwatch Wire at 06:00');
  expect(cluster.members.map(({ feedTitle, origin }) => [feedTitle, origin])).toEqual([
    ['Northwatch Wire', 0],
    ['Steppe Agency', 1],
    ['Morning Mirror', 0],
    ['Harbour Post', 0],
    ['Northwatch Wire', 0],
  ]);
});

test('a copy that names its source tells the origin of the texts it is copied with', () => {
  const first = story('Harbour Post', 6);
  const cluster = describeCluster(7, [
    first,
    story('Morning Mirror', 7, { copyGroup: first.copyGroup, attributedTo: 'TASS', attributedToState: true }),
    story('TASS English', 8),
  ]);
  expect(cluster).toMatchObject({ origins: 2, stateMedia: 1 });
});

test('one story is one origin, and no stories are no cluster', () => {
  const cluster = describeCluster(7, [story('Harbour Post', 6)]);
  expect(cluster && clusterSentence(cluster, clock)).toBe('1 story, 1 origin, first: Harbour Post at 06:00');
  expect(describeCluster(7, [])).toBeUndefined();
});
