/** Days on which clocks change, in a zone that has them: 29 March 2026 misses the hour from 2 to 3, 25 October repeats it. */
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { meetRule } from '../../../electron/desk/rule/fire.ts';
import { isWithin, lastTimeOfDay } from '../../../electron/desk/rule/hours.ts';
import { everyMinute } from '../../../electron/desk/rule/minute.ts';
import { planDelivery } from '../../../electron/desk/rule/plan-delivery.ts';
import { type ReplayedStory, replay } from '../../../electron/desk/rule/replay.ts';
import { listAlerts } from '../../../electron/desk/store/alerts.ts';
import { openDatabase } from '../../../electron/desk/store/database.ts';
import { addFeed } from '../../../electron/desk/store/feeds.ts';
import { readRule, saveRule } from '../../../electron/desk/store/rules.ts';
import type { Rule } from '../../../shared/model.ts';
import { type Trigger, usualRule } from '../../../shared/rule.ts';
import { temporaryFolder } from '../../temporary-folder.ts';
import { addStory } from '../store/add-story.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;
const zone = process.env.TZ;
beforeAll(() => {
  process.env.TZ = 'Europe/Berlin';
});
afterAll(() => {
  if (zone === undefined) delete process.env.TZ;
  else process.env.TZ = zone;
});

const changes = [
  { name: 'clocks go forward', noon: Date.UTC(2026, 2, 28, 11), nightHours: 7, wakes: Date.UTC(2026, 2, 29, 4) },
  { name: 'clocks go back', noon: Date.UTC(2026, 9, 24, 10), nightHours: 9, wakes: Date.UTC(2026, 9, 25, 5) },
];

test('the zone has daylight saving, or nothing here would be tested', () => {
  expect(new Date(2026, 2, 29).getTimezoneOffset()).not.toBe(new Date(2026, 2, 30).getTimezoneOffset());
});

const night = { days: [0, 1, 2, 3, 4, 5, 6], from: '22:00', to: '06:00' };

test.each(changes)('hours of the night are those of the clock when $name', ({ noon, nightHours }) => {
  let minutes = 0;
  for (let at = noon; at < noon + dayMs; at += minuteMs) if (isWithin(night, at)) minutes++;
  expect(minutes).toBe(nightHours * 60);
});

test.each(changes)('quiet hours end by the clock when $name', ({ noon, wakes }) => {
  const settings = { interruptionsPerHour: 9, interruptionsPerDay: 9, quietHours: night, digestAt: [] };
  const waiting = [{ id: 1, ruleId: 1, severity: 'watch' as const, at: noon + 11 * hourMs }];
  const toldAt: number[] = [];
  for (let now = noon + 11 * hourMs; now < noon + dayMs && toldAt.length === 0; now += minuteMs)
    if (planDelivery(waiting, settings, { now, shownAt: [] }).tell.length > 0) toldAt.push(now);
  expect(toldAt).toEqual([wakes]);
});

test.each(changes)('a digest at half past two comes once a day when $name', ({ noon }) => {
  const due = new Set<number | undefined>();
  for (let now = noon; now < noon + 3 * dayMs; now += minuteMs) due.add(lastTimeOfDay(['02:30'], now));
  due.delete(lastTimeOfDay(['02:30'], noon));
  expect(due.size).toBe(3);
});

async function openRule(trigger: Trigger, createdAt: number) {
  const folder = temporaryFolder();
  const held = { database: await openDatabase(folder) };
  onTestFinished(() => held.database.close());
  addFeed(held.database, { url: 'https://a.example/' }, createdAt);
  const id = saveRule(held.database, undefined, usualRule({ name: 'Flow', query: 'drone', trigger }), createdAt);
  const rule = (): Rule => readRule(held.database, id ?? 0) as Rule;
  return {
    held,
    rule,
    /** A story comes at this time and meets the rule. Gives whether it fires. */
    meet(at: number): boolean {
      const storyId = addStory(held.database, { title: 'Drone', publishedAt: at });
      return meetRule(held.database, rule(), { storyId, spans: [], publishedAt: at }, at);
    },
    async restart() {
      held.database.close();
      held.database = await openDatabase(folder);
    },
  };
}

/** Mondays from 8 to 9 by the clock have five stories each; then one hour has as many as it is given. */
const mondays = (first: Date, count: number): number[] =>
  Array.from({ length: count }, (_, week) =>
    new Date(first.getFullYear(), first.getMonth(), first.getDate() + 7 * week, 8, 20).getTime(),
  );

test.each([
  ['forward', new Date(2026, 2, 2)],
  ['back', new Date(2026, 8, 28)],
])('a spike is told from the same hour by the clock, before and after clocks go %s', async (_name, first) => {
  const trigger = { kind: 'spike', leastStories: 3 } as const;
  const weeks = mondays(first, 6);
  const created = (weeks[0] ?? 0) - 3 * hourMs;
  const { meet, restart } = await openRule(trigger, created);
  const stories: ReplayedStory[] = [];
  const come = (at: number): boolean => {
    stories.push({ id: stories.length, at, origin: 'feed 1', countries: [] });
    return meet(at);
  };
  for (const monday of weeks)
    for (let story = 0; story < 5; story++) expect(come(monday + story * minuteMs)).toBe(false);
  await restart();
  // An hour that had none: the same number of stories is no chance there.
  const quiet = (weeks.at(-1) ?? 0) + 5 * hourMs;
  const fired = [0, 1, 2, 3, 4].map((story) => come(quiet + story * minuteMs));
  expect(fired.filter(Boolean)).toHaveLength(1);
  // The lab looks back in the same way.
  expect(replay(trigger, stories, created)).toHaveLength(1);
});

test.each(changes)('a silence lasts as long as it lasts when $name', async ({ noon }) => {
  const { held, rule, meet } = await openRule({ kind: 'silence', afterMs: 90 * minuteMs }, noon);
  const start = noon + 13 * hourMs;
  meet(start);
  held.database.prepare('UPDATE feed_polls SET failures = 0, last_success_at = :at').run({ at: start });
  const firedAt: number[] = [];
  for (let minute = 0; minute < 180; minute++) {
    const now = start + minute * minuteMs;
    if (everyMinute(held.database, [rule()], now).raised > 0) firedAt.push(minute);
  }
  expect(firedAt).toEqual([90]);
});

test('a clock that is set back and forward again fires no threshold twice', async () => {
  const noon = Date.UTC(2026, 5, 1, 10);
  const { held, meet } = await openRule({ kind: 'threshold', count: 2, of: 'stories', windowMs: hourMs }, noon - dayMs);
  expect([meet(noon), meet(noon + minuteMs)]).toEqual([false, true]);
  // An hour back: what came has not happened yet, and a story alone is not enough.
  expect(meet(noon - 2 * hourMs)).toBe(false);
  expect(meet(noon + 2 * minuteMs)).toBe(false);
  expect(listAlerts(held.database, { limit: 10 })).toHaveLength(1);
});
