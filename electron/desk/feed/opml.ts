/** Lists of feeds as other programs exchange them (opml.org/spec2.opml). */
import { elementsOf } from './elements.ts';
import { scanMarkup } from './markup-scan.ts';
import { NotOpml } from './not-opml.ts';
import { oneLine } from './plain-text.ts';
import { escapeMarkup, readXml, type XmlElement } from './xml-tree.ts';

export interface OutlinedFeed {
  readonly title: string;
  readonly url: string;
  readonly siteUrl?: string;
  /** Nested folders are joined by ` / `. */
  readonly folder?: string;
  readonly language?: string;
}

export interface OpmlList {
  readonly feeds: OutlinedFeed[];
  /** Outlines of feeds that stand in it before. */
  readonly repeated: number;
  readonly failed: { readonly title: string; readonly url: string; readonly reason: string }[];
}

const mostFeeds = 100_000;
const mostFailures = 1000;
const deepestFolder = 64;

/**
 * Reads an OPML document in one pass. A feed that stands in it twice is given once; an outline without a usable
 * address, and what a break in the file may have cost, is told in `failed`. Throws NotOpml with the line where it stops
 * being OPML.
 */
export function readOpml(text: string): OpmlList {
  const rootAt = findRoot(text);
  if (/<!ENTITY/i.test(text.slice(0, rootAt)))
    throw new NotOpml('The file defines entities, which an OPML list has no use for. It was not read.');
  const warnings: string[] = [];
  const root = elementsOf(readXml(text.slice(rootAt), undefined, warnings))[0];
  const body = root && elementsOf(root).find(({ name }) => name === 'body');
  if (body === undefined)
    throw new NotOpml(`The file is OPML from line ${lineOf(text, rootAt)} on, but has no <body> with outlines.`);
  const list = collect(body);
  const { brokenAt } = scanMarkup(text.slice(rootAt));
  if (brokenAt !== undefined)
    warnings.push(`The file is damaged in line ${lineOf(text, rootAt + brokenAt)}; what stands behind may be missing.`);
  return { ...list, failed: [...list.failed, ...warnings.map((reason) => ({ title: '', url: '', reason }))] };
}

/** The place of the `<opml>` that a file starts with, behind its declaration, comments and doctype. */
function findRoot(text: string): number {
  let at = 0;
  for (;;) {
    at += /^[\s\ufeff]*/.exec(text.slice(at, at + 100_000))?.[0].length ?? 0;
    const end = ends.find(([start]) => text.startsWith(start, at))?.[1];
    if (end === undefined) break;
    const close = text.indexOf(end(text, at), at + 2);
    if (close < 0) throw new NotOpml(`What starts in line ${lineOf(text, at)} has no end: the file is not OPML.`);
    at = close + end(text, at).length;
  }
  if (/^<opml[\s>/]/i.test(text.slice(at, at + 6))) return at;
  if (at >= text.length) throw new NotOpml('The file is empty: there is no OPML in it.');
  const start = oneLine(text.slice(at, at + 200)).slice(0, 40);
  throw new NotOpml(`The file is not OPML: in line ${lineOf(text, at)} it has "${start}" where <opml> belongs.`);
}

