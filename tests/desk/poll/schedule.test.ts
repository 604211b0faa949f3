import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  entriesPerDay,
  freshForMs,
  hostOf,
  nextPollAt,
  pickDue,
  retryAfterMs,
  usualBounds,
} from '../../../electron/desk/poll/schedule.ts';

const now = Date.UTC(2026, 10, 24);
const minuteMs = 60_000;
const dayMs = 86_400_000;
const { leastMs, mostMs } = usualBounds;
const quiet = {
  now,
  failures: 0,
  entriesPerDay: 0,
  intervalMs: null,
  ttlMs: null,
  freshMs: null,
  skips: null,
  retryAfterMs: null,
  random: 0.5,
  bounds: usualBounds,
};
const random = fc.double({ min: 0, max: 1, noNaN: true });
const perDay = fc.double({ min: 0, max: 1e6, noNaN: true });
const long = fc.integer({ min: 0, max: 1e12 });
const waitOf = (values: Partial<typeof quiet> | object): number => nextPollAt({ ...quiet, ...values }) - now;

describe('the next poll', () => {
  const anything = fc.record({
    failures: fc.nat(5000),
    entriesPerDay: perDay,
    intervalMs: fc.option(fc.integer({ min: -1e9, max: 1e12 })),
    ttlMs: fc.option(long),
    freshMs: fc.option(long),
    random,
  });

  test('stays within its bounds whatever is known, and is a whole millisecond', () => {
    fc.assert(
      fc.property(anything, (values) => {
        const waitMs = waitOf(values);
        expect(Number.isInteger(waitMs)).toBe(true);
        expect(waitMs).toBeGreaterThanOrEqual(leastMs);
        expect(waitMs).toBeLessThanOrEqual(mostMs);
      }),
    );
  });

  test('stays within bounds of any other width', () => {
    const bounds = fc
      .tuple(fc.integer({ min: 1, max: 1e6 }), fc.nat(1e8))
      .map(([least, more]) => ({ leastMs: least, mostMs: least + more }));
    fc.assert(
      fc.property(anything, bounds, (values, own) => {
        const waitMs = waitOf({ ...values, bounds: own });
        expect(waitMs).toBeGreaterThanOrEqual(own.leastMs);
        expect(waitMs).toBeLessThanOrEqual(own.mostMs);
      }),
    );
  });

  test('comes no later for a feed that publishes more', () => {
    fc.assert(
      fc.property(perDay, perDay, random, (one, other, chance) => {
        const [rare = 0, often = 0] = [Math.max(Math.min(one, other), 0.001), Math.max(one, other, 0.001)];
        const wait = (entries: number): number => waitOf({ entriesPerDay: entries, random: chance });
        expect(wait(often)).toBeLessThanOrEqual(wait(rare));
      }),
    );
  });

  test('is never before the TTL or the cache lifetime, as far as a day', () => {
    fc.assert(
      fc.property(anything, (values) => {
        const asked = Math.max(values.ttlMs ?? 0, values.freshMs ?? 0);
        expect(waitOf({ ...values, failures: 0, intervalMs: null })).toBeGreaterThanOrEqual(Math.min(asked, mostMs));
      }),
    );
  });

  test('is in no hour or day that the feed skips, unless it skips for a whole day', () => {
    const skips = fc.record({
      hours: fc.uniqueArray(fc.nat(23), { maxLength: 23 }),
      days: fc.uniqueArray(fc.nat(6), { maxLength: 6 }),
    });
    fc.assert(
      fc.property(anything, skips, fc.nat(7 * dayMs), (values, own, later) => {
        const at = now + later;
        const next = nextPollAt({ ...quiet, ...values, now: at, failures: 0, intervalMs: null, skips: own });
        expect(next - at).toBeGreaterThanOrEqual(leastMs);
        expect(next - at).toBeLessThanOrEqual(mostMs);
        const date = new Date(next);
        if (own.hours.includes(date.getUTCHours()) || own.days.includes(date.getUTCDay()))
          expect(next - at).toBe(mostMs);
      }),
    );
    // Midnight to six is skipped: what would come at half past midnight comes soon after six.
    const night = { hours: [0, 1, 2, 3, 4, 5], days: [] };
    const [first, last] = [0, 1].map(
      (chance) => waitOf({ entriesPerDay: 24, skips: night, random: chance }) / minuteMs,
    );
    expect([first, last]).toEqual([360, 370]);
  });

  test('is when the user says, whatever the feed asks', () => {
    fc.assert(
      fc.property(anything, fc.integer({ min: leastMs, max: mostMs }), (values, intervalMs) => {
        expect(waitOf({ ...values, failures: 0, intervalMs })).toBe(intervalMs);
      }),
    );
  });

  test('backs off further with each failure, up to a day', () => {
    fc.assert(
      fc.property(fc.nat(30), random, (failures, chance) => {
        expect(waitOf({ failures: failures + 2, random: chance })).toBeGreaterThanOrEqual(
          waitOf({ failures: failures + 1, random: chance }),
        );
      }),
    );
    expect(waitOf({ failures: 1 })).toBeLessThan(15 * minuteMs);
    expect(waitOf({ failures: 9 })).toBeGreaterThan(0.75 * dayMs);
  });

  test('is as far as Retry-After asks, up to a week', () => {
    fc.assert(
      fc.property(anything, long, (values, asked) => {
        expect(waitOf({ ...values, retryAfterMs: asked })).toBe(Math.min(Math.max(asked, leastMs), 7 * dayMs));
      }),
    );
  });

  test('differs between feeds that are alike, at the shortest and the longest wait, too', () => {
    for (const alike of [{}, { entriesPerDay: 1e6 }, { entriesPerDay: 0.001 }, { failures: 1 }, { failures: 40 }])
      expect(waitOf({ ...alike, random: 1 }) / waitOf({ ...alike, random: 0 })).toBeGreaterThanOrEqual(1.19);
  });

  test('of 5,000 feeds added at once falls evenly over the day after', () => {
    const perMinute = new Map<number, number>();
    const chance = seeded();
    const rhythms = Array.from({ length: 5000 }, () => Math.exp(chance() * 6 - 2));
    for (const rhythm of rhythms)
      for (let at = 0; at < 3 * dayMs; ) {
        at += nextPollAt({ ...quiet, now: 0, entriesPerDay: rhythm, random: chance() });
        if (at > 2 * dayMs && at < 3 * dayMs)
          perMinute.set(Math.floor(at / minuteMs), (perMinute.get(Math.floor(at / minuteMs)) ?? 0) + 1);
      }
    const counts = [...perMinute.values()];
    const mean = counts.reduce((sum, count) => sum + count, 0) / (24 * 60);
    expect(counts.length).toBeGreaterThan(0.99 * 24 * 60);
    expect(Math.max(...counts)).toBeLessThan(2 * mean);
  });
});

