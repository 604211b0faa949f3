/** HTML as a small tree that is safe to walk: bounded depth and size, scripts and the like never in it. */
import { decodeHTML, decodeHTMLAttribute } from 'entities';
import { Parser } from 'htmlparser2';
import { QuickTokenizer } from '../feed/quick-tokenizer.ts';

export interface HtmlElement {
  readonly tag: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: (HtmlElement | string)[];
}

/** Deeper elements are no elements of their own any more; their text still counts. */
const deepest = 200;
/** htmlparser2 costs the square of the depth: reading ends here. */
const deepestRead = 5000;
const mostNodes = 200_000;

/** Elements that go with everything in them. */
const dropped = new Set(
  'script style template noscript iframe frame frameset object embed applet svg math input select option textarea button link meta base title audio video canvas map dialog'.split(
    ' ',
  ),
);
/** Elements whose text is no markup, and has no character references. */
const literal = new Set(['xmp', 'noembed', 'noframes', 'plaintext']);
class TooLarge extends Error {}

/** Parses an HTML fragment or page. Forgiving; linear but for the bounded depth. */
export function readHtml(html: string): HtmlElement {
  const root: HtmlElement = { tag: '', attributes: {}, children: [] };
  const open: HtmlElement[] = [root];
  let droppedDepth = 0;
  let nodes = 0;
  const parser = new Parser(
    {
      onopentag(tag, attributes) {
        if (open.length > deepestRead || ++nodes > mostNodes) throw new TooLarge();
        const parent = open.at(-1) ?? root;
        const element = open.length > deepest ? parent : { tag, attributes: decoded(attributes), children: [] };
        if (droppedDepth > 0 || dropped.has(tag)) droppedDepth++;
        else if (element !== parent) parent.children.push(element);
        open.push(element);
      },
      onclosetag() {
        open.pop();
        if (droppedDepth > 0) droppedDepth--;
      },
      ontext(text) {
        if (droppedDepth > 0) return;
        const parent = open.at(-1) ?? root;
        parent.children.push(text.includes('&') && !literal.has(parent.tag) ? decodeHTML(text) : text);
      },
    },
    // The tokenizer would look at every unit for a reference.
    { decodeEntities: false, lowerCaseTags: true, lowerCaseAttributeNames: true, Tokenizer: QuickTokenizer },
  );
  try {
    parser.write(html);
    parser.end();
  } catch (error) {
    if (!(error instanceof TooLarge)) throw error;
  }
  return root;
}

function decoded(attributes: Record<string, string>): Readonly<Record<string, string>> {
  for (const name in attributes) {
    const value = attributes[name] ?? '';
    if (value.includes('&')) attributes[name] = decodeHTMLAttribute(value);
  }
  return attributes;
}
