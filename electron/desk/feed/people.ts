/** Who wrote an entry or runs a feed, as a name to show. */
import { elementsNamed, elementsOf, firstText } from './elements.ts';
import { plainText } from './plain-text.ts';
import { textOf, type XmlElement } from './xml-tree.ts';

/** The author of an entry; several are joined by commas. Atom's `source` speaks for an entry that was taken over. */
export function authorOf(entry: XmlElement): string | undefined {
  const [source] = elementsNamed(entry, 'atom:source');
  return (
    structuredAuthors(entry) ??
    namedIn(
      entry,
      'author',
      'dc:creator',
      'dc:author',
      'itunes:author',
      'googleplay:author',
      'media:credit',
      'atom:contributor',
    ) ??
    (source === undefined ? undefined : structuredAuthors(source))
  );
}

/** The author of a whole feed: who is named as such, else the editor, else the webmaster. */
export function feedAuthorOf(channel: XmlElement): string | undefined {
  return (
    structuredAuthors(channel) ??
    namedIn(channel, 'author', 'dc:creator', 'dc:author', 'managingeditor', 'itunes:author') ??
    namedIn(channel, 'webmaster')
  );
}

/** Atom gives a person as an element with a name; so do some RSS feeds. */
function structuredAuthors(parent: XmlElement): string | undefined {
  const names = elementsNamed(parent, 'atom:author', 'author').flatMap((person) => {
    const hasParts = elementsOf(person).length > 0;
    if (person.name === 'author' && !hasParts) return [];
    return firstText(person, 'atom:name', 'name', 'atom:email', 'email') ?? (hasParts ? [] : textOf(person));
  });
  return joined(names.map(plainText));
}

function namedIn(parent: XmlElement, ...names: readonly string[]): string | undefined {
  for (const name of names) {
    const found = joined(elementsNamed(parent, name).map((element) => nameOf(plainText(textOf(element)))));
    if (found !== undefined) return found;
  }
  return undefined;
}

const mostNames = 100;

function joined(names: readonly string[]): string | undefined {
  const found = new Set(names.slice(0, mostNames).flatMap((name) => name.slice(0, 1000) || []));
  return found.size === 0 ? undefined : [...found].join(', ');
}

/** RSS 2.0 writes a person as `desk@example.org (News desk)`: the name is what is shown. */
function nameOf(person: string): string {
  if (person.length > 500 || !person.includes('@')) return person;
  const named =
    /^\S+@\S+\s*\(([^()]+)\)$/.exec(person) ??
    /^([^<>()]+?)\s*[<(](?:mailto:)?[^\s@<>()]+@[^\s<>()]+[>)]$/.exec(person);
  return named?.[1]?.trim() ?? person;
}
