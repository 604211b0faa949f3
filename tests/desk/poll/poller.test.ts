import { expect, onTestFinished, test, vi } from 'vitest';
import { openDesk } from '../../../electron/desk/desk.ts';
import { loopbackServer } from '../../loopback-server.ts';
import { temporaryFolder } from '../../temporary-folder.ts';

const minuteMs = 60_000;
const feed =
  '<rss version="2.0"><channel><title>Feed</title><item><title>One</title><guid>1</guid></item></channel></rss>';

async function deskWith(status: () => number) {
  const server = await loopbackServer((_request, response) => response.writeHead(status()).end(feed));
  const clock = { now: Date.UTC(2026, 10, 24) };
  const logged: string[] = [];
  const folder = temporaryFolder();
  const options = {
    folder,
    now: () => clock.now,
    log: (message: string) => logged.push(message),
    random: () => 0.5,
    allowAddresses: [server.host],
  };
  const desk = await openDesk(options);
  const { id } = await desk.feeds.add({ url: `${server.origin}/feed` });
  await desk.feeds.update({ id, fullText: 'never' });
  onTestFinished(() => desk.close());
  return { desk, id, server, clock, logged, options };
}

test('a feed that fails is told once, and again only after it had come back', async () => {
  const answers = [500, 500, 500, 200, 500];
  const { desk, logged } = await deskWith(() => answers.shift() ?? 200);
  for (const _ of [...answers]) await desk.desk.poll({ all: true });
  expect(logged).toHaveLength(2);
  expect(logged[0]).toContain('answered 500');
});

test('a feed is not asked before it is due, and is when the clock was set back', async () => {
  const { desk, server, clock } = await deskWith(() => 200);
  await desk.desk.poll({ all: false });
  await desk.desk.poll({ all: false });
  expect(server.requests).toHaveLength(1);
  clock.now += 30 * minuteMs;
  await desk.desk.poll({ all: false });
  expect(server.requests).toHaveLength(1);
  clock.now += 60 * minuteMs;
  await desk.desk.poll({ all: false });
  expect(server.requests).toHaveLength(2);
  clock.now -= 365 * 1440 * minuteMs;
  await desk.desk.poll({ all: false });
  expect(server.requests).toHaveLength(3);
  await desk.desk.poll({ all: false });
  expect(server.requests).toHaveLength(3);
});

test('a server that asks for three days is left alone for three days', async () => {
  const server = await loopbackServer((_request, response) =>
    response.writeHead(429, { 'retry-after': '259200' }).end(),
  );
  const clock = { now: Date.UTC(2026, 10, 24) };
  const desk = await openDesk({ folder: temporaryFolder(), now: () => clock.now, allowAddresses: [server.host] });
  onTestFinished(() => desk.close());
  await desk.feeds.add({ url: `${server.origin}/feed` });
  for (let day = 0; day < 4; day++) {
    await desk.desk.poll({ all: false });
    clock.now += 1440 * minuteMs;
  }
  expect(server.requests).toHaveLength(2);
});

test('in the background, feeds of a silent server hold up no others', async () => {
  const silent = await loopbackServer(() => undefined);
  const lively = await loopbackServer((_request, response) => response.writeHead(200).end(feed));
  const folder = temporaryFolder();
  const setUp = await openDesk({ folder });
  for (let index = 0; index < 40; index++) await setUp.feeds.add({ url: `${silent.origin}/${index}` });
  for (let index = 0; index < 3; index++) await setUp.feeds.add({ url: `${lively.origin}/${index}` });
  await setUp.close();
  const desk = await openDesk({ folder, background: true, allowAddresses: [silent.host, lively.host] });
  onTestFinished(() => desk.close());
  await vi.waitFor(() => expect(lively.requests).toHaveLength(3), { timeout: 20_000 });
  expect(silent.requests).toHaveLength(1);
});
