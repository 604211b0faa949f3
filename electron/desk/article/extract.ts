/**
 * The article in a page: text and pictures without the site's furniture. Readability on linkedom, cleaned before and
 * after; the page's own data and defuddle as second opinions where the first text is poor (docs: text.md's figures).
 */
import { Readability } from '@mozilla/readability';
import { Defuddle } from 'defuddle/node';
import { parseHTML } from 'linkedom';
import { articleText } from '../../../shared/article-text.ts';
import type { ArticleBody, Block } from '../../../shared/model.ts';
import { detectLanguage } from '../tag/language.ts';
import { parseBody } from './body-from-html.ts';
import { furnitureNames, removeFurniture } from './furniture.ts';
import { type PageMetadata, readMetadata } from './metadata.ts';
import { isNestedDeeper } from './nesting.ts';
import type { QueryableElement } from './page-statements.ts';
import { readPicture } from './picture-source.ts';
import { printBody } from './print-body.ts';
import { withoutUnstated, withStandfirst } from './stated-text.ts';

export interface Article {
  readonly title: string;
  readonly byline?: string;
  readonly siteName?: string;
  readonly publishedAt?: number;
  /** ISO 639-1, of the text rather than of what the page claims. */
  readonly language?: string;
  /** `articleText(body)`. */
  readonly text: string;
  /** Printed from `body`. */
  readonly html: string;
  readonly body: ArticleBody;
}

const longestPage = 8_000_000;
const poorText = 400;
/** Pages have a tenth as many elements inside each other. */
const deepestPage = 200;

/** The article of a page, or null when it has none. Takes tens of milliseconds: call it in a worker. */
export async function extractArticle(html: string, url: string): Promise<Article | null> {
  const page = html.slice(0, longestPage);
  if (isNestedDeeper(page, deepestPage)) return null;
  const document = parsePage(page);
  const metadata = readMetadata(document as unknown as QueryableElement, url);
  const picture = metadata.picture ?? featuredPicture(document, url);
  const paragraphs = paragraphLength(document);
  const title = metadata.title ?? '';
  const standfirsts =
    metadata.description === undefined ? [] : [...document.querySelectorAll('p, h2, h3, h4, div, span, strong')];
  let body = clean(readability(document, url), title);
  let text = articleText(body);
  if (metadata.articleBody !== undefined && text.length < metadata.articleBody.length * 0.5) {
    body = clean(bodyOfText(metadata.articleBody, url), title);
    text = articleText(body);
  }
  if (text.length < poorText || text.length < paragraphs * 0.4) {
    const second = clean(await defuddled(page, url), title);
    const secondText = articleText(second);
    if (secondText.length > text.length * 1.2) [body, text] = [second, secondText];
  }
  if (text.trim() === '') return null;
  body = withStandfirst(withoutUnstated(body, metadata.articleBody), metadata.description, standfirsts);
  return finish(withLeadPicture(body, picture, url), metadata, document.documentElement?.getAttribute('lang'));
}

type PageDocument = ReturnType<typeof parseHTML>['document'];

/** linkedom shows what is in a <template> as if it stood in the page, and Readability can then choose it and fail. */
function parsePage(html: string): PageDocument {
  const { document } = parseHTML(/<html[\s>]/i.test(html) ? html : `<html><body>${html}</body></html>`);
  for (const template of document.querySelectorAll('template')) template.remove();
  return document;
}

/** The picture that stands above the text, outside of what Readability takes for the article. */
function featuredPicture(document: PageDocument, url: string): string | undefined {
  const image = document.querySelector(
    '[class*="featured"] img, .post-thumbnail img, article > figure img, article header img, main figure img',
  );
  if (image === null) return undefined;
  const names = ['src', 'srcset', 'data-src', 'data-srcset', 'width', 'height', 'alt'];
  const attributes = Object.fromEntries(
    names.flatMap((name) => [[name, image.getAttribute(name)]].filter(([, value]) => value !== null)),
  );
  return readPicture({ tag: 'img', attributes, children: [] }, url)?.src;
}

function paragraphLength(document: PageDocument): number {
  let length = 0;
  for (const paragraph of document.querySelectorAll('p')) {
    const text = (paragraph.textContent ?? '').trim();
    if (text.length > 80 && paragraph.closest('footer, nav, aside') === null) length += text.length;
  }
  return length;
}

function readability(document: PageDocument, url: string): ArticleBody {
  removePageFurniture(document);
  try {
    const found = new Readability(document as never, { charThreshold: 300 }).parse();
    return parseBody(found?.content ?? '', url);
  } catch {
    // Readability fails on some trees that linkedom makes; the second opinion is asked then.
    return { blocks: [] };
  }
}

function removePageFurniture(document: PageDocument): void {
  const whole = (document.body?.textContent ?? '').length;
  for (const element of document.querySelectorAll(
    'nav, form, button, dialog, [role="navigation"], [role="dialog"], [aria-modal="true"]',
  ))
    if (isSmall(element, whole)) element.remove();
  for (const element of document.querySelectorAll('div, section, aside, ul, footer, span, p')) {
    const name = `${element.getAttribute('class') ?? ''} ${element.getAttribute('id') ?? ''}`;
    if (name.length > 1 && furnitureNames.test(name) && isSmall(element, whole)) element.remove();
  }
}

/** What holds much of the page's text is the article, whatever its class says. */
function isSmall(
  element: { readonly textContent: string | null; querySelectorAll(selector: string): ArrayLike<unknown> },
  whole: number,
): boolean {
  const length = (element.textContent ?? '').length;
  return length < whole * 0.25 && element.querySelectorAll('p').length < 6;
}

async function defuddled(html: string, url: string): Promise<ArticleBody> {
  try {
    const { document } = parseHTML(html);
    const found = await Defuddle(document as never, url, { useAsync: false, markdown: false });
    return parseBody(found.content ?? '', url);
  } catch {
    return { blocks: [] };
  }
}

function bodyOfText(text: string, url: string): ArticleBody {
  if (/<p[\s>]/i.test(text)) return parseBody(text, url);
  const blocks = text
    .split(/\n+|(?<=[.!?…]["”»]?) {2,}/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line): Block => ({ kind: 'paragraph', inlines: [{ kind: 'text', text: line }] }));
  return { blocks };
}

function clean(body: ArticleBody, title: string): ArticleBody {
  return { blocks: removeFurniture(body.blocks, title) };
}

function withLeadPicture(body: ArticleBody, picture: string | undefined, url: string): ArticleBody {
  const src = picture === undefined ? undefined : URL.parse(picture, url);
  if (!src || !/^https?:$/.test(src.protocol) || hasPicture(body.blocks)) return body;
  return { blocks: [{ kind: 'figure', pictures: [{ src: src.href, alt: '' }] }, ...body.blocks] };
}

function hasPicture(blocks: readonly Block[]): boolean {
  return blocks.some((block) => block.kind === 'figure' || (block.kind === 'quote' && hasPicture(block.blocks)));
}

function finish(body: ArticleBody, metadata: PageMetadata, pageLanguage: string | null | undefined): Article {
  const text = articleText(body);
  const language = detectLanguage(text) ?? /^[a-z]{2}/i.exec(pageLanguage ?? '')?.[0]?.toLowerCase();
  const { title = '', byline, siteName, publishedAt } = metadata;
  return {
    title,
    text,
    body,
    html: printBody(body),
    ...(byline === undefined ? {} : { byline }),
    ...(siteName === undefined ? {} : { siteName }),
    ...(publishedAt === undefined ? {} : { publishedAt }),
    ...(language === undefined ? {} : { language }),
  };
}
