/** The subscribed feeds and what polling learned about them. */
import type { DatabaseSync } from 'node:sqlite';
import type { FeedHeader } from '../../../shared/feed-settings.ts';
import type { Feed, FeedEvidence, FeedState, FeedTrial, FullTextMode, SourceType } from '../../../shared/model.ts';
import type { Skips } from '../poll/schedule.ts';
import { addToHistory } from './feed-history.ts';
import { prepared } from './statement.ts';

/** A feed as polling needs it: its address, what to send, and how the last polls went. */
export interface PolledFeed {
  readonly id: number;
  readonly url: string;
  readonly title: string;
  readonly titleIsCustom: boolean;
  readonly folder: string | null;
  readonly language: string | null;
  readonly sourceType: SourceType | null;
  readonly intervalMs: number | null;
  readonly fullText: FullTextMode;
  readonly userAgent: string | null;
  readonly headers: readonly FeedHeader[];
  readonly username: string | null;
  readonly hasPassword: boolean;
  readonly proxy: string;
  readonly hasProxyPassword: boolean;
  readonly timeoutMs: number | null;
  readonly maxBytes: number | null;
  readonly maxRedirects: number | null;
  readonly etag: string | null;
  readonly lastModified: string | null;
  readonly bodyHash: string | null;
  readonly nextPollAt: number;
  readonly outcome: PollOutcome;
  readonly failures: number;
  readonly entriesPerDay: number;
  readonly ttlMs: number | null;
  readonly skips: Skips | null;
  readonly movedTo: string | null;
  readonly movedCount: number;
}

/** How a poll ended; the feed's state follows from it and from the age of its entries. */
export type PollOutcome = 'waiting' | 'ok' | 'failing' | 'blocked' | 'empty' | 'not-a-feed' | 'gone' | 'undated';

/** What one poll changes about its feed. Absent parts stay as they are. */
export interface PollRecord {
  readonly at: number;
  readonly nextPollAt: number;
  readonly outcome: PollOutcome;
  readonly sentence: string;
  readonly failures: number;
  readonly status: number | null;
  readonly notModified: boolean;
  readonly latencyMs: number;
  readonly receivedBytes: number;
  readonly evidence: FeedEvidence | null;
}

/** What a poll with a document adds to its record. */
export interface PollDocument {
  readonly etag: string | null;
  readonly lastModified: string | null;
  readonly bodyHash: string;
  readonly newestEntryAt: number | null;
  readonly entriesPerDay: number;
  readonly ttlMs: number | null;
  readonly skips: Skips | null;
  readonly warnings: readonly string[];
}

export interface FeedDraft {
  readonly url: string;
  readonly title?: string | undefined;
  readonly siteUrl?: string | undefined;
  readonly folder?: string | undefined;
  readonly language?: string | undefined;
  readonly country?: string | undefined;
  readonly sourceType?: SourceType | undefined;
  readonly stateAffiliated?: boolean | undefined;
  readonly enabled?: boolean | undefined;
  readonly intervalMs?: number | null | undefined;
  readonly fullText?: FullTextMode | undefined;
  readonly userAgent?: string | undefined;
  readonly headers?: readonly FeedHeader[] | undefined;
  readonly username?: string | undefined;
  readonly hasPassword?: boolean | undefined;
  readonly proxy?: string | undefined;
  readonly hasProxyPassword?: boolean | undefined;
  readonly timeoutMs?: number | null | undefined;
  readonly maxBytes?: number | null | undefined;
  readonly maxRedirects?: number | null | undefined;
  /** `running`: the first poll decides whether it stays enabled. Null ends a trial. */
  readonly trial?: FeedTrial | null | undefined;
}

/** Adds a feed, or brings a removed one back. `isNew` is false when it was in the list already: then nothing changes. */
export function addFeed(
  database: DatabaseSync,
  draft: FeedDraft,
  now: number,
): { readonly id: number; readonly isNew: boolean } {
  const existing = prepared(database, 'SELECT id, removed_at FROM feeds WHERE url = :url').get({ url: draft.url });
  if (existing !== undefined && existing.removed_at === null) return { id: Number(existing.id), isNew: false };
  if (existing !== undefined) {
    prepared(database, 'UPDATE feeds SET removed_at = NULL WHERE id = :id').run({ id: Number(existing.id) });
    updateFeed(database, Number(existing.id), draft);
    return { id: Number(existing.id), isNew: true };
  }
  const { lastInsertRowid } = prepared(
    database,
    'INSERT INTO feeds (url, title, added_at) VALUES (:url, :title, :now)',
  ).run({ url: draft.url, title: shortAddress(draft.url), now });
  const id = Number(lastInsertRowid);
  prepared(database, 'INSERT INTO feed_polls (feed_id) VALUES (:id)').run({ id });
  updateFeed(database, id, draft);
  return { id, isNew: true };
}

