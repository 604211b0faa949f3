/** Firings of rules. One alert a rule and story, for ever: the table's uniqueness is what keeps alerts from repeating. */

import { randomUUID } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import type { Alert, Span } from '../../../shared/model.ts';
import { type Severity, severities } from '../../../shared/rule.ts';
import { type Detail, describeDetail } from '../rule/trigger.ts';
import { prepared } from './statement.ts';
import { queueWebhook } from './webhook-outbox.ts';

export interface Firing {
  readonly ruleId: number;
  readonly storyId: number;
  readonly severity: Severity;
  readonly spans: readonly Span[];
  /** Why no notification will be shown, where that is known already. */
  readonly notAnnounced?: string;
  /** Why it waits for the next digest. */
  readonly held?: string;
  readonly detail?: Detail | undefined;
  /** All stories of a firing that has several. */
  readonly storyIds?: readonly number[];
  /** Where to send it; empty for nowhere. */
  readonly webhook?: string;
}

/**
 * Stores the alert of a firing, and the story's severity with it. False when this rule fired on this story before, but
 * for an edit of the story: then its alert stands open again, to be told anew.
 */
export function raiseAlert(database: DatabaseSync, firing: Firing, now: number): boolean {
  const severity = severities.indexOf(firing.severity);
  const isEdit = firing.detail?.kind === 'each-cluster' && firing.detail.isEdit === true;
  const values = [
    firing.ruleId,
    firing.storyId,
    now,
    severity,
    JSON.stringify(firing.spans),
    firing.notAnnounced ?? null,
    firing.detail === undefined ? null : JSON.stringify(firing.detail),
    firing.held ?? null,
    firing.held === undefined ? null : now,
  ];
  const alertId = isEdit ? openAlertAgain(database, values) : insertAlert(database, values);
  if (alertId === undefined) return false;
  for (const storyId of firing.storyIds ?? [])
    prepared(database, 'INSERT INTO alert_stories (alert_id, story_id) VALUES (:alertId, :storyId)').run({
      alertId,
      storyId,
    });
  if (firing.webhook) queueWebhook(database, { id: randomUUID(), alertId, ...firing, url: firing.webhook }, now);
  prepared(database, 'UPDATE stories SET severity = ? WHERE id = ? AND (severity IS NULL OR severity < ?)').run(
    severity,
    firing.storyId,
    severity,
  );
  return true;
}

type AlertValues = readonly (string | number | null)[];

const insertSql = `INSERT INTO alerts (rule_id, story_id, at, severity, spans, not_announced, detail, held, held_at)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO `;

/** Gives the alert's number; undefined when there is one for this rule and story. */
function insertAlert(database: DatabaseSync, values: AlertValues): number | undefined {
  const { changes, lastInsertRowid } = prepared(database, `${insertSql}NOTHING`).run(...values);
  return Number(changes) === 0 ? undefined : Number(lastInsertRowid);
}

function openAlertAgain(database: DatabaseSync, values: AlertValues): number | undefined {
  const opened = prepared(database, `${insertSql}${openAgainSql} RETURNING id`).get(...values);
  return opened === undefined ? undefined : Number(opened.id);
}

const openAgainSql = `UPDATE SET at = excluded.at, severity = excluded.severity, spans = excluded.spans,
  not_announced = excluded.not_announced, detail = excluded.detail, held = excluded.held, held_at = excluded.held_at,
  acknowledged_at = NULL, claimed_at = NULL, announced_at = NULL, snoozed_until = NULL`;

export interface AlertFilter {
  readonly since?: number | undefined;
  readonly ruleId?: number | undefined;
  readonly storyId?: number | undefined;
  readonly unacknowledged?: boolean | undefined;
  readonly after?: number | undefined;
  readonly limit: number;
}

/** Alerts a with their rule r, story s and feed f. */
export const alertSql = `
  SELECT a.id, a.rule_id AS ruleId, r.name AS ruleName, a.severity, a.story_id AS storyId, s.title AS storyTitle,
    f.title AS feedTitle, s.language, a.at, a.spans, a.acknowledged_at AS acknowledgedAt,
    a.announced_at AS announcedAt, a.detail, a.snoozed_until AS snoozedUntil,
    coalesce(a.not_announced, CASE WHEN a.announced_at IS NULL THEN a.held END) AS notAnnounced,
    (SELECT json_group_array(story_id) FROM alert_stories WHERE alert_id = a.id) AS storyIds
  FROM alerts a JOIN rules r ON r.id = a.rule_id JOIN stories s ON s.id = a.story_id JOIN feeds f ON f.id = s.feed_id`;

/** Alerts newest first. */
export function listAlerts(database: DatabaseSync, filter: AlertFilter): Alert[] {
  return prepared(
    database,
    `${alertSql}
     WHERE f.removed_at IS NULL
       AND (:since IS NULL OR a.at >= :since) AND (:ruleId IS NULL OR a.rule_id = :ruleId)
       AND (:storyId IS NULL OR a.story_id = :storyId) AND (:after IS NULL OR a.id < :after)
       AND (:unacknowledged = 0 OR a.acknowledged_at IS NULL)
     ORDER BY a.id DESC LIMIT :limit`,
  )
    .all({
      since: filter.since ?? null,
      ruleId: filter.ruleId ?? null,
      storyId: filter.storyId ?? null,
      after: filter.after ?? null,
      unacknowledged: Number(filter.unacknowledged ?? false),
      limit: filter.limit,
    })
    .map(toAlert);
}

export function toAlert(record: Record<string, unknown>): Alert {
  const { detail, storyIds, ...shown } = record;
  const known = Object.fromEntries(Object.entries(shown).filter(([, value]) => value !== null));
  const stories = (JSON.parse(String(storyIds ?? '[]')) as number[]).sort((a, b) => b - a);
  return {
    ...(known as unknown as Alert),
    ...(typeof detail === 'string' ? { reason: describeDetail(JSON.parse(detail) as Detail) } : {}),
    ...(stories.length === 0 ? {} : { storyIds: stories }),
    severity: severities[Number(record.severity)] ?? 'info',
    spans: JSON.parse(String(record.spans)) as Span[],
  };
}

export function acknowledgeAlerts(
  database: DatabaseSync,
  ids: readonly number[],
  acknowledged: boolean,
  now: number,
): number[] {
  return prepared(
    database,
    `UPDATE alerts SET acknowledged_at = :at
     WHERE id IN (SELECT value FROM json_each(:ids)) AND (acknowledged_at IS NULL) = :wasOpen RETURNING id`,
  )
    .all({ ids: JSON.stringify(ids), at: acknowledged ? now : null, wasOpen: Number(acknowledged) })
    .map((record) => Number(record.id));
}

/** Hides alerts from claims and from the open list until a time; null ends that. Gives the ids that were changed. */
export function snoozeAlerts(database: DatabaseSync, ids: readonly number[], until: number | null): number[] {
  return prepared(
    database,
    `UPDATE alerts SET snoozed_until = :until, announced_at = CASE WHEN :until IS NULL THEN announced_at END,
       claimed_at = NULL
     WHERE id IN (SELECT value FROM json_each(:ids)) AND acknowledged_at IS NULL RETURNING id`,
  )
    .all({ ids: JSON.stringify(ids), until })
    .map(({ id }) => Number(id));
}

export function countAlerts(database: DatabaseSync): number {
  return Number(prepared(database, 'SELECT count(*) AS alerts FROM alerts').get()?.alerts);
}
