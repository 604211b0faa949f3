import type { LabAnswer, Rule } from '../../../shared/model.ts';
import type { Query } from '../../../shared/query/ast.ts';
import { parseQuery } from '../../../shared/query/parse.ts';
import type { RuleScope, Severity, Trigger } from '../../../shared/rule.ts';
import { timeOfId } from '../../../shared/story-ids.ts';
import type { Engine } from '../engine.ts';
import { brokenPins } from '../rule/broken-pins.ts';
import { nameQuery } from '../rule/named-query.ts';
import { countInterruptions, replay } from '../rule/replay.ts';
import { inScope } from '../rule/scope.ts';
import { readDelivery } from '../store/delivery-settings.ts';
import { overlaps, replayedStories } from '../store/lab-stories.ts';
import { type Asked, nameOrReject, parseOrReject } from './run-query.ts';

const dayMs = 86_400_000;
/** Newest hits that the first answer looks at. */
const sampled = 500;
const mostTested = 100_000;
const shownStories = 20;

export interface LabInput {
  readonly id?: number | undefined;
  readonly query: string;
  readonly trigger: Trigger;
  readonly scope: RuleScope;
  readonly severity: Severity;
  readonly days: number;
}

/** What a rule would have done: first from its newest hits, then from all. */
export async function* runLab(engine: Engine, input: LabInput, asked: Asked): AsyncGenerator<LabAnswer> {
  nameOrReject(engine, input.query, asked.errors.INVALID_QUERY);
  const now = engine.now();
  const query = inScope(parseOrReject(input.query, asked.errors.INVALID_QUERY), input.scope);
  const page = { kind: 'page', order: 'newest', limit: shownStories, query: named(engine, query) } as const;
  await engine.indexer.settle(200);
  const { stories: samples } = await engine.searches.run<'page'>(page, asked.signal);
  const since = now - input.days * dayMs;
  const shown = samples.filter(({ id }) => timeOfId(id) >= since);
  const newest = await findIds(engine, query, since, sampled, asked);
  const first = newest.length < sampled ? since : timeOfId(newest.at(-1) ?? 0);
  const pins = input.id === undefined ? [] : brokenPins(engine.reader, input.id, query, engine.ruleBook.names);
  const answer = (ids: readonly number[], from: number): Omit<LabAnswer, 'isExact'> => {
    const firings = replay(input.trigger, replayedStories(engine.reader, ids), from);
    const days = Math.max(1, (now - from) / dayMs);
    return {
      hits: ids.length,
      hitsPerDay: ids.length / days,
      firings: firings.length,
      interruptionsPerDay: countInterruptions(firings, input.severity, readDelivery(engine.reader)) / days,
      perDay: perDay(ids, now, input.days),
      samples: shown,
      brokenPins: pins,
      ...{ gained: [], lost: [], overlaps: [] },
    };
  };
  const isWhole = newest.length < sampled;
  if (!isWhole) yield { ...answer(newest, first), isExact: false };
  const all = isWhole ? newest : await findIds(engine, query, since, mostTested, asked);
  const saved = input.id === undefined ? undefined : engine.ruleBook.rule(String(input.id));
  const before = saved === undefined ? all : await findIds(engine, savedQuery(saved), since, mostTested, asked);
  yield {
    ...answer(all, since),
    ...difference(all, before),
    overlaps: overlaps(engine.reader, all, input.id),
    isExact: all.length < mostTested,
  };
}

function named(engine: Engine, query: Query) {
  return nameQuery(query, engine.ruleBook.names);
}

function savedQuery({ query, scope }: Rule): Query | undefined {
  const parsed = parseQuery(query);
  return parsed.ok ? inScope(parsed.query, scope) : undefined;
}

/** Ids of hits since a time, newest first. A saved query that no longer runs has none. */
async function findIds(
  engine: Engine,
  query: Query | undefined,
  since: number,
  limit: number,
  { signal, errors }: Asked,
): Promise<number[]> {
  if (query === undefined) return [];
  const window: Query = {
    kind: 'date',
    field: 'date',
    span: { kind: 'age', ms: engine.now() - since },
    from: 0,
    to: 0,
  };
  const recent: Query = { kind: 'and', children: [query, window], from: 0, to: 0 };
  try {
    const ids = await engine.searches.run<'ids'>(
      { kind: 'ids', limit, view: {}, query: named(engine, recent) },
      signal,
    );
    return [...ids];
  } catch (error) {
    if (error instanceof Error && error.name === 'SearchTooSlow') throw errors.SEARCH_TOO_SLOW();
    throw error;
  }
}

function difference(after: readonly number[], before: readonly number[]): Pick<LabAnswer, 'gained' | 'lost'> {
  const [is, was] = [new Set(after), new Set(before)];
  return { gained: after.filter((id) => !was.has(id)), lost: before.filter((id) => !is.has(id)) };
}

/** Hits of each of the last days, oldest first. A day here is 24 hours that end now. */
function perDay(ids: readonly number[], now: number, days: number): number[] {
  const counts = Array.from({ length: days }, () => 0);
  for (const id of ids) {
    const index = days - 1 - Math.floor((now - timeOfId(id)) / dayMs);
    if (counts[index] !== undefined) counts[index]++;
  }
  return counts;
}