const columns = {
  siteUrl: 'site_url',
  folder: 'folder',
  language: 'language',
  country: 'country',
  sourceType: 'source_type',
  stateAffiliated: 'state_affiliated',
  enabled: 'enabled',
  intervalMs: 'interval_ms',
  fullText: 'full_text',
  userAgent: 'user_agent',
  headers: 'headers',
  username: 'username',
  hasPassword: 'has_password',
  proxy: 'proxy',
  hasProxyPassword: 'has_proxy_password',
  timeoutMs: 'timeout_ms',
  maxBytes: 'max_bytes',
  maxRedirects: 'max_redirects',
  trial: 'trial',
} as const satisfies Partial<Record<keyof FeedDraft, string>>;

/** Changes the given settings of a feed; an empty text clears one. */
export function updateFeed(database: DatabaseSync, id: number, patch: Partial<FeedDraft>): void {
  for (const [key, column] of Object.entries(columns)) {
    const value = patch[key as keyof typeof columns];
    if (value === undefined) continue;
    prepared(database, `UPDATE feeds SET ${column} = :value WHERE id = :id`).run({ id, value: storedAs(value) });
  }
  if (patch.title !== undefined)
    prepared(database, 'UPDATE feeds SET title = :title, title_is_custom = 1 WHERE id = :id').run({
      id,
      title: patch.title,
    });
  // A feed that was gone is asked again when its user says so; and what a user decides is no trial any more.
  if (patch.enabled === true)
    prepared(database, 'UPDATE feed_polls SET gone_at = NULL WHERE feed_id = :id').run({ id });
  if (patch.enabled !== undefined && patch.trial === undefined)
    prepared(database, 'UPDATE feeds SET trial = NULL WHERE id = :id').run({ id });
  if (asksSoon.some((key) => patch[key] !== undefined) && patch.enabled !== false)
    prepared(database, 'UPDATE feed_polls SET next_poll_at = 0 WHERE feed_id = :id').run({ id });
}

/** Changes the same settings of many feeds. Gives how many there were. */
export function updateFeeds(database: DatabaseSync, ids: readonly number[], patch: Partial<FeedDraft>): number {
  const known = prepared(
    database,
    'SELECT id FROM feeds WHERE removed_at IS NULL AND id IN (SELECT value FROM json_each(:ids))',
  ).all({ ids: JSON.stringify(ids) });
  for (const { id } of known) updateFeed(database, Number(id), patch);
  return known.length;
}

/** Whether the address is in the list of feeds. */
export function isSubscribed(database: DatabaseSync, url: string): boolean {
  return prepared(database, 'SELECT 1 FROM feeds WHERE url = :url AND removed_at IS NULL').get({ url }) !== undefined;
}

/** The addresses in the list of feeds. */
export function subscribedUrls(database: DatabaseSync): ReadonlySet<string> {
  const records = prepared(database, 'SELECT url FROM feeds WHERE removed_at IS NULL').all({});
  return new Set(records.map(({ url }) => String(url)));
}

/** Settings that may change how the next poll ends. */
const asksSoon = ['enabled', 'intervalMs', 'headers', 'username', 'hasPassword', 'proxy', 'userAgent'] as const;

function storedAs(value: string | number | boolean | readonly FeedHeader[] | null): string | number | null {
  if (value === '') return null;
  if (typeof value === 'boolean') return Number(value);
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : value;
}

/** Takes over what the document says of itself, where the user set nothing. */
export function describeFeed(
  database: DatabaseSync,
  id: number,
  found: { readonly title: string; readonly siteUrl: string | null; readonly language: string | null },
): void {
  prepared(
    database,
    `UPDATE feeds SET
       title = CASE WHEN title_is_custom = 1 OR :title = '' THEN title ELSE :title END,
       site_url = coalesce(site_url, :siteUrl),
       language = coalesce(language, :language)
     WHERE id = :id`,
  ).run({ id, ...found });
}

