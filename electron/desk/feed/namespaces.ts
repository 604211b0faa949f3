/** Names in feeds, by what their namespace means and not by the prefix that was chosen for it. */

/** Addresses as publishers vary them are one: https, a slash or `#` at the end. */
const meanings: Readonly<Record<string, string>> = {
  'http://www.w3.org/2005/atom': 'atom',
  'http://purl.org/atom/ns#': 'atom',
  'http://purl.org/net/rss1.1#': '',
  'http://purl.org/rss/1.0/': '',
  'http://my.netscape.com/rdf/simple/0.9/': '',
  'http://channel.netscape.com/rdf/simple/0.9/': '',
  'http://my.netscape.com/publish/formats/rss-0.91.dtd': '',
  'http://backend.userland.com/rss': '',
  'http://backend.userland.com/rss2': '',
  'http://backend.userland.com/rss091': '',
  'http://blogs.law.harvard.edu/tech/rss': '',
  'http://cyber.law.harvard.edu/rss/rss.html': '',
  'http://feeds.archive.org/validator/': '',
  'http://www.rssboard.org/rss-specification': '',
  'http://www.w3.org/1999/02/22-rdf-syntax-ns#': 'rdf',
  'http://purl.org/dc/elements/1.1/': 'dc',
  'http://purl.org/dc/elements/1.0/': 'dc',
  'http://purl.org/dc/terms/': 'dcterms',
  'http://purl.org/rss/1.0/modules/content/': 'content',
  'http://purl.org/rss/1.0/modules/syndication/': 'sy',
  'http://search.yahoo.com/mrss/': 'media',
  'http://www.itunes.com/dtds/podcast-1.0.dtd': 'itunes',
  'http://www.google.com/schemas/play-podcasts/1.0': 'googleplay',
  'http://www.w3.org/1999/xhtml': 'xhtml',
  'http://www.w3.org/xml/1998/namespace': 'xml',
  'http://rssnamespace.org/feedburner/ext/1.0': 'feedburner',
};

const byAddress: ReadonlyMap<string, string> = new Map(
  Object.entries(meanings).map(([address, meaning]) => [bare(address), meaning]),
);

function bare(address: string): string {
  return address
    .trim()
    .toLowerCase()
    .replace(/^https?:\/\/(www\.)?/, '')
    .replace(/[/#]$/, '');
}

/** Prefixes that feeds use without declaring them. */
const byPrefix: Readonly<Record<string, string>> = {
  '': '',
  atom: 'atom',
  a10: 'atom',
  atom10: 'atom',
  rdf: 'rdf',
  rss: '',
  dc: 'dc',
  dcterms: 'dcterms',
  content: 'content',
  sy: 'sy',
  media: 'media',
  itunes: 'itunes',
  googleplay: 'googleplay',
  xhtml: 'xhtml',
  xml: 'xml',
  feedburner: 'feedburner',
};

/** The namespaces in force at an element: prefix to meaning. Unknown ones mean `?`. */
export type Scope = ReadonlyMap<string, string>;

export const rootScope: Scope = new Map(Object.entries(byPrefix));

/** The scope inside an element with these attributes. An unknown default namespace of the root means plain names. */
export function enterScope(scope: Scope, attributes: Readonly<Record<string, string>>, isRoot = false): Scope {
  let inner: Map<string, string> | undefined;
  for (const name in attributes) {
    if (name !== 'xmlns' && !name.startsWith('xmlns:')) continue;
    inner ??= new Map(scope);
    if (inner.size > 500) break;
    const address = bare((attributes[name] ?? '').slice(0, 500));
    inner.set(
      name.slice(6).toLowerCase(),
      byAddress.get(address) ?? (address === '' || (isRoot && name === 'xmlns') ? '' : '?'),
    );
  }
  return inner ?? scope;
}

/** `dc:creator` for whatever prefix stands for Dublin Core; plain names for RSS. Lower case. */
export function qualify(name: string, scope: Scope): string {
  const colon = name.indexOf(':');
  const prefix = colon < 0 ? '' : name.slice(0, colon).toLowerCase();
  const local = name.slice(colon + 1).toLowerCase();
  const meaning = scope.get(prefix) ?? '?';
  return meaning === '' ? local : `${meaning}:${local}`;
}