/** Numbers between 0 and 1, the same in every run. */
function seeded(): () => number {
  let state = 1;
  return () => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
}

describe('who is asked first', () => {
  const feed = fc.record({
    url: fc.nat(20).map((host) => `https://${host}.example.org/feed`),
    nextPollAt: fc.integer({ min: now - 30 * dayMs, max: now }),
    failures: fc.nat(3),
    entriesPerDay: fc.double({ min: 0, max: 1000, noNaN: true }),
  });
  const feeds = fc.array(feed, { maxLength: 60 });
  const busy = fc.uniqueArray(fc.nat(20).map((host) => `${host}.example.org`));

  test('one a host, none of a busy one, and no more than fit', () => {
    fc.assert(
      fc.property(feeds, fc.nat(40), busy, (due, most, busyHosts) => {
        const picked = pickDue(due, { now, most, busyHosts: new Set(busyHosts) });
        const hosts = picked.map(({ url }) => hostOf(url));
        expect(new Set(hosts).size).toBe(hosts.length);
        expect(hosts.filter((host) => busyHosts.includes(host))).toEqual([]);
        const free = new Set(due.map(({ url }) => hostOf(url)).filter((host) => !busyHosts.includes(host)));
        expect(picked).toHaveLength(Math.min(most, free.size));
      }),
    );
  });

  test('a feed that answers before one that fails, and of those the one with more to miss', () => {
    fc.assert(
      fc.property(feeds, (due) => {
        const picked = pickDue(due, { now, most: due.length });
        for (const [index, { failures }] of picked.entries())
          expect(picked.slice(0, index).some((earlier) => earlier.failures > 0 && failures === 0)).toBe(false);
      }),
    );
    const late = { nextPollAt: now - dayMs, failures: 0 };
    const [busyFeed, rare] = [
      { ...late, url: 'https://a.example/', entriesPerDay: 50 },
      { ...late, url: 'https://b.example/', entriesPerDay: 1 },
    ];
    expect(pickDue([rare, busyFeed], { now, most: 1 })).toEqual([busyFeed]);
  });

  test('after a night of 5,000 feeds each is asked once, in small rounds, the busy ones first', () => {
    const chance = seeded();
    let due = Array.from({ length: 5000 }, (_, index) => ({
      url: `https://${index % 4000}.example.org/${index}`,
      nextPollAt: now - Math.floor(chance() * dayMs),
      failures: chance() < 0.1 ? 1 : 0,
      entriesPerDay: chance() * 100,
    }));
    const asked = new Set<string>();
    let rounds = 0;
    while (due.length > 0) {
      const picked = new Set(pickDue(due, { now, most: 32 }));
      for (const { url } of picked) asked.add(url);
      due = due.filter((one) => !picked.has(one));
      rounds++;
    }
    expect(asked.size).toBe(5000);
    expect(rounds).toBeLessThan(200);
  });
});

