/** What the elements of RSS, RDF and Atom documents mean, whichever reader found them. */
import { createHash } from 'node:crypto';
import { parseDate } from './dates.ts';
import { defined } from './defined.ts';
import { elementsNamed, firstText, isLiteral, markupOf } from './elements.ts';
import { enclosuresOf, linkOf, picturesOf, withMediaGroups } from './feed-links.ts';
import type { ParsedEntry, ParsedFeed } from './parsed-feed.ts';
import { authorOf, feedAuthorOf } from './people.ts';
import { collapse, literalText, plainText, stripTags } from './plain-text.ts';
import { scheduleHintsOf } from './schedule-hints.ts';
import { textOf, type XmlElement } from './xml-tree.ts';

/** Of one document. The largest feeds have a third as many, and storing more would hold up all others for seconds. */
export const mostEntries = 5000;
/** What a feed had more of; the message for its warnings. */
export const tooManyEntries = `Only the first ${mostEntries} entries were read.`;
const mostCategories = 200;
const longestCategory = 500;

/** The elements that hold entries, by meaning. */
export const itemNames: ReadonlySet<string> = new Set(['item', 'entry', 'atom:entry', 'atom:item']);

/** The parts of a document, found by either reader. */
export interface FeedParts {
  readonly format: ParsedFeed['format'];
  readonly channel: XmlElement;
  readonly root: XmlElement;
  readonly items: readonly XmlElement[];
  /** Entries that were read already, by their item. */
  readonly known?: ReadonlyMap<XmlElement, ParsedEntry>;
  /** The address of the document itself. */
  readonly documentBase: string | undefined;
}

/** What the parts of a document mean. `warnings` tells what had to be left out. */
export function mapFeed({ format, channel, root, items, known, documentBase }: FeedParts): ParsedFeed {
  const author = feedAuthorOf(channel);
  // RFC 4287, 4.2.1: a feed's author is the author of the entries that name none. RSS names its editor there.
  const inherited = format === 'atom' ? author : undefined;
  return {
    format,
    warnings: items.length > mostEntries ? [tooManyEntries] : [],
    title: titleOf(channel) ?? '',
    entries: items.slice(0, mostEntries).map((item) => {
      const entry = known?.get(item) ?? readEntry(item, documentBase);
      return inherited === undefined || entry.author !== undefined ? entry : { ...entry, author: inherited };
    }),
    ...scheduleHintsOf(channel),
    ...defined({
      link: linkOf(channel),
      language: languageOf(channel, root),
      description: firstText(channel, ...descriptionNames),
      author,
    }),
  };
}

/** What one entry says by itself. */
export function readEntry(item: XmlElement, documentBase: string | undefined): ParsedEntry {
  const pictures = picturesOf(item);
  const content = textIn(item, contentNames);
  const summary = textIn(item, summaryNames);
  const base = (content ?? summary)?.base;
  return {
    title: titleOf(item) ?? '',
    categories: categoriesOf(item),
    enclosures: enclosuresOf(item),
    ...(pictures.length === 0 ? {} : { pictures }),
    ...defined({
      id: idOf(item),
      link: linkOf(item),
      author: authorOf(item),
      publishedAt: dateOf(item, publishedNames),
      updatedAt: dateOf(item, updatedNames) ?? parseDate(item.attributes.lastmod),
      contentHtml: content?.markup,
      summaryHtml: summary?.markup,
      baseUrl: base === documentBase ? undefined : base,
    }),
  };
}

const descriptionNames = 'description atom:subtitle atom:tagline dc:description itunes:summary subtitle tagline'.split(
  ' ',
);
const publishedNames =
  'pubdate atom:published atom:issued published issued dc:date dcterms:issued atom:pubdate dcterms:created atom:created created date'.split(
    ' ',
  );
const updatedNames = 'atom:updated atom:modified dcterms:modified updated modified lastbuilddate'.split(' ');
const titleNames = 'title atom:title dc:title media:title itunes:title'.split(' ');
const contentNames = 'content:encoded atom:content xhtml:body xhtml:div content body fullitem'.split(' ');
const summaryNames =
  'description atom:summary summary dc:description dcterms:abstract itunes:summary media:description atom:tagline abstract'.split(
    ' ',
  );
/** The elements that hold an entry's text. */
export const textNames: ReadonlySet<string> = new Set([...contentNames, ...summaryNames]);
const categoryNames = 'category atom:category dc:subject media:category itunes:category'.split(' ');

/** The first of these children that says a time: a broken date must not hide a good one. */
function dateOf(item: XmlElement, names: readonly string[]): number | undefined {
  for (const element of elementsNamed(item, ...names)) {
    const time = parseDate(stripTags(textOf(element)));
    if (time !== undefined) return time;
  }
  return undefined;
}

function idOf(item: XmlElement): string | undefined {
  const id = firstText(item, 'guid', 'atom:id', 'id', 'dc:identifier') ?? item.attributes['rdf:about'];
  return shortId(id === undefined ? undefined : collapse(id));
}

const longestId = 1000;

/** An id of a bounded length that is as much its own as the one given. */
export function shortId(id: string | undefined): string | undefined {
  if (id === undefined || id.length <= longestId) return id;
  return `${id.slice(0, longestId / 2)} ${createHash('sha256').update(id).digest('hex')}`;
}

function titleOf(parent: XmlElement): string | undefined {
  for (const element of elementsNamed(parent, ...titleNames)) {
    const text = isLiteral(element) ? literalText(textOf(element)) : plainText(markupOf(element));
    if (text !== '') return text;
  }
  return undefined;
}

function textIn(
  item: XmlElement,
  names: readonly string[],
): { readonly markup: string; readonly base: string | undefined } | undefined {
  for (const element of withMediaGroups(item, ...names)) {
    const markup = markupOf(element).trim();
    if (markup !== '') return { markup, base: element.base };
  }
  return undefined;
}

function categoriesOf(item: XmlElement): string[] {
  const found = new Set<string>();
  for (const element of elementsNamed(item, ...categoryNames)) {
    const { label, term, text } = element.attributes;
    const names = label ? [label, term ?? ''] : [textOf(element).trim() || term || text || ''];
    for (const name of names.map(plainText)) if (name !== '') found.add(name.slice(0, longestCategory));
    if (found.size >= mostCategories) break;
  }
  for (const element of elementsNamed(item, 'itunes:keywords', 'media:keywords'))
    for (const name of plainText(textOf(element)).split(/\s*,\s*/))
      if (name !== '' && found.size < mostCategories) found.add(name.slice(0, longestCategory));
  return [...found];
}

function languageOf(channel: XmlElement, root: XmlElement): string | undefined {
  const stated =
    firstText(channel, 'language', 'dc:language', 'atom:language') ??
    channel.attributes['xml:lang'] ??
    root.attributes['xml:lang'];
  return stated?.trim() || undefined;
}
