/**
 * The lab's question to the archive: what a rule would have done. It is answered in a search thread. With a time to
 * keep, what the index cannot tell within a third of it is reckoned from a sample of the stories in the rest.
 */
import type { DatabaseSync } from 'node:sqlite';
import type { LabFound } from '../../../shared/model.ts';
import type { DeliverySettings, Severity, Trigger } from '../../../shared/rule.ts';
import { firstIdAt, timeOfId } from '../../../shared/story-ids.ts';
import type { Compiled } from '../rule/compile.ts';
import { compileNamed, type NamedQuery } from '../rule/named-query.ts';
import { createMatcher } from '../rule/percolate.ts';
import { countInterruptions, type ReplayedStory, replay } from '../rule/replay.ts';
import { fieldsOf } from './cheap-tests.ts';
import { overlaps, replayedStories } from './lab-stories.ts';
import { matchableStory } from './matchable-stories.ts';
import { allHits } from './search.ts';
import { searchHits } from './search-hits.ts';
import { prepared } from './statement.ts';
import { watchWith } from './watch.ts';

export interface LabTask {
  readonly kind: 'lab';
  readonly query: NamedQuery;
  /** The rule as it is saved, to compare with; not asked in a first answer. */
  readonly saved?: NamedQuery | undefined;
  readonly ruleId?: number | undefined;
  readonly trigger: Trigger;
  readonly severity: Severity;
  readonly budget: DeliverySettings;
  /** The stories published after `since` and until `now`. */
  readonly since: number;
  readonly now: number;
  /** How long a first answer may take; without it the answer is exact. */
  readonly firstWithinMs?: number;
}

const dayMs = 86_400_000;
const shownStories = 20;
/** Beyond this the answer says that it is not exact. */
const mostHits = 100_000;
/** A sample of so many tells a share to within two in a hundred. */
const mostSampled = 2000;
/** Fewer tell nothing, however busy the machine is. */
const leastSampled = 200;

export function runLabTask(database: DatabaseSync, compiled: Compiled, task: LabTask): LabFound {
  if (task.firstWithinMs === undefined) {
    const ids = newestSince(database, compiled, task, new Deadline(Infinity));
    return { ...compared(database, ids, task), ...told(database, compiled, ids, task), isExact: ids.length < mostHits };
  }
  const walked = new Deadline(task.firstWithinMs / 3);
  const ids = newestSince(database, compiled, task, walked);
  const newest = told(database, compiled, ids, task);
  if (!walked.isOver)
    return { ...newest, ...nothingCompared, isExact: ids.length < mostHits && task.saved === undefined };
  const sample = takeSample(database, compiled, task, new Deadline((task.firstWithinMs / 3) * 2));
  return { ...newest, ...reckoned(newest, sample, task), ...nothingCompared, isExact: false };
}

/** Time that runs out. */
class Deadline {
  isOver = false;
  private readonly end: number;

  constructor(ms: number) {
    this.end = performance.now() + ms;
  }

  get hasPassed(): boolean {
    this.isOver ||= performance.now() > this.end;
    return this.isOver;
  }
}

class TimeOver extends Error {}

/** Hits of the lab's days, newest first: all, or as many as are found before the deadline. */
function newestSince(database: DatabaseSync, compiled: Compiled, { since }: LabTask, deadline: Deadline): number[] {
  const ids: number[] = [];
  const first = firstIdAt(since);
  const walk = (): void => {
    for (const id of allHits(database, compiled)) {
      if (id < first || ids.length >= mostHits) return;
      ids.push(id);
      if ((ids.length & 15) === 0 && deadline.hasPassed) return;
    }
  };
  try {
    watchWith(database, () => stopAt(deadline), walk);
  } catch (error) {
    if (!(error instanceof TimeOver)) throw error;
  }
  return ids;
}

function stopAt(deadline: Deadline): void {
  if (deadline.hasPassed) throw new TimeOver('The time for a first answer is over.');
}

interface Sample {
  readonly ids: readonly number[];
  /** How many stories one of the sample stands for. */
  readonly each: number;
}

