import { expect, onTestFinished, test } from 'vitest';
import { nextCheck } from '../../../electron/desk/article/check-times.ts';
import { openDesk } from '../../../electron/desk/desk.ts';
import { loopbackServer } from '../../loopback-server.ts';
import { temporaryFolder } from '../../temporary-folder.ts';

const hourMs = 3_600_000;
const publishedAt = Date.UTC(2026, 10, 16, 6);
const lines = [
  'The ministry said on Monday that twelve coastal radars had been handed over to the navy at its northern base.',
  'Deliveries are to last until the end of next year, and crews have been trained at the plant since the spring.',
  'A spokesman declined to say how much the contract was worth, but earlier orders had cost more than forty million.',
];

/** A site with one story, whose answers a test may change; and a desk that has read it an hour after publication. */
async function watchedStory(site: {
  title?: string;
  text?: readonly string[];
  status?: number;
  stamp?: string;
  etag?: string;
}) {
  const server = await loopbackServer((request, response, origin) => {
    if (request.url === '/feed') {
      const item = `<item><title>Navy receives radars</title><guid>1</guid><link>${origin}/story</link><pubDate>${new Date(publishedAt).toUTCString()}</pubDate><description>${lines[0]?.slice(0, 60)}</description></item>`;
      response
        .writeHead(200, { 'content-type': 'application/rss+xml' })
        .end(`<rss version="2.0"><channel><title>Paper</title>${item}</channel></rss>`);
    } else if (site.status !== undefined) response.writeHead(site.status).end('Not here any more.');
    else if (site.etag !== undefined && request.headers['if-none-match'] === site.etag) response.writeHead(304).end();
    else {
      const title = site.title ?? 'Navy receives radars';
      const text = (site.text ?? lines).map((line) => `<p>${line}</p>`).join('\n');
      response
        .writeHead(200, { 'content-type': 'text/html', ...(site.etag === undefined ? {} : { etag: site.etag }) })
        .end(
          `<html><head><title>${title}</title></head><body><article><h1>${title}</h1><time datetime="${site.stamp ?? '2026-11-16'}">${site.stamp ?? ''}</time>${text}</article></body></html>`,
        );
    }
  });
  const clock = { now: publishedAt + 600_000 };
  const desk = await openDesk({ folder: temporaryFolder(), allowAddresses: [server.host], now: () => clock.now });
  onTestFinished(() => desk.close());
  await desk.feeds.add({ url: `${server.origin}/feed` });
  await desk.desk.poll({ all: true });
  const { stories } = await desk.search.run({ query: 'radars' });
  const id = stories[0]?.id ?? 0;
  return { desk, server, clock, id, story: () => desk.stories.get({ id }) };
}

test('looks lie an hour, six, a day and three after publication, spread, and those that passed are left out', () => {
  const story = { id: 123_456, publishedAt };
  const [first, second] = [
    nextCheck(story, [1, 6, 24, 72], 0, publishedAt),
    nextCheck(story, [1, 6, 24, 72], 0, publishedAt + 2 * hourMs),
  ];
  expect(first?.step).toBe(0);
  expect(first?.at).toBeGreaterThanOrEqual(publishedAt + hourMs);
  expect(first?.at).toBeLessThanOrEqual(publishedAt + hourMs + hourMs / 10);
  expect(second?.step).toBe(1);
  expect(nextCheck(story, [1, 6, 24, 72], 0, publishedAt + 100 * hourMs)).toBeUndefined();
  expect(nextCheck(story, [], 0, publishedAt)).toBeUndefined();
});

test('an edited page is a material revision with what changed, and the next look is planned', async () => {
  const site: { text?: readonly string[] } = {};
  const { desk, clock, story } = await watchedStory(site);
  expect(await desk.stories.checkPages()).toMatchObject({ checked: 0 });
  site.text = [
    lines[0]?.replace('twelve', '12') ?? '',
    lines[1] ?? '',
    lines[2]?.replace('declined', 'did not decline') ?? '',
  ];
  clock.now = publishedAt + 2 * hourMs;
  expect(await desk.stories.checkPages()).toMatchObject({ checked: 1, revised: 1 });
  const revised = await story();
  expect(revised.materiallyEdited).toBe(true);
  expect(revised.text).toContain('did not decline');
  const changes = revised.revisionList.findLast(({ source }) => source === 'page')?.changes ?? [];
  expect(changes.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['number', 'negation']));
  expect(revised.captures).toHaveLength(2);
  expect(revised.nextCheckAt).toBeGreaterThan(clock.now);
  expect((await desk.search.run({ query: 'is:edited' })).total).toBe(1);
});

