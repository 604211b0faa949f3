/** Stories that met rules, whether they fired or not: what windows and baselines are counted from. */
import type { DatabaseSync } from 'node:sqlite';
import type { Span } from '../../../shared/model.ts';
import { prepared } from './statement.ts';

export interface RuleHit {
  readonly ruleId: number;
  readonly storyId: number;
  /** When the story was published. */
  readonly at: number;
  readonly spans: readonly Span[];
}

/** False when this story met the rule before. */
export function addHit(database: DatabaseSync, { ruleId, storyId, at, spans }: RuleHit): boolean {
  const { changes } = prepared(
    database,
    'INSERT INTO rule_hits (rule_id, story_id, at, spans) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING',
  ).run(ruleId, storyId, at, JSON.stringify(spans));
  return Number(changes) === 1;
}

/** Whether the story met the rule when it came. */
export function hasHit(database: DatabaseSync, ruleId: number, storyId: number): boolean {
  const sql = 'SELECT 1 FROM rule_hits WHERE rule_id = :ruleId AND story_id = :storyId';
  return prepared(database, sql).get({ ruleId, storyId }) !== undefined;
}

/** Stories of a rule published after `after` and until `until`, newest first. */
export function hitsWithin(database: DatabaseSync, ruleId: number, after: number, until: number): number[] {
  return prepared(
    database,
    'SELECT story_id AS id FROM rule_hits WHERE rule_id = :ruleId AND at > :after AND at <= :until ORDER BY at DESC',
  )
    .all({ ruleId, after, until })
    .map(({ id }) => Number(id));
}

/** The rules that a story met, with the words. */
export function hitsOfStory(database: DatabaseSync, storyId: number): { ruleId: number; spans: Span[] }[] {
  return prepared(database, 'SELECT rule_id AS ruleId, spans FROM rule_hits WHERE story_id = :storyId')
    .all({ storyId })
    .map(({ ruleId, spans }) => ({ ruleId: Number(ruleId), spans: JSON.parse(String(spans)) as Span[] }));
}

/** Hits of each of the last `days` days, oldest first, by rule, or of one. A day here is 24 hours that end now. */
export function hitsPerDay(database: DatabaseSync, now: number, days: number, ruleId?: number): Map<number, number[]> {
  const perRule = new Map<number, number[]>();
  const rows = prepared(
    database,
    `SELECT rule_id AS ruleId, CAST((:now - at) / 86400000 AS INTEGER) AS age, count(*) AS hits FROM rule_hits
     WHERE ${ruleId === undefined ? '' : 'rule_id = :ruleId AND '}at > :since AND at <= :now GROUP BY rule_id, age`,
  ).all({ now, since: now - days * 86_400_000, ...(ruleId === undefined ? {} : { ruleId }) });
  for (const { ruleId, age, hits } of rows) {
    const counts = perRule.get(Number(ruleId)) ?? Array.from({ length: days }, () => 0);
    counts[days - 1 - Number(age)] = Number(hits);
    perRule.set(Number(ruleId), counts);
  }
  return perRule;
}

/** When the rule last fired. */
export function lastFiring(database: DatabaseSync, ruleId: number): number | undefined {
  const row = prepared(database, 'SELECT max(at) AS at FROM alerts WHERE rule_id = :ruleId').get({ ruleId });
  return row?.at === null || row?.at === undefined ? undefined : Number(row.at);
}

/** The newest story that met the rule. */
export function newestHit(database: DatabaseSync, ruleId: number): { storyId: number; at: number } | undefined {
  return prepared(
    database,
    'SELECT story_id AS storyId, at FROM rule_hits WHERE rule_id = :ruleId ORDER BY at DESC, story_id DESC LIMIT 1',
  ).get({ ruleId }) as { storyId: number; at: number } | undefined;
}
