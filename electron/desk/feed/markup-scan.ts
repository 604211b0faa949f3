/**
 * One look over the tags of a feed before it is read: what is wrong with its markup, told in sentences, and whether
 * it is plain enough for rss-parser, which groups children by name and goes by prefixes. Linear, and stops at the
 * first break in the structure.
 */
import { controlCharacter } from './control-characters.ts';
import { defined } from './defined.ts';
import { itemNames } from './map-feed.ts';
import { enterScope, qualify, rootScope, type Scope } from './namespaces.ts';

export interface MarkupReport {
  /** What a reader has to repair, in sentences. */
  readonly flaws: readonly string[];
  /** Whether it has control characters, as they are or as references. */
  readonly hasControls: boolean;
  /** Where the structure breaks: behind it a reader can only guess. */
  readonly brokenAt?: number;
  /** Given when rss-parser carries the document whole. */
  readonly plain?: PlainMarkup;
}

export interface PlainMarkup {
  readonly root: 'rss' | 'rdf:RDF' | 'feed';
  readonly rootAttributes: Readonly<Record<string, string>>;
  readonly scope: Scope;
  /** Every element name that occurs, as written. */
  readonly names: readonly string[];
}

/**
 * Four in five documents are smaller. Larger ones are no less plain, but rss-parser takes three times the work of the
 * forgiving reader for them, goes unit by unit, and holds all their entries at once, at ten times their size.
 */
const bounds = { characters: 64_000, names: 300, depth: 24, stack: 512, tag: 4000 } as const;

const sentences = {
  cut: 'The document breaks off before its end; what came until then was read.',
  tags: 'Its tags do not match; what could be told apart was read.',
  ampersand: 'It has "&" or "<" where XML asks for "&amp;" or "&lt;".',
  entity: 'It uses HTML entities that XML does not know.',
  control: 'It holds control characters, which were left out.',
  trailing: 'Something follows the end of the document and was left out.',
};
type Flaw = keyof typeof sentences;

interface OpenElement {
  readonly name: string;
  hasText: boolean;
  hasChildren: boolean;
}

/** What is known so far. `isPlain` only ever turns false. */
interface Scan {
  readonly text: string;
  readonly flaws: Set<Flaw>;
  readonly stack: OpenElement[];
  readonly names: Set<string>;
  readonly hasOwnEntities: boolean;
  root: string | undefined;
  rootAttributes: Record<string, string>;
  scope: Scope;
  isPlain: boolean;
  isClosed: boolean;
}

/** Where scanning stops because the structure is broken, or the document ends. */
const stop = -1;
// Written-out control characters: 0 to 31 but for white space, and 128 to 159, which HTML reads as windows-1252.
const controlReference =
  /&#(?:0*(?:[0-8]|1[124-9]|2\d|3[01]|12[789]|1[345]\d)|x0*(?:[0-8bcef]|1[\da-f]|7f|[89][\da-f]));/i;

