import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findFeedLinks } from '../../../electron/desk/feed/discover.ts';
import { NotOpml } from '../../../electron/desk/feed/not-opml.ts';
import { readOpml, writeOpml } from '../../../electron/desk/feed/opml.ts';

const words = fc
  .stringMatching(/^[\p{L}\p{N}&<>"'][\p{L}\p{N}&<>"' ]{0,20}[\p{L}\p{N}]$/u)
  .map((text) => text.replace(/\s+/g, ' '));
const feed = fc.record({ title: words, url: fc.nat(1e6).map((n) => `https://example.org/${n}`), folder: words });

test('what is written reads back the same', () => {
  fc.assert(
    fc.property(fc.uniqueArray(feed, { selector: ({ url }) => url, maxLength: 20 }), (feeds) => {
      const read = readOpml(writeOpml(feeds, 'List')).feeds;
      expect(new Set(read.map((one) => JSON.stringify(one)))).toEqual(
        new Set(feeds.map(({ title, url, folder }) => JSON.stringify({ title, url, folder }))),
      );
    }),
  );
});

test('folders nest, duplicates merge, failures are told', () => {
  const text = `<opml version="1.0"><body><outline text="World"><outline text="Navies"><outline text="A" xmlUrl="https://a.example/feed"/></outline></outline><outline text="A again" xmlUrl="https://a.example/feed"/><outline text="Bad" xmlUrl="ftp://x"/></body></opml>`;
  expect(readOpml(text)).toEqual({
    feeds: [{ title: 'A', url: 'https://a.example/feed', folder: 'World / Navies' }],
    failed: [{ title: 'Bad', url: 'ftp://x', reason: 'Its address is no web address.' }],
  });
});

test('50,000 outlines are read', () => {
  const outlines = Array.from(
    { length: 50_000 },
    (_, index) => `<outline text="f${index}" xmlUrl="https://example.org/${index}"/>`,
  );
  expect(readOpml(`<opml version="2.0"><body>${outlines.join('')}</body></opml>`).feeds).toHaveLength(50_000);
});

test.each([
  '',
  'hello',
  '<html></html>',
  '<!DOCTYPE opml [<!ENTITY a "b">]><opml version="2.0"><body/></opml>',
  '<opml version="2.0"></opml>',
])('refuses %s', (text) => {
  expect(() => readOpml(text)).toThrow(NotOpml);
});

test('a page names its feeds, relative to its base', () => {
  const html =
    '<base href="/site/"><link rel="alternate" type="application/rss+xml" title="News" href="feed.xml"><a href="/rss">RSS</a><a href="/about">About</a>';
  expect(findFeedLinks(html, 'https://example.org/x')).toEqual([
    { url: 'https://example.org/site/feed.xml', title: 'News' },
    { url: 'https://example.org/rss' },
  ]);
});
