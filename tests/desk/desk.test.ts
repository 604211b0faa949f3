import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { openDesk } from '../../electron/desk/desk.ts';
import { loopbackServer } from '../loopback-server.ts';
import { pollSeedDesk, seedServer } from '../seed-desk.ts';
import { article, furniture, headline } from '../seed-page.ts';
import { temporaryFolder } from '../temporary-folder.ts';

test('a polled story stands there whole, tagged, in its own language and without the furniture', async () => {
  const { desk, storyId } = await pollSeedDesk();
  const story = await desk.stories.get({ id: storyId });
  expect(story.title).toBe(headline);
  expect(story.language).toBe('en');
  expect(story.text).toBe(article.join('\n\n'));
  for (const words of furniture) expect(story.text).not.toContain(words);
  const labels = story.tags.map(({ label }) => label);
  for (const label of [
    'Iran',
    'Russia',
    'Ukraine',
    'Norway',
    'CBS News',
    'Kyiv',
    'Unmanned aerial vehicles',
    'Combat aircraft',
    'Sanctions',
  ])
    expect(labels).toContain(label);
  expect(labels).not.toContain('Türkiye');
  for (const { spans } of story.tags)
    for (const { field, from, to } of spans)
      expect((field === 'title' ? story.title : story.text).slice(from, to)).not.toBe('');
});

test('rules that are met fire once, the others do not', async () => {
  const { desk, storyId } = await pollSeedDesk();
  const met = ['iran NEAR/3 russia', '"fighter planes"', 'title:(iran AND russia)', 'drone* NOT israel'];
  const unmet = ['iran AND israel', '"fighter jets"', 'title:sanctions', 'country:belarus'];
  for (const query of [...met, ...unmet]) {
    const { total } = await desk.search.run({ query });
    expect([query, total]).toEqual([query, met.includes(query) ? 1 : 0]);
  }
  const alerts = await desk.alerts.list({});
  expect(alerts.map(({ ruleName, storyId: story }) => [ruleName, story])).toEqual([['Iranian drones', storyId]]);
  expect(await desk.alerts.claim()).toHaveLength(1);
  expect(await desk.alerts.claim()).toEqual([]);
});

test('reads whole when the site is gone, picture included', async () => {
  const { desk, storyId, server, folder } = await pollSeedDesk();
  await server.stop();
  const story = await desk.stories.get({ id: storyId });
  const [figure] = story.body.blocks;
  expect(figure).toMatchObject({ kind: 'figure' });
  const asset = figure?.kind === 'figure' ? (figure.pictures[0]?.asset ?? '') : '';
  expect(fs.existsSync(path.join(folder, 'assets', asset.slice(0, 2), asset))).toBe(true);
  expect(story.text).toContain(article.at(-1));
  expect((await desk.desk.check()).checks.filter(({ ok }) => !ok)).toEqual([]);
});

test('a second poll with nothing new costs one 304 and changes no story', async () => {
  const { desk, server } = await pollSeedDesk();
  const before = await desk.desk.status();
  server.requests.length = 0;
  const summary = await desk.desk.poll({ all: true });
  expect(summary).toMatchObject({ feeds: 1, notModified: 1, newStories: 0, revisions: 0, alerts: 0 });
  expect(server.requests.map(({ path }) => path)).toEqual(['/feed']);
  expect({ ...(await desk.desk.status()), storedBytes: 0 }).toEqual({ ...before, storedBytes: 0 });
});

test('a changed entry is a revision of its story, not a new one', async () => {
  const site = { title: headline };
  const { desk, storyId } = await pollSeedDesk(site);
  site.title = `${headline}, denies link`;
  expect(await desk.desk.poll({ all: true })).toMatchObject({ newStories: 0, revisions: 1 });
  const story = await desk.stories.get({ id: storyId });
  expect(story.title).toBe(site.title);
  expect(story.revisions).toBe(2);
  expect(story.revisionList.filter(({ source }) => source === 'feed').map(({ title }) => title)).toEqual([
    headline,
    site.title,
  ]);
  expect((await desk.search.run({ query: 'is:edited' })).total).toBe(1);
});

