import type { DatabaseSync } from 'node:sqlite';
import type { Rule } from '../../../shared/model.ts';
import { type RuleDraft, severities, usualRule } from '../../../shared/rule.ts';
import { hitsPerDay } from './rule-hits.ts';
import { prepared } from './statement.ts';

/** Stores a rule; with `id` it replaces that one. Gives its id, or undefined when there is none to replace. */
export function saveRule(
  database: DatabaseSync,
  id: number | undefined,
  draft: RuleDraft,
  now: number,
): number | undefined {
  const { trigger, scope, digest, webhook, activeHours } = draft;
  const values = {
    name: draft.name,
    query: draft.query,
    severity: severities.indexOf(draft.severity),
    trigger: trigger.kind,
    settings: JSON.stringify({ trigger, scope, digest, webhook, activeHours }),
    expiresAt: draft.expiresAt,
    mutedUntil: draft.mutedUntil,
    notify: Number(draft.notify),
    sound: Number(draft.sound),
    enabled: Number(draft.enabled),
  };
  if (id === undefined) {
    const { lastInsertRowid } = prepared(
      database,
      `INSERT INTO rules (name, query, severity, trigger_kind, settings, expires_at, muted_until, notify, sound, enabled,
         created_at)
       VALUES (:name, :query, :severity, :trigger, :settings, :expiresAt, :mutedUntil, :notify, :sound, :enabled, :now)`,
    ).run({ ...values, now });
    return Number(lastInsertRowid);
  }
  const { changes } = prepared(
    database,
    `UPDATE rules SET name = :name, query = :query, severity = :severity, trigger_kind = :trigger, settings = :settings,
       expires_at = :expiresAt, muted_until = :mutedUntil, notify = :notify, sound = :sound, enabled = :enabled
     WHERE id = :id AND removed_at IS NULL`,
  ).run({ id, ...values });
  return Number(changes) === 1 ? id : undefined;
}

export function setWebhookSecretKept(database: DatabaseSync, id: number, isKept: boolean): void {
  prepared(database, 'UPDATE rules SET has_webhook_secret = :isKept WHERE id = :id').run({
    id,
    isKept: Number(isKept),
  });
}

/** Hides a rule or brings it back; its alerts stay. False when there was nothing to change. */
export function setRuleRemoved(database: DatabaseSync, id: number, removedAt: number | null): boolean {
  const { changes } = prepared(
    database,
    `UPDATE rules SET removed_at = :removedAt WHERE id = :id AND (removed_at IS NULL) = (:removedAt IS NOT NULL)`,
  ).run({ id, removedAt });
  return Number(changes) === 1;
}

/** Mutes a rule until a time; null ends that. False when there is no such rule. */
export function setRuleMuted(database: DatabaseSync, id: number, until: number | null): boolean {
  const { changes } = prepared(
    database,
    'UPDATE rules SET muted_until = :until WHERE id = :id AND removed_at IS NULL',
  ).run({ id, until });
  return Number(changes) === 1;
}

const days = 30;
const ruleSql = `
  SELECT r.id, r.name, r.query, r.severity, r.settings, r.expires_at AS expiresAt, r.muted_until AS mutedUntil,
    r.notify, r.sound, r.enabled, r.created_at AS createdAt, r.has_webhook_secret AS hasWebhookSecret`;

/** All rules by name, or the one with `id`, with what they found so far. */
export function listRules(database: DatabaseSync, now: number, id?: number): Rule[] {
  const perDay = hitsPerDay(database, now, days, id);
  return prepared(
    database,
    `${ruleSql}, (SELECT count(*) FROM alerts WHERE rule_id = r.id) AS alerts,
       (SELECT max(at) FROM alerts WHERE rule_id = r.id) AS lastFiredAt,
       (SELECT count(*) FROM rule_hits WHERE rule_id = r.id) AS hits
     FROM rules r WHERE r.removed_at IS NULL ${id === undefined ? '' : 'AND r.id = :id'}
     ORDER BY r.name COLLATE NOCASE, r.id`,
  )
    .all(id === undefined ? {} : { id })
    .map((record) => ({
      ...toRule(record),
      ...(perDay.has(Number(record.id)) ? { hitsPerDay: perDay.get(Number(record.id)) ?? [] } : {}),
    }));
}

/** One rule as it runs; its counts are not read. */
export function readRule(database: DatabaseSync, id: number): Rule | undefined {
  const record = prepared(database, `${ruleSql} FROM rules r WHERE r.removed_at IS NULL AND r.id = :id`).get({ id });
  return record === undefined ? undefined : toRule(record);
}

function toRule({ settings, lastFiredAt, ...record }: Record<string, unknown>): Rule {
  const { name, query } = record as { name: string; query: string };
  return {
    ...usualRule({ name, query, ...(JSON.parse(String(settings)) as Partial<RuleDraft>) }),
    ...{ id: Number(record.id), createdAt: Number(record.createdAt) },
    ...{ alerts: Number(record.alerts ?? 0), hits: Number(record.hits ?? 0) },
    severity: severities[Number(record.severity)] ?? 'info',
    expiresAt: record.expiresAt === null ? null : Number(record.expiresAt),
    mutedUntil: record.mutedUntil === null ? null : Number(record.mutedUntil),
    notify: record.notify === 1,
    sound: record.sound === 1,
    enabled: record.enabled === 1,
    hasWebhookSecret: record.hasWebhookSecret === 1,
    hitsPerDay: Array.from({ length: days }, () => 0),
    notes: [],
    ...(lastFiredAt === null || lastFiredAt === undefined ? {} : { lastFiredAt: Number(lastFiredAt) }),
  };
}
