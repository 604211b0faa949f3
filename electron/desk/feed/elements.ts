/** What stands in an element: its children by name, its text, its markup. */
import { escapeMarkup, innerMarkup, textOf, type XmlElement } from './xml-tree.ts';

export function elementsOf(parent: XmlElement): XmlElement[] {
  return parent.children.filter((node) => typeof node !== 'string');
}

/** The children with these names: in the order of the names, and of the document within one name. */
export function elementsNamed(parent: XmlElement, ...names: readonly string[]): XmlElement[] {
  const found: XmlElement[] = [];
  for (const name of names)
    for (const child of parent.children) if (typeof child !== 'string' && child.name === name) found.push(child);
  return found;
}

/** The markup of the first child that has one of these names and is not empty, in the order of the names. */
export function firstText(parent: XmlElement, ...names: readonly string[]): string | undefined {
  for (const element of elementsNamed(parent, ...names)) {
    const text = markupOf(element).trim();
    if (text !== '') return text;
  }
  return undefined;
}

/** What an element holds, as HTML: escaped text as it is meant, inline XHTML printed in its order. */
export function markupOf(element: XmlElement): string {
  const type = (element.attributes.type ?? '').toLowerCase();
  const inside = elementsOf(element);
  if (inside.length === 0) return textAsMarkup(element, type);
  const [only] = inside;
  const wraps =
    only !== undefined &&
    inside.length === 1 &&
    /^(xhtml:)?(div|body)$/.test(only.name.replace('?:', '')) &&
    type.includes('xhtml');
  return innerMarkup(wraps ? only : element).trim();
}

function textAsMarkup(element: XmlElement, type: string): string {
  const text = textOf(element);
  const mode = (element.attributes.mode ?? '').toLowerCase();
  if (mode === 'base64' || /octet-stream|^(image|audio|video)\//.test(type)) return fromBase64(text) ?? text;
  return isLiteral(element) ? escapeMarkup(text) : text;
}

/** Whether an Atom text says of itself that it holds no markup: its "<b>" means these three characters. */
export function isLiteral({ name, attributes, children }: XmlElement): boolean {
  const type = (attributes.type ?? '').trim().toLowerCase();
  return name.startsWith('atom:') && (type === 'text' || type === 'text/plain') && children.every(isString);
}

function isString(node: XmlElement | string): node is string {
  return typeof node === 'string';
}

function fromBase64(text: string): string | undefined {
  const compact = text.replace(/\s+/g, '');
  if (compact === '' || compact.length % 4 === 1 || !/^[a-z0-9+/]+={0,2}$/i.test(compact)) return undefined;
  return Buffer.from(compact, 'base64').toString('utf8');
}