test.each([
  ['120', 120_000],
  [' 120 ', 120_000],
  ['0', 0],
  ['99999999999999999999', 7 * dayMs],
  ['Tue, 24 Nov 2026 00:02:00 GMT', 120_000],
  ['Tuesday, 24-Nov-26 00:02:00 GMT', 120_000],
  ['Fri, 31 Dec 9999 23:59:59 GMT', 7 * dayMs],
  ['Mon, 23 Nov 2026 00:00:00 GMT', null],
  ['-5', null],
  ['1.5', null],
  ['3600, 7200', null],
  ['soon', null],
  ['1e9', null],
  ['', null],
  [null, null],
])('Retry-After %s', (header, expected) => {
  expect(retryAfterMs(header, now)).toBe(expected);
});

test('no Retry-After gives a wait that is none', () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom(...'0123456789 :,-+GMTNov'.split('')) })),
      (header) => {
        const waitMs = retryAfterMs(header, now);
        expect(waitMs === null || (waitMs >= 0 && waitMs <= 7 * dayMs)).toBe(true);
      },
    ),
  );
});

test.each<[Record<string, string>, number | null]>([
  [{ 'cache-control': 'public, max-age=600' }, 600_000],
  [{ 'cache-control': 'max-age="600"', age: '100' }, 500_000],
  [{ 'cache-control': 'max-age=600', age: '900' }, 0],
  [{ 'cache-control': 'max-age=600', age: 'old' }, 0],
  [{ 'cache-control': 's-maxage=600' }, null],
  [{ 'cache-control': 'no-cache', expires: 'Tue, 24 Nov 2026 00:10:00 GMT' }, 600_000],
  [{ expires: '0' }, null],
  [{ expires: 'Mon, 23 Nov 2026 00:00:00 GMT' }, null],
  [{}, null],
])('an answer with %j is fresh for', (headers, expected) => {
  expect(freshForMs(new Headers(headers), now)).toBe(expected);
});

describe('entries a day', () => {
  test('are counted from the oldest entry on, and say nothing of one or of the future', () => {
    expect(entriesPerDay([], now)).toBe(0);
    expect(entriesPerDay([now - dayMs], now)).toBe(0);
    expect(entriesPerDay([now + dayMs, now + 2 * dayMs], now)).toBe(0);
    expect(
      entriesPerDay(
        Array.from({ length: 20 }, (_, hour) => now - hour * dayMs * 0.1),
        now,
      ),
    ).toBeCloseTo(10.5, 1);
  });

  test('are a number whatever the dates', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -1e13, max: 1e13 })), (times) => {
        const rate = entriesPerDay(times, now);
        expect(rate >= 0 && Number.isFinite(rate)).toBe(true);
      }),
    );
  });
});
