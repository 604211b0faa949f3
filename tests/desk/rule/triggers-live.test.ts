import { expect, test } from 'vitest';
import { openRuleDesk } from './rule-desk.ts';

const hourMs = 3_600_000;

test('a threshold fires once a window, names its stories, and remembers over a restart', async () => {
  const wire = await openRuleDesk();
  const trigger = { kind: 'threshold', count: 3, of: 'stories', windowMs: hourMs } as const;
  const rule = await wire.desk.rules.save({ name: 'Burst', query: 'drone', trigger });
  expect(rule.trigger).toEqual(trigger);
  await wire.publish({ title: 'Drone one' }, { title: 'Drone two' });
  expect(await wire.desk.alerts.list({})).toEqual([]);
  wire.clock.now += hourMs / 2;
  await wire.publish({ title: 'Drone three' });
  const [alert, ...others] = await wire.desk.alerts.list({});
  expect(others).toEqual([]);
  expect(alert).toMatchObject({ reason: '3 stories within 60 minutes.', storyTitle: 'Drone three' });
  expect(alert?.storyIds).toHaveLength(3);
  await wire.restart();
  wire.clock.now += 1000;
  await wire.publish({ title: 'Drone four' });
  expect(await wire.desk.alerts.list({})).toHaveLength(1);
  wire.clock.now += hourMs;
  await wire.publish({ title: 'Drone five' }, { title: 'Drone six' }, { title: 'Drone seven' });
  expect(await wire.desk.alerts.list({})).toHaveLength(2);
  expect(await wire.desk.rules.list()).toMatchObject([{ hits: 7, alerts: 2 }]);
  await wire.desk.close();
});

test('an event fires once for its copies and again for a new origin', async () => {
  const wire = await openRuleDesk(3);
  await wire.desk.rules.save({ name: 'Events', query: 'frigate', trigger: 'each-cluster' });
  const title = 'Frigate Aldra collides with tanker off Norway near Bergen';
  const text =
    'The frigate Aldra collided with the tanker Sola off the coast of Norway near Bergen early on Tuesday. Eight sailors were hurt and 127 people were taken off the ship, the coast guard said in a statement, while tugs held the vessel against the rocks of the fjord.';
  await wire.publish({ title, text });
  await wire.publish({ title, text, feed: 1 });
  expect(await wire.desk.alerts.list({})).toHaveLength(1);
  expect(await wire.desk.rules.list()).toMatchObject([{ hits: 2, alerts: 1 }]);
  await wire.publish({ title: 'Something else about a frigate: budget for the yard in Gdansk grows', feed: 2 });
  expect(await wire.desk.alerts.list({})).toHaveLength(2);
  await wire.desk.close();
});

test('an event is told again when an edit changes what its story says, and not for a comma', async () => {
  const wire = await openRuleDesk();
  await wire.desk.rules.save({ name: 'Events', query: 'frigate', trigger: 'each-cluster' });
  const title = 'Frigate Aldra collides with tanker off Norway near Bergen';
  const text =
    'The frigate Aldra collided with a tanker near Bergen on Tuesday. Eight sailors were hurt, said the guard.';
  await wire.publish({ title, text, guid: 'aldra' });
  const [first] = await wire.desk.alerts.list({});
  await wire.desk.alerts.acknowledge({ ids: [first?.id ?? 0] });
  wire.clock.now += hourMs;
  await wire.publish({ title, text: text.replace('hurt, said', 'hurt said'), guid: 'aldra' });
  expect(await wire.desk.alerts.list({ unacknowledged: true })).toEqual([]);
  wire.clock.now += hourMs;
  await wire.publish({ title, text: text.replace('Eight sailors', '12 sailors'), guid: 'aldra' });
  const again = await wire.desk.alerts.list({});
  expect(again).toMatchObject([{ at: wire.clock.now, reason: 'An edit changed what a story of this event says.' }]);
  expect(again[0]?.acknowledgedAt).toBeUndefined();
  await wire.restart();
  wire.clock.now += hourMs;
  await wire.publish({ title, text: text.replace('Eight sailors', '12 sailors'), guid: 'aldra' });
  expect((await wire.desk.alerts.list({}))[0]?.at).toBe(wire.clock.now - hourMs);
  await wire.desk.close();
});

test('a scope narrows to feeds, and an expired rule rests', async () => {
  const wire = await openRuleDesk(2);
  const [, second] = await wire.desk.feeds.list();
  const scope = { feedIds: [second?.id ?? 0], folders: [], languages: [] };
  await wire.desk.rules.save({ name: 'Second only', query: 'drone', scope });
  await wire.desk.rules.save({ name: 'Over', query: 'drone', expiresAt: wire.clock.now });
  await wire.publish({ title: 'Drone here' }, { title: 'Drone there', feed: 1 });
  const alerts = await wire.desk.alerts.list({});
  expect(alerts.map(({ ruleName, feedTitle }) => [ruleName, feedTitle])).toEqual([['Second only', 'Feed 1']]);
  expect((await wire.desk.rules.list()).find(({ name }) => name === 'Over')?.problem).toContain('It expired on');
  await wire.desk.close();
});

test('a muted rule raises, and says why it did not tell', async () => {
  const wire = await openRuleDesk();
  await wire.desk.rules.save({ name: 'Muted', query: 'drone', mutedUntil: wire.clock.now + hourMs });
  await wire.publish({ title: 'Drone' });
  expect((await wire.desk.alerts.list({}))[0]?.notAnnounced).toContain('muted until');
  expect((await wire.desk.rules.list())[0]?.hitsPerDay.at(-1)).toBe(1);
  expect(await wire.desk.alerts.claim()).toEqual([]);
  await wire.desk.close();
});

test('a saved search that changes changes the rules that use it', async () => {
  const wire = await openRuleDesk();
  const saved = await wire.desk.search.save({ name: 'things', query: 'tank' });
  await wire.desk.rules.save({ name: 'Things', query: '@things' });
  await wire.desk.search.save({ ...saved, query: 'drone' });
  await wire.publish({ title: 'Tank' }, { title: 'Drone' });
  expect((await wire.desk.alerts.list({})).map(({ storyTitle }) => storyTitle)).toEqual(['Drone']);
  await wire.desk.search.remove({ id: saved.id });
  expect((await wire.desk.rules.list())[0]?.problem).toContain('There is no saved search');
  await wire.desk.close();
});
