/** Rounds over the feeds that are due, by hand or in the background. */
import type { PollProgress, PollSummary } from '../../../shared/model.ts';
import type { HostGate } from '../net/host-gate.ts';
import { feedsToPoll, nextDueAt, type PolledFeed } from '../store/feeds.ts';
import { type RefreshContext, type RefreshResult, refreshFeed } from './refresh-feed.ts';

export interface PollerOptions extends RefreshContext {
  readonly gate: HostGate;
  readonly log: (message: string) => void;
  /** After each feed: its result, and how far the round is. */
  readonly onRefreshed: (feed: PolledFeed, result: RefreshResult, progress: PollProgress) => void;
}

export interface Poller {
  /** One round over the due feeds, all, or the named ones. A feed that another round is asking is waited for. */
  poll(which: { readonly all: boolean; readonly ids?: readonly number[] }): Promise<PollSummary>;
  /** Polls due feeds from now on. */
  start(): void;
  readonly progress: PollProgress | undefined;
  close(): Promise<void>;
}

/** The longest wait before looking at the clock again: it may have been set, or the machine have slept. */
const longestWaitMs = 30_000;

export function createPoller(options: PollerOptions): Poller {
  const abort = new AbortController();
  const inFlight = new Map<number, Promise<RefreshResult | undefined>>();
  let timer: NodeJS.Timeout | undefined;
  let progress: { done: number; total: number } | undefined;

  const refresh = (feed: PolledFeed): Promise<RefreshResult | undefined> => {
    const running = inFlight.get(feed.id);
    if (running !== undefined) return running;
    const work = options.gate
      .run(feed.url, () => refreshFeed(options, feed, abort.signal))
      .catch((error: unknown) => {
        if (!abort.signal.aborted) options.log(`${feed.url}: ${error instanceof Error ? error.stack : String(error)}`);
        return undefined;
      })
      .finally(() => inFlight.delete(feed.id));
    inFlight.set(feed.id, work);
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

  const tick = async (): Promise<void> => {
    await poll({ all: false });
    if (abort.signal.aborted) return;
    const due = nextDueAt(options.database);
    const waitMs = due === undefined ? longestWaitMs : due - options.now();
    timer = setTimeout(run, Math.min(Math.max(waitMs, 250), longestWaitMs));
  };
  const run = (): void => {
    tick().catch((error: unknown) => {
      options.log(`poller: ${error instanceof Error ? error.stack : String(error)}`);
      timer = setTimeout(run, longestWaitMs);
    });
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

function summarise(results: readonly (RefreshResult | undefined)[]): PollSummary {
  const sum = (count: (result: RefreshResult) => number): number =>
    results.reduce((total, result) => total + (result === undefined ? 0 : count(result)), 0);
  const good = (result: RefreshResult): boolean => ['ok', 'empty', 'undated'].includes(result.outcome);
  const ok = sum((result) => Number(good(result)));
  return {
    feeds: results.length,
    ok,
    notModified: sum((result) => Number(result.notModified)),
    failed: results.length - ok,
    newStories: sum((result) => result.newStories),
    revisions: sum((result) => result.revised.length),
    alerts: sum((result) => result.alerts),
  };
}
