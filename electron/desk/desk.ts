/**
 * The whole public face of the engine: `openDesk` gives the contract's procedures over one data folder.
 * Everything from outside comes in through its options, so that tests and shells choose clock and network.
 */
import fs from 'node:fs';
import type { ContractRouterClient } from '@orpc/contract';
import { createRouterClient, EventPublisher } from '@orpc/server';
import type { contract } from '../../shared/contract.ts';
import type { DeskEvent } from '../../shared/model.ts';
import { createArticleFetcher } from './article/article-fetcher.ts';
import { createPageWatch } from './article/page-watch.ts';
import { readStatus } from './desk-status.ts';
import type { Engine } from './engine.ts';
import { createHostGate } from './net/host-gate.ts';
import { type NetworkLimits, usualLimits } from './net/limits.ts';
import { type Fetch, openNetwork } from './net/network.ts';
import type { SystemProxy } from './net/proxies.ts';
import { openNetworkChoice } from './poll/network-choice.ts';
import { createPoller } from './poll/poller.ts';
import { type IntervalBounds, usualBounds } from './poll/schedule.ts';
import { createUnchangedPolls } from './poll/unchanged-polls.ts';
import { createRouter, type DeskRouter } from './procedures/router.ts';
import { meetEvent } from './rule/fire.ts';
import { everyMinute, tickMs } from './rule/minute.ts';
import { openRuleBook } from './rule/rule-book.ts';
import { sendWebhooks } from './rule/send-webhooks.ts';
import { sampleWireOf, withSampleWire } from './sample/sample-network.ts';
import { fileSecrets, type Secrets } from './secrets.ts';
import { readArchiveSetting } from './store/archive-settings.ts';
import { backupDaily } from './store/backup.ts';
import { openDatabase, openReadOnly } from './store/database.ts';
import { lockFolder } from './store/folder-lock.ts';
import { openSearchThreads } from './store/search-threads.ts';
import { createWriteQueue } from './store/write-queue.ts';
import { createIndexer } from './story/indexer.ts';
import { createCandidateReader } from './tag/candidate-reader.ts';
import { openGazetteerBook } from './tag/gazetteer-book.ts';
import { createRetagger } from './tag/retagger.ts';
import { version } from './version.ts';
import { createWorkerPool } from './work/pool.ts';

export type Log = (message: string) => void;

export interface DeskOptions {
  /** Where the archive is kept; made when it does not exist. */
  readonly folder: string;
  /** Epoch milliseconds. */
  readonly now?: () => number;
  /** Replaces the guarded network; addresses are still checked as far as the URL tells. */
  readonly fetch?: Fetch;
  readonly log?: Log;
  readonly random?: () => number;
  /** `host:port` pairs that may be reached though they are loopback or private. */
  readonly allowAddresses?: readonly string[];
  /** Where passwords are kept; a file in the folder that only its owner may read when nothing better is given. */
  readonly secrets?: Secrets;
  /** What feeds go through that name no proxy of their own. */
  readonly systemProxy?: SystemProxy;
  /** Poll due feeds and fetch their articles from now on, not only when asked. */
  readonly background?: boolean;
  /** Requests in flight at once over all hosts; as the user set it where this says nothing. */
  readonly connections?: number;
  readonly intervals?: IntervalBounds;
  /** What one request may cost; the usual limits where it says nothing. */
  readonly limits?: Partial<NetworkLimits>;
  /** The archive shows the sample wire. */
  readonly sample?: boolean;
}

/** The contract's client shape, the router that shells mount, and `close`. */
export type Desk = ContractRouterClient<typeof contract> & {
  readonly router: DeskRouter;
  /** Resolves when everything that is stored is also indexed, tagged with the gazetteer in force, and read for names. */
  settled(): Promise<void>;
  /** What the desk does by itself once a minute in the background: silences, digests, webhooks. */
  minute(): Promise<void>;
  /** Stops polling, lets nothing half done behind, and frees the folder. */
  close(): Promise<void>;
};

/**
 * Opens the archive in `options.folder`. Rejects with FolderInUse when another desk has it, and with ArchiveError,
 * whose message says what to do, when it cannot be read or written.
 */
