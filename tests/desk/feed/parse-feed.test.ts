import iconv from 'iconv-lite';
import { describe, expect, test } from 'vitest';
import { scanMarkup } from '../../../electron/desk/feed/markup-scan.ts';
import { NotAFeed } from '../../../electron/desk/feed/not-a-feed.ts';
import { parseFeed } from '../../../electron/desk/feed/parse-feed.ts';
import { readPlainFeed } from '../../../electron/desk/feed/plain-feed.ts';
import { readXmlFeed } from '../../../electron/desk/feed/xml.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const rss = (inside: string, head = '<rss version="2.0">'): string =>
  `<?xml version="1.0"?>${head}<channel><title>T</title><link>https://example.org/</link><description>d</description>${inside}</channel></rss>`;
const item = (inside: string): string => `<item><title>One</title><link>https://example.org/1</link>${inside}</item>`;

const wellFormed: Readonly<Record<string, string>> = {
  'RSS 2.0': rss(
    item(
      '<guid isPermaLink="false">a1</guid><pubDate>Mon, 16 Nov 2026 06:12:44 +0300</pubDate><dc:creator>Desk</dc:creator><category>Navy</category><category>Air</category><enclosure url="https://example.org/a.mp3" type="audio/mpeg" length="12"/><description>&lt;p&gt;Hello &amp;amp; more&lt;/p&gt;</description><content:encoded><![CDATA[<p>Whole</p>]]></content:encoded>',
    ),
    '<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/">',
  ),
  Atom: '<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>T</title><id>x</id><link href="https://example.org/"/><entry><title type="html">A &amp;lt;b&amp;gt; c</title><id>e1</id><link rel="alternate" href="/1"/><link rel="enclosure" href="https://example.org/a.mp3" type="audio/mpeg" length="9"/><published>2026-11-16T06:12:44Z</published><updated>2026-11-17T06:12:44Z</updated><author><name>Desk</name></author><category term="navy"/><summary>Short</summary><content type="html">&lt;p&gt;Whole&lt;/p&gt;</content></entry></feed>',
  RDF: '<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="https://example.org/"><title>T</title><link>https://example.org/</link><description>d</description></channel><item rdf:about="https://example.org/1"><title>One</title><link>https://example.org/1</link><description>Short</description><dc:date>2026-11-16T06:12:44Z</dc:date><dc:creator>Desk</dc:creator></item></rdf:RDF>',
};

describe('both readers', () => {
  test.each(Object.entries(wellFormed))('agree on a well-formed %s feed', async (_name, document) => {
    const url = 'https://example.org/feed';
    const markup = scanMarkup(document).plain;
    if (markup === undefined) throw new Error('the document is plain');
    const plain = await readPlainFeed(document, markup, url);
    expect(plain).toEqual(readXmlFeed(document, url));
  });

  test('leave inline XHTML to the one that keeps its order', async () => {
    const document =
      '<feed xmlns="http://www.w3.org/2005/Atom"><title>T</title><entry><title>x</title><id>1</id><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">one <b>two</b> three</div></content></entry></feed>';
    expect(scanMarkup(document).plain).toBeUndefined();
    expect((await parseFeed(bytes(document), {})).entries[0]?.contentHtml).toBe('one <b>two</b> three');
  });
});

describe('what feeds get wrong', () => {
  test.each([
    ['a bare ampersand', item('<description>Ships & boats</description>')],
    ['an HTML entity', item('<description>Ships&nbsp;and boats</description>')],
    ['a control character', item('<description>Ships\u0008</description>')],
    ['an unclosed tag', item('<description>Ships')],
    ['an unknown prefix', item('<x:y>z</x:y>')],
  ])('%s costs no entry', async (_name, inside) => {
    const feed = await parseFeed(bytes(rss(inside)), {});
    expect(feed.entries.map(({ title, link }) => [title, link])).toEqual([['One', 'https://example.org/1']]);
  });

  test('what was repaired is told', async () => {
    expect((await parseFeed(bytes(rss(item('<description>Ships & boats</description>'))), {})).warnings).toHaveLength(
      1,
    );
    expect((await parseFeed(bytes(rss(item(''))), {})).warnings).toEqual([]);
  });

  test('junk before the document is passed over', async () => {
    expect((await parseFeed(bytes(`\n<br />\n${rss(item(''))}`), {})).entries).toHaveLength(1);
  });

  test('titles come as plain text, however often they were escaped', async () => {
    const titles = [
      'A &amp;amp; B',
      '<![CDATA[A &amp; B]]>',
      'A &#38; B',
      '&lt;b&gt;A &amp;amp; B&lt;/b&gt;',
      'A \u202e&amp; B',
    ];
    for (const title of titles)
      expect((await parseFeed(bytes(rss(`<item><title>${title}</title></item>`)), {})).entries[0]?.title).toBe('A & B');
  });

  test('links that are no web addresses are left out', async () => {
    const feed = await parseFeed(
      bytes(rss('<item><title>x</title><link>javascript:alert(1)</link><guid isPermaLink="false">g</guid></item>')),
      {},
    );
    expect(feed.entries[0]?.link).toBeUndefined();
  });
});

