/** Forgiving XML: a tree from whatever a feed sends, on htmlparser2's tokenizer. Nothing is fetched, depth is bounded. */
import { Parser } from 'htmlparser2';
import { enterScope, qualify, rootScope, type Scope } from './namespaces.ts';
import { decodeEntities } from './plain-text.ts';

export interface XmlElement {
  /** Qualified by meaning: `dc:creator`, `atom:link`, `title`. */
  readonly name: string;
  /** As written, for printing. */
  readonly tag: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: (XmlElement | string)[];
  /** In force inside, from xml:base. */
  readonly base: string | undefined;
}

/** htmlparser2 keeps its open elements with unshift, so nesting costs its square: deeper feeds are cut here. */
const deepest = 512;
const mostAttributes = 200;

class TooDeep extends Error {}

/** The root elements of `text` with everything in them. `warnings` gets what had to be repaired. */
export function readXml(text: string, base: string | undefined, warnings: string[]): XmlElement {
  const root: XmlElement = { name: '', tag: '', attributes: {}, children: [], base };
  const stack: { readonly element: XmlElement; readonly scope: Scope }[] = [{ element: root, scope: rootScope }];
  const entities = internalEntities(text);
  let inCdata = false;
  const parser = new Parser(
    {
      onopentag(tag, raw) {
        const parent = stack.at(-1);
        if (parent === undefined || stack.length > deepest) throw new TooDeep();
        const scope = enterScope(parent.scope, raw, stack.length === 1);
        const attributes = readAttributes(raw, entities);
        // The Channel Definition Format names its base on its root.
        const own = attributes['xml:base'] ?? (/^channel$/i.test(tag) ? attributes.base : undefined);
        const element: XmlElement = {
          tag,
          attributes,
          name: qualify(tag, scope),
          children: [],
          base: own === undefined ? parent.element.base : (resolve(own, parent.element.base) ?? parent.element.base),
        };
        parent.element.children.push(element);
        stack.push({ element, scope });
      },
      onclosetag() {
        if (stack.length > 1) stack.pop();
      },
      ontext(chunk) {
        stack.at(-1)?.element.children.push(inCdata ? escapeCdata(chunk) : cleanText(chunk, entities));
      },
      oncdatastart() {
        inCdata = true;
      },
      oncdataend() {
        inCdata = false;
      },
    },
    { xmlMode: true, decodeEntities: false },
  );
  try {
    parser.write(text);
    parser.end();
  } catch (error) {
    if (!(error instanceof TooDeep)) throw error;
    warnings.push('Elements are nested more than 512 deep; what follows was left out.');
  }
  return root;
}

/** An address against a base; undefined when there is none to make. */
export function resolve(address: string, base: string | undefined): string | undefined {
  return (base ? URL.parse(address.trim(), base) : URL.parse(address.trim()))?.href;
}

// Text that was CDATA is kept as it is; decoding it would unescape what the publisher escaped.
function escapeCdata(text: string): string {
  return text.replace(controls, '');
}

const controls = /[^\P{Cc}\t\n\r\u0085]|[\ufffe\uffff]/gu;

function cleanText(text: string, entities: ReadonlyMap<string, string>): string {
  const expanded = entities.size === 0 ? text : expand(text, entities);
  return decodeEntities(expanded).replace(controls, '');
}

function readAttributes(
  raw: Readonly<Record<string, string>>,
  entities: ReadonlyMap<string, string>,
): Record<string, string> {
  const attributes: Record<string, string> = Object.create(null);
  let count = 0;
  for (const name in raw) {
    if (++count > mostAttributes) break;
    attributes[name.toLowerCase()] = cleanText(raw[name] ?? '', entities);
  }
  return attributes;
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

function expand(text: string, entities: ReadonlyMap<string, string>): string {
  return text.replace(/&([\w.-]{1,40});/g, (reference, name: string) => entities.get(name) ?? reference);
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
