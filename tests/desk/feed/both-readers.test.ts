import fc from 'fast-check';
import { expect, test } from 'vitest';
import { scanMarkup } from '../../../electron/desk/feed/markup-scan.ts';
import { readPlainFeed } from '../../../electron/desk/feed/plain-feed.ts';
import { readXmlFeed } from '../../../electron/desk/feed/xml.ts';

/** Well-formed feeds of every kind, with elements in any order, repeated and missing, under any prefix. */
const word = fc.constantFrom(
  'navy',
  'Şahin',
  'дрон',
  'طائرة',
  '无人机',
  'a &amp; b',
  '&lt;b&gt;x&lt;/b&gt;',
  '&#8217;',
  '  ',
);
const words = fc.array(word, { maxLength: 4 }).map((list) => list.join(' '));
const text = fc.oneof(
  words,
  words.map((inside) => `<![CDATA[${inside} <p>one</p> &amp;]]>`),
);
const address = fc.constantFrom(
  'https://example.org/1',
  '/2',
  '3?a=1&amp;b=2',
  '//example.net/4',
  'javascript:x',
  '',
  '#5',
);
const date = fc.constantFrom(
  'Tue, 24 Nov 2026 06:12:44 GMT',
  '2026-11-24T06:12:44+03:00',
  '24 Kasım 2026 09:12 TSİ',
  'soon',
  '',
);
const element = (name: string, inside: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  inside.map((value) => `<${name}>${value}</${name}>`);
const prefix = fc.constantFrom('dc', 'd', 'x');

const rssItem = (dc: string): fc.Arbitrary<string> =>
  parts(
    ...['title', 'description', 'category', 'author', 'content:encoded', `${dc}:creator`, `${dc}:subject`].map((name) =>
      element(name, text),
    ),
    ...['link', 'guid', 'comments'].map((name) => element(name, address)),
    ...['pubDate', `${dc}:date`].map((name) => element(name, date)),
    address.map((url) => `<guid isPermaLink="false">${url}</guid>`),
    address.map((url) => `<enclosure url="${url}" type="audio/mpeg" length="12"/>`),
    address.map(
      (url) => `<media:group><media:content url="${url}" medium="image"/><media:thumbnail url="${url}"/></media:group>`,
    ),
    address.map((url) => `<atom:link rel="alternate" href="${url}"/>`),
  );
const person = text.map((name) => `<author><name>${name}</name><email>desk@example.org</email></author>`);
const atomEntry = parts(
  ...['title', 'id', 'summary', 'content'].map((name) => element(name, text)),
  text.map((inside) => `<title type="html">${inside}</title>`),
  text.map((inside) => `<summary type="text">${inside}</summary>`),
  ...['published', 'updated'].map((name) => element(name, date)),
  fc
    .tuple(fc.constantFrom('alternate', 'enclosure', 'self', 'related'), address)
    .map(([rel, href]) => `<link rel="${rel}" href="${href}"/>`),
  words.map((term) => `<category term="${term}" label="Label"/>`),
  person,
  person.map((author) => `<source><title>S</title>${author}</source>`),
);

function parts(...elements: readonly fc.Arbitrary<string>[]): fc.Arbitrary<string> {
  return fc.array(fc.oneof(...elements), { maxLength: 9 }).map((found) => found.join('\n  '));
}

const namespaces = (dc: string): string =>
  `xmlns:${dc}="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:media="http://search.yahoo.com/mrss/" xmlns:atom="http://www.w3.org/2005/Atom"`;
const rss = prefix.chain((dc) =>
  fc
    .tuple(text, fc.array(rssItem(dc), { minLength: 1, maxLength: 4 }))
    .map(
      ([title, items]) =>
        `<rss version="2.0" ${namespaces(dc)}><channel><title>${title}</title><ttl>60</ttl>${items.map((item) => `<item>${item}</item>`).join('')}</channel></rss>`,
    ),
);
const rdf = prefix.chain((dc) =>
  fc
    .tuple(text, fc.array(rssItem(dc), { minLength: 1, maxLength: 4 }))
    .map(
      ([title, items]) =>
        `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" ${namespaces(dc)}><channel rdf:about="https://example.org/"><title>${title}</title></channel>${items.map((item, index) => `<item rdf:about="https://example.org/${index}">${item}</item>`).join('')}</rdf:RDF>`,
    ),
);
const atom = fc
  .tuple(text, fc.option(person, { nil: '' }), fc.array(atomEntry, { minLength: 1, maxLength: 4 }))
  .map(
    ([title, author, entries]) =>
      `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="tr"><title>${title}</title>${author}${entries.map((entry) => `<entry>${entry}</entry>`).join('')}</feed>`,
  );

test.each([
  ['RSS', rss],
  ['RDF', rdf],
  ['Atom', atom],
])('rss-parser and the forgiving reader agree on any well-formed %s feed', async (_name, documents) => {
  let compared = 0;
  await fc.assert(
    fc.asyncProperty(documents, async (document) => {
      const url = 'https://example.org/feeds/all.xml';
      const markup = scanMarkup(document).plain;
      const plain = markup === undefined ? undefined : await readPlainFeed(document, markup, url);
      if (plain === undefined) return;
      compared++;
      expect(plain).toEqual(readXmlFeed(document, url));
    }),
    { numRuns: 300 },
  );
  expect(compared).toBeGreaterThan(100);
});
