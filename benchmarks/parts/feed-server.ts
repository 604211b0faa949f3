/**
 * Feeds on loopback for the feeds benchmark, in a process of their own: `feed-server.ts COUNT LATENCY_MS` prints its
 * port. Each feed has 50 entries of about 2 kB of HTML, four in five are RSS and the rest Atom, all with ETag and
 * Last-Modified. Feed n is at http://127.0.x.y:PORT/n, a host of its own.
 */
import http from 'node:http';
import { createNewsText } from './news-text.ts';

const entriesPerFeed = 50;
const count = Number(process.argv[2] ?? 500);
const latencyMs = Number(process.argv[3] ?? 0);
const changedAt = new Date(Date.UTC(2026, 10, 20));

function paragraphs(news: ReturnType<typeof createNewsText>): string {
  return Array.from(
    { length: 5 },
    (_, index) =>
      `<p>${news.text(330)}<a href="/more/${index}">${news.word()}</a> <em>${news.word()}</em> drone ${news.word()}</p>`,
  ).join('\n');
}

function makeFeed(number: number): Buffer {
  const news = createNewsText(1000 + number);
  const entries = Array.from({ length: entriesPerFeed }, (_, index) => {
    const at = new Date(changedAt.getTime() - Math.round((index + news.random()) * 3_600) * 1000);
    const link = `http://news.example/${number}/${index}`;
    const title = news.text(60).trim();
    const html = `<![CDATA[${paragraphs(news)}]]>`;
    return number % 5 === 4
      ? `<entry><id>${link}</id><title>${title}</title><link href="${link}"/><published>${at.toISOString()}</published><updated>${at.toISOString()}</updated><author><name>Staff</name></author><content type="html">${html}</content></entry>`
      : `<item><guid>${link}</guid><title>${title}</title><link>${link}</link><pubDate>${at.toUTCString()}</pubDate><dc:creator>Staff</dc:creator><category>${news.word()}</category><description>${html}</description></item>`;
  }).join('\n');
  return Buffer.from(
    number % 5 === 4
      ? `<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><id>urn:feed:${number}</id><title>Feed ${number}</title><link href="http://news.example/${number}"/><updated>${changedAt.toISOString()}</updated>\n${entries}\n</feed>`
      : `<?xml version="1.0" encoding="utf-8"?>\n<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Feed ${number}</title><link>http://news.example/${number}</link><description>Wire</description><language>en</language>\n${entries}\n</channel></rss>`,
  );
}

const feeds = Array.from({ length: count }, (_, number) => makeFeed(number));

const server = http.createServer((request, response) => {
  const answer = (): void => {
    const number = Number(request.url?.slice(1));
    const bytes = feeds[number];
    if (bytes === undefined) return void response.writeHead(404).end();
    const etag = `"${number}-1"`;
    const headers = { etag, 'last-modified': changedAt.toUTCString(), 'content-type': 'application/xml' };
    if (request.headers['if-none-match'] === etag) return void response.writeHead(304, headers).end();
    response.writeHead(200, { ...headers, 'content-length': bytes.length }).end(bytes);
  };
  if (latencyMs > 0) setTimeout(answer, latencyMs);
  else answer();
});
server.keepAliveTimeout = 60_000;
server.listen(0, '0.0.0.0', () => {
  const address = server.address();
  console.log(typeof address === 'object' ? address?.port : '');
});
