/** The forgiving reader: RSS 0.9 to 2.0, RDF and Atom from a tree, by what elements mean. */
import { parseDate } from './dates.ts';
import { NotAFeed } from './not-a-feed.ts';
import type { Enclosure, ParsedEntry, ParsedFeed } from './parsed-feed.ts';
import { collapse, plainText } from './plain-text.ts';
import { escapeMarkup, innerMarkup, readXml, resolve, textOf, type XmlElement } from './xml-tree.ts';

const mostEntries = 20_000;
const itemNames = new Set(['item', 'entry', 'atom:entry', 'atom:item']);

/** Reads a feed document. Throws NotAFeed when its root is none of a feed. */
export function readXmlFeed(text: string, url: string | undefined): ParsedFeed {
  const warnings: string[] = [];
  const tree = readXml(text, url, warnings);
  const root = elements(tree).find(({ name }) => rootNames.test(name));
  if (root === undefined) throw new NotAFeed('The document is XML, but no feed.');
  if (itemNames.has(root.name)) return mapFeed({ format: 'atom', channel: tree, root: tree, items: [root], warnings });
  const channel = child(root, 'channel', 'atom:channel', '?:channel') ?? root;
  // RDF keeps its items beside the channel; some RSS feeds do too.
  const items = itemsOf(channel).concat(channel === root ? [] : itemsOf(root));
  return mapFeed({ format: formatOf(root), channel, root, items, warnings });
}

const rootNames = /^(rss|rdf:rdf|rdf|atom:feed|feed|channel|atom:entry|\?:(rss|rdf|feed))$/;

/** The parts of a document, found by either reader. */
export interface FeedParts {
  readonly format: ParsedFeed['format'];
  readonly channel: XmlElement;
  readonly root: XmlElement;
  readonly items: readonly XmlElement[];
  readonly warnings: string[];
}

/** What the parts of a document mean. */
export function mapFeed({ format, channel, root, items, warnings }: FeedParts): ParsedFeed {
  return {
    format,
    warnings,
    title: titleOf(channel) ?? '',
    entries: items.slice(0, mostEntries).map(readEntry),
    ...defined({
      link: linkOf(channel),
      language: languageOf(channel, root),
      description: first(
        channel,
        'description',
        'atom:subtitle',
        'atom:tagline',
        'dc:description',
        'itunes:summary',
        'subtitle',
        'tagline',
      ),
      ttlMs: ttlOf(channel),
    }),
  };
}

function formatOf(root: XmlElement): ParsedFeed['format'] {
  if (/rdf$/.test(root.name)) return 'rdf';
  return /feed$/.test(root.name) ? 'atom' : 'rss';
}

function itemsOf(parent: XmlElement): XmlElement[] {
  return elements(parent).flatMap((element) => {
    if (itemNames.has(element.name)) return [element];
    return element.name === 'items' && elements(element).some(({ name }) => itemNames.has(name))
      ? itemsOf(element)
      : [];
  });
}

function readEntry(item: XmlElement): ParsedEntry {
  const published = first(
    item,
    'pubdate',
    'atom:published',
    'atom:issued',
    'published',
    'issued',
    'dc:date',
    'dcterms:issued',
    'atom:pubdate',
    'dcterms:created',
    'atom:created',
    'created',
    'date',
  );
  const updated = first(
    item,
    'atom:updated',
    'atom:modified',
    'dcterms:modified',
    'updated',
    'modified',
    'lastbuilddate',
  );
  return {
    title: titleOf(item) ?? '',
    categories: categoriesOf(item),
    enclosures: enclosuresOf(item),
    ...defined({
      id: idOf(item),
      link: linkOf(item),
      author: authorOf(item),
      publishedAt: parseDate(published),
      updatedAt: parseDate(updated),
      ...textsOf(item),
    }),
  };
}

function idOf(item: XmlElement): string | undefined {
  const id = first(item, 'guid', 'atom:id', 'id', 'dc:identifier');
  if (id !== undefined) return collapse(id);
  return item.attributes['rdf:about'] ?? undefined;
}

function titleOf(parent: XmlElement): string | undefined {
  for (const name of ['title', 'atom:title', 'dc:title', 'media:title', 'itunes:title']) {
    for (const element of elements(parent)) {
      if (element.name !== name) continue;
      const text = plainText(markupOf(element));
      if (text !== '') return text;
    }
  }
  return undefined;
}