/** Hides the feeds; their stories stay until retention. Gives how many there were. */
export function setFeedsRemoved(database: DatabaseSync, ids: readonly number[], removedAt: number | null): number {
  return Number(
    prepared(
      database,
      `UPDATE feeds SET removed_at = :removedAt
       WHERE id IN (SELECT value FROM json_each(:ids)) AND (removed_at IS NULL) = (:removedAt IS NOT NULL)`,
    ).run({ ids: JSON.stringify(ids), removedAt }).changes,
  );
}

const polledColumns = `f.id, f.url, f.title, f.title_is_custom AS titleIsCustom, f.folder, f.language,
  f.source_type AS sourceType, f.interval_ms AS intervalMs, f.full_text AS fullText, f.user_agent AS userAgent,
  f.headers, f.username, f.has_password AS hasPassword, f.proxy, f.has_proxy_password AS hasProxyPassword,
  f.timeout_ms AS timeoutMs, f.max_bytes AS maxBytes, f.max_redirects AS maxRedirects,
  p.etag, p.last_modified AS lastModified, p.body_hash AS bodyHash, p.next_poll_at AS nextPollAt,
  p.outcome, p.failures, p.entries_per_day AS entriesPerDay, p.ttl_ms AS ttlMs, p.skips,
  p.moved_to AS movedTo, p.moved_count AS movedCount`;

/** The feeds to poll, the longest overdue first. `dueBy`: only those due by then. */
export function feedsToPoll(
  database: DatabaseSync,
  which: { readonly dueBy?: number; readonly ids?: readonly number[] },
): PolledFeed[] {
  const records = prepared(
    database,
    `SELECT ${polledColumns}
     FROM feeds f JOIN feed_polls p ON p.feed_id = f.id
     WHERE f.enabled = 1 AND f.removed_at IS NULL
       AND (:ids IS NULL AND p.gone_at IS NULL OR f.id IN (SELECT value FROM json_each(:ids)))
       AND (:dueBy IS NULL OR p.next_poll_at <= :dueBy OR p.last_polled_at > :dueBy)
     ORDER BY p.next_poll_at, f.id`,
  ).all({ ids: which.ids === undefined ? null : JSON.stringify(which.ids), dueBy: which.dueBy ?? null });
  return records.map(toPolledFeed);
}

/** One feed as polling needs it, switched on or not. */
export function polledFeed(database: DatabaseSync, id: number): PolledFeed | undefined {
  const record = prepared(
    database,
    `SELECT ${polledColumns} FROM feeds f JOIN feed_polls p ON p.feed_id = f.id WHERE f.id = :id`,
  ).get({ id });
  return record === undefined ? undefined : toPolledFeed(record);
}

function toPolledFeed(record: Readonly<Record<string, unknown>>): PolledFeed {
  return {
    ...record,
    titleIsCustom: record.titleIsCustom === 1,
    hasPassword: record.hasPassword === 1,
    hasProxyPassword: record.hasProxyPassword === 1,
    headers: JSON.parse(String(record.headers)),
    skips: record.skips === null ? null : JSON.parse(String(record.skips)),
  } as unknown as PolledFeed;
}

/** When the next feed is due, or undefined when there is none to poll. */
export function nextDueAt(database: DatabaseSync): number | undefined {
  const due = prepared(
    database,
    `SELECT min(p.next_poll_at) AS due FROM feeds f JOIN feed_polls p ON p.feed_id = f.id
     WHERE f.enabled = 1 AND f.removed_at IS NULL AND p.gone_at IS NULL`,
  ).get()?.due;
  return due === null || due === undefined ? undefined : Number(due);
}

