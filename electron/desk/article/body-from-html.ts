/** Untrusted HTML to the typed tree. What the tree cannot say is not said: that is the whole of the sanitising. */
import type { ArticleBody, Block, Direction, Inline, InlineMark, TableCell } from '../../../shared/model.ts';
import { type HtmlElement, readHtml } from './html-tree.ts';
import { readPicture } from './picture-source.ts';

const marks: ReadonlyMap<string, InlineMark> = new Map([
  ['em', 'emphasis'],
  ['i', 'emphasis'],
  ['cite', 'emphasis'],
  ['strong', 'strong'],
  ['b', 'strong'],
  ['code', 'code'],
  ['kbd', 'code'],
  ['samp', 'code'],
  ['tt', 'code'],
  ['sup', 'superscript'],
  ['sub', 'subscript'],
]);

const containers = new Set(
  'p div section article main header footer aside address center dl dt dd details summary fieldset hgroup body html head form nav tbody thead tfoot tr td th caption li noscript amp-story search menu dir'.split(
    ' ',
  ),
);

const otherBlocks = new Set('h1 h2 h3 h4 h5 h6 ul ol blockquote figure img picture amp-img pre table hr'.split(' '));

/** The article body of an HTML fragment. Links and pictures are resolved against `baseUrl`. */
export function parseBody(html: string, baseUrl: string): ArticleBody {
  return { blocks: readBlocks(readHtml(html), { baseUrl }) };
}

interface Context {
  readonly baseUrl: string;
  readonly dir?: Direction;
  readonly language?: string;
}

/** Reads children into blocks; runs of text and inline elements between blocks become paragraphs. */
function readBlocks(parent: HtmlElement, context: Context): Block[] {
  const blocks: Block[] = [];
  let run: Inline[] = [];
  const flush = (): void => {
    for (const inlines of splitParagraphs(run))
      blocks.push({ kind: 'paragraph', inlines, ...traits(inlines, context) });
    run = [];
  };
  const addBlocks = (found: readonly Block[]): void => {
    flush();
    addAll(blocks, found);
  };
  const visit = (children: HtmlElement['children'], around: Context): void => {
    for (const child of children) {
      if (typeof child === 'string') run.push({ kind: 'text', text: child });
      else if (isInline(child)) addAll(run, readInline(child, around, addBlocks));
      else addBlocks(readBlock(child, inner(around, child)));
    }
  };
  visit(parent.children, context);
  flush();
  return blocks;
}

function isInline({ tag }: HtmlElement): boolean {
  return !containers.has(tag) && !otherBlocks.has(tag);
}

// A call with all of them as arguments would overflow the stack at some hundred thousand.
function addAll<T>(list: T[], more: readonly T[]): void {
  for (const one of more) list.push(one);
}

function readBlock(element: HtmlElement, context: Context): Block[] {
  const heading = element.tag.length === 2 ? /^h([1-6])$/.exec(element.tag)?.[1] : undefined;
  if (heading !== undefined) return readHeading(element, Number(heading), context);
  switch (element.tag) {
    case 'ul':
    case 'ol':
      return readList(element, context);
    case 'blockquote': {
      const blocks = readBlocks(element, context);
      return blocks.length === 0 ? [] : [{ kind: 'quote', blocks }];
    }
    case 'figure':
      return readFigure(element, context);
    case 'img':
    case 'picture':
    case 'amp-img': {
      const picture = readPicture(element, context.baseUrl);
      return picture === undefined ? [] : [{ kind: 'figure', pictures: [picture] }];
    }
    case 'pre': {
      const text = plainTextOf(element).replace(/^\n|\s+$/g, '');
      return text === '' ? [] : [{ kind: 'code', text }];
    }
    case 'table':
      return readTable(element, context);
    case 'hr':
      return [{ kind: 'rule' }];
    default:
      return readBlocks(element, context);
  }
}

function readHeading(element: HtmlElement, level: number, context: Context): Block[] {
  const pictures: Block[] = [];
  const inlines = tidy(readInlines(element.children, context, (found) => pictures.push(...found)));
  if (inlines.length === 0) return pictures;
  // The title of the story is the page's only first-level heading.
  const shown = Math.max(2, level) as 2 | 3 | 4 | 5 | 6;
  return [{ kind: 'heading', level: shown, inlines, ...traits(inlines, context) }, ...pictures];
}

function readList(element: HtmlElement, context: Context): Block[] {
  const items = element.children.flatMap((child) => {
    if (typeof child === 'string') return [];
    const blocks = child.tag === 'li' ? readBlocks(child, inner(context, child)) : readBlock(child, context);
    return blocks.length === 0 ? [] : [blocks];
  });
  return items.length === 0 ? [] : [{ kind: 'list', ordered: element.tag === 'ol', items }];
}

