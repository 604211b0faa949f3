/** Which stories report the same event. */
import type { DatabaseSync } from 'node:sqlite';
import { articleText } from '../../../shared/article-text.ts';
import { describeCluster, type PlacedStory } from '../../../shared/cluster.ts';
import type { StoryCluster } from '../../../shared/model.ts';
import type { ClusterStory } from '../story/cluster.ts';
import { prepared } from './statement.ts';
import { getBody } from './stories.ts';

export interface StoredPlace {
  readonly clusterId: number;
  readonly copyOf?: number | undefined;
}

/** Writes where a story belongs and whose report it passes on. */
export function setPlace(
  database: DatabaseSync,
  storyId: number,
  { clusterId, copyOf }: StoredPlace,
  attribution: { readonly outlet: string; readonly stateOwned: boolean } | undefined,
): void {
  prepared(
    database,
    `INSERT OR REPLACE INTO story_clusters (story_id, cluster_id, copy_of, attributed_to, attributed_to_state)
     VALUES (?, ?, ?, ?, ?)`,
  ).run(storyId, clusterId, copyOf ?? null, attribution?.outlet ?? null, attribution?.stateOwned ? 1 : 0);
}

/** Moves a story that is placed already. */
export function movePlace(database: DatabaseSync, storyId: number, { clusterId, copyOf }: StoredPlace): void {
  prepared(
    database,
    'UPDATE story_clusters SET cluster_id = :clusterId, copy_of = :copyOf WHERE story_id = :storyId',
  ).run({ storyId, clusterId, copyOf: copyOf ?? null });
}

/** The cluster of a story with all its stories; undefined when the story is not placed. */
export function clusterOf(database: DatabaseSync, storyId: number): StoryCluster | undefined {
  const place = prepared(database, 'SELECT cluster_id AS id FROM story_clusters WHERE story_id = :storyId').get({
    storyId,
  });
  if (place === undefined) return undefined;
  const members = prepared(
    database,
    `SELECT c.story_id AS storyId, s.feed_id AS feedId, f.title AS feedTitle, s.title, s.language,
       f.state_affiliated OR f.source_type = 'state-media' AS stateAffiliated, s.published_at AS publishedAt,
       c.copy_of AS copyOf, c.attributed_to AS attributedTo, c.attributed_to_state AS attributedToState
     FROM story_clusters c JOIN stories s ON s.id = c.story_id JOIN feeds f ON f.id = s.feed_id
     WHERE c.cluster_id = :clusterId AND f.removed_at IS NULL`,
  ).all({ clusterId: place.id ?? null });
  return describeCluster(Number(place.id), members.map(toPlaced));
}

function toPlaced(row: Record<string, unknown>): PlacedStory {
  const storyId = Number(row.storyId);
  return {
    ...{ storyId, feedId: Number(row.feedId), feedTitle: String(row.feedTitle), title: String(row.title) },
    stateAffiliated: Boolean(row.stateAffiliated),
    publishedAt: Number(row.publishedAt),
    copyGroup: Number(row.copyOf ?? storyId),
    attributedToState: row.attributedToState === 1,
    ...(row.language === null ? {} : { language: String(row.language) }),
    ...(row.copyOf === null ? {} : { copyOf: Number(row.copyOf) }),
    ...(row.attributedTo === null ? {} : { attributedTo: String(row.attributedTo) }),
  };
}

/** Each costs its text to be read again at the start. */
const mostRecalled = 6000;

/** The newest placed stories since a time, in the order of their ids, read one by one: their texts may be many. */
export function* placedStories(
  database: DatabaseSync,
  since: number,
): Generator<{ readonly story: ClusterStory & { readonly id: number }; readonly place: StoredPlace }> {
  // A list of its own and not a running query: the caller may write, and pause, between two stories.
  const ids = prepared(
    database,
    `SELECT c.story_id AS id FROM story_clusters c JOIN stories s ON s.id = c.story_id
     WHERE s.published_at >= :since ORDER BY c.story_id DESC LIMIT :most`,
  )
    .all({ since, most: mostRecalled })
    .reverse();
  for (const { id } of ids) {
    const row = prepared(
      database,
      `SELECT s.title, s.published_at AS publishedAt, s.feed_id AS feedId, c.cluster_id AS clusterId, c.copy_of AS copyOf,
         (SELECT json_group_array(e.entity_id) FROM story_tags t JOIN tags e ON e.id = t.tag_id WHERE t.story_id = s.id) AS tags
       FROM stories s JOIN story_clusters c ON c.story_id = s.id WHERE s.id = :id`,
    ).get({ id: Number(id) });
    if (row === undefined) continue;
    yield {
      story: {
        id: Number(id),
        title: String(row.title),
        text: articleText(getBody(database, Number(id))),
        publishedAt: Number(row.publishedAt),
        feedId: Number(row.feedId),
        tags: JSON.parse(String(row.tags)) as string[],
      },
      place: { clusterId: Number(row.clusterId), copyOf: row.copyOf === null ? undefined : Number(row.copyOf) },
    };
  }
}