export function recordPoll(database: DatabaseSync, id: number, record: PollRecord): void {
  const { evidence, notModified, ...rest } = record;
  prepared(
    database,
    `UPDATE feed_polls SET
       next_poll_at = :nextPollAt, last_polled_at = :at, outcome = :outcome, sentence = :sentence,
       failures = :failures, last_status = :status, polls = polls + 1, not_modified = not_modified + :notModified,
       latency_ms_sum = latency_ms_sum + :latencyMs, received_bytes = received_bytes + :receivedBytes,
       last_success_at = CASE WHEN :failures = 0 THEN :at ELSE last_success_at END,
       failing_since = CASE WHEN :failures > 0 THEN coalesce(failing_since, :at) END,
       failure_seen = CASE WHEN :failures > 0 THEN failure_seen ELSE 0 END,
       gone_at = CASE WHEN :outcome = 'gone' THEN :at END,
       evidence = coalesce(:evidence, evidence)
     WHERE feed_id = :id`,
  ).run({
    id,
    ...rest,
    notModified: Number(notModified),
    evidence: evidence === null ? null : JSON.stringify(evidence),
  });
  addToHistory(database, id, record);
  endTrial(database, id, record.outcome);
}

/** The user knows that these feeds fail: they are told of again only when they have answered in between. */
export function markFailuresSeen(database: DatabaseSync, ids: readonly number[]): void {
  prepared(
    database,
    `UPDATE feed_polls SET failure_seen = 1
     WHERE failing_since IS NOT NULL AND feed_id IN (SELECT value FROM json_each(:ids))`,
  ).run({ ids: JSON.stringify(ids) });
}

/** A feed on trial stays on when its first poll gave dated entries, and is switched off otherwise. */
function endTrial(database: DatabaseSync, id: number, outcome: PollOutcome): void {
  prepared(
    database,
    `UPDATE feeds SET trial = iif(:passed, NULL, 'failed'), enabled = iif(:passed, enabled, 0)
     WHERE id = :id AND trial = 'running'`,
  ).run({ id, passed: Number(outcome === 'ok') });
}

export function recordDocument(database: DatabaseSync, id: number, document: PollDocument): void {
  prepared(
    database,
    `UPDATE feed_polls SET etag = :etag, last_modified = :lastModified, body_hash = :bodyHash,
       newest_entry_at = coalesce(:newestEntryAt, newest_entry_at), entries_per_day = :entriesPerDay,
       ttl_ms = :ttlMs, skips = :skips, warnings = :warnings
     WHERE feed_id = :id`,
  ).run({
    id,
    ...document,
    skips: document.skips === null ? null : JSON.stringify(document.skips),
    warnings: JSON.stringify(document.warnings),
  });
}

/** Counts a permanent redirect; after three polls that agree, the feed's address follows it. */
export function recordMove(database: DatabaseSync, id: number, movedTo: string | null): void {
  prepared(
    database,
    `UPDATE feed_polls SET
       moved_count = CASE WHEN :movedTo IS NULL THEN 0 WHEN moved_to IS :movedTo THEN moved_count + 1 ELSE 1 END,
       moved_to = :movedTo
     WHERE feed_id = :id`,
  ).run({ id, movedTo });
  prepared(
    database,
    `UPDATE feeds SET url = :movedTo WHERE id = :id AND :movedTo IS NOT NULL
       AND (SELECT moved_count FROM feed_polls WHERE feed_id = :id) >= 3
       AND NOT EXISTS (SELECT 1 FROM feeds other WHERE other.url = :movedTo)`,
  ).run({ id, movedTo });
}

const listSql = `
  SELECT f.*, p.*, c.stories, c.unread
  FROM feeds f JOIN feed_polls p ON p.feed_id = f.id JOIN feed_counts c ON c.feed_id = f.id
  WHERE f.removed_at IS NULL AND (:id IS NULL OR f.id = :id)
  ORDER BY f.title COLLATE NOCASE, f.id`;

export function listFeeds(database: DatabaseSync, now: number): Feed[] {
  return prepared(database, listSql)
    .all({ id: null })
    .map((record) => toFeed(record as unknown as FeedRecord, now));
}

export function getFeed(database: DatabaseSync, id: number, now: number): Feed | undefined {
  const record = prepared(database, listSql).get({ id });
  return record === undefined ? undefined : toFeed(record as unknown as FeedRecord, now);
}

export function feedEvidence(database: DatabaseSync, id: number): FeedEvidence | null {
  const evidence = prepared(database, 'SELECT evidence FROM feed_polls WHERE feed_id = :id').get({ id })?.evidence;
  return typeof evidence === 'string' ? (JSON.parse(evidence) as FeedEvidence) : null;
}

