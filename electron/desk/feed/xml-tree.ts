/** Forgiving XML: a tree from whatever a feed sends, on htmlparser2's tokenizer. Nothing is fetched, depth is bounded. */

import { Parser } from 'htmlparser2';
import { everyControlCharacter } from './control-characters.ts';
import { enterScope, qualify, rootScope, type Scope } from './namespaces.ts';
import { decodeEntities } from './plain-text.ts';
import { QuickTokenizer } from './quick-tokenizer.ts';

export interface XmlElement {
  /** Qualified by meaning: `dc:creator`, `atom:link`, `title`. */
  readonly name: string;
  /** As written, for printing. */
  readonly tag: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: (XmlElement | string)[];
  /** In force inside, from xml:base. */
  readonly base: string | undefined;
  /** The document broke off inside. */
  readonly isCut?: true;
}

/** An element that may still change. */
export type OpenElement = { -readonly [Part in keyof XmlElement]: XmlElement[Part] };

/** htmlparser2 keeps its open elements with unshift, so nesting costs its square: deeper feeds are cut here. */
const deepest = 512;
/** Elements and pieces of text, of all together, and attributes of one. The largest feeds have half as many. */
const mostElements = 250_000;
const mostAttributes = 200;
const mostAttributesRead = 100_000;
/** Characters that a document's own entities may add to it. */
const mostExpanded = 1_000_000;
/** Characters of one piece of text as it is written, and of one attribute: more is cut. */
const longestPiece = 1_500_000;
const longestAttribute = 100_000;

/** Where reading stops; the message says what is left out. */
export class TooMuch extends Error {}

interface XmlOptions {
  /** Told of each element when it ends; it may take out what it has read, and throw TooMuch. */
  readonly onEnd?: (element: OpenElement) => void;
  /** Of what one element holds, so many are kept. */
  readonly mostChildren?: number;
  /** False for a document that is known to hold no control characters, as they are or as references. */
  readonly hasControls?: boolean;
}

/** The root elements of `text` with everything in them. `warnings` gets what had to be repaired. */
export function readXml(
  text: string,
  base: string | undefined,
  warnings: string[],
  { onEnd, mostChildren = Number.POSITIVE_INFINITY, hasControls = true }: XmlOptions = {},
): XmlElement {
  const root: XmlElement = { name: '', tag: '', attributes: {}, children: [], base };
  const stack: { readonly element: OpenElement; readonly scope: Scope }[] = [{ element: root, scope: rootScope }];
  const source: Source = { entities: internalEntities(text), left: mostExpanded, hasControls };
  // Text comes in pieces, at worst one a character: what belongs together is cut out of the document once.
  let run: { readonly from: number; to: number } | undefined;
  const names = createNames();
  let inCdata = false;
  let isAtEnd = false;
  let elements = 0;
  let attributesOfTag = 0;
  const count = (): void => {
    if (++elements > mostElements)
      throw new TooMuch(`It has more than ${mostElements} elements; what follows was left out.`);
  };
  const endRun = (): void => {
    if (run === undefined) return;
    const chunk = text.slice(run.from, Math.min(run.to, run.from + longestPiece));
    stack.at(-1)?.element.children.push(cleanText(chunk, source));
    run = undefined;
  };
  const parser = new Parser(
    {
      onopentag(tag, raw) {
        endRun();
        attributesOfTag = 0;
        const parent = stack.at(-1);
        if (parent === undefined || stack.length > deepest)
          throw new TooMuch('Elements are nested more than 512 deep; what follows was left out.');
        count();
        const scope = enterScope(parent.scope, raw, stack.length === 1);
        const attributes = readAttributes(raw, source);
        // The Channel Definition Format names its base on its root.
        const own = attributes['xml:base'] ?? (/^channel$/i.test(tag) ? attributes.base : undefined);
        const element: OpenElement = {
          tag,
          attributes,
          name: names(tag, scope),
          children: [],
          base: own === undefined ? parent.element.base : (resolve(own, parent.element.base) ?? parent.element.base),
        };
        if (parent.element.children.length < mostChildren) parent.element.children.push(element);
        stack.push({ element, scope });
      },
      onattribute() {
        if (++attributesOfTag > mostAttributesRead)
          throw new TooMuch(`A tag has more than ${mostAttributesRead} attributes; what follows was left out.`);
      },
      onclosetag() {
        endRun();
        const ended = stack.length > 1 ? stack.pop()?.element : undefined;
        if (ended === undefined) return;
        // A list that was pushed to has room for sixteen more, and most elements hold one text.
        ended.children = ended.children.slice();
        if (isAtEnd) ended.isCut = true;
        onEnd?.(ended);
      },
      ontext(chunk) {
        if (inCdata) {
          count();
          stack.at(-1)?.element.children.push(withoutControls(chunk.slice(0, longestPiece), source));
          return;
        }
        const from = parser.endIndex + 1 - chunk.length;
        if (run !== undefined && run.to !== from) endRun();
        if (run === undefined) {
          count();
          run = { from, to: from };
        }
        run.to += chunk.length;
      },
      oncdatastart() {
        endRun();
        inCdata = true;
      },
      oncdataend() {
        inCdata = false;
      },
    },
    { xmlMode: true, decodeEntities: false, Tokenizer: QuickTokenizer },
  );
  try {
    parser.write(text);
    isAtEnd = true;
    parser.end();
  } catch (error) {
    if (!(error instanceof TooMuch)) throw error;
    warnings.push(error.message);
  }
  endRun();
  return root;
}

