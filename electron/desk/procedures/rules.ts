import type { Rule, RulePin, RuleTest } from '../../../shared/model.ts';
import { everywhere, type RuleDraft } from '../../../shared/rule.ts';
import { timeOfId } from '../../../shared/story-ids.ts';
import type { Engine } from '../engine.ts';
import { allNeeds, brokenPins } from '../rule/broken-pins.ts';
import { explainMatch } from '../rule/explain-match.ts';
import { explainRule } from '../rule/explain-rule.ts';
import { InvalidRulesFile, printRules, readRules } from '../rule/rules-file.ts';
import { inScope } from '../rule/scope.ts';
import { webhookSecretName } from '../rule/send-webhooks.ts';
import { readStarterRules } from '../rule/starter-rules.ts';
import { transaction } from '../store/database.ts';
import { matchableStory } from '../store/matchable-stories.ts';
import { listPins, setPin } from '../store/rule-pins.ts';
import { saveRule, setRuleMuted, setRuleRemoved, setWebhookSecretKept } from '../store/rules.ts';
import { prepared } from '../store/statement.ts';
import { tagLabels } from '../store/tags.ts';
import { os } from './implementer.ts';
import { runLab } from './rule-lab.ts';
import { type Asked, nameOrReject, parseOrReject, runSearch } from './run-query.ts';

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
      const { id, webhookSecret, force, ...draft } = input;
      // A rule that silently does nothing is worse than an error.
      nameOrReject(engine, draft.query, errors.INVALID_QUERY);
      const query = inScope(parseOrReject(draft.query, errors.INVALID_QUERY), draft.scope);
      const pins = id === undefined || force ? [] : brokenPins(database, id, query, ruleBook.names);
      if (pins.length > 0) throw errors.PINS_BROKEN({ message: pinsSentence(pins), data: { pins } });
      const savedId = saveRule(database, id, draft, now());
      if (savedId === undefined) throw errors.NOT_FOUND();
      if (webhookSecret !== undefined) await keepWebhookSecret(engine, savedId, webhookSecret);
      const rule = changed(savedId);
      if (rule === undefined) throw errors.NOT_FOUND();
      return ruleBook.list(savedId)[0] ?? rule;
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
    mute: os.rules.mute.handler(({ input, errors }) => {
      if (!setRuleMuted(database, input.id, input.until)) throw errors.NOT_FOUND();
      changed(input.id);
      const [rule] = ruleBook.list(input.id);
      if (rule === undefined) throw errors.NOT_FOUND();
      return rule;
    }),
    pin: os.rules.pin.handler(({ input }) => {
      setPin(database, input.ruleId, input.storyId, input.mustFire);
      return listPins(database, input.ruleId);
    }),
    explain: os.rules.explain.handler(({ input, errors }) => {
      const rule = input.ruleId === undefined ? undefined : ruleBook.rule(String(input.ruleId));
      const story = matchableStory(engine.reader, input.storyId, allNeeds);
      const text = rule?.query ?? input.query;
      if (story === undefined || text === undefined) throw errors.NOT_FOUND();
      nameOrReject(engine, text, errors.INVALID_QUERY);
      const query = parseOrReject(text, errors.INVALID_QUERY);
      const labels = tagLabels(engine.reader, input.storyId);
      const told = explainMatch(
        inScope(query, rule?.scope ?? everywhere),
        story,
        ruleBook.names,
        (entity) => labels.get(entity) ?? entity,
      );
      if (rule === undefined) return told;
      const { firstSeenAt = 0, publishedAt = 0 } = story;
      return explainRule(engine.reader, rule, { id: input.storyId, seenAt: firstSeenAt, publishedAt }, told);
    }),
    lab: os.rules.lab.handler(async function* ({ input, ...asked }) {
      yield* runLab(engine, input, asked);
    }),
    library: os.rules.library.handler(() => readStarterRules()),
    export: os.rules.export.handler(() => ({ yaml: printRules(ruleBook.list()) })),
    import: os.rules.import.handler(({ input, errors }) => {
      const drafts = readOrReject(input.yaml, errors.INVALID_RULES);
      const known = new Map([...ruleBook.rules()].map((rule) => [rule.name, rule.id]));
      const ids = transaction(database, () =>
        drafts.map((draft) => saveRule(database, known.get(draft.name), draft, now()) ?? 0),
      );
      for (const id of ids) ruleBook.change(id);
      engine.publish({ kind: 'rules-changed' });
      const replaced = drafts.filter(({ name }) => known.has(name)).length;
      return { added: drafts.length - replaced, replaced };
    }),
    test: os.rules.test.handler(({ input, ...asked }) => testQuery(engine, input.query, input.days, asked)),
  };
}

function readOrReject(yaml: string, reject: (options: { message: string }) => Error): RuleDraft[] {
  try {
    return readRules(yaml);
  } catch (error) {
    if (error instanceof InvalidRulesFile) throw reject({ message: error.message });
    throw error;
  }
}

function pinsSentence(pins: readonly RulePin[]): string {
  const [first] = pins;
  const must = first?.mustFire ? 'must fire' : 'must not fire';
  return `It breaks ${pins.length === 1 ? 'a pin' : `${pins.length} pins`}: “${first?.title ?? ''}” ${must}.`;
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
