import type { LabAnswer, Rule } from '../../../shared/model.ts';
import type { Query } from '../../../shared/query/ast.ts';
import { parseQuery } from '../../../shared/query/parse.ts';
import type { RuleScope, Severity, Trigger } from '../../../shared/rule.ts';
import type { Engine } from '../engine.ts';
import { brokenPins } from '../rule/broken-pins.ts';
import { type NamedQuery, nameQuery } from '../rule/named-query.ts';
import { QueryNotSupported } from '../rule/query-not-supported.ts';
import { inScope } from '../rule/scope.ts';
import { readDelivery } from '../store/delivery-settings.ts';
import type { LabTask } from '../store/lab-search.ts';
import { SearchTooSlow } from '../store/search-threads.ts';
import { type Asked, nameOrReject, parseOrReject } from './run-query.ts';

const dayMs = 86_400_000;
/** What a first answer may take of the thread; with the way there and back it comes within 300 ms. */
const firstWithinMs = 120;
/** How long the stories that came this moment are waited for: in a first answer, and in the exact one. */
const settleFirstMs = 40;
const longestSettleMs = 5000;

export interface LabInput {
  readonly id?: number | undefined;
  readonly query: string;
  readonly trigger: Trigger;
  readonly scope: RuleScope;
  readonly severity: Severity;
  readonly days: number;
}

/** What a rule would have done: what can be told at once, reckoned where that must be, then exactly. */
export async function* runLab(engine: Engine, input: LabInput, asked: Asked): AsyncGenerator<LabAnswer> {
  nameOrReject(engine, input.query, asked.errors.INVALID_QUERY);
  const now = engine.now();
  const since = now - input.days * dayMs;
  const query = inScope(parseOrReject(input.query, asked.errors.INVALID_QUERY), input.scope);
  const rule = input.id === undefined ? undefined : engine.ruleBook.rule(String(input.id));
  const { trigger, severity } = input;
  const task: LabTask = {
    ...{ kind: 'lab', trigger, severity, since, now, budget: readDelivery(engine.reader) },
    query: nameQuery(within(query, input.days), engine.ruleBook.names),
    saved: rule === undefined ? undefined : savedQuery(engine, rule, input.days),
    ruleId: input.id,
  };
  const pins = {
    brokenPins: input.id === undefined ? [] : brokenPins(engine.reader, input.id, query, engine.ruleBook.names),
  };
  const isSettled = await engine.indexer.settle(settleFirstMs);
  const first = await engine.searches.run<'lab'>({ ...task, firstWithinMs }, asked.signal);
  const isDone = first.isExact && isSettled;
  yield { ...first, isExact: isDone, isLast: isDone, ...pins };
  if (isDone) return;
  await engine.indexer.settle(longestSettleMs);
  try {
    yield { ...(await engine.searches.run<'lab'>(task, asked.signal)), isLast: true, ...pins };
  } catch (error) {
    if (!(error instanceof SearchTooSlow)) throw error;
    // What a sample told still holds.
    yield { ...first, isLast: true, ...pins };
  }
}

/** A saved query that no longer runs has no hits to compare with. */
function savedQuery(engine: Engine, { query, scope }: Rule, days: number): NamedQuery | undefined {
  const parsed = parseQuery(query);
  if (!parsed.ok) return undefined;
  try {
    return nameQuery(within(inScope(parsed.query, scope), days), engine.ruleBook.names);
  } catch (error) {
    if (error instanceof QueryNotSupported) return undefined;
    throw error;
  }
}

function within(query: Query, days: number): Query {
  const place = { from: 0, to: 0 } as const;
  const window: Query = { ...place, kind: 'date', field: 'date', span: { kind: 'age', ms: days * dayMs } };
  return { ...place, kind: 'and', children: [query, window] };
}
