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
    repeated: 1,
    failed: [{ title: 'Bad', url: 'ftp://x', reason: 'Its address is no web address.' }],
  });
});

test('50,000 feeds in one folder are written and read back', () => {
  const feeds = Array.from({ length: 50_000 }, (_, index) => ({
    title: `Feed ${index}`,
    url: `https://example.org/${index}`,
    folder: 'All',
  }));
  expect(readOpml(writeOpml(feeds, 'List')).feeds).toEqual(feeds);
});

test.each([
  ['nothing', '', /empty/],
  ['white space', ' \n ', /empty/],
  ['words', '\n\nhello there', /line 3 it has "hello there"/],
  ['a web page behind a comment', '<?xml version="1.0"?>\n<!-- list -->\n<html></html>', /line 3 it has "<html>/],
  ['a feed', '<rss version="2.0"><channel/></rss>', /line 1 it has "<rss/],
  ['entities', '<!DOCTYPE opml [<!ENTITY a "b">]>\n<opml version="2.0"><body/></opml>', /defines entities/],
  [
    'entities far down',
    `<!--${' '.repeat(200_000)}--><!DOCTYPE opml [<!ENTITY a "b">]><opml><body/></opml>`,
    /defines entities/,
  ],
  ['no body', '<?xml version="1.0"?>\n<opml version="2.0"></opml>', /line 2 on, but has no <body>/],
  ['an opened comment', '\n<!-- <opml version="2.0"><body/></opml>', /starts in line 2 has no end/],
  ['JSON', '{"feeds":[]}', /line 1 it has "{/],
])('a file with %s is refused with its place', (_name, text, says) => {
  expect(() => readOpml(text)).toThrow(NotOpml);
  expect(() => readOpml(text)).toThrow(says);
});

test('a damaged file gives what stands before the damage, and names its line', () => {
  const outline = (name: string): string => `<outline text="${name}" xmlUrl="https://example.org/${name}"/>`;
  const text = `<opml version="2.0"><body>\n${outline('a')}\n${outline('b')}\n<outline text="Cut" xmlU`;
  const list = readOpml(text);
  expect(list.feeds.map(({ title }) => title)).toEqual(['a', 'b']);
  expect(list.failed).toEqual([{ title: '', url: '', reason: expect.stringContaining('line 4') }]);
});

test('hostile outlines cost nothing and are told', () => {
  const feed = '<outline text="Good" xmlUrl="https://example.org/good"/>';
  const list = (inside: string) => readOpml(`<opml version="2.0"><body>${feed}${inside}</body></opml>`);
  expect(list('<outline text="Run" xmlUrl="javascript:alert(1)"/>').failed).toHaveLength(1);
  expect(list('<outline text="File" xmlUrl="file:///etc/passwd"/>').failed).toHaveLength(1);
  expect(list('<outline text="x" type="script" command="rm" xmlUrl="| rm -rf /"/>').failed).toHaveLength(1);
  expect(list(`<outline text="Deep">${'<outline text="d">'.repeat(100_000)}`).feeds.map(({ title }) => title)).toEqual([
    'Good',
  ]);
  expect(list(`<outline ${'a="b" '.repeat(300_000)}/>`).feeds).toHaveLength(1);
  expect(
    list(`<outline text="${'x'.repeat(1_000_000)}" xmlUrl="https://example.org/long"/>`).feeds[1]?.title,
  ).toHaveLength(500);
  expect(list('<outline text="A \u202eB\u0007" xmlUrl="https://example.org/b"/>').feeds[1]?.title).toBe('A B');
  expect(list('<outline text="x" xmlUrl="ftp://example.org/"/>'.repeat(5000)).failed.length).toBeLessThanOrEqual(1000);
});

test('outlines that name no feed are told, and those that are commented out are left out', () => {
  const text =
    '<opml version="2.0"><body><outline type="rss" text="Lost"/><outline type="include" text="List" url="https://example.org/list.opml"/><outline text="Off" isComment="true"><outline text="x" xmlUrl="https://example.org/x"/></outline></body></opml>';
  const { feeds, failed } = readOpml(text);
  expect(feeds).toEqual([]);
  expect(failed).toEqual([
    { title: 'Lost', url: '', reason: 'It has no address.' },
    { title: 'List', url: 'https://example.org/list.opml', reason: expect.stringContaining('not a feed') },
  ]);
});

test('folders are kept as they nest, in capitals or with feeds in feeds', () => {
  const text =
    '<OPML VERSION="1.1"><HEAD/><BODY><OUTLINE TEXT="A"><OUTLINE TITLE="B"><OUTLINE TEXT="x" XMLURL="feed://example.org/x"/></OUTLINE></OUTLINE></BODY></OPML>';
  expect(readOpml(text).feeds).toEqual([{ title: 'x', url: 'http://example.org/x', folder: 'A / B' }]);
});

test('a page names its feeds, relative to its base', () => {
  const html =
    '<base href="/site/"><link rel="alternate" type="application/rss+xml" title="News" href="feed.xml"><a href="/rss">RSS</a><a href="/about">About</a>';
  expect(findFeedLinks(html, 'https://example.org/x')).toEqual([
    { url: 'https://example.org/site/feed.xml', title: 'News' },
    { url: 'https://example.org/rss' },
  ]);
});

test('a page of 300,000 elements inside each other names the feeds before them', () => {
  const html = `<link rel="alternate" type="application/rss+xml" href="/feed">${'<div>'.repeat(300_000)}`;
  expect(findFeedLinks(html, 'https://example.org/')).toEqual([{ url: 'https://example.org/feed' }]);
});
