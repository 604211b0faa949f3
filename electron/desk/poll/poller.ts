/** Rounds over the feeds that are due, by hand or in the background. */
import type { PollProgress, PollSummary } from '../../../shared/model.ts';
import type { HostGate } from '../net/host-gate.ts';
import { feedsToPoll, nextDueAt, type PolledFeed } from '../store/feeds.ts';
import { type RefreshContext, type RefreshResult, refreshFeed } from './refresh-feed.ts';
import { hostOf, pickDue } from './schedule.ts';

export interface PollerOptions extends RefreshContext {
  readonly gate: HostGate;
  readonly log: (message: string) => void;
  /** After each feed: its result, and how far the round is. */
  readonly onRefreshed: (feed: PolledFeed, result: RefreshResult, progress: PollProgress) => void;
}

/** What became of the feeds of a round; their pages are fetched after it. */
export type FeedSummary = Omit<PollSummary, 'pagesWaiting'>;

export interface Poller {
  /** One round over the due feeds, all, or the named ones. A feed that another round is asking is waited for. */
  poll(which: { readonly all: boolean; readonly ids?: readonly number[] }): Promise<FeedSummary>;
  /** Polls due feeds from now on. */
  start(): void;
  readonly progress: PollProgress | undefined;
  close(): Promise<void>;
}

/** The longest wait before looking at the clock again: it may have been set, or the machine have slept. */
const longestWaitMs = 30_000;
/** Due feeds are asked so many at once and no more often than this: after a night of sleep all are due. */
const mostAtOnce = 32;
const leastWaitMs = 1000;

export function createPoller(options: PollerOptions): Poller {
  const abort = new AbortController();
  const inFlight = new Map<number, Promise<RefreshResult | undefined>>();
  const hostsInFlight = new Map<number, string>();
  let timer: NodeJS.Timeout | undefined;
  let progress: { done: number; total: number } | undefined;

  const refresh = (feed: PolledFeed): Promise<RefreshResult | undefined> => {
    const running = inFlight.get(feed.id);
    if (running !== undefined) return running;
    const work = options.gate
      .run(feed.url, () => refreshFeed(options, feed, abort.signal))
      .then((result) => {
        // The first failure in a row is told, not each: the feed's health shows that it goes on.
        if (result.failure !== undefined && feed.failures === 0) options.log(`${feed.url}: ${result.failure}`);
        return result;
      })
      .catch((error: unknown) => {
        if (!abort.signal.aborted) options.log(`${feed.url}: ${error instanceof Error ? error.stack : String(error)}`);
        return undefined;
      })
      .finally(() => {
        inFlight.delete(feed.id);
        hostsInFlight.delete(feed.id);
      });
    inFlight.set(feed.id, work);
    hostsInFlight.set(feed.id, hostOf(feed.url));
    return work;
  };

  const poll: Poller['poll'] = async ({ all, ids }) => {
    options.unchanged.flush();
    const feeds = feedsToPoll(options.database, {
      ...(ids === undefined ? {} : { ids }),
      ...(all || ids !== undefined ? {} : { dueBy: options.now() }),
    });
    const round = progress ?? { done: 0, total: 0 };
    // A feed that an earlier call is asking already is waited for, not counted twice.
    round.total += feeds.filter(({ id }) => !inFlight.has(id)).length;
    progress = round;
    const results = await Promise.all(
      feeds.map(async (feed) => {
        const isOwn = !inFlight.has(feed.id);
        const result = await refresh(feed);
        if (isOwn) round.done++;
        if (result !== undefined && !abort.signal.aborted) options.onRefreshed(feed, result, { ...round });
        return result;
      }),
    );
    options.unchanged.flush();
    if (round.done >= round.total && progress === round) progress = undefined;
    return summarise(results);
  };

  // Rounds are not waited for: a server that takes its time must not hold up the feeds that come due meanwhile.
  const tick = (): void => {
    const now = options.now();
    const due = feedsToPoll(options.database, { dueBy: now }).filter(({ id }) => !inFlight.has(id));
    const busyHosts = new Set(hostsInFlight.values());
    const picked = pickDue(due, { now, most: Math.max(mostAtOnce - inFlight.size, 0), busyHosts });
    if (picked.length > 0) poll({ all: false, ids: picked.map(({ id }) => id) }).catch(report);
    const nextAt = nextDueAt(options.database) ?? Number.POSITIVE_INFINITY;
    timer = setTimeout(run, Math.min(Math.max(nextAt - now, leastWaitMs), longestWaitMs));
  };
  const run = (): void => {
    try {
      tick();
    } catch (error) {
      report(error);
      timer = setTimeout(run, longestWaitMs);
    }
  };
  const report = (error: unknown): void => {
    if (!abort.signal.aborted) options.log(`poller: ${error instanceof Error ? error.stack : String(error)}`);
  };

  return {
    poll,
    start() {
      timer ??= setTimeout(run, 0);
    },
    get progress() {
      return progress;
    },
    async close() {
      abort.abort();
      clearTimeout(timer);
      await Promise.allSettled(inFlight.values());
      options.unchanged.flush();
    },
  };
}

function summarise(results: readonly (RefreshResult | undefined)[]): FeedSummary {
  const sum = (count: (result: RefreshResult) => number): number =>
    results.reduce((total, result) => total + (result === undefined ? 0 : count(result)), 0);
  const good = (result: RefreshResult): boolean => ['ok', 'empty', 'undated'].includes(result.outcome);
  const ok = sum((result) => Number(good(result)));
  return {
    feeds: results.length,
    ok,
    notModified: sum((result) => Number(result.notModified)),
    failed: results.length - ok,
    newStories: sum((result) => result.added.length),
    revisions: sum((result) => result.revised.length),
    alerts: sum((result) => result.alerts),
  };
}