/** What may stand before the root, and what ends it. */
const ends: readonly (readonly [start: string, end: (text: string, at: number) => string])[] = [
  ['<?', () => '?>'],
  ['<!--', () => '-->'],
  ['<!', (text, at) => (/^<![^>[]{0,500}\[/.test(text.slice(at, at + 600)) ? ']>' : '>')],
];

function lineOf(text: string, at: number): number {
  let line = 1;
  for (let next = text.indexOf('\n'); next >= 0 && next < at; next = text.indexOf('\n', next + 1)) line++;
  return line;
}

function collect(body: XmlElement): OpmlList {
  const byUrl = new Map<string, OutlinedFeed>();
  const failed: OpmlList['failed'] = [];
  let leftOut = 0;
  let repeated = 0;
  const visit = (parent: XmlElement, folders: readonly string[]): void => {
    for (const outline of elementsOf(parent)) {
      const { attributes } = outline;
      // A commented outline is switched off, with all that is in it (OPML 2.0).
      if (outline.name !== 'outline' || attributes.iscomment === 'true') continue;
      const title = oneLine(attributes.title || attributes.text || '').slice(0, 500);
      const address = attributes.xmlurl ?? attributes.url;
      const isFeed = address !== undefined || /^(rss|atom|rdf|feed)$/i.test(attributes.type ?? '');
      const isFolder = !isFeed && title !== '' && folders.length < deepestFolder;
      if (isFeed) {
        const feed = readFeed(address?.trim() ?? '', title, attributes, folders);
        if (typeof feed === 'string') {
          if (failed.length < mostFailures) failed.push({ title, url: address?.slice(0, 500) ?? '', reason: feed });
        } else if (byUrl.has(feed.url)) repeated++;
        else if (byUrl.size >= mostFeeds) leftOut++;
        else byUrl.set(feed.url, feed);
      }
      visit(outline, isFolder ? [...folders, title.slice(0, 100)] : folders);
    }
  };
  visit(body, []);
  if (leftOut > 0) failed.push({ title: '', url: '', reason: `${leftOut} feeds beyond ${mostFeeds} were left out.` });
  return { feeds: [...byUrl.values()], repeated, failed };
}

/** The feed that an outline names, or why it names none. */
function readFeed(
  address: string,
  title: string,
  attributes: XmlElement['attributes'],
  folders: readonly string[],
): OutlinedFeed | string {
  if (address === '') return 'It has no address.';
  if (attributes.xmlurl === undefined && /^(link|include)$/i.test(attributes.type ?? ''))
    return 'It is a link to a page or another list, not a feed.';
  const url = URL.parse(address.replace(/^feed:(\/\/)?(?=https?:)/i, '').replace(/^feed:\/\//i, 'http://'));
  if (url === null || !/^https?:$/.test(url.protocol)) return 'Its address is no web address.';
  const siteUrl = URL.parse(attributes.htmlurl ?? '');
  return {
    title: title || url.host,
    url: url.href,
    ...(siteUrl !== null && /^https?:$/.test(siteUrl.protocol) ? { siteUrl: siteUrl.href } : {}),
    ...(folders.length === 0 ? {} : { folder: folders.join(' / ') }),
    ...(/^[a-z]{2}$/i.test(attributes.language ?? '') ? { language: attributes.language?.toLowerCase() ?? '' } : {}),
  };
}

/** An OPML 2.0 document of the feeds, with their folders as outlines. `readOpml` gives the same feeds back. */
export function writeOpml(feeds: readonly OutlinedFeed[], title: string): string {
  const lines = [...Map.groupBy(feeds, ({ folder = '' }) => folder)].flatMap(([folder, inside]) =>
    writeFolder(folder, inside),
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n<opml version="2.0">\n  <head><title>${escapeMarkup(title)}</title></head>\n  <body>\n${lines.join('\n')}\n  </body>\n</opml>\n`;
}

function writeFolder(folder: string, feeds: readonly OutlinedFeed[]): string[] {
  const names = folder === '' ? [] : folder.split(' / ');
  const indent = '  '.repeat(names.length + 2);
  const open = names.map((name, depth) => `${'  '.repeat(depth + 2)}<outline text="${quoted(name)}">`);
  const close = names.map((_, depth) => `${'  '.repeat(names.length - depth + 1)}</outline>`);
  return [...open, ...feeds.map((feed) => `${indent}${writeFeed(feed)}`), ...close];
}

function writeFeed({ title, url, siteUrl, language }: OutlinedFeed): string {
  const site = siteUrl === undefined ? '' : ` htmlUrl="${quoted(siteUrl)}"`;
  const stated = language === undefined ? '' : ` language="${quoted(language)}"`;
  return `<outline type="rss" text="${quoted(title)}" title="${quoted(title)}" xmlUrl="${quoted(url)}"${site}${stated}/>`;
}

function quoted(text: string): string {
  return escapeMarkup(text)
    .replace(/"/g, '&quot;')
    .replace(/[\n\r\t]/g, ' ');
}