/** Looks over a document that starts with its doctype or root. */
export function scanMarkup(text: string): MarkupReport {
  const scan: Scan = {
    text,
    flaws: new Set(),
    stack: [],
    names: new Set(),
    hasOwnEntities: /^<!doctype[^>]*\[/i.test(text.slice(0, 2000)),
    root: undefined,
    rootAttributes: {},
    scope: rootScope,
    isPlain: text.length <= bounds.characters,
    isClosed: false,
  };
  if (controlCharacter.test(text) || controlReference.test(text)) scan.flaws.add('control');
  let at = 0;
  let last = 0;
  while (at >= 0 && at < text.length) {
    const open = text.indexOf('<', at);
    readText(scan, text.slice(at, open < 0 ? text.length : open));
    if (open >= 0) last = open;
    at = open < 0 ? stop : readMarkup(scan, open);
  }
  if (!scan.isClosed && scan.flaws.size === 0 && scan.stack.length < bounds.stack) scan.flaws.add('cut');
  const flaws = [...scan.flaws].map((flaw) => sentences[flaw]);
  const isBroken = scan.flaws.has('tags') || scan.flaws.has('cut');
  return {
    flaws,
    hasControls: scan.flaws.has('control'),
    ...defined({ plain: plainMarkup(scan), brokenAt: isBroken ? last : undefined }),
  };
}

function readText(scan: Scan, text: string): void {
  if (text === '' || !/\S/.test(text)) return;
  const element = scan.stack.at(-1);
  if (element !== undefined) element.hasText = true;
  else if (scan.isClosed) scan.flaws.add('trailing');
  if (text.includes('&')) checkReferences(scan, text);
}

function checkReferences(scan: Scan, text: string): void {
  if (/&(?![a-z][a-z0-9]{1,30};|#\d{1,7};|#x[\da-f]{1,6};)/i.test(text)) scan.flaws.add('ampersand');
  else if (!scan.hasOwnEntities && /&(?!(?:amp|lt|gt|quot|apos);|#)/.test(text)) scan.flaws.add('entity');
}

/** Reads what starts with the `<` at `open`. Gives the place behind it. */
function readMarkup(scan: Scan, open: number): number {
  const { text } = scan;
  const next = text[open + 1] ?? '';
  if (text.startsWith('<![CDATA[', open)) {
    const element = scan.stack.at(-1);
    if (element !== undefined) element.hasText = true;
    return skipPast(scan, ']]>', open);
  }
  if (text.startsWith('<!--', open)) return skipPast(scan, '-->', open + 4);
  if (next === '?') return skipPast(scan, '?>', open);
  if (next === '!') {
    // Its own entities are for the forgiving reader, which bounds them.
    if (scan.hasOwnEntities) scan.isPlain = false;
    return skipPast(scan, scan.hasOwnEntities ? ']>' : '>', open);
  }
  if (next === '/') return readClosing(scan, open);
  if (/[\p{L}_:]/u.test(next)) return readOpening(scan, open);
  scan.flaws.add('ampersand');
  return open + 1;
}

function skipPast(scan: Scan, end: string, from: number): number {
  const at = scan.text.indexOf(end, from);
  if (at >= 0) return at + end.length;
  scan.flaws.add('cut');
  return stop;
}

function readClosing(scan: Scan, open: number): number {
  const end = scan.text.indexOf('>', open);
  const element = scan.stack.pop();
  if (end < 0 || element?.name !== scan.text.slice(open + 2, end).trimEnd()) {
    scan.flaws.add(end < 0 ? 'cut' : 'tags');
    return stop;
  }
  // rss-parser would put the text first and the elements behind it.
  if (element.hasText && element.hasChildren) scan.isPlain = false;
  if (scan.stack.length === 0) scan.isClosed = true;
  return end + 1;
}

function readOpening(scan: Scan, open: number): number {
  const end = tagEnd(scan.text, open);
  if (scan.text[end] !== '>') {
    scan.flaws.add(scan.text[end] === '<' ? 'tags' : 'cut');
    return stop;
  }
  const isEmpty = scan.text[end - 1] === '/';
  const tag = scan.text.slice(open + 1, isEmpty ? end - 1 : end);
  const name = /^[^\s/>]+/.exec(tag)?.[0] ?? '';
  if (scan.isClosed) scan.flaws.add('trailing');
  if (tag.includes('&')) checkReferences(scan, tag);
  if (scan.isPlain) scan.isPlain = staysPlain(scan, name, tag);
  const parent = scan.stack.at(-1);
  if (parent !== undefined) parent.hasChildren = true;
  if (!isEmpty) scan.stack.push({ name, hasText: false, hasChildren: false });
  else if (parent === undefined) scan.isClosed = true;
  return scan.stack.length > bounds.stack ? stop : end + 1;
}

/** The place of the `>` that ends a tag; of a `<` or the end of the text when it has none. Quotes may hold either. */
function tagEnd(text: string, open: number): number {
  let quote = '';
  for (let at = open + 1; at < text.length; at++) {
    const character = text[at] ?? '';
    if (quote !== '') quote = character === quote ? '' : quote;
    else if (character === '"' || character === "'") quote = character;
    else if (character === '>' || character === '<') return at;
  }
  return text.length;
}

const htmlNames = new Set(
  'a b i p br div span img em strong ul ol li table tr td h1 h2 h3 h4 blockquote font html body'.split(' '),
);
const plainName = /^[a-z][\w.-]*(?::[a-z][\w.-]*)?$/i;
const parentOfItems: Readonly<Record<string, string>> = { rss: 'channel', 'rdf:RDF': 'rdf:RDF', feed: 'feed' };

/** Whether rss-parser would still carry the document whole with this tag in it. */
function staysPlain(scan: Scan, name: string, tag: string): boolean {
  scan.names.add(name);
  if (scan.stack.length > bounds.depth) return false;
  if (scan.names.size > bounds.names || tag.length > bounds.tag) return false;
  if (!plainName.test(name) || htmlNames.has(name.toLowerCase())) return false;
  const attributes = /xml|xhtml/i.test(tag) ? readAttributes(tag) : {};
  if (scan.root === undefined) {
    scan.root = name;
    scan.rootAttributes = attributes;
    scan.scope = enterScope(rootScope, attributes, true);
    return name in parentOfItems;
  }
  if ('xml:base' in attributes || /xhtml/i.test(attributes.type ?? '') || !keepsScope(scan.scope, attributes))
    return false;
  if (name === 'item' || name === 'entry') return scan.stack.at(-1)?.name === parentOfItems[scan.root];
  return name !== 'channel' || scan.stack.length === 1;
}

/** Whether declarations inside the document leave every prefix the meaning it has at the root. */
function keepsScope(scope: Scope, attributes: Readonly<Record<string, string>>): boolean {
  const declared = enterScope(new Map(), attributes);
  return [...declared].every(([prefix, meaning]) => prefix !== '' && meaning === (scope.get(prefix) ?? '?'));
}

function readAttributes(tag: string): Record<string, string> {
  const found = tag.matchAll(/([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g);
  return Object.fromEntries(
    [...found].map(([, name = '', double, single]) => [name.toLowerCase(), double ?? single ?? '']),
  );
}

function plainMarkup(scan: Scan): PlainMarkup | undefined {
  const { root, rootAttributes, scope, names } = scan;
  if (root !== 'rss' && root !== 'rdf:RDF' && root !== 'feed') return undefined;
  if (!scan.isPlain || !scan.isClosed || scan.flaws.size > 0) return undefined;
  // Entries by another name, such as `rss:item` or `ITEM`, are not seen by rss-parser.
  const item = root === 'feed' ? 'entry' : 'item';
  const hasOthers = [...names].some((name) => name !== item && itemNames.has(qualify(name, scope)));
  return hasOthers || [...names].filter((name) => name.toLowerCase() === 'channel').length > 1
    ? undefined
    : { root, rootAttributes, scope, names: [...names] };
}
