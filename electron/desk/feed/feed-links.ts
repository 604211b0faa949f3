/** Addresses in feeds: the page of an entry, its enclosures and its pictures. */
import { defined } from './defined.ts';
import { elementsNamed } from './elements.ts';
import type { Enclosure } from './parsed-feed.ts';
import { resolve, textOf, type XmlElement } from './xml-tree.ts';

const mostEnclosures = 50;
const mostPictures = 10;

/** The page that an entry or feed stands for. */
export function linkOf(parent: XmlElement): string | undefined {
  const links = elementsNamed(parent, 'link', 'atom:link');
  const alternate = links.filter(
    ({ attributes }) =>
      attributes.href !== undefined &&
      (attributes.rel ?? 'alternate').trim().toLowerCase().replace(/^.*\//, '') === 'alternate',
  );
  const candidates = [
    ...alternate.filter(({ attributes }) => /html/i.test(attributes.type ?? 'html')).map(addressOf),
    ...links.filter(({ attributes }) => attributes.href === undefined).map(addressOf),
    ...alternate.filter(isPage).map(addressOf),
    ...alternate.map(addressOf),
    ...elementsNamed(parent, 'guid')
      .filter(({ attributes }) => attributes.ispermalink?.trim().toLowerCase() !== 'false')
      // Without a base: a guid that is no whole address is only a name.
      .map((guid) => ({ address: textOf(guid), base: '' })),
    { address: parent.attributes['rdf:about'] ?? '', base: undefined },
    // The Channel Definition Format of 1997, which RSS grew beside.
    { address: parent.attributes.href ?? '', base: parent.base },
    ...elementsNamed(parent, 'feedburner:origlink').map(addressOf),
  ];
  for (const { address, base } of candidates) {
    const link = webAddress(address, base);
    if (link !== undefined) return link;
  }
  // An empty reference means the base itself.
  return alternate.find(({ attributes }) => attributes.href === '')?.base;
}

function isPage({ attributes }: XmlElement): boolean {
  return !/^(application\/(atom|rss|rdf|json)|text\/xml)/i.test(attributes.type ?? '');
}

function addressOf(element: XmlElement): { readonly address: string; readonly base: string | undefined } {
  return { address: element.attributes.href ?? textOf(element), base: element.base };
}

/** An http(s) address. Without a base a relative one stays as it is: its reader may know better. */
export function webAddress(address: string, base: string | undefined): string | undefined {
  const clean = address
    .slice(0, 10_000)
    .trim()
    .replace(/^www\./i, 'http://www.');
  if (clean === '') return undefined;
  if (base === undefined && /^\.{0,2}\/(?!\/)/.test(clean)) return clean;
  const link = resolve(clean, base);
  if (link === undefined || !/^https?:/i.test(link)) return undefined;
  return link.includes('@') ? withoutUser(link) : link;
}

/** A user name makes an address look like another's: `https://agency.example@elsewhere.example/`. */
function withoutUser(link: string): string {
  const url = new URL(link);
  url.username = '';
  url.password = '';
  return url.href;
}

/** The files that come with an entry, each address once. */
export function enclosuresOf(item: XmlElement): Enclosure[] {
  const found = new Map<string, Enclosure>();
  for (const element of withMediaGroups(item, 'enclosure', 'rss:enclosure', 'media:content', 'atom:link', 'link')) {
    const enclosure = readEnclosure(element);
    if (enclosure === undefined) continue;
    // A file is often named twice, as enclosure and as media: what one leaves out the other may say.
    found.set(enclosure.url, { ...enclosure, ...found.get(enclosure.url) });
    if (found.size >= mostEnclosures) break;
  }
  return [...found.values()];
}

function readEnclosure(element: XmlElement): Enclosure | undefined {
  const { attributes } = element;
  if (/link$/.test(element.name) && attributes.rel?.trim().toLowerCase() !== 'enclosure') return undefined;
  const address = attributes.url ?? attributes.href ?? attributes['rdf:resource'] ?? textOf(element);
  const url = webAddress(address, element.base);
  if (url === undefined) return undefined;
  const bytes = Number.parseInt((attributes.length ?? attributes.filesize ?? '').replace(/[\s,]/g, ''), 10);
  const type = attributes.type?.trim() || undefined;
  return { url, ...defined({ type, bytes: Number.isFinite(bytes) && bytes >= 0 ? bytes : undefined }) };
}

/** Addresses of an entry's pictures, the most telling first; none from its text. */
export function picturesOf(item: XmlElement): string[] {
  const candidates = [
    ...withMediaGroups(item, 'media:content', 'enclosure', 'atom:link', 'link').filter(isPicture),
    ...withMediaGroups(item, 'media:thumbnail', 'itunes:image'),
  ];
  const found = new Set<string>();
  for (const { attributes, base } of candidates) {
    const url = webAddress(attributes.url ?? attributes.href ?? '', base);
    if (url !== undefined) found.add(url);
    if (found.size >= mostPictures) break;
  }
  return [...found];
}

function isPicture({ name, attributes }: XmlElement): boolean {
  if (/link$/.test(name) && attributes.rel?.trim().toLowerCase() !== 'enclosure') return false;
  if (attributes.medium?.toLowerCase() === 'image' || /^image\//i.test(attributes.type ?? '')) return true;
  const isTyped = attributes.type !== undefined || attributes.medium !== undefined;
  return !isTyped && /\.(jpe?g|png|webp|avif|gif)(?=$|[?#])/i.test((attributes.url ?? '').slice(0, 2000));
}

/** Children of an item and of its media groups, in the order of `names`. */
export function withMediaGroups(item: XmlElement, ...names: readonly string[]): XmlElement[] {
  const groups = elementsNamed(item, 'media:group');
  if (groups.length === 0) return elementsNamed(item, ...names);
  const parents = [item, ...groups];
  return names.flatMap((name) => parents.flatMap((parent) => elementsNamed(parent, name)));
}
