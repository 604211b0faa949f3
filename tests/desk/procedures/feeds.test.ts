import { expect, onTestFinished, test } from 'vitest';
import { openDesk } from '../../../electron/desk/desk.ts';
import { readStarterPacks } from '../../../electron/desk/feed/starter-packs.ts';
import { loopbackServer } from '../../loopback-server.ts';
import { seedFeed } from '../../seed-page.ts';
import { temporaryFolder } from '../../temporary-folder.ts';

async function deskOverFeeds() {
  const server = await loopbackServer((request, response, origin) => {
    if (request.url === '/dated') response.writeHead(200).end(seedFeed(origin));
    else if (request.url === '/undated')
      response.writeHead(200).end(seedFeed(origin).replace(/<pubDate>.*<\/pubDate>/, ''));
    else response.writeHead(404).end();
  });
  const desk = await openDesk({ folder: temporaryFolder(), allowAddresses: [server.host] });
  onTestFinished(() => desk.close());
  return { desk, origin: server.origin };
}

test('of feeds on trial, those with dated entries stay on and the others say why they do not', async () => {
  const { desk, origin } = await deskOverFeeds();
  const feeds = ['/dated', '/undated', '/missing'].map((path) => ({ url: `${origin}${path}`, title: path }));
  expect(await desk.feeds.addMany({ feeds, onTrial: true })).toEqual({ added: 3, merged: 0, failed: [] });
  expect((await desk.feeds.list()).map(({ trial }) => trial)).toEqual(['running', 'running', 'running']);
  await desk.desk.poll({ all: true });
  const judged = (await desk.feeds.list()).map(({ title, enabled, trial, health }) => [
    ...[title, enabled, trial],
    health.sentence,
  ]);
  expect(judged).toEqual([
    ['/dated', true, undefined, '1 entry, 1 new.'],
    ['/missing', false, 'failed', 'The server answered 404 Not Found.'],
    ['/undated', false, 'failed', '1 entry, 1 new. None of them has a date.'],
  ]);
});

test('a failed trial can be run again, or ended by switching the feed on', async () => {
  const { desk, origin } = await deskOverFeeds();
  await desk.feeds.addMany({ feeds: [{ url: `${origin}/undated` }], onTrial: true });
  await desk.desk.poll({ all: true });
  const [{ id } = { id: 0 }] = await desk.feeds.list();
  await desk.feeds.updateMany({ ids: [id], onTrial: true });
  expect(await desk.feeds.get({ id })).toMatchObject({ enabled: true, trial: 'running' });
  const on = await desk.feeds.update({ id, enabled: true });
  expect([on.enabled, on.trial]).toEqual([true, undefined]);
  await desk.desk.poll({ all: true });
  expect(await desk.feeds.get({ id })).toMatchObject({ enabled: true, health: { state: 'undated' } });
});

test('what is added in numbers is added once, and what cannot be is told', async () => {
  const { desk, origin } = await deskOverFeeds();
  const feeds = [
    { url: `${origin}/dated`, title: 'A', folder: 'World' },
    { url: `${origin}/dated`, title: 'A again' },
    { url: 'ftp://example.org/', title: 'B' },
    { url: 'https://user:word@example.org/feed', title: 'C' },
  ];
  const result = await desk.feeds.addMany({ feeds });
  expect(result).toMatchObject({ added: 1, merged: 1, failed: [{ title: 'B' }, { title: 'C' }] });
  expect(await desk.feeds.list()).toMatchObject([{ title: 'A', folder: 'World' }]);
});

test('an OPML list is shown before it is imported, with what is there already', async () => {
  const { desk, origin } = await deskOverFeeds();
  await desk.feeds.add({ url: `${origin}/dated` });
  const outline = (url: string): string => `<outline text="Feed" xmlUrl="${url}"/>`;
  const opml = `<opml version="2.0"><body><outline text="World">${outline(`${origin}/dated`)}${outline(`${origin}/new`)}</outline>${outline('ftp://x')}</body></opml>`;
  const preview = await desk.feeds.previewOpml({ opml });
  expect(preview.feeds.map(({ folder, alreadyAdded }) => [folder, alreadyAdded])).toEqual([
    ['World', true],
    ['World', false],
  ]);
  expect(preview.failed).toHaveLength(1);
  expect(await desk.feeds.list()).toHaveLength(1);
});

test('many feeds are changed at once', async () => {
  const { desk, origin } = await deskOverFeeds();
  await desk.feeds.addMany({ feeds: [{ url: `${origin}/dated` }, { url: `${origin}/undated` }] });
  const ids = (await desk.feeds.list()).map(({ id }) => id);
  const settings = { folder: 'World', fullText: 'never', enabled: false } as const;
  expect(await desk.feeds.updateMany({ ids, ...settings })).toEqual({ changed: 2 });
  expect(await desk.feeds.list()).toMatchObject([
    { folder: 'World', fullText: 'never', health: { state: 'paused' } },
    { folder: 'World', fullText: 'never', health: { state: 'paused' } },
  ]);
});

test('the history holds the last fifty polls, newest first', async () => {
  const { desk, origin } = await deskOverFeeds();
  const { id } = await desk.feeds.add({ url: `${origin}/dated` });
  for (let round = 0; round < 52; round++) await desk.desk.poll({ all: true });
  const history = await desk.feeds.history({ id });
  expect(history.length).toBeLessThanOrEqual(50);
  expect(history.at(0)).toMatchObject({ outcome: 'ok', status: 200, sentence: 'Nothing new since the last poll.' });
  expect(history.map(({ at }) => at)).toEqual(history.map(({ at }) => at).sort((a, b) => b - a));
});

test('the starter packs are in the ten languages, each address once', () => {
  const packs = readStarterPacks();
  expect([...packs.keys()].sort()).toEqual(['ar', 'de', 'en', 'fa', 'fr', 'he', 'ru', 'tr', 'uk', 'zh']);
  const urls = [...packs.values()].flat().map(({ url }) => url);
  expect(new Set(urls).size).toBe(urls.length);
});

test('any archive can take the sample wire, without a network', async () => {
  const { desk } = await deskOverFeeds();
  expect((await desk.desk.status()).sample).toBe(false);
  const { added } = await desk.feeds.addSampleWire();
  expect(await desk.desk.poll({ all: true })).toMatchObject({ feeds: added, failed: 0 });
  expect(await desk.feeds.addSampleWire()).toMatchObject({ added: 0, merged: added });
  expect((await desk.desk.status()).sample).toBe(true);
});