export async function openDesk(options: DeskOptions): Promise<Desk> {
  const unlock = lockFolder(options.folder);
  try {
    const { engine, close, minute } = await openEngine(options);
    const router = createRouter(engine);
    const client: ContractRouterClient<typeof contract> = createRouterClient(router, { context: {} });
    const {
      archive,
      desk,
      feeds,
      stories,
      articles,
      captures,
      annotations,
      search,
      tags,
      entities,
      rules,
      alerts,
      settings,
    } = client;
    let closing: Promise<void> | undefined;
    return {
      ...{
        archive,
        desk,
        feeds,
        stories,
        articles,
        captures,
        annotations,
        search,
        tags,
        entities,
        rules,
        alerts,
        settings,
        router,
      },
      minute,
      async settled() {
        await engine.gazetteer.settle();
        await engine.retagger.settle();
        await engine.candidates.settle();
        await engine.indexer.settle();
      },
      close: () => (closing ??= close().finally(unlock)),
    };
  } catch (error) {
    unlock();
    throw error;
  }
}

async function openEngine(
  options: DeskOptions,
): Promise<{ engine: Engine; close: () => Promise<void>; minute: () => Promise<void> }> {
  const now = options.now ?? Date.now;
  const log = options.log ?? (() => undefined);
  const userAgent = `Sitrep/${version} (feed reader)`;
  const database = await openDatabase(options.folder);
  const reader = openReadOnly(options.folder);
  const searches = openSearchThreads(options.folder);
  const gazetteer = openGazetteerBook(database, now, (book) => {
    // Rules name entities, and mean what these are now.
    ruleBook.namesChanged();
    retagger.resume(book.state);
  });
  const { tagger } = gazetteer;
  if (options.background) gazetteer.load();
  const ruleBook = openRuleBook(database, tagger, now);
  const secrets = options.secrets ?? fileSecrets(options.folder);
  const networkChoice = openNetworkChoice(database, secrets);
  const guarded = openNetwork(options.allowAddresses ?? [], {
    limits: { ...usualLimits, ...options.limits },
    usualProxy: networkChoice.proxy,
    ...(options.systemProxy === undefined ? {} : { system: options.systemProxy }),
  });
  const { fetch } = options;
  const sampleWire = sampleWireOf(options.folder, now);
  const network = withSampleWire(
    fetch === undefined ? guarded : { ...guarded, fetch, through: () => fetch },
    sampleWire,
  );
  const pool = createWorkerPool(2);
  const gate = createHostGate({
    get total() {
      return options.connections ?? networkChoice.settings.connections;
    },
  });
  const publisher = new EventPublisher<{ desk: DeskEvent }>({ maxBufferedEvents: 1000 });
  const publish = (event: DeskEvent): void => publisher.publish('desk', event);
  let firedOnEvents = 0;
  const indexer = createIndexer({
    ...{ database, now, log },
    onMoved: (ids) => publish({ kind: 'stories-changed', ids: [...ids] }),
    onPlaced(storyId) {
      if (ruleBook.anyWaitForEvents) firedOnEvents += meetEvent(database, ruleBook.rule, storyId, now());
    },
    onWritten() {
      if (firedOnEvents === 0) return;
      publish({ kind: 'alerts-changed', raised: firedOnEvents });
      firedOnEvents = 0;
      announceStatus.call();
    },
  });
  const annotator = { tagger, percolator: () => ruleBook.percolator, rule: ruleBook.rule, indexer };
  const unchanged = createUnchangedPolls(database);
  const writes = createWriteQueue(database);
  const common = { database, annotator, network, secrets, gate, pool, userAgent, now, log };

  const status = (): ReturnType<Engine['status']> => readStatus(database, options, poller.progress, retagger.progress);
  const announceStatus = throttle(() => publish({ kind: 'status', status: status() }), 300);
  const retagger = createRetagger({
    ...{ database, tagger, log },
    indexed: async () => void (await indexer.settle()),
    onChanged: (ids) => publish({ kind: 'stories-changed', ids }),
    onProgress() {
      announceStatus.call();
      if (retagger.progress === undefined) publish({ kind: 'tags-changed' });
    },
  });
  const articles = createArticleFetcher({
    ...common,
    folder: options.folder,
    isPaused: () => readArchiveSetting(database, 'articles-paused') === true,
    onCaptured(storyId, { alerts }) {
      publish({ kind: 'stories-changed', ids: [storyId] });
      if (alerts > 0) publish({ kind: 'alerts-changed', raised: alerts });
      candidates.wake();
      announceStatus.call();
    },
  });
  const pageWatch = createPageWatch({
    ...common,
    folder: options.folder,
    onChanged(storyId, alerts) {
      publish({ kind: 'stories-changed', ids: [storyId] });
      if (alerts > 0) publish({ kind: 'alerts-changed', raised: alerts });
      announceStatus.call();
    },
  });
  const poller = createPoller({
    ...{ ...common, writes, unchanged },
    random: options.random ?? Math.random,
    bounds: options.intervals ?? usualBounds,
    onRefreshed(_feed, result) {
      const { added } = result;
      if (added.length > 0) publish({ kind: 'stories-added', added: added.length, ids: added.slice(0, 1000) });
      if (result.revised.length > 0) publish({ kind: 'stories-changed', ids: result.revised });
      if (result.alerts > 0) publish({ kind: 'alerts-changed', raised: result.alerts });
      if (result.queued > 0 && options.background) void articles.drain();
      if (result.added.length > 0) candidates.wake();
      publish({ kind: 'feeds-changed' });
      announceStatus.call();
    },
  });
  // Pages whose time to be tried again has come, and those a stopped desk left behind.
  const backUp = (): void => {
    backupDaily(options.folder, now()).catch((error: unknown) => log(`backup: ${String(error)}`));
  };
  // Not while everything starts; from then on the first hour of a day makes that day's.
  const firstBackup = options.background && options.sample !== true ? setTimeout(backUp, 60_000) : undefined;
  const backupTimer = options.background && options.sample !== true ? setInterval(backUp, 3_600_000) : undefined;
  const stopped = new AbortController();
  let sending: Promise<void> | undefined;
  const minute = async (): Promise<void> => {
    const { raised, tell } = everyMinute(database, ruleBook.rules(), now());
    if (raised > 0 || tell) publish({ kind: 'alerts-changed', raised: Math.max(raised, 1) });
    if (raised > 0) announceStatus.call();
    sending ??= sendWebhooks({ database, network, secrets, userAgent, now }, stopped.signal).finally(() => {
      sending = undefined;
    });
    await sending;
  };
  const minuteInBackground = (): void => {
    minute().catch((error: unknown) => log(`minute: ${error instanceof Error ? error.stack : String(error)}`));
  };
  const minuteTimer = options.background ? setInterval(minuteInBackground, tickMs) : undefined;
  if (options.background) minuteInBackground();
  // What is new goes first.
  const fetchPages = (): void => void articles.drain().then(() => pageWatch.drain());
  const drainTimer = options.background ? setInterval(fetchPages, 60_000) : undefined;
  if (options.background) {
    poller.start();
    fetchPages();
  }

  retagger.resume(gazetteer.state);
  const candidates = createCandidateReader({ database, now, log, onFound: () => publish({ kind: 'tags-changed' }) });
  if (options.background) candidates.wake();
  const engine: Engine = {
    ...{
      gazetteer,
      retagger,
      candidates,
      database,
      reader,
      searches,
      tagger,
      ruleBook,
      network,
      secrets,
      networkChoice,
      sampleWire,
      pool,
      poller,
      articles,
      pageWatch,
      indexer,
      userAgent,
      now,
      status,
      publish,
    },
    folder: fs.realpathSync(options.folder),
    background: options.background ?? false,
    events: (signal) => publisher.subscribe('desk', signal === undefined ? {} : { signal }),
  };
  const close = async (): Promise<void> => {
    clearInterval(drainTimer);
    clearInterval(minuteTimer);
    stopped.abort();
    await sending?.catch(() => undefined);
    clearTimeout(firstBackup);
    clearInterval(backupTimer);
    gate.close();
    await gazetteer.settle();
    await Promise.allSettled([
      poller.close(),
      articles.close(),
      pageWatch.close(),
      retagger.close(),
      candidates.close(),
    ]);
    await Promise.allSettled([pool.close(), guarded.close(), indexer.close(), searches.close()]);
    // What was under way until here may have asked for one more announcement.
    announceStatus.cancel();
    reader.close();
    database.close();
  };
  return { engine, close, minute };
}

/** Calls `work` at most once in `waitMs`, at the end of it. */
function throttle(work: () => void, waitMs: number): { call(): void; cancel(): void } {
  let timer: NodeJS.Timeout | undefined;
  return {
    call() {
      timer ??= setTimeout(() => {
        timer = undefined;
        work();
      }, waitMs);
    },
    cancel: () => clearTimeout(timer),
  };
}
