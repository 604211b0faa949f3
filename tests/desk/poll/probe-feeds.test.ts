import { expect, onTestFinished, test } from 'vitest';
import { openDesk } from '../../../electron/desk/desk.ts';
import { findFeedLinks } from '../../../electron/desk/feed/discover.ts';
import { loopbackServer } from '../../loopback-server.ts';
import { headline, seedFeed } from '../../seed-page.ts';
import { temporaryFolder } from '../../temporary-folder.ts';

async function deskBefore(pages: Readonly<Record<string, string>>) {
  const server = await loopbackServer((request, response, origin) => {
    const page = pages[request.url ?? ''];
    if (page === undefined) response.writeHead(404).end();
    else response.writeHead(200).end(page === 'feed' ? seedFeed(origin) : page);
  });
  const desk = await openDesk({ folder: temporaryFolder(), allowAddresses: [server.host] });
  onTestFinished(() => desk.close());
  return { desk, origin: server.origin };
}

test('a feed is found by its own address', async () => {
  const { desk, origin } = await deskBefore({ '/feed': 'feed' });
  expect(await desk.feeds.probe({ url: `${origin}/feed` })).toEqual([
    {
      url: `${origin}/feed`,
      title: 'Kuzey Dergisi',
      entries: 1,
      // The text decides, not what the feed says of itself.
      language: 'en',
      newestEntryAt: Date.UTC(2026, 10, 16, 6, 12, 44),
      newestTitle: headline,
      entriesPerDay: 0,
      alreadyAdded: false,
    },
  ]);
});

test('a feed is found by what its page links to, or at a usual address', async () => {
  const linked = await deskBefore({
    '/': '<link rel="alternate" type="application/rss+xml" href="/news">',
    '/news': 'feed',
  });
  expect((await linked.desk.feeds.probe({ url: linked.origin })).map(({ url }) => url)).toEqual([
    `${linked.origin}/news`,
  ]);
  const usual = await deskBefore({ '/': '<p>News</p>', '/rss.xml': 'feed' });
  expect((await usual.desk.feeds.probe({ url: usual.origin })).map(({ url }) => url)).toEqual([
    `${usual.origin}/rss.xml`,
  ]);
});

test('oEmbed and the WordPress interface are not asked, and feeds of comments come last', async () => {
  const html = `<link rel="alternate" type="application/json+oembed" href="/oembed?url=x">
    <link rel="alternate" type="text/xml+oembed" href="/wp-json/oembed/1.0/embed?format=xml">
    <link rel="alternate" type="application/json" href="/wp-json/wp/v2/pages/2">
    <link rel="alternate" type="application/rss+xml" title="Site &raquo; Comments Feed" href="/comments/feed/">
    <link rel="alternate" type="application/rss+xml; charset=UTF-8" title="Site" href="/feed/">`;
  expect(findFeedLinks(html, 'https://example.org/').map(({ url }) => url)).toEqual([
    'https://example.org/feed/',
    'https://example.org/comments/feed/',
  ]);
});

test('feeds are found under `rel="feed"` and `feed:` addresses, too', () => {
  const html = `<link rel="feed" href="/declared"><link rel="feed" type="text/html" href="/page">
    <a href="feed:https://a.example/x">A</a><a href="feed://b.example/y">B</a>`;
  expect(findFeedLinks(html, 'https://example.org/').map(({ url }) => url)).toEqual([
    'https://example.org/declared',
    'https://a.example/x',
    'http://b.example/y',
  ]);
});

test('each address is told before it is asked, and each feed as it is found', async () => {
  const { desk, origin } = await deskBefore({
    '/': '<link rel="alternate" type="application/rss+xml" href="/a"><a href="/rss/b">RSS</a>',
    '/a': 'feed',
    '/rss/b': 'feed',
  });
  const steps: string[] = [];
  for await (const step of await desk.feeds.discover({ url: origin }))
    steps.push(step.kind === 'asking' ? `ask ${new URL(step.url).pathname}` : `found ${step.candidate.title}`);
  expect(steps).toEqual(['ask /', 'ask /a', 'found Kuzey Dergisi', 'ask /rss/b', 'found Kuzey Dergisi']);
});

test('an address without a feed, or that does not answer, is told so', async () => {
  const { desk, origin } = await deskBefore({ '/': '<p>News</p>' });
  await expect(desk.feeds.probe({ url: origin })).rejects.toMatchObject({ code: 'NO_FEED' });
  await expect(desk.feeds.probe({ url: `${origin}/gone` })).rejects.toMatchObject({ code: 'UNREACHABLE' });
  await expect(desk.feeds.probe({ url: 'javascript:alert(1)' })).rejects.toMatchObject({ code: 'INVALID_URL' });
  await expect(desk.feeds.add({ url: 'ftp://example.org/' })).rejects.toMatchObject({ code: 'INVALID_URL' });
});

test('a page that guards its site against programs is told, and no other address of the site is asked', async () => {
  const { desk, origin } = await deskBefore({ '/': '<title>Just a moment...</title>', '/rss.xml': 'feed' });
  await expect(desk.feeds.probe({ url: origin })).rejects.toMatchObject({
    code: 'UNREACHABLE',
    message: 'The server answers with a challenge page for browsers.',
  });
});
