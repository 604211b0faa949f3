/** What cluster triggers and thresholds of origins ask of the archive. */
import type { DatabaseSync } from 'node:sqlite';
import { prepared } from './statement.ts';

/** The outlet a story names as its source; else the feed that had its text first. */
const originSql = `
  coalesce(lower(c.attributed_to), 'feed ' || (SELECT o.feed_id FROM stories o WHERE o.id = coalesce(c.copy_of, c.story_id)))`;

export interface EventFacts {
  readonly clusterId: number;
  readonly origin: string;
  readonly countries: readonly string[];
}

/** Undefined while the story is not placed. */
export function eventFacts(database: DatabaseSync, storyId: number): EventFacts | undefined {
  const row = prepared(
    database,
    `SELECT c.cluster_id AS clusterId, ${originSql} AS origin,
       (SELECT json_group_array(t.entity_id) FROM story_tags s JOIN tags t ON t.id = s.tag_id
        WHERE s.story_id = c.story_id AND t.kind = 'country') AS countries
     FROM story_clusters c WHERE c.story_id = :storyId`,
  ).get({ storyId });
  if (row === undefined) return undefined;
  return {
    clusterId: Number(row.clusterId),
    origin: String(row.origin),
    countries: JSON.parse(String(row.countries)) as string[],
  };
}

/** What the rule's alerts on this event have brought so far; undefined when it has none. */
export function toldOfEvent(
  database: DatabaseSync,
  ruleId: number,
  clusterId: number,
): { readonly origins: readonly string[]; readonly countries: readonly string[] } | undefined {
  const ids = prepared(
    database,
    `SELECT a.story_id AS id FROM story_clusters c JOIN alerts a ON a.story_id = c.story_id
     WHERE c.cluster_id = :clusterId AND a.rule_id = :ruleId`,
  ).all({ clusterId, ruleId });
  if (ids.length === 0) return undefined;
  const facts = ids.flatMap(({ id }) => eventFacts(database, Number(id)) ?? []);
  return { origins: facts.map(({ origin }) => origin), countries: facts.flatMap(({ countries }) => countries) };
}

/** How many different origins these stories have. Stories that are not placed yet have none. */
export function countOrigins(database: DatabaseSync, storyIds: readonly number[]): number {
  const row = prepared(
    database,
    `SELECT count(DISTINCT ${originSql}) AS origins FROM story_clusters c
     WHERE c.story_id IN (SELECT value FROM json_each(:ids))`,
  ).get({ ids: JSON.stringify(storyIds) });
  return Number(row?.origins);
}
