/** When a feed is asked next. Pure: what is known goes in, a time comes out. */

const minuteMs = 60_000;
const dayMs = 86_400_000;
/** A server that asks for more is not believed. */
const longestWaitMs = 7 * dayMs;

export interface IntervalBounds {
  readonly leastMs: number;
  readonly mostMs: number;
}

export const usualBounds: IntervalBounds = { leastMs: 5 * minuteMs, mostMs: dayMs };

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
  /** `Retry-After` of a refusal. */
  readonly retryAfterMs: number | null;
  /** 0 to 1; spreads feeds that would fall together. */
  readonly random: number;
  readonly bounds: IntervalBounds;
}

/**
 * The next poll, epoch ms. A healthy feed is asked twice in its usual gap between entries, not before its own TTL or
 * cache lifetime has passed; a failing one backs off exponentially; `Retry-After` is honoured up to seven days.
 */
export function nextPollAt(input: ScheduleInput): number {
  return Math.round(exactNextPollAt(input));
}

function exactNextPollAt(input: ScheduleInput): number {
  const { now, bounds } = input;
  if (input.retryAfterMs !== null) return now + Math.min(Math.max(input.retryAfterMs, bounds.leastMs), longestWaitMs);
  if (input.failures > 0) {
    const backOffMs = bounds.leastMs * 2 ** Math.min(input.failures, 12);
    return now + clamp(spread(backOffMs, input.random), bounds);
  }
  if (input.intervalMs !== null) return now + clamp(input.intervalMs, bounds);
  const rhythmMs = input.entriesPerDay > 0 ? dayMs / input.entriesPerDay / 2 : 60 * minuteMs;
  const askedMs = Math.max(clamp(rhythmMs, bounds), input.ttlMs ?? 0, input.freshMs ?? 0);
  return now + clamp(spread(askedMs, input.random), bounds);
}

/** `Retry-After` in seconds or as an HTTP date (RFC 9110, 10.2.3), as milliseconds from now, seven days at most; nonsense gives null. */
export function retryAfterMs(header: string | null, now: number): number | null {
  if (header === null) return null;
  const text = header.trim();
  if (/^\d+$/.test(text)) return Math.min(Number(text) * 1000, longestWaitMs);
  if (!/[a-z]{3}/i.test(text)) return null;
  const at = Date.parse(text);
  return Number.isNaN(at) || at <= now ? null : Math.min(at - now, longestWaitMs);
}

/** How long the answer may be reused (RFC 9111, 4.2.1), or null when it does not say. */
export function freshForMs(headers: Headers, now: number): number | null {
  const cacheControl = headers.get('cache-control') ?? '';
  const maxAge = /(?:^|[\s,])max-age\s*=\s*"?(\d{1,9})/i.exec(cacheControl)?.[1];
  if (maxAge !== undefined) return Math.max(0, Number(maxAge) - Number(headers.get('age') ?? 0) || 0) * 1000;
  const expires = Date.parse(headers.get('expires') ?? '');
  return Number.isNaN(expires) || expires <= now ? null : expires - now;
}

/** Entries a day, from the dates in a document; 0 when they do not tell. */
export function entriesPerDay(times: readonly number[], now: number): number {
  const past = times.filter((time) => time <= now).sort((a, b) => b - a);
  const oldest = past.at(-1);
  if (oldest === undefined || past.length < 2) return 0;
  return past.length / Math.max((now - oldest) / dayMs, 1 / 24);
}

function spread(ms: number, random: number): number {
  return ms * (0.9 + 0.2 * random);
}

function clamp(ms: number, bounds: IntervalBounds): number {
  return Math.min(Math.max(ms, bounds.leastMs), bounds.mostMs);
}
