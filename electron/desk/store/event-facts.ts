/** What cluster triggers and thresholds of origins ask of the archive. */
import type { DatabaseSync } from 'node:sqlite';
import { prepared } from './statement.ts';

/** The outlet a story names as its source; else the feed that had its text first. */
export const originSql = `
  coalesce(lower(c.attributed_to), 'feed ' || (SELECT o.feed_id FROM stories o WHERE o.id = coalesce(c.copy_of, c.story_id)))`;

export interface EventFacts {
  readonly clusterId: number;
  readonly origin: string;
  readonly countries: readonly string[];
  /** When an edit last changed what the story says. */
  readonly editedAt?: number;
}

/** What a rule's alerts on an event have brought so far. */
export interface ToldOfEvent {
  readonly origins: readonly string[];
  readonly countries: readonly string[];
  /** When the rule last told of it. */
  readonly at: number;
}

/** Undefined while the story is not placed. */
export function eventFacts(database: DatabaseSync, storyId: number): EventFacts | undefined {
  const row = prepared(
    database,
    `SELECT c.cluster_id AS clusterId, ${originSql} AS origin,
       (SELECT json_group_array(t.entity_id) FROM story_tags s JOIN tags t ON t.id = s.tag_id
        WHERE s.story_id = c.story_id AND t.kind = 'country') AS countries,
       (SELECT material_edit_at FROM stories WHERE id = c.story_id) AS editedAt
     FROM story_clusters c WHERE c.story_id = :storyId`,
  ).get({ storyId });
  if (row === undefined) return undefined;
  return {
    clusterId: Number(row.clusterId),
    origin: String(row.origin),
    countries: JSON.parse(String(row.countries)) as string[],
    ...(row.editedAt === null ? {} : { editedAt: Number(row.editedAt) }),
  };
}

/** Undefined when the rule has no alert on this event. */
export function toldOfEvent(database: DatabaseSync, ruleId: number, clusterId: number): ToldOfEvent | undefined {
  const alerts = prepared(
    database,
    `SELECT a.story_id AS id, a.at FROM story_clusters c JOIN alerts a ON a.story_id = c.story_id
     WHERE c.cluster_id = :clusterId AND a.rule_id = :ruleId`,
  ).all({ clusterId, ruleId });
  if (alerts.length === 0) return undefined;
  const facts = alerts.flatMap(({ id }) => eventFacts(database, Number(id)) ?? []);
  return {
    origins: facts.map(({ origin }) => origin),
    countries: facts.flatMap(({ countries }) => countries),
    at: Math.max(...alerts.map(({ at }) => Number(at))),
  };
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