interface FeedRecord {
  readonly id: number;
  readonly url: string;
  readonly site_url: string | null;
  readonly title: string;
  readonly folder: string | null;
  readonly language: string | null;
  readonly country: string | null;
  readonly source_type: SourceType | null;
  readonly state_affiliated: number;
  readonly enabled: number;
  readonly interval_ms: number | null;
  readonly full_text: FullTextMode;
  readonly user_agent: string | null;
  readonly headers: string;
  readonly username: string | null;
  readonly has_password: number;
  readonly proxy: string;
  readonly has_proxy_password: number;
  readonly timeout_ms: number | null;
  readonly max_bytes: number | null;
  readonly max_redirects: number | null;
  readonly trial: FeedTrial | null;
  readonly added_at: number;
  readonly stories: number;
  readonly unread: number;
  readonly next_poll_at: number;
  readonly last_polled_at: number | null;
  readonly last_success_at: number | null;
  readonly last_status: number | null;
  readonly newest_entry_at: number | null;
  readonly outcome: PollOutcome;
  readonly sentence: string;
  readonly failures: number;
  readonly polls: number;
  readonly not_modified: number;
  readonly latency_ms_sum: number;
  readonly received_bytes: number;
  readonly entries_per_day: number;
  readonly failing_since: number | null;
  readonly failure_seen: number;
  readonly warnings: string;
}

function toFeed(record: FeedRecord, now: number): Feed {
  const optional = {
    siteUrl: record.site_url,
    folder: record.folder,
    language: record.language,
    country: record.country,
    sourceType: record.source_type,
    intervalMs: record.interval_ms,
    userAgent: record.user_agent,
    username: record.username,
    timeoutMs: record.timeout_ms,
    maxBytes: record.max_bytes,
    maxRedirects: record.max_redirects,
    trial: record.trial,
  };
  const optionalHealth = {
    lastPolledAt: record.last_polled_at,
    lastSuccessAt: record.last_success_at,
    lastStatus: record.last_status,
    newestEntryAt: record.newest_entry_at,
    failingSince: record.failing_since,
    nextPollAt:
      record.enabled === 1 && record.next_poll_at > 0 && record.outcome !== 'gone' ? record.next_poll_at : null,
  };
  return {
    id: record.id,
    url: record.url,
    title: record.title,
    stateAffiliated: record.state_affiliated === 1,
    enabled: record.enabled === 1,
    fullText: record.full_text,
    headers: JSON.parse(record.headers) as FeedHeader[],
    hasPassword: record.has_password === 1,
    proxy: record.proxy,
    hasProxyPassword: record.has_proxy_password === 1,
    addedAt: record.added_at,
    stories: record.stories,
    unread: record.unread,
    ...present(optional),
    health: {
      state: stateOf(record, now),
      sentence: record.sentence,
      failures: record.failures,
      failureSeen: record.failure_seen === 1,
      polls: record.polls,
      entriesPerDay: record.entries_per_day,
      notModifiedShare: record.polls === 0 ? 0 : record.not_modified / record.polls,
      averageLatencyMs: record.polls === 0 ? 0 : record.latency_ms_sum / record.polls,
      receivedBytes: record.received_bytes,
      warnings: JSON.parse(record.warnings) as string[],
      ...present(optionalHealth),
    },
  };
}

const dayMs = 86_400_000;

/** Quiet: nothing new for three of the feed's own intervals (a week at least). Stale: nothing for 90 days. */
function stateOf(record: FeedRecord, now: number): FeedState {
  if (record.enabled === 0) return 'paused';
  if (record.outcome !== 'ok') return record.outcome;
  const silenceMs = now - (record.newest_entry_at ?? now);
  if (silenceMs > 90 * dayMs) return 'stale';
  const usualGapMs = record.entries_per_day > 0 ? dayMs / record.entries_per_day : 7 * dayMs;
  return silenceMs > Math.max(7 * dayMs, 3 * usualGapMs) ? 'quiet' : 'healthy';
}

type Present<T> = { [K in keyof T]?: NonNullable<T[K]> };

function present<T extends object>(values: T): Present<T> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null)) as Present<T>;
}

/** What a feed is called before it answered: several feeds of a host are told apart. */
function shortAddress(url: string): string {
  const parsed = URL.parse(url);
  if (parsed === null) return url;
  return `${parsed.host}${parsed.pathname}${parsed.search}`.replace(/^www\.|\/$/g, '').slice(0, 80);
}
