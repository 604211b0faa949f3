/** The story of one refresh: ask, judge the answer, read it, store what is new, and say when to ask again. */
import type { DatabaseSync } from 'node:sqlite';
import type { FeedEvidence } from '../../../shared/model.ts';
import type { ReadEntry, ReadFeed } from '../feed/read-feed.ts';
import { FetchFailed } from '../net/fetch-failed.ts';
import { type FetchedResource, fetchResource } from '../net/fetch-resource.ts';
import type { Network } from '../net/network.ts';
import type { Secrets } from '../secrets.ts';
import { sha256 } from '../store/captures.ts';
import { transaction } from '../store/database.ts';
import {
  describeFeed,
  type PolledFeed,
  type PollOutcome,
  type PollRecord,
  recordDocument,
  recordMove,
  recordPoll,
} from '../store/feeds.ts';
import type { WriteQueue } from '../store/write-queue.ts';
import type { Annotator } from '../story/annotate.ts';
import { type IngestResult, ingestEntries } from '../story/ingest.ts';
import type { WorkerPool } from '../work/pool.ts';
import { isChallengePage } from './challenge-page.ts';
import { type FeedRequest, hasSecrets, requestFor } from './feed-request.ts';
import { entriesPerDay, freshForMs, type IntervalBounds, nextPollAt, retryAfterMs } from './schedule.ts';
import type { UnchangedPolls } from './unchanged-polls.ts';

export interface RefreshContext {
  readonly database: DatabaseSync;
  /** Documents that come at the same time are committed together. */
  readonly writes: WriteQueue;
  /** Polls that found nothing new, recorded together. */
  readonly unchanged: UnchangedPolls;
  readonly annotator: Annotator;
  readonly network: Network;
  readonly secrets: Secrets;
  readonly pool: WorkerPool;
  readonly bounds: IntervalBounds;
  readonly userAgent: string;
  readonly now: () => number;
  readonly random: () => number;
}

export interface RefreshResult extends IngestResult {
  readonly outcome: PollOutcome;
  readonly notModified: boolean;
  /** Why it failed, in a sentence. */
  readonly failure?: string;
}

const nothing: IngestResult = { added: [], revised: [], alerts: 0, queued: 0 };
const evidenceBytes = 2048;

/** Refreshes one feed. Never throws for what the feed or its server did: that becomes the feed's recorded outcome. */
export async function refreshFeed(
  context: RefreshContext,
  feed: PolledFeed,
  signal?: AbortSignal,
): Promise<RefreshResult> {
  const request = await requestFor(feed, context);
  if (request.problem !== undefined) {
    const failed = new FetchFailed('refused', request.problem);
    return recordFailure(context, feed, 'failing', request.problem, evidenceOf(context, request, failed));
  }
  let resource: FetchedResource;
  try {
    resource = await fetchResource(context.network, { ...request, ...(signal ? { signal } : {}) });
  } catch (error) {
    if (!(error instanceof FetchFailed) || error.code === 'aborted') throw error;
    return recordFailure(context, feed, 'failing', error.message, evidenceOf(context, request, error));
  }
  const bodyHash = sha256(resource.bytes);
  const isUnchanged =
    resource.status === 304 ? feed.bodyHash !== null : resource.status === 200 && bodyHash === feed.bodyHash;
  if (isUnchanged) return recordUnchanged(context, feed, resource);
  const evidence = evidenceOf(context, request, resource);
  const refusal = judgeStatus(resource);
  if (refusal !== undefined) {
    const waitMs = retryAfterMs(resource.headers.get('retry-after'), context.now());
    return recordFailure(context, feed, refusal.outcome, refusal.sentence, evidence, resource, waitMs);
  }
  try {
    const contentType = resource.headers.get('content-type');
    const document = await context.pool.run({
      kind: 'parse-feed',
      bytes: resource.bytes,
      url: resource.url,
      ...(contentType === null ? {} : { contentType }),
    });
    const ahead = await storeAhead(context, feed, document.entries);
    return await context.writes.run(() => storeDocument(context, feed, resource, document, ahead, bodyHash, evidence));
  } catch (error) {
    if (!(error instanceof Error) || !['NotAFeed', 'JobFailed'].includes(error.name)) throw error;
    const blocked = isChallengePage(resource);
    const outcome = blocked ? 'blocked' : error.name === 'NotAFeed' ? 'not-a-feed' : 'failing';
    const sentence = blocked ? 'The server answers with a challenge page for browsers.' : error.message;
    return recordFailure(context, feed, outcome, sentence, evidence, resource);
  }
}

