/** What a page says about itself: JSON-LD, meta elements, microdata, the address. */
import { parseDate } from '../feed/dates.ts';
import { collapse, decodeHtmlText } from '../feed/plain-text.ts';

export interface PageMetadata {
  readonly title?: string;
  readonly byline?: string;
  readonly siteName?: string;
  readonly publishedAt?: number;
  readonly picture?: string;
  /** The article's text, where the page carries it as data. */
  readonly articleBody?: string;
}

/** The part of the DOM that is read here. */
export interface QueryableElement {
  readonly textContent: string | null;
  getAttribute(name: string): string | null;
  querySelector(selector: string): QueryableElement | null;
  querySelectorAll(selector: string): Iterable<QueryableElement>;
}

type JsonRecord = Readonly<Record<string, unknown>>;

export function readMetadata(document: QueryableElement, url: string): PageMetadata {
  const article = findArticle(document);
  const meta = (...names: readonly string[]): string | undefined => {
    for (const name of names)
      for (const attribute of ['property', 'name', 'itemprop']) {
        const content = document.querySelector(`meta[${attribute}="${name}"]`)?.getAttribute('content');
        if (content && content.trim() !== '') return clean(content);
      }
    return undefined;
  };
  const values = {
    title: titleOf(document, article, meta),
    byline: bylineOf(document, article, meta),
    siteName: meta('og:site_name', 'application-name') ?? nameOf(article?.publisher),
    publishedAt: dateOf(document, article, meta, url),
    picture: meta('og:image', 'og:image:url', 'twitter:image', 'twitter:image:src') ?? pictureOf(article?.image),
    articleBody: typeof article?.articleBody === 'string' ? decodeHtmlText(article.articleBody) : undefined,
  };
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}

type Meta = (...names: readonly string[]) => string | undefined;

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

function titleOf(document: QueryableElement, article: JsonRecord | undefined, meta: Meta): string | undefined {
  const stated = meta('og:title', 'twitter:title', 'title', 'dc.title') ?? undefined;
  const page = clean(document.querySelector('title')?.textContent ?? '') || undefined;
  const headings = [...document.querySelectorAll('h1')]
    .map((heading) => clean(heading.textContent ?? ''))
    .filter((text) => text.length > 5);
  const known = `${stated ?? ''} ${page ?? ''}`.toLowerCase();
  // The heading that the page's own titles repeat is the headline without the site's name.
  const heading = headings.find((text) => known.includes(text.toLowerCase()));
  if (heading !== undefined) return heading;
  const headline = typeof article?.headline === 'string' ? clean(article.headline) : undefined;
  if (headings.length === 1 && headings[0] !== undefined && sharesWords(headings[0], stated ?? page ?? ''))
    return headings[0];
  return headline || withoutSite(stated ?? page, meta('og:site_name'));
}

function sharesWords(a: string, b: string): boolean {
  const words = new Set(b.toLowerCase().split(/\P{L}+/u));
  const own = a
    .toLowerCase()
    .split(/\P{L}+/u)
    .filter((word) => word.length > 2);
  return own.filter((word) => words.has(word)).length * 2 >= own.length && own.length > 0;
}

function withoutSite(title: string | undefined, site: string | undefined): string | undefined {
  if (title === undefined) return undefined;
  const parts = title.split(/\s+[|–—·»-]\s+/);
  const last = parts.at(-1) ?? '';
  if (
    parts.length > 1 &&
    (last.toLowerCase() === site?.toLowerCase() ||
      (last.length < 30 && parts[0] !== undefined && parts[0].length > last.length * 1.5))
  )
    return title.slice(0, title.lastIndexOf(last)).replace(/\s+[|–—·»-]\s*$/, '');
  return title;
}

function bylineOf(document: QueryableElement, article: JsonRecord | undefined, meta: Meta): string | undefined {
  const candidates = [
    names(article?.author),
    meta('author', 'article:author', 'parsely-author', 'sailthru.author', 'dc.creator', 'byl', 'cXenseParse:author'),
    ...[
      '[itemprop="author"] [itemprop="name"]',
      '[itemprop="author"]',
      '[rel="author"]',
      '.byline-name',
      '.author-name',
      '.byline a',
      '.author a',
      '.byline',
      '.author',
    ].map((selector) => clean(document.querySelector(selector)?.textContent ?? '')),
  ];
  for (const candidate of candidates) {
    const name = candidate?.replace(/^(by|von|par|por|di|door|yazan|автор)[:\s]+/i, '').trim();
    if (name !== undefined && name.length > 1 && name.length < 100 && !/^https?:|\n|@|facebook\.com/.test(name))
      return name;
  }
  return undefined;
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

function dateOf(
  document: QueryableElement,
  article: JsonRecord | undefined,
  meta: Meta,
  url: string,
): number | undefined {
  const stated = [
    typeof article?.datePublished === 'string' ? article.datePublished : undefined,
    meta(
      'article:published_time',
      'og:published_time',
      'article:published',
      'datePublished',
      'parsely-pub-date',
      'pubdate',
      'publishdate',
      'publish-date',
      'date',
      'dc.date',
      'dc.date.issued',
      'dcterms.created',
      'sailthru.date',
      'cXenseParse:recs:publishtime',
      'article.published',
      'publication_date',
      'DC.date.issued',
      'OriginalPublicationDate',
    ),
    document.querySelector('[itemprop="datePublished"]')?.getAttribute('datetime') ??
      document.querySelector('[itemprop="datePublished"]')?.getAttribute('content') ??
      undefined,
    document
      .querySelector('article time[datetime], header time[datetime], time[pubdate], time[datetime]')
      ?.getAttribute('datetime') ?? undefined,
    ...[
      '.entry-date',
      '.post-date',
      '.published',
      '.date',
      '.article-date',
      '[class*="publish"]',
      '[class*="date"]',
      'time',
    ].map((selector) => document.querySelector(selector)?.textContent ?? undefined),
    meta('article:modified_time', 'og:updated_time', 'last-modified') ??
      (typeof article?.dateModified === 'string' ? article.dateModified : undefined),
    /\/(20\d\d\/\d{1,2}\/\d{1,2})\//.exec(url)?.[1] ?? /(20\d\d-\d{2}-\d{2})/.exec(url)?.[1],
  ];
  for (const text of stated) {
    const time = text === undefined || text.length > 100 ? undefined : parseDate(text);
    if (time !== undefined && time > Date.UTC(1991, 0, 1) && time < Date.UTC(2100, 0, 1)) return time;
  }
  return undefined;
}
