/** What a cluster of stories says about an event: how many reports of its own it has, of whom, and who was first. */
import type { ClusterMember, StoryCluster } from './model.ts';

/** A member before it is known which origin it passes on. */
export type PlacedStory = Omit<ClusterMember, 'origin'> & {
  /** Stories with the same one share their text. */
  readonly copyGroup: number;
  readonly attributedToState: boolean;
};

/**
 * Makes the cluster `id` of its stories. Texts copied from each other are one report; its origin is the outlet that one
 * of them names as its source, else the feed that had it first. Reports of one origin are not independent of each other.
 */
export function describeCluster(id: number, placed: readonly PlacedStory[]): StoryCluster | undefined {
  const stories = [...placed].sort((a, b) => a.publishedAt - b.publishedAt || a.storyId - b.storyId);
  const [earliest] = stories;
  if (earliest === undefined) return undefined;
  const sources = new Map<number, string>();
  const state = new Set<string>();
  for (const story of stories) {
    if (sources.has(story.copyGroup)) continue;
    const source = sourceOf(stories.filter(({ copyGroup }) => copyGroup === story.copyGroup));
    sources.set(story.copyGroup, source.name);
    if (source.state) state.add(source.name);
  }
  const names = [...new Set(sources.values())];
  return {
    id,
    stories: stories.length,
    origins: names.length,
    stateMedia: state.size,
    first: { feedId: earliest.feedId, feed: earliest.feedTitle, at: earliest.publishedAt },
    members: stories.map(({ copyGroup, attributedToState: _, ...member }) => ({
      ...member,
      origin: names.indexOf(sources.get(copyGroup) ?? ''),
    })),
  };
}

/** Of texts copied from each other, earliest first. */
function sourceOf(copies: readonly PlacedStory[]): { readonly name: string; readonly state: boolean } {
  const citing = copies.find(({ attributedTo }) => attributedTo !== undefined);
  const own = copies.find(
    ({ feedTitle }) => citing?.attributedTo !== undefined && names(feedTitle, citing.attributedTo),
  );
  const first = own ?? copies[0];
  if (citing?.attributedTo !== undefined)
    return { name: fold(citing.attributedTo), state: citing.attributedToState || (own?.stateAffiliated ?? false) };
  return { name: fold(first?.feedTitle ?? ''), state: first?.stateAffiliated ?? false };
}

/** Whether a feed's title is that of an outlet: "TASS English" is TASS. */
function names(feedTitle: string, outlet: string): boolean {
  return fold(feedTitle).split(' ').includes(fold(outlet)) || fold(feedTitle) === fold(outlet);
}

function fold(name: string): string {
  return name.normalize('NFKC').toLowerCase().trim();
}

/** Such as "11 stories, 3 origins (1 state media), first: Northwatch Wire at 06:12". `time` writes an epoch time. */
export function clusterSentence(cluster: StoryCluster, time: (at: number) => string): string {
  const many = (count: number, one: string, more: string): string => `${count} ${count === 1 ? one : more}`;
  const state = cluster.stateMedia === 0 ? '' : ` (${cluster.stateMedia} state media)`;
  const origins = `${many(cluster.origins, 'origin', 'origins')}${state}`;
  return `${many(cluster.stories, 'story', 'stories')}, ${origins}, first: ${cluster.first.feed} at ${time(cluster.first.at)}`;
}
