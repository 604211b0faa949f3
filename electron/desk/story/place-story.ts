/** Puts stories into the clusters of the archive. */
import type { DatabaseSync } from 'node:sqlite';
import { movePlace, placedStories, type StoredPlace, setPlace } from '../store/clusters.ts';
import { findAttribution } from './attribution.ts';
import type { Clusterer, ClusterStory } from './cluster.ts';

/** Reports of one event come within days; older stories neither attract others nor cost memory. */
const rememberedDays = 14;
const dayMs = 86_400_000;
/** Stories read in one go at the start, a few milliseconds' worth. */
const storiesAtOnce = 50;

/**
 * Finds the cluster of a new or changed story and writes it. Runs inside the caller's transaction. Gives the stories
 * whose place changed with it, so that whoever shows them can ask again.
 */
export function placeStory(
  database: DatabaseSync,
  clusterer: Clusterer,
  story: ClusterStory & { readonly id: number },
): { readonly clusterId: number; readonly moved: readonly number[] } {
  const placement = clusterer.add(story);
  const place = asStored(placement);
  setPlace(database, story.id, place, findAttribution(`${story.title}\n${story.text}`));
  const moved = placement.moved.map(Number);
  for (const id of moved) {
    const current = clusterer.placeOf(id);
    if (current !== undefined) movePlace(database, id, asStored(current));
  }
  return { clusterId: place.clusterId, moved };
}

/**
 * Gives a fresh clusterer the stories of the last days as they were placed, pausing in between so that the desk can
 * work. Call it before stories are placed.
 */
export async function recallStories(
  database: DatabaseSync,
  clusterer: Clusterer,
  now: number,
  signal?: AbortSignal,
): Promise<void> {
  let read = 0;
  for (const { story, place } of placedStories(database, now - rememberedDays * dayMs)) {
    if (signal?.aborted) return;
    const { clusterId, copyOf } = place;
    clusterer.restore(story, copyOf === undefined ? { clusterId } : { clusterId, isCopyOf: copyOf });
    if (++read % storiesAtOnce === 0) await new Promise(setImmediate);
  }
}

/** Lets the clusterer go of stories too old to matter. Once a day is often enough. */
export function forgetOldStories(clusterer: Clusterer, now: number): void {
  clusterer.forget(now - rememberedDays * dayMs);
}

/** The archive's ids are numbers. */
function asStored(place: { readonly clusterId: unknown; readonly isCopyOf?: unknown }): StoredPlace {
  return {
    clusterId: Number(place.clusterId),
    copyOf: place.isCopyOf === undefined ? undefined : Number(place.isCopyOf),
  };
}
