/** Lists of feeds as other programs exchange them (opml.org/spec2.opml). */
import { NotOpml } from './not-opml.ts';
import { collapse } from './plain-text.ts';
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
  readonly failed: { readonly title: string; readonly url: string; readonly reason: string }[];
}

const mostFeeds = 100_000;
const deepestFolder = 64;

/**
 * Reads an OPML document in one pass. A feed that stands in it twice is given once; an outline without a usable
 * address is told in `failed`. Throws NotOpml with the place where it stops being OPML.
 */
export function readOpml(text: string): OpmlList {
  const start = text.slice(0, 2000).trimStart();
  if (/<!ENTITY/i.test(text.slice(0, 50_000)))
    throw new NotOpml('The file defines entities, which an OPML list has no use for. It was not read.');
  const root = readXml(text, undefined, []).children.find((node) => typeof node !== 'string' && node.name === 'opml');
  if (root === undefined || typeof root === 'string')
    throw new NotOpml(`The file is not OPML: it starts with "${collapse(start).slice(0, 40)}" in line 1.`);
  const body = elementsOf(root).find(({ name }) => name === 'body');
  if (body === undefined) throw new NotOpml('The file is OPML, but has no <body> with outlines.');
  return collect(body);
}

function collect(body: XmlElement): OpmlList {
  const byUrl = new Map<string, OutlinedFeed>();
  const failed: OpmlList['failed'] = [];
  const visit = (parent: XmlElement, folders: readonly string[]): void => {
    for (const outline of elementsOf(parent)) {
      if (outline.name !== 'outline' || byUrl.size >= mostFeeds) continue;
      const { attributes } = outline;
      const title = collapse(attributes.title || attributes.text || '').slice(0, 500);
      const address = attributes.xmlurl ?? attributes.url;
      if (address === undefined) {
        if (folders.length < deepestFolder) visit(outline, title === '' ? folders : [...folders, title.slice(0, 100)]);
        continue;
      }
      addFeed(byUrl, failed, address.trim(), title, attributes, folders);
      visit(outline, folders);
    }
  };
  visit(body, []);
  return { feeds: [...byUrl.values()], failed };
}

function addFeed(
  byUrl: Map<string, OutlinedFeed>,
  failed: OpmlList['failed'],
  address: string,
  title: string,
  attributes: XmlElement['attributes'],
  folders: readonly string[],
): void {
  const url = URL.parse(address.replace(/^feed:(\/\/)?(?=https?:)/i, '').replace(/^feed:\/\//i, 'http://'));
  if (url === null || !/^https?:$/.test(url.protocol)) {
    failed.push({ title, url: address.slice(0, 500), reason: 'Its address is no web address.' });
    return;
  }
  if (byUrl.has(url.href)) return;
  const siteUrl = URL.parse(attributes.htmlurl ?? '');
  byUrl.set(url.href, {
    title: title || url.host,
    url: url.href,
    ...(siteUrl !== null && /^https?:$/.test(siteUrl.protocol) ? { siteUrl: siteUrl.href } : {}),
    ...(folders.length === 0 ? {} : { folder: folders.join(' / ') }),
    ...(/^[a-z]{2}$/i.test(attributes.language ?? '') ? { language: attributes.language?.toLowerCase() ?? '' } : {}),
  });
}

function elementsOf(parent: XmlElement): XmlElement[] {
  return parent.children.filter((node) => typeof node !== 'string');
}

/** An OPML 2.0 document of the feeds, with their folders as outlines. `readOpml` gives the same feeds back. */
export function writeOpml(feeds: readonly OutlinedFeed[], title: string): string {
  const folders = new Map<string, OutlinedFeed[]>();
  for (const feed of feeds) folders.set(feed.folder ?? '', [...(folders.get(feed.folder ?? '') ?? []), feed]);
  const lines = [...folders].flatMap(([folder, inside]) => writeFolder(folder, inside));
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
