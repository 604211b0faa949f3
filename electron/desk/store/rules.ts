import type { DatabaseSync } from 'node:sqlite';
import { type Rule, type Severity, severities } from '../../../shared/model.ts';
import { prepared } from './statement.ts';

export interface RuleDraft {
  readonly name: string;
  readonly query: string;
  readonly severity: Severity;
  readonly trigger: Rule['trigger'];
  readonly notify: boolean;
  readonly sound: boolean;
  readonly enabled: boolean;
}

/** Stores a rule; with `id` it replaces that one. Gives its id, or undefined when there is none to replace. */
export function saveRule(
  database: DatabaseSync,
  id: number | undefined,
  draft: RuleDraft,
  now: number,
): number | undefined {
  const values = {
    name: draft.name,
    query: draft.query,
    severity: severities.indexOf(draft.severity),
    trigger: draft.trigger,
    notify: Number(draft.notify),
    sound: Number(draft.sound),
    enabled: Number(draft.enabled),
  };
  if (id === undefined) {
    const { lastInsertRowid } = prepared(
      database,
      `INSERT INTO rules (name, query, severity, trigger_kind, notify, sound, enabled, created_at)
       VALUES (:name, :query, :severity, :trigger, :notify, :sound, :enabled, :now)`,
    ).run({ ...values, now });
    return Number(lastInsertRowid);
  }
  const { changes } = prepared(
    database,
    `UPDATE rules SET name = :name, query = :query, severity = :severity, trigger_kind = :trigger, notify = :notify,
       sound = :sound, enabled = :enabled
     WHERE id = :id AND removed_at IS NULL`,
  ).run({ id, ...values });
  return Number(changes) === 1 ? id : undefined;
}

/** Hides a rule or brings it back; its alerts stay. False when there was nothing to change. */
export function setRuleRemoved(database: DatabaseSync, id: number, removedAt: number | null): boolean {
  const { changes } = prepared(
    database,
    `UPDATE rules SET removed_at = :removedAt WHERE id = :id AND (removed_at IS NULL) = (:removedAt IS NOT NULL)`,
  ).run({ id, removedAt });
  return Number(changes) === 1;
}

export function listRules(database: DatabaseSync): Rule[] {
  return prepared(
    database,
    `SELECT r.id, r.name, r.query, r.severity, r.trigger_kind AS trigger, r.notify, r.sound, r.enabled,
       r.created_at AS createdAt, count(a.id) AS alerts, max(a.at) AS lastFiredAt
     FROM rules r LEFT JOIN alerts a ON a.rule_id = r.id
     WHERE r.removed_at IS NULL GROUP BY r.id ORDER BY r.name COLLATE NOCASE, r.id`,
  )
    .all()
    .map(({ lastFiredAt, ...record }) => ({
      ...(record as unknown as Rule),
      severity: severities[Number(record.severity)] ?? 'info',
      notify: record.notify === 1,
      sound: record.sound === 1,
      enabled: record.enabled === 1,
      ...(lastFiredAt === null ? {} : { lastFiredAt: Number(lastFiredAt) }),
    }));
}
