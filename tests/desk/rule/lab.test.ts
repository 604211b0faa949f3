import fc from 'fast-check';
import { expect, test } from 'vitest';
import { explainMatch } from '../../../electron/desk/rule/explain-match.ts';
import { InvalidRulesFile, printRules, readRules } from '../../../electron/desk/rule/rules-file.ts';
import { readStarterRules } from '../../../electron/desk/rule/starter-rules.ts';
import type { Explained, LabAnswer } from '../../../shared/model.ts';
import { parseQuery } from '../../../shared/query/parse.ts';
import { everywhere, type Trigger, usualRule } from '../../../shared/rule.ts';
import { openRuleDesk } from './rule-desk.ts';

const minuteMs = 60_000;
const asked = { scope: everywhere, severity: 'watch' as const, days: 30 };

async function labOf(wire: Awaited<ReturnType<typeof openRuleDesk>>, query: string, more: object = {}) {
  const answers: LabAnswer[] = [];
  const input = { ...asked, query, trigger: 'each-story' as const, ...more };
  for await (const answer of await wire.desk.rules.lab(input)) answers.push(answer);
  return answers.at(-1);
}

test('the lab tells of stored stories what the rule did when they came', async () => {
  const trigger = fc.constantFrom<Trigger>(
    { kind: 'each-story' },
    { kind: 'each-cluster' },
    { kind: 'threshold', count: 2, of: 'stories', windowMs: 10 * minuteMs },
  );
  const story = fc.record({ waitMinutes: fc.integer({ min: 1, max: 15 }), word: fc.constantFrom('drone', 'tank') });
  await fc.assert(
    fc.asyncProperty(trigger, fc.array(story, { minLength: 1, maxLength: 6 }), async (drawn, stories) => {
      const wire = await openRuleDesk();
      try {
        await wire.desk.rules.save({ name: 'Live', query: 'drone', trigger: drawn });
        for (const [index, { waitMinutes, word }] of stories.entries()) {
          wire.clock.now += waitMinutes * minuteMs;
          await wire.publish({ title: `${word} number ${index}` });
        }
        const [rule] = await wire.desk.rules.list();
        const answer = await labOf(wire, 'drone', { trigger: drawn });
        expect({ hits: answer?.hits, firings: answer?.firings }).toEqual({ hits: rule?.hits, firings: rule?.alerts });
      } finally {
        await wire.desk.close();
      }
    }),
    { numRuns: 6 },
  );
});

test('the lab names what an edit gains and loses, and a broken pin stops it from being saved', async () => {
  const wire = await openRuleDesk();
  const rule = await wire.desk.rules.save({ name: 'Drones', query: 'drone' });
  await wire.publish({ title: 'Drone' }, { title: 'Tank' });
  const [alert] = await wire.desk.alerts.list({});
  expect(await labOf(wire, 'tank', { id: rule.id })).toMatchObject({
    hits: 1,
    lost: [alert?.storyId],
    gained: [expect.any(Number)],
  });
  await wire.desk.rules.pin({ ruleId: rule.id, storyId: alert?.storyId ?? 0, mustFire: true });
  const edited = { id: rule.id, name: 'Drones', query: 'tank' };
  await expect(wire.desk.rules.save(edited)).rejects.toMatchObject({ code: 'PINS_BROKEN' });
  expect((await wire.desk.rules.list())[0]?.query).toBe('drone');
  expect((await wire.desk.rules.save({ ...edited, force: true })).query).toBe('tank');
  await wire.desk.close();
});

function explain(query: string, title: string, text: string, tags: readonly string[] = []): Explained {
  const parsed = parseQuery(query);
  if (!parsed.ok) throw new Error(query);
  return explainMatch(parsed.query, { title, text, tags }, {}, () => 'Russia');
}

test.each([
  ['drone*', 'drone* stands 3 times: 1 in the title, 2 in the text', true],
  ['iran', 'iran does not stand in the story', false],
  ['country:RU', 'country:RU: the story is tagged Russia', true],
  ['country:IR', 'country:IR: the story has no such tag', false],
  ['drones NEAR/2 port', 'drones and port: at most 2 words between are asked for, the nearest have 3', false],
  ['drones NEAR/3 port', 'drones and port stand within 3 words of each other', true],
])('%s is explained', (query, sentence, holds) => {
  const told = explain(query, 'Drone over harbour', 'Two drones flew over the port. A drone fell.', ['country:RU']);
  expect(told).toMatchObject({ sentence, holds });
});

test('a tree says which part failed', () => {
  const told = explain('drone AND NOT (tank OR ship)', 'Drone', 'A ship');
  expect(told.holds).toBe(false);
  expect(told.children.map(({ holds }) => holds)).toEqual([true, false]);
});

test('rules survive their file, feeds of a scope aside', () => {
  const rules = [
    usualRule({ name: 'Plain', query: 'drone' }),
    usualRule({
      ...{ name: 'All: of “it”', query: '"a b" OR cd*', severity: 'critical', digest: true, notify: false },
      trigger: { kind: 'threshold', count: 3, of: 'origins', windowMs: 60_000 },
      activeHours: { days: [1, 2], from: '08:00', to: '18:30' },
      scope: { feedIds: [], folders: ['Sea'], languages: ['tr'] },
    }),
  ];
  expect(readRules(printRules(rules))).toEqual(rules);
  expect(readStarterRules().flatMap(({ rules: shipped }) => shipped).length).toBeGreaterThanOrEqual(16);
});

test.each([
  ['sitrep-rules: 1\nrules:\n  - name: A\n    query: "(drone"\n', 'Line 4:'],
  ['sitrep-rules: 1\nrules:\n  - name: A\n    query: drone\n    severity: loud\n', 'Line 5:'],
  ['sitrep-rules: 1\nrules:\n  - query: drone\n', 'Line 3:'],
  ['sitrep-rules: 9\nrules: []\n', 'Line 1: Only version 1'],
  ['rules: [\n', 'Line'],
  ['hello', 'no file of rules'],
])('a file with a mistake names its line: %j', (yaml, message) => {
  expect(() => readRules(yaml)).toThrow(InvalidRulesFile);
  expect(() => readRules(yaml)).toThrow(message);
});
