import { describe, expect, test } from 'vitest';
import { NotAFeed } from '../../../electron/desk/feed/not-a-feed.ts';
import { parseFeed } from '../../../electron/desk/feed/parse-feed.ts';
import type { ParsedFeed } from '../../../electron/desk/feed/parsed-feed.ts';
import { readFeed } from '../../../electron/desk/feed/read-feed.ts';
import { unpackBody } from '../../../electron/desk/store/compressed.ts';

const url = 'https://base.example/feeds/all.xml';
const read = (document: string | Uint8Array): Promise<ParsedFeed> =>
  parseFeed(typeof document === 'string' ? new TextEncoder().encode(document) : document, { url });
const rss = (item: string, attributes = 'version="2.0"'): string =>
  `<rss ${attributes}><channel><title>T</title><item><title>One</title>${item}</item></channel></rss>`;
const json = (items: string): string =>
  `{"version":"https://jsonfeed.org/version/1.1","title":"T","authors":[{"name":"Desk"}],"items":${items}}`;
const rdf = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#';

describe('old and rare kinds of feed', () => {
  test.each([
    [
      'RSS 0.90',
      `<rdf:RDF xmlns:rdf="${rdf}" xmlns="http://my.netscape.com/rdf/simple/0.9/"><channel><title>T</title></channel><item><title>One</title><link>http://example.org/1</link></item></rdf:RDF>`,
    ],
    [
      'RSS 0.91 with its doctype',
      `<?xml version="1.0"?><!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://my.netscape.com/publish/formats/rss-0.91.dtd">${rss('<link>http://example.org/1</link>', 'version="0.91"')}`,
    ],
    [
      'RSS 0.92 in capitals',
      '<RSS VERSION="0.92"><CHANNEL><TITLE>T</TITLE><ITEM><TITLE>One</TITLE><LINK>http://example.org/1</LINK></ITEM></CHANNEL></RSS>',
    ],
    ['RSS without a version', rss('<link>http://example.org/1</link>', '')],
    [
      'RSS 1.1',
      `<Channel xmlns="http://purl.org/net/rss1.1#" xmlns:rdf="${rdf}"><title>T</title><items rdf:parseType="Collection"><item rdf:about="http://example.org/1"><title>One</title></item></items></Channel>`,
    ],
    [
      'RSS under a prefix',
      '<r:rss xmlns:r="http://backend.userland.com/rss2"><r:channel><r:title>T</r:title><r:item><r:title>One</r:title><r:link>http://example.org/1</r:link></r:item></r:channel></r:rss>',
    ],
    [
      'CDF',
      '<Channel HREF="http://example.org/" BASE="http://example.org/"><TITLE>T</TITLE><ITEM HREF="1"><TITLE>One</TITLE></ITEM></Channel>',
    ],
    [
      'Atom 0.3',
      '<feed version="0.3" xmlns="http://purl.org/atom/ns#"><title>T</title><entry><title mode="escaped">One</title><link rel="alternate" type="text/html" href="http://example.org/1"/></entry></feed>',
    ],
    [
      'Atom under https',
      '<feed xmlns="https://www.w3.org/2005/Atom/"><title>T</title><entry><title>One</title><link href="http://example.org/1"/></entry></feed>',
    ],
    [
      'Atom without a namespace',
      '<feed><title>T</title><entry><title>One</title><link href="http://example.org/1"/></entry></feed>',
    ],
    ['JSON Feed without a version', '{"title":"T","items":[{"id":"1","title":"One","url":"http://example.org/1"}]}'],
  ])('%s', async (_name, document) => {
    const feed = await read(document);
    expect({ title: feed.title, entries: feed.entries.map(({ title, link }) => [title, link]) }).toEqual({
      title: 'T',
      entries: [['One', 'http://example.org/1']],
    });
    expect(feed.warnings).toEqual([]);
  });
});