describe('encodings', () => {
  const text = {
    'windows-1254': 'Türkiye’nin İHA’ları',
    'windows-1251': 'Беспилотники России',
    'windows-1256': 'إيران وروسيا',
    gb18030: '伊朗无人机',
    'utf-16le': 'Drohnen für Kiew',
  };
  test.each(Object.entries(text))('%s by its declaration', async (encoding, title) => {
    const document = `<?xml version="1.0" encoding="${encoding}"?><rss version="2.0"><channel><title>T</title><item><title>${title}</title></item></channel></rss>`;
    expect((await parseFeed(iconv.encode(document, encoding), {})).entries[0]?.title).toBe(title);
  });

  test('valid UTF-8 wins over a false label', async () => {
    const document =
      '<?xml version="1.0" encoding="windows-1254"?><rss version="2.0"><channel><title>T</title><item><title>İran’ın İHA’ları</title></item></channel></rss>';
    const feed = await parseFeed(bytes(document), { contentType: 'text/xml; charset=iso-8859-9' });
    expect(feed.entries[0]?.title).toBe('İran’ın İHA’ları');
  });
});

describe('JSON Feed', () => {
  test('is read', async () => {
    const feed = {
      version: 'https://jsonfeed.org/version/1.1',
      title: 'T',
      items: [
        {
          id: 1,
          url: 'https://example.org/1',
          title: 'One',
          content_text: 'a < b',
          date_published: '2026-11-16T06:12:44Z',
          authors: [{ name: 'Desk' }],
          tags: ['navy'],
        },
      ],
    };
    expect((await parseFeed(bytes(JSON.stringify(feed)), {})).entries).toEqual([
      {
        id: '1',
        title: 'One',
        link: 'https://example.org/1',
        author: 'Desk',
        publishedAt: Date.UTC(2026, 10, 16, 6, 12, 44),
        contentHtml: 'a &lt; b',
        categories: ['navy'],
        enclosures: [],
      },
    ]);
  });

  test('keys of the prototype pollute nothing', async () => {
    const text =
      '{"version":"https://jsonfeed.org/version/1.1","title":"T","__proto__":{"polluted":1},"items":[{"id":"1","title":"x","__proto__":{"polluted":1}}]}';
    await parseFeed(bytes(text), {});
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
  });
});

describe('what is no feed', () => {
  test.each([
    ['a web page', '<!doctype html><html><body>News</body></html>', 'web page'],
    ['OPML', '<opml version="2.0"><body/></opml>', 'OPML'],
    ['nothing', '', 'empty'],
    ['other JSON', '{"error":403}', 'JSON'],
  ])('%s is refused with what it is', async (_name, document, words) => {
    await expect(parseFeed(bytes(document), {})).rejects.toThrow(NotAFeed);
    await expect(parseFeed(bytes(document), {})).rejects.toThrow(words);
  });

  test('entities do not grow, and none is fetched', async () => {
    const bomb = `<!DOCTYPE rss [<!ENTITY a "${'A'.repeat(190)}"><!ENTITY b "&a;&a;"><!ENTITY x SYSTEM "file:///etc/passwd">]>`;
    const feed = await parseFeed(
      bytes(`${bomb}${rss(item('<description>&b;&x;</description>')).replace('<?xml version="1.0"?>', '')}`),
      {},
    );
    expect(feed.entries[0]?.summaryHtml).toBe('&b;&x;');
  });
});
