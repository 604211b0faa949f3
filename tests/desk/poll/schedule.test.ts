import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nextPollAt, retryAfterMs, usualBounds } from '../../../electron/desk/poll/schedule.ts';

const now = Date.UTC(2026, 10, 24);
const minuteMs = 60_000;
const quiet = {
  now,
  failures: 0,
  entriesPerDay: 0,
  intervalMs: null,
  ttlMs: null,
  freshMs: null,
  retryAfterMs: null,
  random: 0.5,
  bounds: usualBounds,
};

describe('the next poll', () => {
  test('stays within its bounds whatever is known', () => {
    const input = fc.record({
      failures: fc.nat(50),
      entriesPerDay: fc.double({ min: 0, max: 1e6, noNaN: true }),
      intervalMs: fc.option(fc.integer({ min: -1e9, max: 1e12 })),
      ttlMs: fc.option(fc.integer({ min: 0, max: 1e12 })),
      freshMs: fc.option(fc.integer({ min: 0, max: 1e12 })),
      random: fc.double({ min: 0, max: 1, noNaN: true }),
    });
    fc.assert(
      fc.property(input, (values) => {
        const waitMs = nextPollAt({ ...quiet, ...values }) - now;
        expect(waitMs).toBeGreaterThanOrEqual(usualBounds.leastMs);
        expect(waitMs).toBeLessThanOrEqual(usualBounds.mostMs);
      }),
    );
  });

  test('comes sooner for a busy feed and never before its TTL', () => {
    expect(nextPollAt({ ...quiet, entriesPerDay: 96 })).toBeLessThan(nextPollAt({ ...quiet, entriesPerDay: 4 }));
    expect(nextPollAt({ ...quiet, entriesPerDay: 960, ttlMs: 60 * minuteMs }) - now).toBeGreaterThanOrEqual(
      54 * minuteMs,
    );
  });

  test('backs off with each failure, and honours Retry-After up to a week', () => {
    const waits = [1, 2, 3, 4].map((failures) => nextPollAt({ ...quiet, failures }) - now);
    expect(waits).toEqual([...waits].sort((a, b) => a - b));
    expect(nextPollAt({ ...quiet, failures: 1, retryAfterMs: 3 * 86_400_000 }) - now).toBe(3 * 86_400_000);
    expect(nextPollAt({ ...quiet, failures: 1, retryAfterMs: 1e12 }) - now).toBe(7 * 86_400_000);
  });
});

test.each([
  ['120', 120_000],
  ['Tue, 24 Nov 2026 00:02:00 GMT', 120_000],
  ['Mon, 23 Nov 2026 00:00:00 GMT', null],
  ['-5', null],
  ['soon', null],
  ['1e9', null],
  [null, null],
])('Retry-After %s', (header, expected) => {
  expect(retryAfterMs(header, now)).toBe(expected);
});
