/** When a feed is asked next. Pure: what is known goes in, a time comes out. */
import { parseDate } from '../feed/dates.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;
/** Feeds that skip the same night are spread over this time after it. */
const afterSkipsMs = 10 * minuteMs;
/** A server that asks for more is not believed. */
const longestWaitMs = 7 * dayMs;

export interface IntervalBounds {
  readonly leastMs: number;
  readonly mostMs: number;
}

export const usualBounds: IntervalBounds = { leastMs: 5 * minuteMs, mostMs: dayMs };

/** When a feed says that it does not change. */
export interface Skips {
  /** Of the day, 0 to 23 UTC. */
  readonly hours: readonly number[];
  /** Of the week, 0 is Sunday, UTC. */
  readonly days: readonly number[];
}

export interface ScheduleInput {
  readonly now: number;
  /** Failures in a row, this poll included. */
  readonly failures: number;
  readonly entriesPerDay: number;
  /** Set by the user. */
  readonly intervalMs: number | null;
  /** What the feed asks for: its `ttl` or update period. */
  readonly ttlMs: number | null;
  /** What the server asks for: `Cache-Control: max-age` or `Expires`. */
  readonly freshMs: number | null;
  readonly skips: Skips | null;
  /** `Retry-After` of a refusal. */
  readonly retryAfterMs: number | null;
  /** 0 to 1; spreads feeds that would fall together. */
  readonly random: number;
  readonly bounds: IntervalBounds;
}

/**
 * The next poll, epoch ms. A healthy feed is asked twice in its usual gap between entries, not before its own TTL or
 * cache lifetime has passed, nor in hours and days that it skips, but within a day all the same; a failing one backs off exponentially; `Retry-After` is honoured up to seven days.
 */
export function nextPollAt(input: ScheduleInput): number {
  return Math.round(exactNextPollAt(input));
}

function exactNextPollAt(input: ScheduleInput): number {
  const { now, bounds } = input;
  if (input.retryAfterMs !== null) return now + Math.min(Math.max(input.retryAfterMs, bounds.leastMs), longestWaitMs);
  if (input.failures > 0) return now + spread(bounds.leastMs * 2 ** Math.min(input.failures, 12), input);
  if (input.intervalMs !== null) return now + clamp(input.intervalMs, bounds);
  const rhythmMs = input.entriesPerDay > 0 ? dayMs / input.entriesPerDay / 2 : 60 * minuteMs;
  const askedMs = Math.max(input.ttlMs ?? 0, input.freshMs ?? 0);
  const at = now + spread(Math.max(rhythmMs, askedMs), input, askedMs);
  return input.skips === null ? at : Math.min(behindSkips(at, input.skips, input.random), now + bounds.mostMs);
}

/** The same time, or one soon after the hours that are skipped around it; a day later at most. */
function behindSkips(at: number, { hours, days }: Skips, random: number): number {
  const isSkipped = (time: number): boolean => {
    const date = new Date(time);
    return hours.includes(date.getUTCHours()) || days.includes(date.getUTCDay());
  };
  let hour = at;
  for (let looked = 0; looked < 25 && isSkipped(hour); looked++) hour = Math.floor(hour / hourMs + 1) * hourMs;
  return hour === at ? at : hour + random * afterSkipsMs;
}

/** `Retry-After` in seconds or as an HTTP date (RFC 9110, 10.2.3), as milliseconds from now, seven days at most; nonsense gives null. */
export function retryAfterMs(header: string | null, now: number): number | null {
  if (header === null) return null;
  const text = header.trim();
  if (/^\d+$/.test(text)) return Math.min(Number(text) * 1000, longestWaitMs);
  if (!/[a-z]{3}/i.test(text)) return null;
  const at = parseDate(text);
  return at === undefined || at <= now ? null : Math.min(at - now, longestWaitMs);
}

/** How long the answer may be reused (RFC 9111, 4.2.1), or null when it does not say. */
export function freshForMs(headers: Headers, now: number): number | null {
  const cacheControl = headers.get('cache-control') ?? '';
  const maxAge = /(?:^|[\s,])max-age\s*=\s*"?(\d{1,9})/i.exec(cacheControl)?.[1];
  if (maxAge !== undefined) return Math.max(0, Number(maxAge) - Number(headers.get('age') ?? 0) || 0) * 1000;
  const expires = parseDate(headers.get('expires') ?? '');
  return expires === undefined || expires <= now ? null : expires - now;
}

/** Entries a day, from the dates in a document; 0 when they do not tell. */
export function entriesPerDay(times: readonly number[], now: number): number {
  const past = times.filter((time) => time <= now).sort((a, b) => b - a);
  const oldest = past.at(-1);
  if (oldest === undefined || past.length < 2) return 0;
  return past.length / Math.max((now - oldest) / dayMs, 1 / 24);
}

/**
 * A wait around `ms` within the bounds, and not below `atLeastMs` where they allow it. Feeds that would all wait the
 * longest, or the shortest, are spread as the others are.
 */
function spread(ms: number, { bounds, random }: ScheduleInput, atLeastMs = 0): number {
  const { leastMs, mostMs } = bounds;
  const low = Math.max(clamp(atLeastMs, bounds), clamp(Math.min(ms * 0.9, mostMs * 0.8), bounds));
  const high = Math.min(Math.max(ms * 1.1, low * 1.2, leastMs * 1.2), mostMs);
  return low + Math.max(high - low, 0) * random;
}

function clamp(ms: number, bounds: IntervalBounds): number {
  return Math.min(Math.max(ms, bounds.leastMs), bounds.mostMs);
}

/** What is known of a feed when it is decided who is asked first. */
export interface DueFeed {
  readonly url: string;
  readonly nextPollAt: number;
  readonly failures: number;
  readonly entriesPerDay: number;
}

/**
 * Which of the due feeds are asked now: at most `most`, one a host and none of a busy one, so that neither a night's
 * sleep nor a clock that was set ends in a storm. Those that are answering come first, and of them those with the most
 * entries to be missed.
 */
export function pickDue<T extends DueFeed>(
  due: readonly T[],
  options: { readonly now: number; readonly most: number; readonly busyHosts?: ReadonlySet<string> },
): T[] {
  const hosts = new Set(options.busyHosts);
  const missed = ({ entriesPerDay, nextPollAt }: DueFeed): number =>
    entriesPerDay * Math.min(Math.max(options.now - nextPollAt, 0), 7 * dayMs);
  const picked: T[] = [];
  for (const feed of due.toSorted(
    (one, other) =>
      Math.sign(one.failures) - Math.sign(other.failures) ||
      missed(other) - missed(one) ||
      one.nextPollAt - other.nextPollAt,
  )) {
    const host = hostOf(feed.url);
    if (picked.length >= options.most) break;
    if (hosts.has(host)) continue;
    hosts.add(host);
    picked.push(feed);
  }
  return picked;
}

export function hostOf(url: string): string {
  return URL.parse(url)?.host ?? url;
}
