/** Feed documents to entries: decode, see what it is, and let the right reader read it. */
import { decode } from './decode.ts';
import { readJsonFeed } from './json-feed.ts';
import { NotAFeed } from './not-a-feed.ts';
import type { FeedContext, ParsedFeed } from './parsed-feed.ts';
import { readPlainFeed } from './plain-feed.ts';
import { readXmlFeed } from './xml.ts';

/**
 * Reads a feed of any format. Rejects with NotAFeed when the document is something else.
 * Takes time in proportion to its input, expands no entities but short flat ones, and fetches nothing.
 */
export async function parseFeed(bytes: Uint8Array, context: FeedContext): Promise<ParsedFeed> {
  const { text } = decode(bytes, context.contentType);
  const start = text.slice(0, 1000).trimStart();
  if (text.trim() === '') throw new NotAFeed('The document is empty.');
  if (start.startsWith('{') || start.startsWith('['))
    return readJsonFeed(text.trim().replace(/^\ufeff/, ''), context.url);
  const document = findFeed(text);
  if (document === undefined) throw new NotAFeed(describe(start));
  return (await readPlainFeed(document, context.url)) ?? readXmlFeed(document, context.url);
}

const rootTag = /^<(?:[\w.-]{1,40}:)?(rss|rdf|feed|channel|entry)(?=[\s>/])/i;
const otherRoot = /^<(html|head|body|opml|urlset|sitemapindex|svg)[\s>]/i;

/** The document from its doctype or root on: what stands before is no part of it. One pass. */
function findFeed(text: string): string | undefined {
  let doctype = -1;
  // The last ends of comments and instructions: an opening behind them is never closed, and not searched for again.
  const lastEnds = { '-->': text.lastIndexOf('-->'), '?>': text.lastIndexOf('?>') };
  const skipPast = (end: '-->' | '?>', from: number): number => (from < lastEnds[end] ? text.indexOf(end, from) : from);
  for (let at = text.indexOf('<'); at >= 0; at = text.indexOf('<', at + 1)) {
    const next = text[at + 1];
    if (next === '!' && text.startsWith('<!--', at)) at = skipPast('-->', at);
    else if (next === '?') at = skipPast('?>', at);
    else if (next === '!' && /^<!DOCTYPE\s/i.test(text.slice(at, at + 10))) doctype = at;
    else {
      const tag = text.slice(at, at + 60);
      if (rootTag.test(tag)) return text.slice(doctype < 0 || isHtmlDoctype(text, doctype) ? at : doctype);
      if (otherRoot.test(tag)) return undefined;
    }
  }
  return undefined;
}

function isHtmlDoctype(text: string, at: number): boolean {
  return /html/i.test(text.slice(at, at + 20));
}

function describe(start: string): string {
  if (/<!doctype html|<html/i.test(start)) return 'This is a web page, not a feed.';
  if (/<opml/i.test(start)) return 'This is an OPML list of feeds, not a feed. Import it instead.';
  if (/<(urlset|sitemapindex)/i.test(start)) return 'This is a sitemap, not a feed.';
  if (start.startsWith('%PDF')) return 'This is a PDF, not a feed.';
  return 'The document is not a feed.';
}
