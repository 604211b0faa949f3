/** Which stories of a list report one event, and what its rows say of the events. */
import type { DatabaseSync } from 'node:sqlite';
import type { StoryGroup } from '../../../shared/model.ts';
import { clusterOf } from './clusters.ts';
import { prepared } from './statement.ts';

/** Up to so many ids are asked for one by one; more are met on a walk from the first to the last. */
const mostAsked = 20_000;

/**
 * Of each of `ids`, which come newest first: the place in the list of the first one that reports the same event.
 * 200,000 ids of a million stories take some 60 ms.
 */
export function leadsOf(database: DatabaseSync, ids: readonly number[]): Uint32Array {
  const clusters = clustersOf(database, ids);
  const first = new Map<number, number>();
  const leads = new Uint32Array(ids.length);
  for (const [place, id] of ids.entries()) {
    // Most stories founded their cluster, which then has their id.
    const cluster = clusters.get(id) ?? id;
    const lead = first.get(cluster);
    if (lead === undefined) first.set(cluster, place);
    leads[place] = lead ?? place;
  }
  return leads;
}

/** The clusters of those stories that are in another one's. */
function clustersOf(database: DatabaseSync, ids: readonly number[]): Map<number, number> {
  const [newest, oldest] = [ids[0], ids.at(-1)];
  if (newest === undefined || oldest === undefined) return new Map();
  const rows =
    ids.length > mostAsked
      ? prepared(
          database,
          `SELECT story_id AS id, cluster_id AS cluster FROM story_clusters
           WHERE story_id BETWEEN :oldest AND :newest AND cluster_id <> story_id`,
        ).iterate({ oldest, newest })
      : prepared(
          database,
          `SELECT c.story_id AS id, c.cluster_id AS cluster
           FROM json_each(:ids) j CROSS JOIN story_clusters c ON c.story_id = j.value
           WHERE c.cluster_id <> c.story_id`,
        ).iterate({ ids: JSON.stringify(ids) });
  const clusters = new Map<number, number>();
  for (const { id, cluster } of rows) clusters.set(Number(id), Number(cluster));
  return clusters;
}

/** The events of `ids` that more than one story reports. */
export function groupsOf(database: DatabaseSync, ids: readonly number[]): StoryGroup[] {
  return ids.flatMap((id) => {
    const cluster = clusterOf(database, id);
    if (cluster === undefined || cluster.stories < 2) return [];
    const { stories, origins, stateMedia, members } = cluster;
    const unread = prepared(
      database,
      `SELECT s.id FROM json_each(:members) j CROSS JOIN stories s ON s.id = j.value WHERE s.read_at IS NULL`,
    ).all({ members: JSON.stringify(members.map(({ storyId }) => storyId)) });
    return [{ id, stories, origins, stateMedia, unread: unread.map((row) => Number(row.id)) }];
  });
}
