/** Alerts on their way to other programs: written with the alert, gone only when the other side took them. */
import type { DatabaseSync } from 'node:sqlite';
import type { Severity } from '../../../shared/rule.ts';
import { prepared } from './statement.ts';

export interface OutboxMessage {
  /** Stable over all attempts: whoever receives it twice can tell. */
  readonly id: string;
  readonly ruleId: number;
  readonly url: string;
  /** JSON. */
  readonly body: string;
  readonly attempts: number;
}

/** Queues the message of an alert. Runs inside the transaction that raises it. */
export function queueWebhook(
  database: DatabaseSync,
  alert: {
    readonly id: string;
    readonly alertId: number;
    readonly ruleId: number;
    readonly storyId: number;
    readonly severity: Severity;
    readonly url: string;
  },
  now: number,
): void {
  const { id, alertId, ruleId, storyId, severity, url } = alert;
  const named = prepared(
    database,
    `SELECT r.name AS rule, s.title, s.url, s.published_at AS publishedAt, f.title AS feed
     FROM stories s JOIN feeds f ON f.id = s.feed_id, rules r WHERE s.id = :storyId AND r.id = :ruleId`,
  ).get({ storyId, ruleId });
  const { rule, ...story } = { ...named };
  const body = JSON.stringify({
    id,
    alertId,
    at: now,
    severity,
    rule: { id: ruleId, name: rule },
    story: { id: storyId, ...story },
  });
  prepared(
    database,
    'INSERT INTO webhook_outbox (id, rule_id, url, body, due_at) VALUES (:id, :ruleId, :url, :body, :now)',
  ).run({ id, ruleId, url, body, now });
}

export function dueMessages(database: DatabaseSync, now: number): OutboxMessage[] {
  return prepared(
    database,
    `SELECT id, rule_id AS ruleId, url, body, attempts FROM webhook_outbox
     WHERE due_at <= :now ORDER BY due_at LIMIT 100`,
  ).all({ now }) as unknown as OutboxMessage[];
}

export function removeMessage(database: DatabaseSync, id: string): void {
  prepared(database, 'DELETE FROM webhook_outbox WHERE id = :id').run({ id });
}

/** Puts off a message that was not taken. */
export function delayMessage(database: DatabaseSync, id: string, dueAt: number, problem: string): void {
  prepared(
    database,
    'UPDATE webhook_outbox SET due_at = :dueAt, attempts = attempts + 1, problem = :problem WHERE id = :id',
  ).run({ id, dueAt, problem });
}