test('a second desk on the same folder is refused with a sentence', async () => {
  const { folder } = await pollSeedDesk();
  await expect(openDesk({ folder })).rejects.toThrow(/Another Sitrep works on/);
});

test('a failing feed says what its server answered and keeps the exchange', async () => {
  const server = await loopbackServer((_request, response) =>
    response.writeHead(503, { 'retry-after': '7200' }).end('busy'),
  );
  const desk = await openDesk({
    folder: temporaryFolder(),
    allowAddresses: [server.host],
    now: () => 1_800_000_000_000,
  });
  const { id } = await desk.feeds.add({ url: `${server.origin}/feed` });
  await desk.desk.poll({ all: true });
  const feed = await desk.feeds.get({ id });
  expect(feed.health).toMatchObject({ state: 'failing', failures: 1, lastStatus: 503, nextPollAt: 1_800_007_200_000 });
  expect(feed.health.sentence).toContain('503');
  expect(await desk.feeds.evidence({ id })).toMatchObject({ status: 503, bodyStart: 'busy' });
  await desk.close();
});

test('a loopback address that was not allowed is not asked', async () => {
  const server = await seedServer();
  const desk = await openDesk({ folder: temporaryFolder() });
  const { id } = await desk.feeds.add({ url: `${server.origin}/feed` });
  await desk.desk.poll({ all: true });
  expect(server.requests).toEqual([]);
  expect((await desk.feeds.get({ id })).health.sentence).toContain('this machine or its own network');
  await desk.close();
});

test('removing a feed hides its stories, and undo brings them back', async () => {
  const { desk } = await pollSeedDesk();
  const [feed] = await desk.feeds.list();
  await desk.feeds.remove({ ids: [feed?.id ?? 0] });
  expect(await desk.search.run({ query: 'iran' })).toEqual({ total: 0, stories: [] });
  await desk.feeds.restore({ ids: [feed?.id ?? 0] });
  expect((await desk.search.run({ query: 'iran' })).total).toBe(1);
});

test('killed during a poll, the next start loses and doubles nothing', async () => {
  const entries = 40;
  const server = await loopbackServer((request, response, origin) => {
    const feed = /^\/feed\/(\d+)$/.exec(request.url ?? '')?.[1];
    if (feed === undefined) {
      response.writeHead(404).end();
      return;
    }
    if (request.headers['if-none-match'] === '"1"') {
      response.writeHead(304).end();
      return;
    }
    const items = Array.from(
      { length: entries },
      (_, index) =>
        `<item><title>Story ${feed}-${index}</title><guid>${feed}-${index}</guid><link>${origin}/${feed}/${index}</link><pubDate>Mon, 16 Nov 2026 06:00:00 GMT</pubDate><description>drone ${index}</description></item>`,
    );
    setTimeout(() => {
      response
        .writeHead(200, { etag: '"1"' })
        .end(`<rss version="2.0"><channel><title>Feed ${feed}</title>${items.join('')}</channel></rss>`);
    }, Number(feed) * 25);
  });
  const folder = temporaryFolder();
  const feeds = 12;
  const setUp = await openDesk({ folder });
  await setUp.rules.save({ name: 'All', query: 'drone' });
  for (let feed = 0; feed < feeds; feed++) {
    const { id } = await setUp.feeds.add({ url: `${server.origin}/feed/${feed}` });
    await setUp.feeds.update({ id, fullText: 'never' });
  }
  await setUp.close();
  for (const afterMs of [700, 900]) {
    const child = spawn(process.execPath, [
      'electron/cli/cli.ts',
      'poll',
      '--all',
      '--folder',
      folder,
      '--allow',
      server.host,
    ]);
    await new Promise((resolve) => setTimeout(resolve, afterMs));
    child.kill('SIGKILL');
    await new Promise((resolve) => child.once('exit', resolve));
  }
  const desk = await openDesk({ folder, allowAddresses: [server.host] });
  await desk.desk.poll({ all: true });
  const { stories, alertsUnacknowledged } = await desk.desk.status();
  expect([stories, alertsUnacknowledged]).toEqual([feeds * entries, feeds * entries]);
  expect((await desk.desk.check()).ok).toBe(true);
  await desk.close();
});
