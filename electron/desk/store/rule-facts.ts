import type { DatabaseSync } from 'node:sqlite';
import type { Rule } from '../../../shared/model.ts';
import type { RuleFacts } from '../rule/rule-notes.ts';
import { readDelivery } from './delivery-settings.ts';
import { answeringFeeds } from './rule-silences.ts';
import { prepared } from './statement.ts';

const dayMs = 86_400_000;

/** Reads what the notes on rules are made of; what many rules share is read once. */
export function createRuleFacts(database: DatabaseSync, now: number): (rule: Rule) => RuleFacts {
  const delivery = readDelivery(database);
  const shownAt = prepared(database, 'SELECT at FROM interruptions WHERE at > :since AND at <= :now')
    .all({ since: now - dayMs, now })
    .map(({ at }) => Number(at));
  const waiting = waitingWebhooks(database);
  const feedsOf = new Map<string, { readonly failing: number; readonly feeds: number }>();
  return ({ id, scope }) => {
    const key = JSON.stringify([scope.feedIds, scope.folders]);
    // A feed may bring stories in other languages than its own.
    const feeds = feedsOf.get(key) ?? answeringFeeds(database, { ...scope, languages: [] }, now);
    feedsOf.set(key, feeds);
    const webhooks = waiting.get(id);
    return {
      ...{ now, delivery, shownAt },
      ...{ feeds: feeds.feeds, failing: feeds.failing },
      webhookProblem: webhooks?.problem,
      webhooksWaiting: webhooks?.messages ?? 0,
    };
  };
}

function waitingWebhooks(database: DatabaseSync): Map<number, { readonly messages: number; readonly problem: string }> {
  const rows = prepared(
    database,
    `SELECT rule_id AS ruleId, count(*) AS messages, max(problem) AS problem FROM webhook_outbox
     WHERE problem IS NOT NULL GROUP BY rule_id`,
  ).all();
  return new Map(
    rows.map(({ ruleId, messages, problem }) => [
      Number(ruleId),
      { messages: Number(messages), problem: String(problem) },
    ]),
  );
}