function readFigure(element: HtmlElement, context: Context): Block[] {
  const captionElement = find(element, 'figcaption');
  const caption =
    captionElement === undefined ? [] : tidy(readInlines(captionElement.children, context, () => undefined));
  const rest = readBlocks({ ...element, children: without(element, captionElement) }, context);
  const pictures = rest.flatMap((block) => (block.kind === 'figure' ? block.pictures : []));
  const others = rest.filter((block) => block.kind !== 'figure');
  if (pictures.length === 0) return others;
  const figure: Block = { kind: 'figure', pictures, ...(caption.length === 0 ? {} : { caption }) };
  // Text beside the picture in a figure is a caption by another name, unless it is a table or a quotation.
  return [figure, ...others.filter(({ kind }) => kind !== 'paragraph')];
}

function readTable(element: HtmlElement, context: Context): Block[] {
  const rows = all(element, 'tr').map((row) =>
    row.children.filter((cell) => typeof cell !== 'string').filter(({ tag }) => tag === 'td' || tag === 'th'),
  );
  const cells = rows.flat();
  // A table of one column, or one that holds blocks, lays out a page rather than data.
  const isLayout =
    rows.every((row) => row.length <= 1) ||
    cells.some(
      (cell) =>
        ['table', 'p', 'div', 'ul', 'h2', 'h3', 'img'].filter((tag) => find(cell, tag) !== undefined).length > 1,
    );
  if (isLayout) return cells.flatMap((cell) => readBlocks(cell, context));
  const pictures: Block[] = [];
  const read = rows.map((row) =>
    row.map(
      (cell): TableCell => ({
        header: cell.tag === 'th',
        inlines: tidy(readInlines(cell.children, context, (found) => pictures.push(...found))),
      }),
    ),
  );
  const kept = read.filter((row) => row.some(({ inlines }) => inlines.length > 0));
  return kept.length === 0 ? pictures : [{ kind: 'table', rows: kept }, ...pictures];
}

/** Inlines of any content: blocks inside are read as their text. */
function readInlines(
  children: HtmlElement['children'],
  context: Context,
  addBlocks: (blocks: Block[]) => void,
): Inline[] {
  const inlines: Inline[] = [];
  for (const child of children) {
    if (typeof child === 'string') inlines.push({ kind: 'text', text: child });
    else if (isInline(child)) addAll(inlines, readInline(child, context, addBlocks));
    else if (/^(img|picture|amp-img|figure)$/.test(child.tag)) addBlocks(readBlock(child, context));
    else {
      const space: Inline = { kind: 'text', text: ' ' };
      inlines.push(space);
      addAll(inlines, readInlines(child.children, context, addBlocks));
      inlines.push(space);
    }
  }
  return inlines;
}

function readInline(element: HtmlElement, context: Context, addBlocks: (blocks: Block[]) => void): Inline[] {
  if (element.tag === 'br') return [{ kind: 'break' }];
  if (element.tag === 'wbr') return [];
  const hasBlocks = element.children.some(
    (child) => typeof child !== 'string' && !isInline(child) && child.tag !== 'img' && child.tag !== 'picture',
  );
  // A block inside an inline element, as publishers' <span><p>: the block counts.
  if (hasBlocks && element.tag !== 'a') {
    addBlocks(readBlocks(element, inner(context, element)));
    return [];
  }
  const children = readInlines(element.children, context, addBlocks);
  const mark = marks.get(element.tag);
  if (children.length === 0) return [];
  if (mark !== undefined) return [{ kind: mark, children }];
  const href = element.tag === 'a' ? safeLink(element.attributes.href, context.baseUrl) : undefined;
  return href === undefined ? children : [{ kind: 'link', href, children }];
}

/** An absolute http, https or mailto address without a user name; undefined for anything else. */
export function safeLink(href: string | undefined, baseUrl: string): string | undefined {
  if (href === undefined || href.trim().startsWith('#')) return undefined;
  const url = URL.parse(href.trim(), baseUrl);
  if (url === null || !['http:', 'https:', 'mailto:'].includes(url.protocol)) return undefined;
  return url.username === '' && url.password === '' ? url.href : undefined;
}

/** A run of inlines as paragraphs: two line breaks in a row part them. */
function splitParagraphs(run: readonly Inline[]): Inline[][] {
  // What stands between most blocks is a line break of the source.
  if (run.every((inline) => inline.kind === 'text' && !/\S/.test(inline.text))) return [];
  const parts = run.some(({ kind }) => kind === 'break') ? partsBetweenBreaks(run) : [run];
  return parts.map(tidy).filter((inlines) => inlines.length > 0);
}

function partsBetweenBreaks(run: readonly Inline[]): Inline[][] {
  const parts: Inline[][] = [[]];
  let breaks = 0;
  for (const inline of run) {
    if (inline.kind === 'break') breaks++;
    else if (breaks > 0 && !(inline.kind === 'text' && inline.text.trim() === '')) {
      if (breaks > 1) parts.push([]);
      else parts.at(-1)?.push({ kind: 'break' });
      breaks = 0;
    }
    if (inline.kind !== 'break' && !(breaks > 0)) parts.at(-1)?.push(inline);
  }
  return parts;
}