/** What an element holds, as HTML: escaped text as it is meant, inline XHTML printed in its order. */
function markupOf(element: XmlElement): string {
  const type = (element.attributes.type ?? '').toLowerCase();
  const inside = elements(element);
  if (inside.length === 0) {
    const text = textOf(element);
    const mode = (element.attributes.mode ?? '').toLowerCase();
    const binary = /octet-stream|^(image|audio|video)\//.test(type);
    if (mode === 'base64' || binary) return fromBase64(text) ?? text;
    // Atom's plain text may say "<b>" and mean the characters.
    return element.name.startsWith('atom:') && (type === 'text' || type === 'text/plain') ? escapeMarkup(text) : text;
  }
  const [only] = inside;
  const wraps =
    only !== undefined &&
    inside.length === 1 &&
    /^(xhtml:)?(div|body)$/.test(only.name.replace('?:', '')) &&
    type.includes('xhtml');
  return innerMarkup(wraps ? only : element).trim();
}

function fromBase64(text: string): string | undefined {
  const compact = text.replace(/\s+/g, '');
  if (compact === '' || compact.length % 4 === 1 || !/^[a-z0-9+/]+={0,2}$/i.test(compact)) return undefined;
  return Buffer.from(compact, 'base64').toString('utf8');
}

const textNames = ['content:encoded', 'atom:content', 'xhtml:body', 'xhtml:div', 'content', 'body', 'fullitem'];
const summaryNames = [
  'description',
  'atom:summary',
  'summary',
  'dc:description',
  'dcterms:abstract',
  'itunes:summary',
  'media:description',
  'atom:tagline',
  'abstract',
];

function textsOf(item: XmlElement): {
  readonly contentHtml?: string | undefined;
  readonly summaryHtml?: string | undefined;
} {
  const find = (names: readonly string[]): string | undefined => {
    for (const name of names)
      for (const element of [...elements(item), ...mediaGroups(item)]) {
        const markup = element.name === name ? markupOf(element).trim() : '';
        if (markup !== '') return markup;
      }
    return undefined;
  };
  return { contentHtml: find(textNames), summaryHtml: find(summaryNames) };
}

function mediaGroups(item: XmlElement): XmlElement[] {
  return elements(item).flatMap((element) => (element.name === 'media:group' ? elements(element) : []));
}

