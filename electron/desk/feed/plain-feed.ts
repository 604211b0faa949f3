/**
 * rss-parser for what it reads well: plain, well-formed RSS and Atom, as `scanMarkup` finds it. Every element is
 * asked of it by the name it has in the document, and its result goes through the same mapping as the forgiving
 * reader's, so that both agree. Anything it would lose is left to the forgiving reader.
 */
import { createRequire } from 'node:module';
import RssParser from 'rss-parser';
import { mapFeed } from './map-feed.ts';
import type { PlainMarkup } from './markup-scan.ts';
import { qualify } from './namespaces.ts';
import type { ParsedFeed } from './parsed-feed.ts';
import { resolve, type XmlElement } from './xml-tree.ts';

// The snippet that rss-parser makes of every text takes quadratic time: 100 KB of "<" froze it for ten seconds.
const utilities = createRequire(import.meta.url)('rss-parser/lib/utils') as { getSnippet: () => string };
utilities.getSnippet = () => '';

const structure: ReadonlySet<string> = new Set(['rss', 'rdf:RDF', 'feed', 'channel', 'item', 'entry']);
const own = 'own ';

/** The feed, or undefined when rss-parser refuses the document or finds no entries in it. */
export async function readPlainFeed(
  text: string,
  markup: PlainMarkup,
  url: string | undefined,
): Promise<ParsedFeed | undefined> {
  const { root, rootAttributes, scope } = markup;
  const fields = fieldsOf(markup) as never;
  const parser = new RssParser({ defaultRSS: 2, customFields: { feed: fields, item: fields } });
  const output = await parser.parseString(text).catch(() => undefined);
  if (output === undefined || output.items.length === 0) return undefined;
  const ownBase = rootAttributes['xml:base'];
  const meanings = new Map([...structure, ...markup.names].map((name) => [name, qualify(name, scope)]));
  const place = { meanings, base: ownBase === undefined ? url : (resolve(ownBase, url) ?? url) };
  const channel = toElement('channel', output, place);
  const items = output.items.map((item) => toElement(root === 'feed' ? 'entry' : 'item', item, place));
  const rootElement = { ...channel, attributes: rootAttributes };
  const format = root === 'feed' ? 'atom' : root === 'rss' ? 'rss' : 'rdf';
  return mapFeed({ format, channel, root: rootElement, items, documentBase: url });
}

/** rss-parser's custom fields: each element of the document whole, under a name that meets none of its own. */
function fieldsOf({ names }: PlainMarkup): [string, string, { keepArray: true }][] {
  return ['$', ...names.filter((name) => !structure.has(name))].map((name) => [name, own + name, { keepArray: true }]);
}

/** What holds for all elements of a plain document. */
interface Place {
  /** Every name of the document, qualified. */
  readonly meanings: ReadonlyMap<string, string>;
  readonly base: string | undefined;
}

/** What rss-parser kept of an element, as the element it was. */
function toElement(tag: string, kept: object, place: Place): XmlElement {
  const children: XmlElement['children'] = [];
  let attributes: Record<string, string> = {};
  for (const key in kept) {
    if (!key.startsWith(own)) continue;
    const value: unknown = kept[key as keyof typeof kept];
    const name = key.slice(own.length);
    if (name === '$') attributes = lowerCased(value as Record<string, string>);
    // An entry without anything in it is a string to rss-parser, and has the methods of one.
    else if (Array.isArray(value)) for (const node of value as XmlJsNode[]) children.push(fromXmlJs(name, node, place));
  }
  return { tag, name: place.meanings.get(tag) ?? tag, attributes, children, base: place.base };
}

/** xml2js gives a string for plain text, else an object: `_` text, `$` attributes, the rest child elements. */
type XmlJsNode = string | { readonly [key: string]: unknown };

function fromXmlJs(tag: string, node: XmlJsNode, place: Place): XmlElement {
  const name = place.meanings.get(tag) ?? tag;
  if (typeof node === 'string') return { tag, name, base: place.base, attributes: none, children: [node] };
  const children: XmlElement['children'] = typeof node._ === 'string' ? [node._] : [];
  for (const key in node) {
    const value = node[key];
    if (key !== '_' && key !== '$' && Array.isArray(value))
      for (const child of value as XmlJsNode[]) children.push(fromXmlJs(key, child, place));
  }
  const attributes = node.$ === undefined ? none : lowerCased(node.$ as Record<string, string>);
  return { tag, name, base: place.base, attributes, children };
}

const none: Readonly<Record<string, string>> = Object.freeze({});

function lowerCased(attributes: Readonly<Record<string, string>>): Record<string, string> {
  const lowered: Record<string, string> = {};
  for (const name in attributes) lowered[name.toLowerCase()] = attributes[name] ?? '';
  return lowered;
}
