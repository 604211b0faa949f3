/** What a page says about itself: JSON-LD, meta elements, microdata, the address. */
import { collapse, decodeHtmlText } from '../feed/plain-text.ts';
import { readPageDate } from './page-date.ts';
import type { PageMeta, QueryableElement } from './page-statements.ts';
import { choosePageTitle } from './page-title.ts';

export interface PageMetadata {
  readonly title?: string;
  readonly byline?: string;
  readonly siteName?: string;
  readonly publishedAt?: number;
  readonly picture?: string;
  readonly description?: string;
  /** The article's text, where the page carries it as data. */
  readonly articleBody?: string;
}

type JsonRecord = Readonly<Record<string, unknown>>;

export function readMetadata(document: QueryableElement, url: string): PageMetadata {
  const article = findArticle(document);
  const meta = metaOf(document);
  const values = {
    title: titleOf(document, article, meta),
    byline: bylineOf(document, article, meta),
    siteName: meta('og:site_name', 'application-name') ?? nameOf(article?.publisher),
    publishedAt: readPageDate(document, article, meta, url),
    picture: meta('og:image', 'og:image:url', 'twitter:image', 'twitter:image:src') ?? pictureOf(article?.image),
    description: meta('og:description', 'description', 'twitter:description'),
    articleBody: typeof article?.articleBody === 'string' ? decodeHtmlText(article.articleBody) : undefined,
  };
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}

const metaAttributes = ['property', 'name', 'itemprop'];

/** Reads all meta elements at once: some forty names are asked for, and each question of its own walks the whole page. */
function metaOf(document: QueryableElement): PageMeta {
  const contents = new Map<string, string>();
  for (const element of document.querySelectorAll('meta')) {
    const content = element.getAttribute('content');
    if (content === null || content.trim() === '') continue;
    for (const attribute of metaAttributes) {
      const key = `${attribute} ${element.getAttribute(attribute) ?? ''}`;
      if (!contents.has(key)) contents.set(key, content);
    }
  }
  return (...names) => {
    for (const name of names)
      for (const attribute of metaAttributes) {
        const content = contents.get(`${attribute} ${name}`);
        if (content !== undefined) return clean(content);
      }
    return undefined;
  };
}

function clean(text: string): string {
  return collapse(decodeHtmlText(text));
}

/** The first JSON-LD object that is an article. */
function findArticle(document: QueryableElement): JsonRecord | undefined {
  for (const script of document.querySelectorAll('script[type*="ld+json"]')) {
    const found = searchArticle(parseJson(script.textContent ?? ''), 0);
    if (found !== undefined) return found;
  }
  return undefined;
}

function parseJson(text: string): unknown {
  try {
    // Line breaks inside strings are the commonest fault of JSON-LD.
    return JSON.parse(text.replace(/[\n\r\t]+/g, ' ').replace(/^\s*<!--|-->\s*$/g, ''));
  } catch {
    return undefined;
  }
}

function searchArticle(value: unknown, depth: number): JsonRecord | undefined {
  if (depth > 6 || typeof value !== 'object' || value === null) return undefined;
  if (Array.isArray(value)) {
    for (const item of value) {
      const found = searchArticle(item, depth + 1);
      if (found !== undefined) return found;
    }
    return undefined;
  }
  const record = value as JsonRecord;
  const type = [record['@type']].flat().join(' ');
  if (/(News|Blog|Report|Opinion|Analysis|Review|Tech|Scholarly|Social)?\w*(Article|BlogPosting|Posting)\b/.test(type))
    return record;
  return searchArticle(record['@graph'], depth + 1) ?? searchArticle(record.mainEntity, depth + 1);
}

function titleOf(document: QueryableElement, article: JsonRecord | undefined, meta: PageMeta): string | undefined {
  return choosePageTitle({
    headings: [...document.querySelectorAll('h1')].map((heading) => clean(heading.textContent ?? '')),
    headline: typeof article?.headline === 'string' ? clean(article.headline) || undefined : undefined,
    shared: meta('og:title', 'twitter:title', 'title', 'dc.title'),
    page: clean(document.querySelector('title')?.textContent ?? '') || undefined,
    siteName: meta('og:site_name', 'application-name') ?? nameOf(article?.publisher),
  });
}

/** Elements whose text is likely who wrote it, the surest first. */
const bylines = [
  '[itemprop="author"] [itemprop="name"]',
  '[itemprop="author"]',
  '[rel="author"]',
  '.byline-name',
  '.author-name',
  '.byline a',
  '.author a',
  '.byline',
  '.author',
];

function bylineOf(document: QueryableElement, article: JsonRecord | undefined, meta: PageMeta): string | undefined {
  for (const candidate of statedBylines(document, article, meta)) {
    const name = candidate?.replace(/^(by|von|par|por|di|door|yazan|автор)[:\s]+/i, '').trim();
    if (name !== undefined && name.length > 1 && name.length < 100 && !/^https?:|\n|@|facebook\.com/.test(name))
      return name;
  }
  return undefined;
}

/** One after the other, since each of the later ones walks the whole page. */
function* statedBylines(
  document: QueryableElement,
  article: JsonRecord | undefined,
  meta: PageMeta,
): Generator<string | undefined> {
  yield names(article?.author);
  yield meta(
    'author',
    'article:author',
    'parsely-author',
    'sailthru.author',
    'dc.creator',
    'byl',
    'cXenseParse:author',
  );
  for (const selector of bylines) yield clean(document.querySelector(selector)?.textContent ?? '');
}

function names(author: unknown): string | undefined {
  const found = [author].flat(2).flatMap((one) => nameOf(one) ?? []);
  return found.length === 0 ? undefined : [...new Set(found)].join(', ');
}

function nameOf(value: unknown): string | undefined {
  if (typeof value === 'string') return clean(value) || undefined;
  const name = typeof value === 'object' && value !== null ? (value as JsonRecord).name : undefined;
  return typeof name === 'string' ? clean(name) || undefined : undefined;
}

function pictureOf(image: unknown): string | undefined {
  const [first] = [image].flat();
  if (typeof first === 'string') return first;
  const url = typeof first === 'object' && first !== null ? (first as JsonRecord).url : undefined;
  return typeof url === 'string' ? url : undefined;
}
