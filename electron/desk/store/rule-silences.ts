import type { DatabaseSync } from 'node:sqlite';
import type { RuleScope } from '../../../shared/rule.ts';
import { prepared } from './statement.ts';

/** The story after which a rule's flow is quiet, and for how long that could be heard. */
export interface Silence {
  readonly storyId: number;
  readonly quietMs: number;
}

export function readSilence(database: DatabaseSync, ruleId: number): Silence | undefined {
  return prepared(
    database,
    'SELECT story_id AS storyId, quiet_ms AS quietMs FROM rule_silences WHERE rule_id = :ruleId',
  ).get({ ruleId }) as Silence | undefined;
}

export function writeSilence(database: DatabaseSync, ruleId: number, { storyId, quietMs }: Silence): void {
  prepared(
    database,
    'INSERT OR REPLACE INTO rule_silences (rule_id, story_id, quiet_ms) VALUES (:ruleId, :storyId, :quietMs)',
  ).run({ ruleId, storyId, quietMs });
}

/** The longest that a healthy feed goes unasked is a day. */
const askedWithinMs = 25 * 3_600_000;

/** How many feeds of a scope there are, how many gave an answer when they were last asked, and how many gave none. */
export function answeringFeeds(
  database: DatabaseSync,
  { feedIds, folders, languages }: RuleScope,
  now: number,
): { readonly answering: number; readonly failing: number; readonly feeds: number } {
  const row = prepared(
    database,
    `SELECT count(*) AS feeds,
       count(*) FILTER (WHERE p.failures = 0 AND p.last_success_at > :since) AS answering,
       count(*) FILTER (WHERE p.failures > 0 OR p.last_success_at <= :since) AS failing
     FROM feeds f LEFT JOIN feed_polls p ON p.feed_id = f.id
     WHERE f.removed_at IS NULL AND f.enabled = 1
       AND ((:feedIds = '[]' AND :folders = '[]') OR f.id IN (SELECT value FROM json_each(:feedIds))
         OR EXISTS (SELECT 1 FROM json_each(:folders) WHERE f.folder = value OR f.folder LIKE value || ' / %'))
       AND (:languages = '[]' OR f.language IS NULL OR f.language IN (SELECT value FROM json_each(:languages)))`,
  ).get({
    since: now - askedWithinMs,
    feedIds: JSON.stringify(feedIds),
    folders: JSON.stringify(folders),
    languages: JSON.stringify(languages),
  });
  return { answering: Number(row?.answering), failing: Number(row?.failing), feeds: Number(row?.feeds) };
}