const overrides = /[\u202a-\u202e\u2066-\u2069]|[^\P{Cc}\t\n\r]/gu;
/** White space but for the space, and what is taken out: most texts have none, and looking is cheaper than replacing. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
const isUntidy = /[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/;

/** White space as HTML shows it: runs become one space, none at the ends or around breaks; nothing empty stays. */
function tidy(inlines: readonly Inline[]): Inline[] {
  let spaceBefore = true;
  const visit = (nodes: readonly Inline[]): Inline[] => {
    const found: Inline[] = [];
    for (const node of nodes) {
      if (node.kind === 'break') {
        spaceBefore = true;
        found.push(node);
      } else if (node.kind === 'text') {
        const text = tidyText(node.text, spaceBefore);
        if (text === '') continue;
        spaceBefore = text.endsWith(' ');
        found.push(text === node.text ? node : { kind: 'text', text });
      } else {
        const children = visit(node.children);
        if (children.length > 0) found.push({ ...node, children });
      }
    }
    return found;
  };
  const kept = visit(inlines);
  trimEnd(kept);
  return hasText(kept) ? joinTexts(kept) : [];
}

function tidyText(raw: string, spaceBefore: boolean): string {
  const text =
    isUntidy.test(raw) || raw.includes('  ') ? raw.replace(overrides, '').replace(/[ \t\n\r\f]+/g, ' ') : raw;
  return spaceBefore && text.startsWith(' ') ? text.slice(1) : text;
}

/** Whether anything but white space is to be read. */
function hasText(inlines: readonly Inline[]): boolean {
  return inlines.some((inline) => {
    if (inline.kind === 'break') return false;
    return inline.kind === 'text' ? /\S/.test(inline.text) : hasText(inline.children);
  });
}

/** Takes white space and breaks off the end. */
function trimEnd(inlines: Inline[]): void {
  for (let last = inlines.pop(); last !== undefined; last = inlines.pop()) {
    if (last.kind === 'break') continue;
    if (last.kind === 'text') {
      const text = last.text.trimEnd();
      if (text === '') continue;
      inlines.push({ kind: 'text', text });
      return;
    }
    const children = [...last.children];
    trimEnd(children);
    if (children.length === 0) continue;
    inlines.push({ ...last, children });
    return;
  }
}

function joinTexts(inlines: readonly Inline[]): Inline[] {
  const joined: Inline[] = [];
  for (const inline of inlines) {
    const last = joined[joined.length - 1];
    if (inline.kind === 'text' && last?.kind === 'text')
      joined[joined.length - 1] = { kind: 'text', text: last.text + inline.text };
    else joined.push(inline);
  }
  return joined;
}

function inner(context: Context, { attributes }: HtmlElement): Context {
  if (attributes.dir === undefined && attributes.lang === undefined) return context;
  const dir = attributes.dir?.toLowerCase();
  const language = /^[a-z]{2,3}(?=-|$)/i.exec(attributes.lang ?? '')?.[0]?.toLowerCase();
  return {
    ...context,
    ...(dir === 'rtl' || dir === 'ltr' ? { dir } : {}),
    ...(language === undefined ? {} : { language }),
  };
}

/** Direction and language of a block: as stated, else right-to-left when its first letter is. */
function traits(inlines: readonly Inline[], context: Context): { dir?: Direction; language?: string } {
  const rightToLeft = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}]/u.test(
    firstLetter(inlines) ?? '',
  );
  const dir = rightToLeft ? 'rtl' : context.dir === 'rtl' ? undefined : context.dir;
  return {
    ...(dir === undefined ? {} : { dir }),
    ...(context.language === undefined ? {} : { language: context.language }),
  };
}

function firstLetter(inlines: readonly Inline[]): string | undefined {
  for (const inline of inlines) {
    if (inline.kind === 'break') continue;
    const letter = inline.kind === 'text' ? /\p{L}/u.exec(inline.text)?.[0] : firstLetter(inline.children);
    if (letter !== undefined) return letter;
  }
  return undefined;
}

function find(element: HtmlElement, tag: string): HtmlElement | undefined {
  for (const child of element.children) {
    if (typeof child === 'string') continue;
    const found = child.tag === tag ? child : find(child, tag);
    if (found !== undefined) return found;
  }
  return undefined;
}

function all(element: HtmlElement, tag: string): HtmlElement[] {
  return element.children.flatMap((child) => {
    if (typeof child === 'string') return [];
    if (child.tag === tag) return [child];
    return child.tag === 'table' ? [] : all(child, tag);
  });
}

function without(element: HtmlElement, left: HtmlElement | undefined): HtmlElement['children'] {
  if (left === undefined) return element.children;
  return element.children.flatMap((child): HtmlElement['children'] => {
    if (typeof child === 'string') return [child];
    return child === left ? [] : [{ ...child, children: without(child, left) }];
  });
}

function plainTextOf(element: HtmlElement): string {
  return element.children
    .map((child) => (typeof child === 'string' ? child : child.tag === 'br' ? '\n' : plainTextOf(child)))
    .join('');
}
