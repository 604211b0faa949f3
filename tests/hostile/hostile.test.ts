/** Every hostile server at once, polled through the desk beside a healthy feed, with nobody else ever asked. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Desk, openDesk } from '../../electron/desk/desk.ts';
import type { Feed } from '../../shared/model.ts';
import { documentCases } from './cases/documents.ts';
import { redirectCases } from './cases/redirects.ts';
import { statusCases } from './cases/statuses.ts';
import { transportCases } from './cases/transport.ts';
import { feedDocument, type HostileCase, type Surroundings } from './hostile-case.ts';
import { answer, type RawServer, rawServer } from './raw-server.ts';

const cases = [...transportCases, ...redirectCases, ...statusCases, ...documentCases];
const mostPolls = Math.max(...cases.map(({ polls = 1 }) => polls));
/** Shorter than the usual ones, and long enough for a machine that is busy with other tests. */
const limits = {
  connectMs: 9000,
  headersMs: 3000,
  idleMs: 3000,
  wholeMs: 9000,
  maxWireBytes: 512 * 1024,
  maxBytes: 768 * 1024,
  maxHeaderBytes: 16 * 1024,
};
const now = Date.UTC(2026, 10, 24, 6);

let desk: Desk;
let silent: RawServer;
let healthy: RawServer;
let healthyId: number;
let folder: string;
const servers = new Map<HostileCase, RawServer>();
/** How each feed stood after its polls. */
const results = new Map<HostileCase, Feed>();
const logged: string[] = [];

beforeAll(async () => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'sitrep-test-'));
  silent = await rawServer(answer('200 OK', [], feedDocument()));
  healthy = await rawServer(answer('200 OK', [], feedDocument()));
  const around: Surroundings = { silent: silent.origin, port: Number(new URL(silent.origin).port) };
  for (const one of cases) servers.set(one, await rawServer(one.play(around)));
  desk = await openDesk({
    folder,
    limits,
    now: () => now,
    log: (message) => logged.push(message),
    allowAddresses: [healthy, ...servers.values()].map(({ host }) => host),
  });
  const ids = new Map<HostileCase, number>();
  for (const [one, server] of servers) ids.set(one, await add(`${server.origin}${one.path ?? '/feed'}`));
  healthyId = await add(`${healthy.origin}/feed`);
  for (let poll = 1; poll <= mostPolls; poll++) {
    await desk.desk.poll({ all: true });
    for (const [one, id] of ids) if ((one.polls ?? 1) === poll) await finish(one, id);
  }
});

afterAll(async () => {
  await desk.close();
  await Promise.all([silent, healthy, ...servers.values()].map((server) => server.stop()));
  fs.rmSync(folder, { recursive: true, force: true });
});

async function add(url: string): Promise<number> {
  const { id } = await desk.feeds.add({ url });
  await desk.feeds.update({ id, fullText: 'never' });
  return id;
}

async function finish(one: HostileCase, id: number): Promise<void> {
  results.set(one, await desk.feeds.get({ id }));
  await desk.feeds.update({ id, enabled: false });
}

test.each(cases)('$name', (one) => {
  const result = results.get(one);
  const server = servers.get(one);
  if (result === undefined || server === undefined) throw new Error('it was polled');
  const { health, url } = result;
  expect([health.state, health.sentence]).toEqual([one.state, expect.stringMatching(one.says)]);
  expect(health.sentence).toMatch(/^[A-Z0-9].*\.$/s);
  expect(health.sentence).not.toMatch(/\bat .+:\d+|node:|undefined|\[object/);
  if (one.entries !== undefined) expect(result.stories).toBe(one.entries);
  const waitMs = (health.nextPollAt ?? 0) - now;
  if (typeof one.nextPollInMs === 'number') expect(waitMs).toBe(one.nextPollInMs);
  else if (one.nextPollInMs !== undefined) expect([waitMs, one.nextPollInMs(waitMs)]).toEqual([waitMs, true]);
  expect(server.requests.length).toBeGreaterThan(0);
  one.afterwards?.(server, url);
});

test('there are enough of them to mean something', () => {
  expect(cases.length).toBeGreaterThan(100);
  expect(new Set(cases.map(({ name }) => name)).size).toBe(cases.length);
});

test('nobody was asked who was not allowed', () => {
  expect(silent.requests).toEqual([]);
});

test('the healthy feed beside them was polled in every round', async () => {
  expect(healthy.requests).toHaveLength(mostPolls);
  expect((await desk.feeds.get({ id: healthyId })).health).toMatchObject({ state: 'healthy', failures: 0 });
});

test('nothing hostile was a bug, and what failed was told once', async () => {
  expect(logged.filter((message) => /\n|\bat .+:\d+/.test(message))).toEqual([]);
  expect(new Set(logged).size).toBe(logged.length);
  expect((await desk.desk.check()).ok).toBe(true);
});