test('a moved time stamp, other markup and typographic quotes are nothing', async () => {
  const site: { stamp?: string; text?: readonly string[] } = {};
  const { desk, clock, story } = await watchedStory(site);
  site.stamp = '2026-11-16T09:30:00Z';
  site.text = lines.map((line) => `<span>${line.replace(',', ' ,')}</span>`);
  clock.now = publishedAt + 2 * hourMs;
  expect(await desk.stories.checkPages()).toMatchObject({ checked: 1, revised: 0 });
  expect(await story()).toMatchObject({ revisions: 1, materiallyEdited: false });
});

test('a page headline that changes is told, and the story follows it', async () => {
  const site: { title?: string } = {};
  const { desk, clock, story } = await watchedStory(site);
  site.title = 'Navy loses radars';
  clock.now = publishedAt + 2 * hourMs;
  await desk.stories.checkPages();
  const revised = await story();
  expect(revised.title).toBe('Navy loses radars');
  expect(revised.revisionList.at(-1)?.changes?.[0]).toMatchObject({ kind: 'headline', material: true });
});

test('a page that is gone twice is withdrawn, stays readable, and may come back', async () => {
  const site: { status?: number } = {};
  const { desk, clock, story } = await watchedStory(site);
  site.status = 410;
  clock.now = publishedAt + 2 * hourMs;
  expect(await desk.stories.checkPages()).toMatchObject({ checked: 1, withdrawn: 0 });
  expect((await story()).withdrawn).toBe(false);
  expect(await desk.stories.checkPages()).toMatchObject({ checked: 0 });
  clock.now += hourMs;
  expect(await desk.stories.checkPages()).toMatchObject({ withdrawn: 1 });
  expect((await desk.search.run({ query: 'is:withdrawn' })).total).toBe(1);
  const gone = await story();
  expect(gone).toMatchObject({ withdrawn: true, withdrawnAt: clock.now });
  expect(gone.text).toContain('twelve coastal radars');
  expect(gone.captures.map(({ status }) => status)).toEqual([200, 410]);
  delete site.status;
  clock.now = publishedAt + 7 * hourMs;
  await desk.stories.checkPages();
  expect((await story()).withdrawn).toBe(false);
});

test('an unchanged page costs one conditional request', async () => {
  const { desk, clock, server } = await watchedStory({ etag: '"v1"' });
  server.requests.length = 0;
  clock.now = publishedAt + 2 * hourMs;
  expect(await desk.stories.checkPages()).toMatchObject({ checked: 1, revised: 0, unreachable: 0 });
  expect(server.requests).toEqual([{ path: '/story', etag: '"v1"' }]);
});

test('the hours of the looks can be set, and none switches them off', async () => {
  const { desk, clock, story } = await watchedStory({});
  expect(await desk.archive.setPageChecks({ hours: [3, 2, 2] })).toEqual({ hours: [2, 3] });
  expect(await desk.archive.pageChecks()).toEqual({ hours: [2, 3] });
  await desk.archive.setPageChecks({ hours: [] });
  clock.now = publishedAt + 2 * hourMs;
  expect(await desk.stories.checkPages()).toMatchObject({ checked: 1 });
  expect((await story()).nextCheckAt).toBeUndefined();
});

test('a site that does not answer is asked later, and its story is not withdrawn', async () => {
  const { desk, clock, server, story } = await watchedStory({});
  await server.stop();
  clock.now = publishedAt + 2 * hourMs;
  expect(await desk.stories.checkPages()).toMatchObject({ unreachable: 1, withdrawn: 0 });
  expect((await story()).nextCheckAt).toBe(clock.now + hourMs);
});