describe('elements of an entry', () => {
  const whole =
    'xmlns:d="https://purl.org/dc/elements/1.1/" xmlns:c="http://purl.org/rss/1.0/modules/content" xmlns:media="http://search.yahoo.com/mrss"';
  test.each([
    [
      'Dublin Core by any spelling of its address',
      rss('<d:creator>A</d:creator><d:creator>B</d:creator><d:date>2026-11-24</d:date>', whole),
      { author: 'A, B', publishedAt: Date.UTC(2026, 10, 24) },
    ],
    [
      'content:encoded by any prefix',
      rss('<c:encoded>Whole</c:encoded><description>Short</description>', whole),
      { contentHtml: 'Whole', summaryHtml: 'Short' },
    ],
    ['an RSS author with a mail address', rss('<author>desk@example.org (Ann Bee)</author>'), { author: 'Ann Bee' }],
    [
      'enclosures with abuses',
      rss('<enclosure url="/a.mp3" length="1,234" type=" audio/mpeg "/><enclosure/><enclosure url="javascript:x"/>'),
      { enclosures: [{ url: 'https://base.example/a.mp3', type: 'audio/mpeg', bytes: 1234 }] },
    ],
    [
      'Media RSS groups',
      rss(
        '<media:group><media:content url="https://example.org/v.mp4" fileSize="12"/><media:thumbnail url="https://example.org/t.jpg"/><media:description>Text</media:description></media:group>',
        whole,
      ),
      {
        enclosures: [{ url: 'https://example.org/v.mp4', bytes: 12 }],
        pictures: ['https://example.org/t.jpg'],
        summaryHtml: 'Text',
      },
    ],
    ['a link without its scheme', rss('<link>www.example.org/1</link>'), { link: 'http://www.example.org/1' }],
    [
      'a link with spaces in CDATA',
      rss('<link>\n<![CDATA[ https://example.org/a b?x=1&y=2 ]]>\n</link>'),
      { link: 'https://example.org/a%20b?x=1&y=2' },
    ],
    [
      'a permanent guid as link',
      rss('<guid>https://example.org/1</guid>'),
      { id: 'https://example.org/1', link: 'https://example.org/1' },
    ],
    [
      'categories once each',
      rss('<category>A/B</category><category><![CDATA[C & D]]></category><category/><category>A/B</category>'),
      { categories: ['A/B', 'C & D'] },
    ],
    ['a title in two CDATA layers', rss('').replace('One', '&lt;![CDATA[One &amp; two]]&gt;'), { title: 'One & two' }],
    [
      'markup and direction overrides in a title',
      rss('').replace('One', '<![CDATA[<b>One</b> \u202etwo\u2066]]>'),
      { title: 'One two' },
    ],
    [
      'references to characters that are none',
      rss('').replace('One', 'One&#0;&#xD800;&#146;'),
      { title: 'One\ufffd\ufffd’' },
    ],
    ['NUL bytes', rss('').replace('One', 'O\u0000ne'), { title: 'One' }],
    [
      'inline XHTML in its order',
      '<feed xmlns="http://www.w3.org/2005/Atom" xmlns:h="http://www.w3.org/1999/xhtml"><entry><title>One</title><summary type="xhtml"><h:div>a <h:em>b</h:em> c</h:div></summary></entry></feed>',
      { summaryHtml: 'a <em>b</em> c' },
    ],
  ])('%s', async (_name, document, expected) => {
    expect((await read(document)).entries[0]).toMatchObject(expected);
  });

  test('relative addresses in a text are resolved against its own xml:base', async () => {
    const document =
      '<feed xmlns="http://www.w3.org/2005/Atom" xml:base="http://example.org/a/"><entry xml:base="b/"><title>One</title><link href="1"/><content type="html" xml:base="c/">&lt;a href="x"&gt;more&lt;/a&gt;</content></entry></feed>';
    const [entry] = (await readFeed(new TextEncoder().encode(document), { url })).entries;
    expect(entry?.link).toBe('http://example.org/a/b/1');
    expect(JSON.stringify(unpackBody(entry?.packedBody))).toContain('http://example.org/a/b/c/x');
  });
});

