/**
 * rss-parser for what it reads well: plain, well-formed RSS and Atom. Its result goes through the same mapping as the
 * forgiving reader's, so that both agree. Anything it would lose (inline XHTML, odd namespaces, broken XML) is left
 * to the forgiving reader.
 */
import { createRequire } from 'node:module';
import RssParser from 'rss-parser';
import { enterScope, qualify, rootScope, type Scope } from './namespaces.ts';
import type { ParsedFeed } from './parsed-feed.ts';
import { mapFeed } from './xml.ts';
import type { XmlElement } from './xml-tree.ts';

// The snippet that rss-parser makes of every text takes quadratic time: 100 KB of "<" froze it for ten seconds.
const utilities = createRequire(import.meta.url)('rss-parser/lib/utils') as { getSnippet: () => string };
utilities.getSnippet = () => '';

const bounds = { characters: 8_000_000, elements: 200_000, depth: 24 };

const channelFields =
  'title link description language dc:language dc:description dc:title atom:link atom:subtitle subtitle tagline itunes:summary ttl sy:updatePeriod sy:updateFrequency'.split(
    ' ',
  );
const itemFields = [
  'guid id title link description summary content content:encoded author creator pubDate date published issued updated modified created',
  'category enclosure comments lastBuildDate dc:title dc:creator dc:author dc:date dc:subject dc:identifier dc:description dcterms:issued',
  'dcterms:created dcterms:modified dcterms:abstract atom:link atom:published atom:updated atom:author atom:summary atom:content atom:id',
  'media:content media:group media:title media:description media:category media:credit itunes:title itunes:author itunes:summary',
  'itunes:category feedburner:origLink contributor abstract body fullitem',
]
  .join(' ')
  .split(' ');

const keep = (names: readonly string[]): [string, string, { keepArray: true }][] =>
  ['$', ...names].map((name) => [name, `own ${name}`, { keepArray: true }]);

/** The feed, or undefined when the document is not plain enough or rss-parser refuses it. */
export async function readPlainFeed(text: string, url: string | undefined): Promise<ParsedFeed | undefined> {
  const scope = plainScope(text);
  if (scope === undefined) return undefined;
  const parser = new RssParser({
    defaultRSS: 2,
    customFields: { feed: keep(channelFields) as never, item: keep(itemFields) as never },
  });
  const output = await parser.parseString(text).catch(() => undefined);
  if (output === undefined || output.items.length === 0) return undefined;
  const isAtom = /<feed[\s>]/.test(text.slice(0, 5000));
  const format = isAtom ? 'atom' : /<rdf:RDF[\s>]/.test(text.slice(0, 5000)) ? 'rdf' : 'rss';
  const channel = toElement('channel', output, scope, url);
  const items = output.items.map((item) => toElement(isAtom ? 'entry' : 'item', item, scope, url));
  return mapFeed({ format, channel, root: channel, items, warnings: [] });
}

/** The namespaces of a document that rss-parser carries whole; undefined when it is no such document. One pass. */
function plainScope(text: string): Scope | undefined {
  if (
    text.length > bounds.characters ||
    /<!DOCTYPE|xml:base|xml:lang|type=["']?(application\/)?xhtml|mode=/i.test(text)
  )
    return undefined;
  let scope: Scope | undefined;
  let depth = 0;
  let elements = 0;
  for (let at = text.indexOf('<'); at >= 0; at = text.indexOf('<', at)) {
    if (text.startsWith('<![CDATA[', at)) {
      at = text.indexOf(']]>', at);
    } else if (text.startsWith('<!--', at)) {
      at = text.indexOf('-->', at);
    } else {
      const end = text.indexOf('>', at);
      const tag = text.slice(at + 1, end);
      if (end < 0 || tag.length > 4000 || ++elements > bounds.elements) return undefined;
      const name = /^\/?([a-z][a-z0-9]*(?::[a-z][a-z0-9]*)?)/i.exec(tag)?.[1];
      if (tag.startsWith('/')) depth--;
      else if (!/^[?]/.test(tag)) {
        if (name === undefined || htmlNames.has(name.toLowerCase()) || depth > bounds.depth) return undefined;
        if (scope !== undefined && /\sxmlns[:=]/.test(tag)) return undefined;
        if (scope === undefined) {
          const declared = declarations(tag);
          if (!hasUsualPrefixes(declared)) return undefined;
          scope = enterScope(rootScope, declared, true);
        }
        if (!tag.endsWith('/')) depth++;
      }
      at = end;
    }
    if (at < 0) return undefined;
  }
  return depth === 0 ? scope : undefined;
}

/** rss-parser goes by prefixes: each must mean what it usually means. */
function hasUsualPrefixes(declared: Readonly<Record<string, string>>): boolean {
  const scope = enterScope(new Map(), declared, true);
  return [...scope].every(([prefix, meaning]) =>
    meaning === '?' ? !rootScope.has(prefix) : prefix === '' || prefix === meaning,
  );
}

const htmlNames = new Set(
  'a b i p br div span img em strong ul ol li table tr td h1 h2 h3 h4 blockquote font html'.split(' '),
);

function declarations(tag: string): Record<string, string> {
  return Object.fromEntries(
    [...tag.matchAll(/(xmlns(?::[\w.-]+)?)\s*=\s*["']([^"']*)["']/g)].map(([, name, value]) => [
      name ?? '',
      value ?? '',
    ]),
  );
}

/** What rss-parser kept of an element, as the element it was. */
function toElement(tag: string, kept: object, scope: Scope, base: string | undefined): XmlElement {
  const children: XmlElement['children'] = [];
  let attributes: Record<string, string> = {};
  for (const [key, value] of Object.entries(kept)) {
    if (!key.startsWith('own ')) continue;
    const name = key.slice(4);
    if (name === '$') attributes = lowerCased(value as Record<string, string>);
    else if (Array.isArray(value))
      for (const node of value as XmlJsNode[]) children.push(fromXmlJs(name, node, scope, base));
  }
  return { tag, name: qualify(tag, scope), attributes, children, base };
}

/** xml2js gives a string for plain text, else an object: `_` text, `$` attributes, the rest child elements. */
type XmlJsNode = string | { readonly [key: string]: unknown };

function fromXmlJs(tag: string, node: XmlJsNode, scope: Scope, base: string | undefined): XmlElement {
  const element = { tag, name: qualify(tag, scope), base };
  if (typeof node === 'string') return { ...element, attributes: {}, children: [node] };
  const children: XmlElement['children'] = typeof node._ === 'string' ? [node._] : [];
  for (const [key, value] of Object.entries(node))
    if (key !== '_' && key !== '$' && Array.isArray(value))
      for (const child of value as XmlJsNode[]) children.push(fromXmlJs(key, child, scope, base));
  return { ...element, attributes: lowerCased((node.$ ?? {}) as Record<string, string>), children };
}

function lowerCased(attributes: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(attributes).map(([name, value]) => [name.toLowerCase(), value]));
}