function judgeStatus(resource: FetchedResource): { outcome: PollOutcome; sentence: string } | undefined {
  const { status, statusText } = resource;
  const answered = `The server answered ${status}${statusText === '' ? '' : ` ${statusText}`}`;
  if (status === 410) return { outcome: 'gone', sentence: `${answered}: the feed was removed for good.` };
  if (status !== 304 && (status < 200 || status > 299) && isChallengePage(resource))
    return { outcome: 'blocked', sentence: `${answered} with a challenge page for browsers.` };
  if (status === 304)
    return { outcome: 'failing', sentence: `${answered}, but Sitrep has nothing from it yet that could be unchanged.` };
  if (status === 401) return { outcome: 'blocked', sentence: `${answered}: it asks for a user name and password.` };
  if (status === 403) return { outcome: 'blocked', sentence: `${answered}: it refuses Sitrep.` };
  if (status === 429) return { outcome: 'failing', sentence: `${answered}: it is asked too often.` };
  if (status < 200 || status > 299) return { outcome: 'failing', sentence: `${answered}.` };
  return undefined;
}

/** Entries of one transaction: more would hold up every other feed for longer than anybody should wait. */
const entriesAtOnce = 500;

/**
 * Stores the entries of a large document but for the last ones, in transactions of their own. What the feed is known
 * by, its ETag before all, comes with the last: after a crash in between the document is asked for again.
 */
async function storeAhead(
  context: RefreshContext,
  feed: PolledFeed,
  entries: readonly ReadEntry[],
): Promise<IngestResult> {
  let stored = nothing;
  for (let from = 0; entries.length - from > entriesAtOnce; from += entriesAtOnce) {
    const part = entries.slice(from, from + entriesAtOnce);
    const result = await context.writes.run(() =>
      ingestEntries(context.database, context.annotator, from === 0 ? feed : laterPart(feed), part, context.now()),
    );
    stored = joined(stored, result);
  }
  return stored;
}

/** Only the newest entries of a document get their pages unasked, and those stand first. */
function laterPart(feed: PolledFeed): PolledFeed {
  return feed.fullText === 'always' ? { ...feed, fullText: 'on-alert' } : feed;
}

function joined(one: IngestResult, other: IngestResult): IngestResult {
  return {
    added: [...one.added, ...other.added],
    revised: [...one.revised, ...other.revised],
    alerts: one.alerts + other.alerts,
    queued: one.queued + other.queued,
  };
}

/** Runs inside a transaction. `ahead`: what was stored of the document's entries before. */
function storeDocument(
  context: RefreshContext,
  feed: PolledFeed,
  resource: FetchedResource,
  document: ReadFeed,
  ahead: IngestResult,
  bodyHash: string,
  evidence: FeedEvidence,
): RefreshResult {
  const now = context.now();
  const times = document.entries.flatMap(({ publishedAt, updatedAt }) => publishedAt ?? updatedAt ?? []);
  const perDay = entriesPerDay(times, now);
  const outcome = outcomeOf(document, times);
  const ttlMs = document.ttlMs === undefined ? null : Math.round(document.ttlMs);
  const { skipHours: hours = [], skipDays: days = [] } = document;
  const skips = hours.length + days.length === 0 ? null : { hours, days };
  const newestEntryAt = times.length === 0 ? null : Math.min(Math.max(...times.slice(0, 10_000)), now);
  describeFeed(context.database, feed.id, {
    title: document.title,
    siteUrl: document.link ?? null,
    language: document.language?.slice(0, 2).toLowerCase() ?? null,
  });
  recordMove(context.database, feed.id, permanentMove(feed, resource));
  recordDocument(context.database, feed.id, {
    // Of a document that broke off the rest is wanted: what names it would get a 304.
    etag: document.isCut ? null : resource.headers.get('etag'),
    lastModified: document.isCut ? null : resource.headers.get('last-modified'),
    bodyHash,
    newestEntryAt,
    entriesPerDay: perDay,
    ttlMs,
    skips,
    warnings: document.warnings.slice(0, 20),
  });
  const { entries } = document;
  const rest = entries.slice(Math.floor(Math.max(entries.length - 1, 0) / entriesAtOnce) * entriesAtOnce);
  const restFeed = rest.length < entries.length ? laterPart(feed) : feed;
  const ingested = joined(ahead, ingestEntries(context.database, context.annotator, restFeed, rest, now));
  const sentence = sentenceOf(outcome, ingested, document.entries.length);
  const judged = { outcome, sentence, failures: 0, evidence };
  recordPoll(
    context.database,
    feed.id,
    pollRecord(context, { ...feed, entriesPerDay: perDay, ttlMs, skips }, resource, judged),
  );
  return { ...ingested, outcome, notModified: false };
}