describe('entries that have no end', () => {
  test('hold those behind them', async () => {
    const { entries } = await read(
      '<rss><channel><item><title>One</title><guid>1</guid><item><title>Two</title><item><title>Three</title></channel></rss>',
    );
    expect(entries.map(({ title }) => title)).toEqual(['One', 'Two', 'Three']);
  });

  test.each([
    ['<guid>1</guid><description>Half', 'text'],
    ['<guid>1</guid><description>Whole</description>', 'text'],
    ['<guid>1', 'facts'],
    ['<link>https://example.org/1</link><guid>1', 'facts'],
    ['<description>Whole</description>', 'facts'],
  ])('say where the document broke off: %s', async (inside, cutIn) => {
    const feed = await read(`<rss><channel><item><title>One</title>${inside}`);
    expect([feed.isCut, feed.entries[0]?.cutIn]).toEqual([true, cutIn]);
  });

  test('and are whole where only the document has no end', async () => {
    const feed = await read('<rss><channel><item><title>One</title></item>');
    expect([feed.isCut, feed.entries[0]?.cutIn]).toEqual([true, undefined]);
  });
});

test.each([
  ['<description>A short text</description>', 'A short text'],
  [`<description>${'word '.repeat(100)}</description>`, `${'word '.repeat(19)}word…`],
  [`<description>${'漢字'.repeat(100)}</description>`, `${'漢字'.repeat(50)}…`],
  ['<description>&lt;p>First&lt;p>Second</description>', 'First'],
  ['<link>https://www.example.org/1</link>', 'example.org/1'],
  ['', ''],
])('an entry without a title is listed by its text or address: %s', async (inside, title) => {
  const document = `<rss><channel><item>${inside}</item></channel></rss>`;
  const { entries } = await readFeed(new TextEncoder().encode(document), { url });
  expect(entries[0]?.title).toBe(title);
});

test('what is between the tags of a script or style is no title', async () => {
  const { entries } = await read(
    '<rss><channel><item><title>&lt;style&gt;p{}&lt;/style&gt;One&lt;SCRIPT x="y"&gt;alert(1)&lt;/SCRIPT &gt; &lt;script&gt; two</title></item></channel></rss>',
  );
  expect(entries[0]?.title).toBe('One two');
});

describe('JSON that is nearly well-formed', () => {
  const entry = '{"id":"1","title":"One"}';
  test.each([
    ['a comma too many', json(`[${entry},]`)],
    ['a line break in a string', json(`[${entry.replace('One', 'One\n')}]`)],
    ['something behind the end', `${json(`[${entry}]`)}\n<!-- cached -->`],
    ['no end', json(`[${entry},{"id":"2","title":"Tw`).slice(0, -1)],
  ])('with %s gives its whole entries and a warning', async (_name, document) => {
    const feed = await read(document);
    expect(feed.entries.map(({ id, title, author }) => [id, title, author])).toEqual([['1', 'One', 'Desk']]);
    expect(feed.warnings).toHaveLength(1);
  });

  test('with values of other types is read for what they mean', async () => {
    const odd =
      '[{"id":7,"url":"//example.org/1","title":"a &amp; <b>b</b>","tags":"one, two","author":"Ann","attachments":[{"url":"/a.mp3","size_in_bytes":"12"}]},null,"x"]';
    expect((await read(json(odd))).entries).toEqual([
      {
        id: '7',
        link: 'https://example.org/1',
        title: 'a & b',
        categories: ['one', 'two'],
        author: 'Ann',
        enclosures: [{ url: 'https://base.example/a.mp3', bytes: 12 }],
      },
    ]);
  });

  test.each([['[]'], ['{"a":'.repeat(100_000)], [`${json('').slice(0, -1)}"x"}`], ['{"items":[]}'], ['{'.repeat(10)]])(
    'but no feed is refused: %.40s',
    async (document) => {
      await expect(read(document)).rejects.toThrow(NotAFeed);
    },
  );
});

