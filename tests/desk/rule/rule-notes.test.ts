import { expect, test } from 'vitest';
import { deadRuleProblem, type RuleFacts, ruleNotes } from '../../../electron/desk/rule/rule-notes.ts';
import type { Rule } from '../../../shared/model.ts';
import { usualRule } from '../../../shared/rule.ts';
import { openRuleDesk } from './rule-desk.ts';

const now = new Date(2026, 10, 24, 12).getTime();
const hourMs = 3_600_000;
const delivery = { interruptionsPerHour: 2, interruptionsPerDay: 3, quietHours: null, digestAt: ['18:00'] };
const usualFacts: RuleFacts = { now, delivery, shownAt: [], feeds: 3, failing: 0, webhooksWaiting: 0 };
const ruleOf = (more: Partial<Rule>): Rule => ({
  ...usualRule({ name: 'Drones', query: 'drone' }),
  ...{
    id: 1,
    createdAt: now - 90 * 24 * hourMs,
    alerts: 0,
    hits: 1,
    hitsPerDay: [],
    hasWebhookSecret: false,
    notes: [],
  },
  ...more,
});

test('a rule that runs and tells has nothing to say', () => {
  expect(ruleNotes(ruleOf({}), usualFacts)).toEqual([]);
  expect(deadRuleProblem(ruleOf({}), usualFacts)).toBeUndefined();
});

const night = { days: [0, 1, 2, 3, 4, 5, 6], from: '22:00', to: '06:00' };
test.each<[string, Partial<Rule>, Partial<RuleFacts>]>([
  ['It is switched off', { enabled: false }, {}],
  ['Muted until 24 Nov 2026, 13:00', { mutedUntil: now + hourMs }, {}],
  ['Outside of its hours, 22:00 to 06:00', { activeHours: night }, {}],
  ['It does not notify', { notify: false }, {}],
  ['No digest is set', { digest: true }, { delivery: { ...delivery, digestAt: [] } }],
  [
    'Quiet hours: it tells nothing until 13:00',
    {},
    { delivery: { ...delivery, quietHours: { ...night, from: '11:00', to: '13:00' } } },
  ],
  ['The budget of 2 an hour is used up', {}, { shownAt: [now - 1, now - 2] }],
  ['The budget of 3 a day is used up', {}, { shownAt: [now - 1, now - 2 * hourMs, now - 3 * hourMs] }],
  ['1 of its 3 feeds does not answer', {}, { failing: 1 }],
  ['None of its 3 feeds answers', {}, { failing: 3 }],
  ['Its feed does not answer', {}, { feeds: 1, failing: 1 }],
  ['Still learning what is usual', { trigger: { kind: 'spike', leastStories: 3 }, createdAt: now }, {}],
  ['Nothing has met it yet', { trigger: { kind: 'silence', afterMs: hourMs }, hits: 0 }, {}],
  ['It runs until 24 Nov 2026, 13:00', { expiresAt: now + hourMs }, {}],
  [
    '2 messages wait for its webhook: The address answered 503.',
    {},
    { webhookProblem: 'The address answered 503.', webhooksWaiting: 2 },
  ],
])('%s', (start, rule, facts) => {
  const [note, ...others] = ruleNotes(ruleOf(rule), { ...usualFacts, ...facts });
  expect(others).toEqual([]);
  expect(note?.startsWith(start)).toBe(true);
});

test('a critical rule passes quiet hours and budget, so it says nothing of them', () => {
  const full = { shownAt: [now - 1, now - 2], delivery: { ...delivery, quietHours: { ...night, from: '11:00' } } };
  expect(ruleNotes(ruleOf({ severity: 'critical' }), { ...usualFacts, ...full })).toEqual([]);
});

test('a rule whose feeds are gone, switched off or failing says so in the list', async () => {
  const wire = await openRuleDesk(2);
  const [first, second] = await wire.desk.feeds.list();
  const only = (id: number | undefined) => ({ feedIds: [id ?? 0], folders: [], languages: [] });
  await wire.desk.rules.save({ name: 'First', query: 'drone', scope: only(first?.id) });
  await wire.desk.rules.save({ name: 'Second', query: 'drone', scope: only(second?.id) });
  await wire.desk.rules.save({
    name: 'Folder',
    query: 'drone',
    scope: { feedIds: [], folders: ['Sea'], languages: [] },
  });
  await wire.desk.feeds.remove({ ids: [first?.id ?? 0] });
  await wire.server.stop();
  await wire.desk.desk.poll({ all: true });
  const standing = (await wire.desk.rules.list()).map(({ name, problem, notes }) => [name, problem, notes]);
  expect(standing).toEqual([
    ['First', 'No feed that is switched on is in its scope.', []],
    ['Folder', 'No feed that is switched on is in its scope.', []],
    ['Second', undefined, ['Its feed does not answer.']],
  ]);
  await wire.desk.close();
});

test('why a rule did not fire on a story is told in words', async () => {
  const wire = await openRuleDesk();
  await wire.publish({ title: 'Drone before' });
  wire.clock.now += 60_000;
  const rule = await wire.desk.rules.save({ name: 'Drones', query: 'drone', mutedUntil: wire.clock.now + hourMs });
  const pair = { kind: 'threshold', count: 2, of: 'stories', windowMs: hourMs } as const;
  const two = await wire.desk.rules.save({ name: 'Two', query: 'drone', trigger: pair });
  const off = await wire.desk.rules.save({ name: 'Off', query: 'drone', enabled: false });
  wire.clock.now += 60_000;
  await wire.publish({ title: 'Drone after' }, { title: 'Tank' });
  const ids = new Map((await wire.desk.search.run({ query: 'date:7d' })).stories.map(({ id, title }) => [title, id]));
  const told = async (ruleId: number, title: string): Promise<string> => {
    const { holds, sentence, children } = await wire.desk.rules.explain({ ruleId, storyId: ids.get(title) ?? 0 });
    return [holds ? 'yes' : 'no', sentence, ...children.map((child) => child.sentence)].join('; ');
  };
  expect(await told(rule.id, 'Drone before')).toMatch(/^no; .*before the rule was made/);
  expect(await told(rule.id, 'Drone after')).toMatch(/^yes; It fired on .*Not shown: The rule is muted until/);
  expect(await told(rule.id, 'Tank')).toMatch(/^no; .*drone does not stand in the story$/);
  expect(await told(two.id, 'Drone after')).toMatch(/^no; .*2 stories within 60 minutes are asked for; 1 story/);
  expect(await told(off.id, 'Drone after')).toMatch(/^no; .*The rule is switched off$/);
  await wire.desk.close();
});
