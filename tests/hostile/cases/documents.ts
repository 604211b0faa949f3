/** Documents that are no feeds, and feeds that point inward or want to run. */
import { feedDocument, type HostileCase } from '../hostile-case.ts';
import { answer } from '../raw-server.ts';

const document = (
  name: string,
  body: HostileCase['play'] | string | Uint8Array,
  state: HostileCase['state'],
  says: RegExp,
  entries?: number,
): HostileCase => ({
  name,
  play: typeof body === 'function' ? body : () => answer('200 OK', [], body),
  state,
  says,
  ...(entries === undefined ? {} : { entries }),
});
const notAFeed = (name: string, body: string | Uint8Array, says: RegExp): HostileCase =>
  document(name, body, 'not-a-feed', says);
const bomb = `<!DOCTYPE rss [<!ENTITY a "lol">${'bcdefghi'.replace(/./g, (name) => `<!ENTITY ${name} "${`&${String.fromCharCode(name.charCodeAt(0) - 1)};`.repeat(10)}">`)}]>`;

export const documentCases: readonly HostileCase[] = [
  notAFeed('white space', ' \n\t ', /empty/),
  notAFeed('a web page', '<!doctype html><html><head><title>News</title></head><body>News</body></html>', /web page/),
  notAFeed('a web page that starts with a comment', '<!-- x --><HTML><BODY>News</BODY></HTML>', /web page/),
  notAFeed('an OPML list', '<opml version="2.0"><body><outline xmlUrl="http://127.0.0.1/"/></body></opml>', /OPML/),
  notAFeed(
    'a sitemap',
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>http://127.0.0.1/</loc></url></urlset>',
    /sitemap/,
  ),
  notAFeed('a PDF', '%PDF-1.4\n1 0 obj', /PDF/),
  notAFeed('a picture', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), /not a feed/),
  notAFeed('an error as JSON', '{"error":{"code":403}}', /JSON/),
  notAFeed('JSON of a million brackets', '['.repeat(300_000), /JSON/),
  notAFeed('a fragment of a web page', '<div>Hello</div><p>News', /web page/),
  notAFeed('the name of a feed in a web page', '<p>Subscribe to <rss> feeds', /web page/),
  notAFeed(
    'an error as XML',
    '<?xml version="1.0"?><Error><Code>AccessDenied</Code></Error>',
    /another kind \(<Error>\)/,
  ),
  notAFeed('a single byte', 'x', /not a feed/),
  notAFeed('zeros', Buffer.alloc(100_000), /not a feed|empty/),
  document('a feed without entries', feedDocument('', 0), 'empty', /holds no entries/, 0),
  document(
    'a feed without dates',
    feedDocument().replace(/<pubDate>.*?<\/pubDate>/g, ''),
    'undated',
    /None of them has a date/,
    2,
  ),
  document(
    'a billion laughs',
    bomb +
      feedDocument(`<item><title>Bomb</title><guid>b</guid><description>&i;</description></item>`).replace(
        /^<\?xml.*?\?>/,
        '',
      ),
    'healthy',
    /^3 entries/,
    3,
  ),
  document(
    'an entity of this machine and its network',
    ({ silent }) =>
      answer(
        '200 OK',
        [],
        `<!DOCTYPE rss [<!ENTITY f SYSTEM "file:///etc/passwd"><!ENTITY % p SYSTEM "${silent}/p.dtd"><!ENTITY n SYSTEM "${silent}/n">%p;]>${feedDocument('<item><title>&f;&n;</title><guid>x</guid></item>').replace(/^<\?xml.*?\?>/, '')}`,
      ),
    'healthy',
    /^3 entries/,
    3,
  ),
  document(
    'a doctype and a style sheet elsewhere',
    ({ silent }) =>
      answer(
        '200 OK',
        [],
        `<?xml-stylesheet type="text/xsl" href="${silent}/x.xsl"?><!DOCTYPE rss SYSTEM "${silent}/x.dtd">${feedDocument().replace(/^<\?xml.*?\?>/, '')}`,
      ),
    'healthy',
    /^2 entries/,
    2,
  ),
  document(
    'entries, pictures and enclosures that point inward',
    ({ silent }) =>
      answer(
        '200 OK',
        [],
        feedDocument(
          `<item><title>In</title><guid>in</guid><link>${silent}/story</link><enclosure url="${silent}/a.mp3" type="audio/mpeg"/><media:thumbnail url="${silent}/t.jpg"/><description>&lt;img src="${silent}/i.png"&gt;&lt;iframe src="${silent}/f"&gt;</description></item><cloud domain="127.0.0.1" port="1" path="/"/><link rel="hub" href="${silent}/hub"/>`,
        ),
      ),
    'healthy',
    /^3 entries/,
    3,
  ),
  document(
    'a hundred thousand nested elements',
    feedDocument(`<item><title>Deep</title><guid>d</guid><description>${'<a>'.repeat(100_000)}</description></item>`),
    'healthy',
    /^3 entries/,
    3,
  ),
  document(
    'twenty thousand attributes',
    feedDocument(`<item ${'a="b" '.repeat(20_000)}><title>Wide</title><guid>w</guid></item>`),
    'healthy',
    /^3 entries/,
    3,
  ),
  document(
    'a connection cut inside an entry, told as whole',
    feedDocument('<item><title>Cut</title><guid>c</guid><description>The').replace('</channel></rss>', ''),
    'healthy',
    /^3 entries/,
    3,
  ),
  document(
    'text before and behind the document',
    `<br />\n<b>Warning</b>: x in y on line 1<br />\n${feedDocument()}\n<script>x</script>`,
    'healthy',
    /^2 entries/,
    2,
  ),
  document(
    'a page of white space before the document',
    `${' \n'.repeat(50_000)}${feedDocument()}`,
    'healthy',
    /^2 entries/,
    2,
  ),
  document(
    'a title of a hundred thousand letters',
    feedDocument(`<item><title>${'x'.repeat(100_000)}</title><guid>t</guid></item>`),
    'healthy',
    /^3 entries/,
    3,
  ),
  document(
    'prototype keys',
    '{"version":"https://jsonfeed.org/version/1.1","title":"T","__proto__":{"x":1},"items":[{"id":"1","title":"x","date_published":"2026-11-24","constructor":{"prototype":{}}}]}',
    'healthy',
    /^1 entry/,
    1,
  ),
  document(
    'a feed served as a picture',
    () => answer('200 OK', ['Content-Type: image/png'], feedDocument()),
    'healthy',
    /^2 entries/,
    2,
  ),
  document(
    'a charset that does not exist',
    () => answer('200 OK', ['Content-Type: text/xml; charset=no-such'], feedDocument()),
    'healthy',
    /^2 entries/,
    2,
  ),
  document('zeros before the document', Buffer.concat([Buffer.alloc(3), Buffer.from(feedDocument())]), 'healthy', /^2/),
  document(
    'an entry that is cut in its title',
    feedDocument('<item><guid>c</guid><title>Half a ti').replace('</channel></rss>', ''),
    'healthy',
    /^2 entries/,
    2,
  ),
  document(
    'JSON that breaks off in its first entry',
    '{"version":"https://jsonfeed.org/version/1.1","title":"T","items":[{"id":"1","title":"Half',
    'empty',
    /holds no entries/,
    0,
  ),
  document('UTF-16 without a mark', Buffer.from(feedDocument(), 'utf16le'), 'healthy', /^2 entries/, 2),
  document('twenty thousand empty entries', feedDocument('<item/>'.repeat(20_000)), 'healthy', /entries/),
];