describe('encodings that say nothing, or something else', () => {
  const document = rss('').replace('One', 'İran, ü, дрон');
  const utf16 = Buffer.from(document, 'utf16le');
  test.each<[string, Uint8Array]>([
    ['UTF-16 LE without a mark', utf16],
    ['UTF-16 LE with a mark', Buffer.concat([Buffer.from([0xff, 0xfe]), utf16])],
    ['UTF-16 BE without a mark', Buffer.from(utf16).swap16()],
    ['UTF-16 BE with a mark', Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from(utf16).swap16()])],
    ['UTF-8 that says UTF-16', Buffer.from(`<?xml version="1.0" encoding="utf-16"?>${document}`)],
    ['UTF-8 with two marks', Buffer.from(`\ufeff\ufeff${document}`)],
  ])('%s', async (_name, bytes) => {
    expect((await read(bytes)).entries[0]?.title).toBe('İran, ü, дрон');
  });

  test('bytes of no encoding cost their characters only, and are told', async () => {
    const [before = '', after = ''] = rss('').split('One');
    const feed = await read(
      Buffer.concat([Buffer.from(`${before}дрон `), Buffer.from([0xff]), Buffer.from(`One${after}`)]),
    );
    expect(feed.entries[0]?.title).toContain('One');
    expect(feed.warnings).toHaveLength(1);
  });
});

describe('documents made to exhaust a reader', () => {
  const document = (item: string): string =>
    `${rss(item).replace('</channel></rss>', '<item><title>Two</title></item></channel></rss>')}`;
  test.each([
    ['a million nested elements', '<a>'.repeat(1_000_000), 1],
    ['a million attributes', `<enclosure ${'a="v" '.repeat(1_000_000)}/>`, 1],
    ['an entry of 50 MB', `<description>${'lorem ipsum '.repeat(4_200_000)}</description>`, 2],
    ['a title of 1 MB', `<title>${'x y '.repeat(250_000)}</title>`, 2],
    ['100,000 categories', '<category>x</category>'.repeat(100_000), 2],
    ['100,000 links', '<link href="javascript:x" rel="alternate"/>'.repeat(100_000), 2],
    ['300,000 opened comments', '<!--'.repeat(300_000), 1],
    ['a million bare ampersands', `<description>${'&'.repeat(1_000_000)}</description>`, 2],
    ['a million unclosed tags in CDATA', `<description><![CDATA[${'<a '.repeat(1_000_000)}]]></description>`, 2],
  ])('%s leave the entries before them, and after where the structure holds', async (_name, inside, entries) => {
    const feed = await readFeed(new TextEncoder().encode(document(inside)), { url });
    expect(feed.entries[0]?.title.startsWith('One')).toBe(true);
    expect(feed.entries.length).toBeGreaterThanOrEqual(entries);
    expect(feed.entries[0]?.title.length).toBeLessThanOrEqual(1001);
  });

  test.each([
    ['a million elements', '<a/>'.repeat(1_000_000)],
    ['a hundred thousand entities of 200 letters each', `<description>${'&a;'.repeat(100_000)}</description>`],
    ['300,000 tags in a text', `<description><![CDATA[${'<p>x'.repeat(300_000)}]]></description>`],
  ])('%s are cut where they would cost too much, and told', async (_name, inside) => {
    const entity = `<!DOCTYPE rss [<!ENTITY a "${'A'.repeat(200)}">]>`;
    const feed = await readFeed(new TextEncoder().encode(`${entity}${document(inside)}`), { url });
    expect(feed.entries[0]?.title).toBe('One');
    expect(JSON.stringify(feed).length).toBeLessThan(3_000_000);
    expect(feed.warnings.length).toBeGreaterThan(0);
  });

  test('a JSON feed of a million empty entries gives the first ones', async () => {
    const feed = await read(json(`[${'{},'.repeat(1_000_000)}{}]`));
    expect(feed.entries).toHaveLength(5000);
    expect(feed.warnings.length).toBeGreaterThan(0);
  });

  test('a thousand doctypes that define entities expand none', async () => {
    const bomb = `<!DOCTYPE rss [<!ENTITY a "${'A'.repeat(100)}"><!ENTITY b "${'&a;'.repeat(50)}">]>`.repeat(1000);
    const feed = await read(`${bomb}${rss(`<description>${'&b;'.repeat(10_000)}</description>`)}`);
    expect(feed.entries[0]?.summaryHtml?.length ?? 0).toBeLessThan(100_000);
  });
});