function linkOf(parent: XmlElement): string | undefined {
  const links = elements(parent).filter(({ name }) => name === 'link' || name === 'atom:link');
  const isPage = ({ attributes }: XmlElement): boolean =>
    !/^(application\/(atom|rss|rdf|json)|text\/xml)/i.test(attributes.type ?? '');
  const alternate = links.filter(
    ({ attributes }) =>
      attributes.href !== undefined &&
      (attributes.rel ?? 'alternate').toLowerCase().replace(/^.*\//, '') === 'alternate',
  );
  const candidates = [
    ...alternate.filter(({ attributes }) => /html/i.test(attributes.type ?? 'html')).map(addressOf),
    ...links.filter(({ attributes }) => attributes.href === undefined).map(addressOf),
    ...alternate.filter(isPage).map(addressOf),
    ...alternate.map(addressOf),
    ...elements(parent)
      .filter(({ name, attributes }) => name === 'guid' && attributes.ispermalink?.toLowerCase() !== 'false')
      .map((guid) => ({ address: textOf(guid), base: '' })),
    { address: parent.attributes['rdf:about'] ?? '', base: undefined },
    ...elements(parent)
      .filter(({ name }) => name === 'feedburner:origlink')
      .map(addressOf),
  ];
  for (const { address, base } of candidates) {
    const link = webAddress(address, base);
    if (link !== undefined) return link;
  }
  // An empty reference means the base itself.
  const here = alternate.find(({ attributes }) => attributes.href === '');
  return here?.base;
}

function addressOf(element: XmlElement): { readonly address: string; readonly base: string | undefined } {
  return { address: element.attributes.href ?? textOf(element), base: element.base };
}

/** An http(s) address. Without a base a relative one stays as it is: its reader may know better. */
function webAddress(address: string, base: string | undefined): string | undefined {
  const clean = address.trim();
  if (clean === '') return undefined;
  if (base === undefined && /^\.{0,2}\/(?!\/)/.test(clean)) return clean;
  const link = resolve(clean, base);
  return link !== undefined && /^https?:/i.test(link) ? link : undefined;
}

function authorOf(item: XmlElement): string | undefined {
  const names = elements(item).flatMap((element) => {
    if (element.name === 'atom:author' || (element.name === 'author' && elements(element).length > 0)) {
      const name = first(element, 'atom:name', 'name') ?? first(element, 'atom:email', 'email');
      return name ?? (elements(element).length === 0 ? textOf(element) : []);
    }
    return [];
  });
  const plain = names.map(plainText).filter((name) => name !== '');
  if (plain.length > 0) return [...new Set(plain)].join(', ');
  for (const name of ['author', 'dc:creator', 'dc:author', 'itunes:author', 'media:credit', 'atom:contributor']) {
    const found = elements(item)
      .filter((element) => element.name === name)
      .map((element) => plainText(textOf(element)))
      .filter((text) => text !== '');
    if (found.length > 0) return cleanPerson([...new Set(found)].join(', '));
  }
  return undefined;
}

/** `desk@example.org (News desk)` is how RSS 2.0 writes a person: the name is what is shown. */
function cleanPerson(text: string): string {
  const named = /^\S+@\S+\s*\(([^()]+)\)$/.exec(text) ?? /^([^<>]+?)\s*<\S+@\S+>$/.exec(text);
  return named?.[1]?.trim() ?? text;
}

function categoriesOf(item: XmlElement): string[] {
  const found = elements(item).flatMap((element) => {
    if (!/^(category|atom:category|dc:subject|media:category|itunes:category)$/.test(element.name)) return [];
    const text =
      element.attributes.label ?? (textOf(element).trim() || element.attributes.term || element.attributes.text) ?? '';
    return [text, ...(element.attributes.label && element.attributes.term ? [element.attributes.term] : [])];
  });
  return [...new Set(found.map(plainText).filter((text) => text !== ''))].slice(0, 200);
}

function enclosuresOf(item: XmlElement): Enclosure[] {
  const found = [...elements(item), ...mediaGroups(item)].flatMap((element) => {
    const { attributes } = element;
    const isLink = /^(atom:)?link$/.test(element.name) && attributes.rel?.toLowerCase() === 'enclosure';
    const isMedia =
      element.name === 'enclosure' || element.name === 'media:content' || element.name === 'rss:enclosure';
    if (!isLink && !isMedia) return [];
    const url = webAddress(
      attributes.url ?? attributes.href ?? attributes['rdf:resource'] ?? textOf(element),
      element.base,
    );
    if (url === undefined) return [];
    const bytes = Number.parseInt(attributes.length ?? attributes.filesize ?? '', 10);
    return [
      {
        url,
        ...defined({
          type: attributes.type?.trim() || undefined,
          bytes: Number.isFinite(bytes) && bytes >= 0 ? bytes : undefined,
        }),
      },
    ];
  });
  return found.filter(({ url }, index) => found.findIndex((other) => other.url === url) === index).slice(0, 50);
}

function languageOf(channel: XmlElement, root: XmlElement): string | undefined {
  const stated =
    first(channel, 'language', 'dc:language', 'atom:language') ??
    channel.attributes['xml:lang'] ??
    root.attributes['xml:lang'];
  return stated === undefined || stated.trim() === '' ? undefined : stated.trim();
}

function ttlOf(channel: XmlElement): number | undefined {
  const ttl = Number(first(channel, 'ttl'));
  if (Number.isFinite(ttl) && ttl > 0) return Math.min(ttl, 1440) * 60_000;
  const period = { hourly: 1, daily: 24, weekly: 168, monthly: 720, yearly: 8760 }[
    first(channel, 'sy:updateperiod')?.trim().toLowerCase() ?? ''
  ];
  const frequency = Number(first(channel, 'sy:updatefrequency') ?? 1);
  return period === undefined || !(frequency > 0) ? undefined : Math.min((period / frequency) * 3_600_000, 86_400_000);
}

/** The text of the first child that has one of these names, in the order of the names. */
function first(parent: XmlElement, ...names: readonly string[]): string | undefined {
  for (const name of names)
    for (const element of elements(parent)) {
      if (element.name !== name) continue;
      const text = markupOf(element).trim();
      if (text !== '') return text;
    }
  return undefined;
}

function child(parent: XmlElement, ...names: readonly string[]): XmlElement | undefined {
  return elements(parent).find(({ name }) => names.includes(name));
}

function elements(parent: XmlElement): XmlElement[] {
  return parent.children.filter((node) => typeof node !== 'string');
}

type Defined<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

export function defined<T extends object>(values: T): Defined<T> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Defined<T>;
}
