import type { Rule, RuleTest } from '../../../shared/model.ts';
import { timeOfId } from '../../../shared/story-ids.ts';
import type { Engine } from '../engine.ts';
import { webhookSecretName } from '../rule/send-webhooks.ts';
import { saveRule, setRuleRemoved, setWebhookSecretKept } from '../store/rules.ts';
import { prepared } from '../store/statement.ts';
import { os } from './implementer.ts';
import { type Asked, nameOrReject, runSearch } from './run-query.ts';

const dayMs = 86_400_000;
const mostTested = 100_000;
const sampleSize = 20;

export function ruleProcedures(engine: Engine) {
  const { database, now, ruleBook } = engine;
  const changed = (id: number): Rule | undefined => {
    const rule = ruleBook.change(id);
    engine.publish({ kind: 'rules-changed' });
    return rule;
  };
  return {
    list: os.rules.list.handler(() => ruleBook.list()),
    save: os.rules.save.handler(async ({ input, errors }) => {
      const { id, webhookSecret, ...draft } = input;
      // A rule that silently does nothing is worse than an error.
      nameOrReject(engine, draft.query, errors.INVALID_QUERY);
      const savedId = saveRule(database, id, draft, now());
      if (savedId === undefined) throw errors.NOT_FOUND();
      if (webhookSecret !== undefined) await keepWebhookSecret(engine, savedId, webhookSecret);
      const rule = changed(savedId);
      if (rule === undefined) throw errors.NOT_FOUND();
      return ruleBook.list().find((listed) => listed.id === savedId) ?? rule;
    }),
    remove: os.rules.remove.handler(({ input }) => {
      const removed = Number(setRuleRemoved(database, input.id, now()));
      changed(input.id);
      return { removed };
    }),
    restore: os.rules.restore.handler(({ input, errors }) => {
      setRuleRemoved(database, input.id, null);
      const rule = changed(input.id);
      if (rule === undefined) throw errors.NOT_FOUND();
      return rule;
    }),
    test: os.rules.test.handler(({ input, ...asked }) => testQuery(engine, input.query, input.days, asked)),
  };
}

async function keepWebhookSecret({ database, secrets }: Engine, id: number, secret: string): Promise<void> {
  await secrets.write(webhookSecretName(id), secret === '' ? undefined : secret);
  setWebhookSecretKept(database, id, secret !== '');
}

async function testQuery(engine: Engine, text: string, days: number, asked: Asked): Promise<RuleTest> {
  const since = engine.now() - days * dayMs;
  const ids = [...(await runSearch<'ids'>(engine, text, { kind: 'ids', limit: mostTested, view: {} }, asked))];
  const page = { kind: 'page', order: 'newest', limit: sampleSize } as const;
  const { stories: samples } = await runSearch<'page'>(engine, text, page, asked);
  const hits = ids.filter((id) => timeOfId(id) >= since);
  const perDay = new Map<string, number>();
  for (let day = days - 1; day >= 0; day--) perDay.set(dayOf(engine.now() - day * dayMs), 0);
  for (const id of hits) {
    const day = dayOf(timeOfId(id));
    perDay.set(day, (perDay.get(day) ?? 0) + 1);
  }
  const stories = prepared(engine.reader, 'SELECT count(*) AS stories FROM stories WHERE published_at >= :since').get({
    since,
  })?.stories;
  return {
    hits: hits.length,
    stories: Number(stories),
    days,
    perDay: [...perDay].map(([day, count]) => ({ day, hits: count })),
    samples: samples.filter(({ id }) => timeOfId(id) >= since),
  };
}

/** The calendar day in the user's time zone, `2026-11-24`. */
function dayOf(timeMs: number): string {
  const date = new Date(timeMs);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