/** Asks the matcher of stories drawn from all days alike. */
function takeSample(database: DatabaseSync, compiled: Compiled, { since }: LabTask, deadline: Deadline): Sample {
  // This index is a small part of the table; a story is seen after it is published, so none is missed.
  const from = 'FROM stories INDEXED BY stories_by_first_seen WHERE first_seen_at >= :since';
  const stories = Number(prepared(database, `SELECT count(*) AS stories ${from}`).get({ since })?.stories);
  const step = Math.max(1, Math.round(stories / mostSampled));
  const drawn = prepared(database, `SELECT id ${from} AND (id * 7919 + 13) % 1000003 % :step = 0`)
    .all({ since, step })
    .map(({ id }) => Number(id))
    .sort((a, b) => scattered(a) - scattered(b));
  const matcher = createMatcher(compiled);
  const needs = { facts: true, fields: fieldsOf(compiled) };
  const ids: number[] = [];
  let asked = 0;
  for (const id of drawn) {
    if (asked >= leastSampled && deadline.hasPassed) break;
    asked++;
    const story = id < firstIdAt(since) ? undefined : matchableStory(database, id, needs);
    if (story !== undefined && matcher.match(story) !== undefined) ids.push(id);
  }
  return { ids, each: asked === 0 ? 0 : stories / asked };
}

/** An order that has nothing to do with time, the same each time. */
function scattered(id: number): number {
  return Math.imul(id, 0x9e37_79b1) >>> 0;
}

/** The numbers of a sample, in the proportions that the newest hits show. */
function reckoned(newest: Told, { ids, each }: Sample, { since, now }: LabTask): Partial<Told> {
  const hits = Math.max(newest.hits, Math.round(ids.length * each));
  const perHit = newest.hits === 0 ? 1 : newest.firings / newest.hits;
  const days = daysOf(since, now);
  const shownPerDay = newest.hits === 0 ? hits / days : newest.interruptionsPerDay;
  return {
    hits,
    hitsPerDay: hits / days,
    firings: Math.round(hits * perHit),
    interruptionsPerDay: Math.min(shownPerDay, (hits * perHit) / days),
    perDay: perDay(ids, since, now).map((found) => Math.round(found * each)),
  };
}

type Told = Pick<LabFound, 'hits' | 'hitsPerDay' | 'firings' | 'interruptionsPerDay' | 'perDay' | 'samples'>;

/** What a rule of these hits, newest first, would have done. */
function told(database: DatabaseSync, compiled: Compiled, ids: readonly number[], task: LabTask): Told {
  const { trigger, severity, budget, since, now } = task;
  const firings = replay(trigger, replayable(database, ids, trigger), since);
  const days = daysOf(since, now);
  // Where the time was over, the budget is reckoned over the days that were walked.
  const walkedDays = task.firstWithinMs === undefined ? days : daysOf(timeOfId(ids.at(-1) ?? firstIdAt(since)), now);
  return {
    hits: ids.length,
    hitsPerDay: ids.length / days,
    firings: firings.length,
    interruptionsPerDay: countInterruptions(firings, severity, budget) / Math.min(days, walkedDays),
    perDay: perDay(ids, since, now),
    samples: searchHits(database, compiled, ids.slice(0, shownStories)),
  };
}

/** A rule that fires on each story asks for no more than its time, which the id tells. */
function replayable(database: DatabaseSync, ids: readonly number[], trigger: Trigger): readonly ReplayedStory[] {
  if (trigger.kind !== 'each-story') return replayedStories(database, ids);
  return ids.map((id) => ({ id, at: timeOfId(id), origin: '', countries: [] }));
}

const nothingCompared = { gained: [], lost: [], overlaps: [] } as const;

function compared(database: DatabaseSync, ids: readonly number[], task: LabTask) {
  const { saved, ruleId } = task;
  const before = saved === undefined ? ids : newestSince(database, compileNamed(saved), task, new Deadline(Infinity));
  const [is, was] = [new Set(ids), new Set(before)];
  return {
    gained: ids.filter((id) => !was.has(id)),
    lost: before.filter((id) => !is.has(id)),
    overlaps: overlaps(database, ids, ruleId),
  };
}

function daysOf(since: number, now: number): number {
  return Math.max(1, (now - since) / dayMs);
}

/** Hits of each of the days, oldest first. A day here is 24 hours that end now. */
function perDay(ids: readonly number[], since: number, now: number): number[] {
  const counts = Array.from({ length: Math.ceil((now - since) / dayMs) }, () => 0);
  for (const id of ids) {
    const index = counts.length - 1 - Math.floor((now - timeOfId(id)) / dayMs);
    if (counts[index] !== undefined) counts[index]++;
  }
  return counts;
}
