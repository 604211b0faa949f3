/** Feed documents to entries: decode, see what it is, and let the right reader read it. */
import { decode } from './decode.ts';
import { readJsonFeed } from './json-feed.ts';
import { scanMarkup } from './markup-scan.ts';
import { NotAFeed } from './not-a-feed.ts';
import type { FeedContext, ParsedFeed } from './parsed-feed.ts';
import type { readPlainFeed } from './plain-feed.ts';
import { readXmlFeed } from './xml.ts';

/**
 * Reads a feed of any format. Rejects with NotAFeed when the document is something else.
 * Takes time in proportion to its input, expands no entities but short flat ones, and fetches nothing.
 */
export async function parseFeed(bytes: Uint8Array, context: FeedContext): Promise<ParsedFeed> {
  const { text, warnings } = decodeFeed(bytes, context.contentType);
  const document = text.trim();
  if (document === '') throw new NotAFeed('The document is empty.');
  if (document.startsWith('{') || document.startsWith('['))
    return withWarnings(readJsonFeed(document, context.url), warnings);
  const found = findFeed(document);
  if (found === undefined) throw new NotAFeed(describe(document.slice(0, 1000)));
  const { flaws, plain, hasControls } = scanMarkup(found.document);
  const feed =
    (plain && (await readPlain(found.document, plain, context.url))) ??
    readXmlFeed(found.document, context.url, hasControls);
  const holdsNothing = feed.entries.length === 0 && feed.title === '';
  if (found.hasJunk && holdsNothing) throw new NotAFeed(describe(document.slice(0, 1000)));
  const skipped = found.hasJunk ? ['Text before the document was skipped.'] : [];
  return withWarnings(feed, [...warnings, ...skipped, ...flaws]);
}

/** rss-parser brings its own client for the web: it is loaded when a document is for it. */
async function readPlain(...args: Parameters<typeof readPlainFeed>): Promise<ParsedFeed | undefined> {
  const { readPlainFeed } = await import('./plain-feed.ts');
  return readPlainFeed(...args);
}

function decodeFeed(bytes: Uint8Array, contentType: string | undefined): ReturnType<typeof decode> {
  try {
    return decode(bytes, contentType);
  } catch (error) {
    if (error instanceof RangeError) throw new NotAFeed('The document is compressed and too large to unpack.');
    throw new NotAFeed('The document is compressed, but damaged.');
  }
}

function withWarnings(feed: ParsedFeed, warnings: readonly string[]): ParsedFeed {
  return { ...feed, warnings: [...warnings, ...feed.warnings] };
}

const rootTag = /^<(?:[\w.-]{1,40}:)?(rss|rdf|feed|channel|entry)(?=[\s>/])/i;
const otherRoot = /^<(html|head|body|opml|urlset|sitemapindex|svg)[\s>]/i;

interface FoundFeed {
  /** From the doctype or root on. */
  readonly document: string;
  /** Whether something stood before it that is no part of a document. */
  readonly hasJunk: boolean;
}

/** The document from its doctype or root on; undefined when there is no root of a feed. One pass. */
function findFeed(text: string): FoundFeed | undefined {
  let doctype = -1;
  let hasJunk = false;
  let known = 0;
  // Ends of which there are no more: what opens behind the last of them is never closed, and not searched for again.
  const missing = new Set<string>();
  const skipPast = (end: string, from: number): number => {
    const at = missing.has(end) ? -1 : text.indexOf(end, from);
    if (at < 0) missing.add(end);
    return at < 0 ? from : at + end.length;
  };
  for (let at = text.indexOf('<'); at >= 0; at = text.indexOf('<', Math.max(known, at + 1))) {
    // What a doctype defines inside ends in a bracket of its own.
    hasJunk ||= at > known && (doctype < 0 ? /\S/ : /[^\s\]>]/).test(text.slice(known, at));
    const next = text[at + 1];
    if (next === '!' && text.startsWith('<!--', at)) known = skipPast('-->', at);
    else if (next === '?') known = skipPast('?>', at);
    else if (next === '!' && /^<!DOCTYPE\s/i.test(text.slice(at, at + 10))) {
      doctype = at;
      known = skipPast('>', at);
    } else if (next === '!' && /^<!(?:ENTITY|ELEMENT|ATTLIST|NOTATION)\s/.test(text.slice(at, at + 12))) {
      known = skipPast('>', at);
    } else {
      const tag = text.slice(at, at + 60);
      if (rootTag.test(tag))
        return { document: text.slice(doctype < 0 || isHtmlDoctype(text, doctype) ? at : doctype), hasJunk };
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
  if (/^\x89PNG|^GIF8|^\ufffd*JFIF|^RIFF.{4}WEBP|^<svg/s.test(start)) return 'This is a picture, not a feed.';
  if (/^(?:<!--.{0,500}?-->\s*)?<(?:head|body|div|p|title|meta|script|center|table|h\d)[\s>]/is.test(start))
    return 'This is a web page, not a feed.';
  const root = /^(?:<\?.{0,500}?\?>\s*)?<([a-z][\w:.-]{0,40})[\s/>]/is.exec(start)?.[1];
  if (root !== undefined) return `This is XML of another kind (<${root}>), not a feed.`;
  return 'The document is not a feed.';
}
