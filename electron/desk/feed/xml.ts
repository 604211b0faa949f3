/** The forgiving reader: RSS 0.9 to 2.0, RDF and Atom from a tree, by what elements mean. */
import { elementsNamed, elementsOf } from './elements.ts';
import { type FeedParts, itemNames, mapFeed, mostEntries, readEntry, textNames, tooManyEntries } from './map-feed.ts';
import { NotAFeed } from './not-a-feed.ts';
import type { ParsedEntry, ParsedFeed } from './parsed-feed.ts';
import { type OpenElement, readXml, TooMuch, type XmlElement } from './xml-tree.ts';

/** A channel has an entry and a line break in turn; an entry has a twentieth as many. */
const mostChildren = 20_000;
const rootNames = /^(rss|rdf:rdf|rdf|atom:feed|feed|channel|atom:entry|\?:(rss|rdf|feed))$/;

/**
 * Reads a feed document, whatever state it is in. Throws NotAFeed when its root is none of a feed. `hasControls` may be
 * false for one that was looked through for control characters.
 */
export function readXmlFeed(text: string, url: string | undefined, hasControls = true): ParsedFeed {
  const warnings: string[] = [];
  const known = new Map<XmlElement, ParsedEntry>();
  // Entries are read as they end and their trees let go: those of a large feed together would take hundreds of MB.
  const onEnd = (element: OpenElement): void => {
    if (!itemNames.has(element.name)) return;
    const entry = readEntry(element, url);
    known.set(element, element.isCut ? { ...entry, cutIn: cutIn(element, entry) } : entry);
    // One that was never closed has those behind it inside.
    element.children = elementsOf(element).filter(({ name }) => itemNames.has(name));
    element.attributes = {};
    if (known.size > mostEntries) throw new TooMuch(tooManyEntries);
  };
  const tree = readXml(text, url, warnings, { onEnd, mostChildren, hasControls });
  const root = elementsOf(tree).find(({ name }) => rootNames.test(name));
  if (root === undefined) throw new NotAFeed('The document is XML, but no feed.');
  const feed = mapFeed({ ...partsOf(tree, root), known, documentBase: url });
  const cut = root.isCut ? { isCut: true as const } : {};
  return { ...feed, ...cut, warnings: [...new Set([...warnings, ...feed.warnings])] };
}

/** An id may still have been to come where there is only a link, but the link tells the entry by then. */
function cutIn(item: XmlElement, { id, link, title }: ParsedEntry): 'text' | 'facts' {
  const cut = elementsOf(item).find(({ isCut }) => isCut);
  const isText = cut === undefined || textNames.has(cut.name);
  return isText && title !== '' && (id ?? link) !== undefined ? 'text' : 'facts';
}

function partsOf(tree: XmlElement, root: XmlElement): Omit<FeedParts, 'documentBase'> {
  // An Atom entry may stand alone; its feed is then unnamed.
  if (itemNames.has(root.name)) return { format: 'atom', channel: tree, root: tree, items: [root] };
  const channel = elementsNamed(root, 'channel', 'atom:channel', '?:channel')[0] ?? root;
  // RDF keeps its items beside the channel; some RSS feeds do too.
  const items = channel === root ? itemsOf(root) : [...itemsOf(channel), ...itemsOf(root)];
  return { format: formatOf(root), channel, root, items };
}

function formatOf(root: XmlElement): ParsedFeed['format'] {
  if (/rdf$/.test(root.name)) return 'rdf';
  return /feed$/.test(root.name) ? 'atom' : 'rss';
}

function itemsOf(parent: XmlElement): XmlElement[] {
  return elementsOf(parent).flatMap((element) => {
    if (itemNames.has(element.name)) return [element, ...itemsOf(element)];
    const holdsItems = element.name === 'items' && elementsOf(element).some(({ name }) => itemNames.has(name));
    return holdsItems ? itemsOf(element) : [];
  });
}
