/** Gives alerts out to whoever shows them, within budget and quiet hours. */
import type { DatabaseSync } from 'node:sqlite';
import type { Alert, Announcement } from '../../../shared/model.ts';
import { severities } from '../../../shared/rule.ts';
import { type Plan, planDelivery, type Telling } from '../rule/plan-delivery.ts';
import { alertSql, toAlert } from './alerts.ts';
import { readDelivery, readPresence } from './delivery-settings.ts';
import { prepared } from './statement.ts';

/** What is not confirmed as shown within this time is given out again. */
const claimMs = 30_000;
const dayMs = 86_400_000;
/** More alerts than this are counted, not named, in the id of what tells them. */
const mostAtOnce = 5000;

type Waiting = Alert & { readonly heldAt?: number; readonly sound: boolean };

/** Takes the alerts to announce now; each that is not says why it waits. */
export function claimAnnouncements(database: DatabaseSync, now: number): Announcement[] {
  const { tell, hold, quiet } = planNow(database, now);
  for (const { alert, reason } of hold)
    prepared(database, 'UPDATE alerts SET held = :reason, held_at = :now WHERE id = :id').run({
      reason,
      now,
      id: alert.id,
    });
  const until = readDelivery(database).quietHours?.to ?? '';
  for (const { id } of quiet)
    prepared(database, 'UPDATE alerts SET held = coalesce(held, :reason) WHERE id = :id').run({
      reason: `It waits for the end of the quiet hours at ${until}.`,
      id,
    });
  const ids = JSON.stringify(tell.flatMap(({ alerts }) => alerts.map(({ id }) => id)));
  prepared(database, 'UPDATE alerts SET claimed_at = :now WHERE id IN (SELECT value FROM json_each(:ids))').run({
    now,
    ids,
  });
  return tell.flatMap((telling) => announce(telling));
}

/** Whether a claim would give something: quiet hours may have ended, a digest may be due. */
export function hasAnnouncements(database: DatabaseSync, now: number): boolean {
  return planNow(database, now).tell.length > 0;
}

/** Confirms that the alerts were shown. Gives how many were still open. */
export function confirmAnnounced(database: DatabaseSync, ids: readonly number[], now: number): number {
  const changed = Number(
    prepared(
      database,
      `UPDATE alerts SET announced_at = :now
       WHERE id IN (SELECT value FROM json_each(:ids)) AND announced_at IS NULL`,
    ).run({ ids: JSON.stringify(ids), now }).changes,
  );
  if (changed > 0) prepared(database, 'INSERT INTO interruptions (at) VALUES (:now)').run({ now });
  prepared(database, 'DELETE FROM interruptions WHERE at < :before').run({ before: now - dayMs });
  return changed;
}

function planNow(database: DatabaseSync, now: number): Plan<Waiting> {
  const waiting = prepared(
    database,
    `${alertSql.replace('a.id,', 'a.id, r.sound, a.held_at AS heldAt,')}
     WHERE a.announced_at IS NULL AND a.not_announced IS NULL AND f.removed_at IS NULL
       AND (a.claimed_at IS NULL OR a.claimed_at < :before OR a.claimed_at > :now)
       AND (a.snoozed_until IS NULL OR a.snoozed_until <= :now)
       AND (r.muted_until IS NULL OR r.muted_until <= :now)
     ORDER BY a.id LIMIT :most`,
  )
    .all({ now, before: now - claimMs, most: mostAtOnce })
    .map((record): Waiting => ({ ...(toAlert(record) as Waiting), sound: record.sound === 1 }));
  const shownAt = prepared(database, 'SELECT at FROM interruptions WHERE at > :since')
    .all({ since: now - dayMs })
    .map(({ at }) => Number(at));
  const backAt = readPresence(database)?.backAt;
  return planDelivery(waiting, readDelivery(database), { now, shownAt, backAt });
}

function announce({ kind, alerts }: Telling<Waiting>): Announcement[] {
  const bySeverity = [...alerts].sort((a, b) => rank(b) - rank(a) || b.id - a.id);
  // The newest of a rule; of several rules the most severe one.
  const shown = kind === 'rule' ? alerts.at(-1) : bySeverity[0];
  if (shown === undefined) return [];
  const rules = new Set(alerts.map(({ ruleId }) => ruleId)).size;
  const ids = alerts.map(({ id }) => id);
  return [
    {
      id: `alert-${ids.join('-').slice(0, 100)}`,
      alertIds: ids,
      ...(rules === 1 ? { ruleId: shown.ruleId } : {}),
      ruleName: shown.ruleName,
      severity: bySeverity[0]?.severity ?? shown.severity,
      sound: alerts.some(({ sound }) => sound),
      storyId: shown.storyId,
      title: titleOf(kind, alerts.length, rules, shown.ruleName),
      body: `${shown.storyTitle} (${shown.feedTitle})${shown.reason === undefined ? '' : `. ${shown.reason}`}`,
    },
  ];
}

function titleOf(kind: Telling<Waiting>['kind'], alerts: number, rules: number, name: string): string {
  if (kind === 'rule') return alerts > 1 ? `${alerts} new for ${name}` : name;
  const many = `${alerts} ${alerts === 1 ? 'alert' : 'alerts'} of ${rules} ${rules === 1 ? 'rule' : 'rules'}`;
  return kind === 'digest' ? `Digest: ${many}` : `While you were away: ${many}`;
}

function rank({ severity }: Alert): number {
  return severities.indexOf(severity);
}
