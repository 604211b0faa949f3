/** Feeds that a web page points to. Pure: the caller asks the addresses. */
import { Parser } from 'htmlparser2';
import { collapse } from './plain-text.ts';

export interface FeedLink {
  readonly url: string;
  readonly title?: string;
}

const mostLinks = 40;
/** htmlparser2 costs the square of the depth: what stands deeper is not looked at. */
const deepest = 2000;
class TooDeep extends Error {}
const feedTypes: ReadonlySet<string> = new Set([
  ...['application/rss+xml', 'application/atom+xml', 'application/rdf+xml', 'application/feed+json'],
  ...['application/xml', 'text/xml', 'application/json'],
]);
/** Documents about the page that share the types of feeds: oEmbed (oembed.com) and WordPress's REST interface. */
const notFeeds = /\boembed\b|\/wp-json\/|[?&]rest_route=/i;
/** Feeds of comments come last: hardly anybody means them. */
const comments = /\/comments?\/|[?&]feed=comments|\bcomments?\b/i;
const feedLike = /(\/|\b)(feeds?|rss|atom|rdf)(\/|\.xml|\.rss|\.json|$|\?)|\.(rss|atom|rdf)$|feed=(rss|atom)/i;

/** What the page declares as its feeds (RSS autodiscovery), then anchors that look like feeds. Absolute, no duplicates. */
export function findFeedLinks(html: string, pageUrl: string): FeedLink[] {
  const declared: FeedLink[] = [];
  const anchors: FeedLink[] = [];
  let base = pageUrl;
  const add = (list: FeedLink[], href: string | undefined, title: string | undefined): void => {
    const url = href === undefined ? null : URL.parse(webForm(href.trim()), base);
    if (url === null || !/^https?:$/.test(url.protocol) || list.length >= mostLinks || notFeeds.test(url.href)) return;
    const name = collapse(title ?? '');
    list.push({ url: url.href, ...(name === '' ? {} : { title: name }) });
  };
  let depth = 0;
  const parser = new Parser({
    onclosetag() {
      depth--;
    },
    onopentag(tag, { href, rel, type, title }) {
      if (++depth > deepest) throw new TooDeep();
      if (tag === 'base' && href !== undefined) base = URL.parse(href, pageUrl)?.href ?? base;
      if (tag === 'link' && declaresFeed(rel ?? '', type)) add(declared, href, title);
      if (tag === 'a' && href !== undefined && (feedLike.test(href) || /^feed:/i.test(href))) add(anchors, href, title);
    },
  });
  try {
    parser.write(html.slice(0, 3_000_000));
    parser.end();
  } catch (error) {
    if (!(error instanceof TooDeep)) throw error;
  }
  const seen = new Set<string>();
  const all = [...declared, ...anchors].filter(({ url }) => !seen.has(url) && seen.add(url));
  const ofComments = ({ url, title = '' }: FeedLink): boolean => comments.test(url) || comments.test(title);
  return [...all.filter((link) => !ofComments(link)), ...all.filter(ofComments)];
}

/** `feed://a.example/x` and `feed:https://a.example/x` as what they stand for. */
function webForm(href: string): string {
  return href.replace(/^feed:(\/\/)?(?=https?:)/i, '').replace(/^feed:(?=\/\/)/i, 'http:');
}

/** Some say `rel="feed"`, which an early HTML 5 had, and give no type. */
function declaresFeed(rel: string, type: string | undefined): boolean {
  return (/\balternate\b/i.test(rel) && isFeedType(type)) || (/\bfeed\b/i.test(rel) && (!type || isFeedType(type)));
}

function isFeedType(type: string | undefined): boolean {
  return feedTypes.has((type ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '');
}

/** Where sites keep their feed without saying so, most usual first. */
export function usualFeedPaths(pageUrl: string): string[] {
  const here = pageUrl.replace(/[?#].*$/, '').replace(/\/?$/, '/');
  const paths = ['feed', 'feed/', 'rss', 'rss.xml', 'atom.xml', 'feed.xml', 'index.xml', 'feed.json'];
  const candidates = [`${here}feed/`, ...paths.map((path) => `/${path}`)].flatMap(
    (path) => URL.parse(path, pageUrl)?.href ?? [],
  );
  return [...new Set(candidates)];
}