/** `qualify`, which knows the names again that it met in the scope of the root: most documents have a dozen. */
function createNames(): typeof qualify {
  const known = new Map<string, string>();
  let usual: Scope | undefined;
  return (tag, scope) => {
    usual ??= scope;
    if (scope !== usual) return qualify(tag, scope);
    const found = known.get(tag);
    if (found !== undefined) return found;
    const name = qualify(tag, scope);
    known.set(tag, name);
    return name;
  };
}

/** Longer ones are no addresses; each look at one would copy it several times. */
const longestAddress = 8000;

/** An address against a base; undefined when there is none to make. */
export function resolve(address: string, base: string | undefined): string | undefined {
  if (address.length > longestAddress) return undefined;
  return (base ? URL.parse(address.trim(), base) : URL.parse(address.trim()))?.href;
}

// Text that was CDATA is kept as it is; decoding it would unescape what the publisher escaped.
function withoutControls(text: string, { hasControls }: Source): string {
  return hasControls ? text.replace(everyControlCharacter, '') : text;
}

/** What holds for all texts of a document. */
interface Source {
  /** That it defines for itself. */
  readonly entities: ReadonlyMap<string, string>;
  /** How much of them may still be put in. */
  left: number;
  readonly hasControls: boolean;
}

function cleanText(text: string, source: Source): string {
  const expanded = source.entities.size === 0 ? text : expand(text, source);
  return withoutControls(decodeEntities(expanded), source);
}

/** Without a prototype, yet of a known shape: what `Object.create(null)` gives takes five times the memory. */
class Attributes {
  [name: string]: string;
}
Object.setPrototypeOf(Attributes.prototype, null);
delete (Attributes.prototype as { constructor?: unknown }).constructor;
const noAttributes = Object.freeze(new Attributes());

function readAttributes(raw: Readonly<Record<string, string>>, source: Source): Readonly<Record<string, string>> {
  const attributes = new Attributes();
  let count = 0;
  for (const name in raw) {
    if (++count > mostAttributes) break;
    attributes[name.toLowerCase()] = cleanText((raw[name] ?? '').slice(0, longestAttribute), source);
  }
  return count === 0 ? noAttributes : attributes;
}

/** Entities that the document defines for itself: short and flat ones only, so that none can grow. */
function internalEntities(text: string): ReadonlyMap<string, string> {
  const entities = new Map<string, string>();
  const start = text.slice(0, 5000).search(/<!DOCTYPE\b/i);
  if (start < 0) return entities;
  const open = text.indexOf('[', start);
  const end = text.indexOf(']>', open);
  if (open < 0 || end < 0 || end - open > 20_000 || text.slice(start, open).includes('>')) return entities;
  for (const [, name, , value] of text
    .slice(open, end)
    .matchAll(/<!ENTITY\s+([\w.-]{1,40})\s+(["'])([^"']{0,200})\2\s*>/g)) {
    if (entities.size >= 64) break;
    if (name !== undefined && value !== undefined && !/&(?!#)/.test(value)) entities.set(name, value);
  }
  return entities;
}

function expand(text: string, source: Source): string {
  let expanded = '';
  let at = 0;
  for (const found of text.matchAll(/&([\w.-]{1,40});/g)) {
    const value = source.entities.get(found[1] ?? '');
    if (value === undefined) continue;
    source.left -= value.length;
    if (source.left < 0) break;
    expanded += text.slice(at, found.index) + value;
    at = found.index + found[0].length;
  }
  return expanded + text.slice(at);
}

/** The text inside an element, its children's included. */
export function textOf(element: XmlElement): string {
  let text = '';
  for (const child of element.children) text += typeof child === 'string' ? child : textOf(child);
  return text;
}

/** The inside of an element as markup, in the order it stands in. */
export function innerMarkup(element: XmlElement, keep: (child: XmlElement) => boolean = () => true): string {
  return element.children
    .map((child) => (typeof child === 'string' ? child : keep(child) ? outerMarkup(child) : ''))
    .join('');
}

const empty = new Set(['br', 'hr', 'img', 'input', 'area', 'col', 'wbr', 'source', 'embed', 'param', 'track']);

function outerMarkup(element: XmlElement): string {
  const tag = element.name.startsWith('xhtml:') ? element.name.slice(6) : element.tag.replace(/^.*:/, '');
  const attributes = Object.entries(element.attributes)
    .filter(([name]) => !name.startsWith('xmlns'))
    .map(([name, value]) => ` ${name}="${escapeMarkup(value).replace(/"/g, '&quot;')}"`)
    .join('');
  if (empty.has(tag) && element.children.length === 0) return `<${tag}${attributes} />`;
  const inside = element.children.map((child) =>
    typeof child === 'string' ? escapeMarkup(child) : outerMarkup(child),
  );
  return `<${tag}${attributes}>${inside.join('')}</${tag}>`;
}

export function escapeMarkup(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}
