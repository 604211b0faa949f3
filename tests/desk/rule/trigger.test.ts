import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isWithin, lastTimeOfDay, nextTimeOfDay } from '../../../electron/desk/rule/hours.ts';
import {
  clusterFires,
  hourMs,
  poissonAtLeast,
  silenceFires,
  spikeFires,
  thresholdFires,
} from '../../../electron/desk/rule/trigger.ts';

const now = Date.UTC(2026, 10, 24, 12);

test.each([
  ['too few', { inWindow: 2, lastFiredAt: undefined }, false],
  ['enough', { inWindow: 3, lastFiredAt: undefined }, true],
  ['fired within the window', { inWindow: 9, lastFiredAt: now - hourMs + 1 }, false],
  ['the window has passed', { inWindow: 3, lastFiredAt: now - hourMs }, true],
  ['the clock was set back', { inWindow: 3, lastFiredAt: now + hourMs }, true],
])('a threshold of three in an hour: %s', (_name, facts, fires) => {
  const trigger = { kind: 'threshold', count: 3, of: 'stories', windowMs: hourMs } as const;
  expect(thresholdFires(trigger, { ...facts, now }) !== undefined).toBe(fires);
});

describe('an event fires', () => {
  const told = { origins: ['a'], countries: ['country:IR'] };
  test.each([
    ['the first time', undefined, 'a', [], true],
    ['not for a copy', told, 'a', ['country:IR'], false],
    ['for a new origin', told, 'b', ['country:IR'], true],
    ['for a new country', told, 'a', ['country:RU'], true],
    ['not for fewer countries', told, 'a', [], false],
  ])('%s', (_name, known, origin, countries, fires) => {
    expect(clusterFires(known, { origin, countries }) !== undefined).toBe(fires);
  });

  test('at most as often as it brings an origin or a country', () => {
    const story = fc.record({
      origin: fc.constantFrom('a', 'b', 'c'),
      countries: fc.uniqueArray(fc.constantFrom('x', 'y', 'z')),
    });
    fc.assert(
      fc.property(fc.array(story), (stories) => {
        let known: Parameters<typeof clusterFires>[0];
        let fired = 0;
        for (const one of stories) {
          const detail = clusterFires(known, one);
          if (detail?.kind === 'each-cluster') {
            known = detail;
            fired++;
          }
        }
        expect(fired).toBeLessThanOrEqual(6);
        expect(new Set(stories.map(({ origin }) => origin))).toEqual(new Set(known?.origins));
      }),
    );
  });
});

test('a spike needs two weeks, a minimum, and more than chance gives', () => {
  const trigger = { kind: 'spike', leastStories: 3 } as const;
  const fires = (lastHour: number, weeks: number[]): boolean =>
    spikeFires(trigger, { lastHour, weeks, lastFiredAt: undefined, now }) !== undefined;
  expect(fires(50, [1])).toBe(false);
  expect(fires(2, [0, 0, 0])).toBe(false);
  expect(fires(4, [0, 0, 0])).toBe(true);
  expect(fires(6, [4, 6, 5])).toBe(false);
  expect(fires(15, [4, 6, 5])).toBe(true);
});

test('the tail of a Poisson distribution adds up', () => {
  expect(poissonAtLeast(0, 3)).toBe(1);
  expect(poissonAtLeast(1, 2)).toBeCloseTo(1 - Math.exp(-2), 12);
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 60 }), fc.double({ min: 0.01, max: 30, noNaN: true }), (count, mean) => {
      expect(poissonAtLeast(count + 1, mean)).toBeLessThanOrEqual(poissonAtLeast(count, mean));
    }),
  );
});

test('silence fires when it lasted long enough', () => {
  const trigger = { kind: 'silence', afterMs: hourMs } as const;
  expect(silenceFires(trigger, { quietMs: hourMs - 1, answering: 1, feeds: 1 })).toBeUndefined();
  expect(silenceFires(trigger, { quietMs: hourMs, answering: 1, feeds: 2 })).toMatchObject({ kind: 'silence' });
});

describe('hours of the day', () => {
  const night = { days: [1], from: '22:00', to: '06:00' };
  test.each([
    ['Monday before', new Date(2026, 10, 23, 21, 59), false],
    ['Monday late', new Date(2026, 10, 23, 22), true],
    ['Tuesday early', new Date(2026, 10, 24, 5, 59), true],
    ['Tuesday morning', new Date(2026, 10, 24, 6), false],
    ['Monday early', new Date(2026, 10, 23, 3), false],
  ])('Monday night from 22 to 6: %s', (_name, at, within) => {
    expect(isWithin(night, at.getTime())).toBe(within);
  });

  test('the last time of day lies before the next one', () => {
    fc.assert(
      fc.property(fc.integer({ min: Date.UTC(2026, 0), max: Date.UTC(2027, 0) }), (at) => {
        const times = ['02:30', '18:00'];
        expect(lastTimeOfDay(times, at)).toBeLessThanOrEqual(at);
        expect(nextTimeOfDay(times, at)).toBeGreaterThan(at);
      }),
    );
  });
});
