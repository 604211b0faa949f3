/** Which stories of a list report one event, and what its rows say of the events. */
import type { DatabaseSync } from 'node:sqlite';
import type { StoryGroup } from '../../../shared/model.ts';
import { clusterOf } from './clusters.ts';
import { prepared } from './statement.ts';

/** Up to so many ids are asked for one by one; more are met on a walk from the first to the last. */
const mostAsked = 20_000;

/** Of each of `ids`, which come newest first: the place in the list of the first one that reports the same event. */
export function leadsOf(database: DatabaseSync, ids: readonly number[]): Uint32Array {
  const joined = joinedStories(database, ids);
  // Only what some story has joined can have more than one story.
  const first = new Map<number, number>();
  for (const [, cluster] of joined) first.set(cluster, Number.NaN);
  const leads = new Uint32Array(ids.length);
  let next = 0;
  for (let place = 0; place < ids.length; place++) {
    const id = ids[place] as number;
    while (next < joined.length && (joined[next]?.[0] as number) > id) next++;
    const cluster = joined[next]?.[0] === id ? (joined[next]?.[1] as number) : id;
    const lead = first.get(cluster);
    if (lead !== undefined && Number.isNaN(lead)) first.set(cluster, place);
    leads[place] = lead === undefined || Number.isNaN(lead) ? place : lead;
  }
  return leads;
}

/**
 * Those of `ids` that joined another story's cluster, and perhaps stories between them, with the cluster; newest first.
 * A story that founded its cluster gave it its own id, and is not among them.
 */
function joinedStories(database: DatabaseSync, ids: readonly number[]): [number, number][] {
  const [newest, oldest] = [ids[0], ids.at(-1)];
  if (newest === undefined || oldest === undefined) return [];
  const isLong = ids.length > mostAsked;
  const statement = database.prepare(
    isLong
      ? `SELECT story_id, cluster_id FROM story_clusters
         WHERE story_id BETWEEN :oldest AND :newest AND cluster_id <> story_id ORDER BY story_id DESC`
      : `SELECT c.story_id, c.cluster_id FROM json_each(:ids) j CROSS JOIN story_clusters c ON c.story_id = j.value
         WHERE c.cluster_id <> c.story_id ORDER BY j.key`,
  );
  // Rows as arrays take half the time of rows as objects.
  statement.setReturnArrays(true);
  return statement.all(isLong ? { oldest, newest } : { ids: JSON.stringify(ids) }) as unknown as [number, number][];
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