function outcomeOf(document: ReadFeed, times: readonly number[]): PollOutcome {
  if (document.entries.length === 0) return 'empty';
  return times.length === 0 ? 'undated' : 'ok';
}

function sentenceOf(outcome: PollOutcome, { added, revised }: IngestResult, entries: number): string {
  if (outcome === 'empty') return 'The feed answers, but holds no entries.';
  const undated = outcome === 'undated' ? ' None of them has a date.' : '';
  const edited = revised.length === 0 ? '' : `, ${revised.length} edited`;
  return `${entries} ${entries === 1 ? 'entry' : 'entries'}, ${added.length} new${edited}.${undated}`;
}

function recordUnchanged(context: RefreshContext, feed: PolledFeed, resource: FetchedResource): RefreshResult {
  const outcome = feed.outcome === 'empty' || feed.outcome === 'undated' ? feed.outcome : 'ok';
  const record = pollRecord(context, feed, resource, {
    outcome,
    sentence: 'Nothing new since the last poll.',
    failures: 0,
    evidence: null,
    notModified: true,
  });
  const movedTo = permanentMove(feed, resource);
  // What the feed's own ETag calls unchanged is the feed: a move is confirmed by it as by a document.
  if (movedTo !== feed.movedTo || movedTo !== null)
    transaction(context.database, () => {
      recordMove(context.database, feed.id, movedTo);
      recordPoll(context.database, feed.id, record);
    });
  else context.unchanged.add(feed.id, record);
  return { ...nothing, outcome, notModified: true };
}

function recordFailure(
  context: RefreshContext,
  feed: PolledFeed,
  outcome: PollOutcome,
  sentence: string,
  evidence: FeedEvidence,
  resource?: FetchedResource,
  waitMs: number | null = null,
): RefreshResult {
  const record = pollRecord(context, feed, resource, {
    outcome,
    sentence,
    failures: feed.failures + 1,
    evidence: { ...evidence, error: sentence },
    waitMs,
  });
  transaction(context.database, () => recordPoll(context.database, feed.id, record));
  return { ...nothing, outcome, notModified: false, failure: sentence };
}

function pollRecord(
  context: RefreshContext,
  feed: Pick<PolledFeed, 'entriesPerDay' | 'intervalMs' | 'ttlMs' | 'skips'>,
  resource: FetchedResource | undefined,
  judged: {
    readonly outcome: PollOutcome;
    readonly sentence: string;
    readonly failures: number;
    readonly evidence: FeedEvidence | null;
    readonly notModified?: boolean;
    readonly waitMs?: number | null;
  },
): PollRecord {
  const now = context.now();
  const { waitMs = null, notModified = false, ...rest } = judged;
  return {
    ...rest,
    at: now,
    notModified,
    status: resource?.status ?? null,
    latencyMs: resource?.latencyMs ?? 0,
    receivedBytes: resource?.bytes.length ?? 0,
    nextPollAt: nextPollAt({
      now,
      failures: judged.failures,
      entriesPerDay: feed.entriesPerDay,
      intervalMs: feed.intervalMs,
      ttlMs: feed.ttlMs,
      skips: feed.skips,
      freshMs: resource === undefined ? null : freshForMs(resource.headers, now),
      retryAfterMs: waitMs,
      random: context.random(),
      bounds: context.bounds,
    }),
  };
}

/** The last address of an unbroken chain of permanent redirects, or null. Secrets stay with the host they are for. */
function permanentMove(feed: PolledFeed, { redirects, url }: FetchedResource): string | null {
  if (redirects.length === 0) return null;
  if (hasSecrets(feed) && URL.parse(url)?.origin !== URL.parse(feed.url)?.origin) return null;
  return redirects.every(({ status }) => status === 301 || status === 308) ? url : null;
}

function evidenceOf(
  context: RefreshContext,
  request: FeedRequest,
  answer: FetchedResource | FetchFailed,
): FeedEvidence {
  const answered = !(answer instanceof FetchFailed);
  const hide = request.hideSecrets;
  return {
    at: context.now(),
    requestUrl: request.url,
    requestHeaders: request.shownHeaders,
    redirects: answer.redirects.slice(0, 12).map(({ to }) => hide(to.slice(0, 2000))),
    responseHeaders: answered
      ? [...answer.headers]
          .slice(0, 60)
          .map(([name, value]) => [name, name === 'set-cookie' ? '(hidden)' : hide(value.slice(0, 500))])
      : [],
    // Hidden before it is cut, so that no half of a secret stays at the end.
    bodyStart: answered
      ? hide(Buffer.from(answer.bytes.subarray(0, 4 * evidenceBytes)).toString('utf8')).slice(0, evidenceBytes)
      : '',
    ...(answered ? { status: answer.status } : { error: hide(answer.message) }),
  };
}
