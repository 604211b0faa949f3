/** The documents that cost a reader of feeds most, each as large as Sitrep takes. */

const mebibyte = 1024 * 1024;
const most = 15.8 * mebibyte;
const date = '<pubDate>Tue, 24 Nov 2026 06:12:00 GMT</pubDate>';
const words = 'The minister of defence said on Tuesday that the frigate would leave the yard in March after trials. ';

const fill = (unit: string, bytes = most): string => unit.repeat(Math.floor(bytes / unit.length));
const times = (count: number, make: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => make(index)).join('');
const item = (index: number, inside = ''): string =>
  `<item><title>Frigate leaves the yard ${index}</title><guid>${index}</guid>${date}${inside}</item>`;
const described = (markup: string): string => item(1, `<description>${markup}</description>`);
const rss = (inside: string): string => `<rss version="2.0"><channel><title>Feed</title>${inside}</channel></rss>`;
const json = (items: string): string =>
  `{"version":"https://jsonfeed.org/version/1.1","title":"Feed","items":[${items}]}`;
const encoded = (declared: string, byte: number): Buffer =>
  Buffer.concat([
    Buffer.from(`<?xml version="1.0" encoding="${declared}"?><rss version="2.0"><channel><item><title>x</title><guid>`),
    Buffer.alloc(most - 1000, byte),
    Buffer.from('</guid></item></channel></rss>'),
  ]);

export const worstDocuments: Readonly<Record<string, () => string | Uint8Array>> = {
  'an ordinary feed': () => rss(times(50, (index) => item(index, `<description>${words.repeat(10)}</description>`))),
  'a web page': () => `<!doctype html><html>${fill(`<p>${words}</p>`)}`,
  'one entry of 16 MiB': () => rss(described(fill(`&lt;p&gt;${words}&lt;/p&gt;`))),
  'the same in CDATA': () => rss(described(`<![CDATA[${fill(`<p>${words}</p>`)}]]>`)),
  '33 entries of half a MiB': () =>
    rss(
      times(33, (index) => item(index, `<description>${fill(`&lt;p&gt;${words}&lt;/p&gt;`, 480_000)}</description>`)),
    ),
  '14,000 entries of a KiB': () =>
    rss(times(14_000, (index) => item(index, `<description>${words.repeat(10)}</description>`))),
  '100,000 entries': () => rss(times(100_000, (index) => item(index))),
  'a million attributes': () => rss(`<item ${times(1_000_000, (index) => `a${index}="b" `)}/>`),
  '13,000 entries of 90 attributes': () =>
    rss(times(13_000, (index) => `<item ${times(90, (name) => `a${name}="${index}" `)}/>`)),
  'elements nested all the way': () => rss(fill('<a>')),
  'elements beside each other': () => rss(described(fill('<b>x</b>'))),
  'escaped elements': () => rss(described(fill('&lt;div&gt;'))),
  'pieces of CDATA': () => rss(described(fill('<![CDATA[x]]>'))),
  enclosures: () => rss(item(1, fill('<enclosure url="https://example.org/a.mp3" length="1"/>'))),
  categories: () => rss(item(1, fill('<category>Defence</category>'))),
  'a title': () => rss(`<item><title>${fill('x')}</title>${date}</item>`),
  'a link': () => rss(item(1, `<link>https://example.org/${fill('y')}</link>`)),
  'short entities': () => `<!DOCTYPE rss [<!ENTITY a "${'x'.repeat(200)}">]>${rss(described(fill('&a;')))}`,
  'letters below': () => rss(described(`<![CDATA[${fill('<')}]]>`)),
  'UTF-16': () => Buffer.from(`\ufeff${rss(described(fill('国防部长星期二说', 7.8 * mebibyte)))}`, 'utf16le'),
  'windows-1251': () => encoded('windows-1251', 0xc0),
  Big5: () => encoded('big5', 0xa4),
  'JSON with deep nesting': () => json(fill('[', 12 * mebibyte)),
  'JSON of numbers': () => json(`{"id":"1","tags":[${fill('1,')}1]}`),
  'JSON of keys': () => json(`{"id":"1",${times(1_000_000, (index) => `"k${index}":${index},`)}"title":"x"}`),
  'JSON of many entries': () => json(`${times(200_000, (index) => `{"id":"${index}","title":"Story"},`)}{}`),
};
