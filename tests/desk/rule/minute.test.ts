import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { delayAfter } from '../../../electron/desk/rule/send-webhooks.ts';
import { loopbackServer } from '../../loopback-server.ts';
import { openRuleDesk } from './rule-desk.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

type Wire = Awaited<ReturnType<typeof openRuleDesk>>;

async function pass(wire: Wire, minutes: number): Promise<void> {
  for (let minute = 0; minute < minutes; minute++) {
    wire.clock.now += minuteMs;
    await wire.desk.minute();
  }
}

async function quietWire(): Promise<Wire> {
  const wire = await openRuleDesk();
  await wire.desk.rules.save({ name: 'Flow', query: 'drone', trigger: { kind: 'silence', afterMs: 30 * minuteMs } });
  await wire.publish({ title: 'Drone' });
  await wire.desk.minute();
  return wire;
}

test('silence fires once, on the last story, and again after a new one', async () => {
  const wire = await quietWire();
  await pass(wire, 29);
  expect(await wire.desk.alerts.list({})).toEqual([]);
  await pass(wire, 40);
  expect(await wire.desk.alerts.list({})).toMatchObject([
    { storyTitle: 'Drone', reason: 'Nothing for 30 minutes, though 1 of 1 feeds answered.' },
  ]);
  await wire.publish({ title: 'Drone again' });
  await pass(wire, 31);
  expect(await wire.desk.alerts.list({})).toHaveLength(2);
  await wire.desk.close();
});

test('sleep, a restart and a clock that is set back are no silence', async () => {
  const wire = await quietWire();
  await pass(wire, 20);
  wire.clock.now += 8 * hourMs;
  await wire.desk.minute();
  await wire.restart();
  wire.clock.now -= hourMs;
  await wire.desk.minute();
  expect(await wire.desk.alerts.list({})).toEqual([]);
  await pass(wire, 10);
  expect(await wire.desk.alerts.list({})).toHaveLength(1);
  await wire.desk.close();
});

test('our own outage is no silence', async () => {
  const wire = await quietWire();
  await wire.server.stop();
  await wire.desk.desk.poll({ all: true });
  await pass(wire, 40);
  expect(await wire.desk.alerts.list({})).toEqual([]);
  await wire.desk.close();
});

test('alerts raised after a long sleep are told as one', async () => {
  const wire = await openRuleDesk();
  await wire.desk.rules.save({ name: 'Drones', query: 'drone' });
  await wire.desk.rules.save({ name: 'Tanks', query: 'tank' });
  await wire.desk.minute();
  wire.clock.now += 8 * hourMs;
  await wire.desk.minute();
  await wire.publish({ title: 'Drone' }, { title: 'Tank' });
  const told = await wire.desk.alerts.claim();
  expect(told.map(({ title }) => title)).toEqual(['While you were away: 2 alerts of 2 rules']);
  await wire.desk.close();
});

test('a budget of none sends everything to the digest, with the reason', async () => {
  const wire = await openRuleDesk();
  const settings = { ...(await wire.desk.settings.get()), interruptionsPerHour: 0 };
  await wire.desk.settings.set(settings);
  await wire.desk.rules.save({ name: 'Drones', query: 'drone' });
  await wire.publish({ title: 'Drone' });
  expect(await wire.desk.alerts.claim()).toEqual([]);
  expect((await wire.desk.alerts.list({}))[0]?.notAnnounced).toContain('The budget of 0 an hour is used up.');
  wire.clock.now += 24 * hourMs;
  const [digest] = await wire.desk.alerts.claim();
  expect(digest?.title).toBe('Digest: 1 alert of 1 rule');
  await wire.desk.alerts.announced({ alertIds: [...(digest?.alertIds ?? [])] });
  expect(await wire.desk.alerts.claim()).toEqual([]);
  expect((await wire.desk.alerts.list({}))[0]?.notAnnounced).toBeUndefined();
  await wire.desk.close();
});

test('a snoozed alert comes back at its time', async () => {
  const wire = await openRuleDesk();
  await wire.desk.rules.save({ name: 'Drones', query: 'drone' });
  await wire.publish({ title: 'Drone' });
  const [alert] = await wire.desk.alerts.list({});
  await wire.desk.alerts.snooze({ ids: [alert?.id ?? 0], until: wire.clock.now + hourMs });
  expect(await wire.desk.alerts.claim()).toEqual([]);
  wire.clock.now += hourMs;
  expect(await wire.desk.alerts.claim()).toHaveLength(1);
  await wire.desk.close();
});

test('a webhook is signed, sent again until it is taken, and survives a restart', async () => {
  const received: { id: string; signature: string; body: string }[] = [];
  const answers = [503, 200];
  const target = await loopbackServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => (body += String(chunk)));
    request.on('end', () => {
      const { 'sitrep-id': id, 'sitrep-signature': signature } = request.headers;
      received.push({ id: String(id), signature: String(signature), body });
      response.writeHead(answers.shift() ?? 200).end();
    });
  });
  const wire = await openRuleDesk(1, [target.host]);
  const rule = await wire.desk.rules.save({
    ...{ name: 'Drones', query: 'drone', webhook: `${target.origin}/hook`, webhookSecret: 'not shown again' },
  });
  expect(rule).toMatchObject({ hasWebhookSecret: true });
  expect(JSON.stringify(rule)).not.toContain('not shown again');
  await wire.publish({ title: 'Drone' });
  await wire.desk.minute();
  await wire.restart();
  await wire.desk.minute();
  expect(received).toHaveLength(1);
  wire.clock.now += delayAfter(0);
  await wire.desk.minute();
  wire.clock.now += hourMs;
  await wire.desk.minute();
  expect(received).toHaveLength(2);
  const [first, second] = received;
  expect(second).toEqual(first);
  const digest = createHmac('sha256', 'not shown again')
    .update(first?.body ?? '')
    .digest('hex');
  expect(first?.signature).toBe(`sha256=${digest}`);
  expect(JSON.parse(first?.body ?? '')).toMatchObject({
    id: first?.id,
    rule: { name: 'Drones' },
    story: { title: 'Drone' },
  });
  await wire.desk.close();
});

test('a webhook does not reach this machine unless that is allowed', async () => {
  const target = await loopbackServer((_request, response) => response.writeHead(200).end());
  const wire = await openRuleDesk();
  await wire.desk.rules.save({ name: 'Drones', query: 'drone', webhook: `${target.origin}/hook` });
  await wire.publish({ title: 'Drone' });
  await wire.desk.minute();
  expect(target.requests).toEqual([]);
  await wire.desk.close();
});
