/** When a page says that it was published: its data first, then marked elements, then a date beside the headline. */
import { parseDate } from '../feed/dates.ts';
import { collapse } from '../feed/plain-text.ts';
import type { PageMeta, QueryableElement } from './page-statements.ts';

const earliest = Date.UTC(1991, 0, 1);
const latest = Date.UTC(2100, 0, 1);

const metaNames = [
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
];

/** Elements and the attributes in which they keep a date that machines can read. */
const marked: readonly (readonly [selector: string, ...attributes: string[]])[] = [
  ['[itemprop="datePublished"]', 'datetime', 'content'],
  ['article time[datetime], header time[datetime], time[pubdate], time[datetime]', 'datetime'],
  ['abbr.published[title], .entry-date[title], .published[title], .updated[title]', 'title'],
];

/** Elements whose text is likely a date, the surest first. */
const written = [
  '[itemprop="datePublished"]',
  '.entry-date',
  '.post-date',
  '.published',
  '.date',
  '.article-date',
  '.date-header',
  '[class*="publish"]',
  '[class*="date" i]',
  'time',
];

/** The first of a page's statements of its date that can be read; epoch milliseconds. */
export function readPageDate(
  document: QueryableElement,
  data: Readonly<Record<string, unknown>> | undefined,
  meta: PageMeta,
  url: string,
): number | undefined {
  return (
    first([textOf(data?.datePublished), meta(...metaNames)], parseDate) ??
    first(markedDates(document), parseDate) ??
    first([dateInAddress(url)], parseDate) ??
    first(writtenDates(document), readWithin) ??
    dateBesideHeadline(document) ??
    first([textOf(data?.dateCreated), textOf(data?.uploadDate)], parseDate) ??
    first([meta('article:modified_time', 'og:updated_time', 'last-modified'), textOf(data?.dateModified)], parseDate) ??
    first([statedInScript(document)], parseDate)
  );
}

function* markedDates(document: QueryableElement): Generator<string> {
  for (const [selector, ...attributes] of marked) {
    const element = document.querySelector(selector);
    for (const attribute of attributes) yield element?.getAttribute(attribute) ?? '';
  }
}

function* writtenDates(document: QueryableElement): Generator<string> {
  for (const selector of written) {
    let seen = 0;
    for (const element of document.querySelectorAll(selector)) {
      yield element.textContent ?? '';
      if (++seen === 3) break;
    }
  }
}

function first(texts: Iterable<string | undefined>, read: (text: string) => number | undefined): number | undefined {
  for (const text of texts) {
    const time = text === undefined || text === '' || text.length > 400 ? undefined : read(collapse(text));
    if (time !== undefined && time > earliest && time < latest) return time;
  }
  return undefined;
}

const writtenDate =
  /(?<![\d.])(?:(?:19|20)\d\d([-/.])[01]?\d\1[0-3]?\d|[0-3]?\d([./-])[01]?\d\2(?:19|20)?\d\d|(?:19|20)\d\d ?年 ?\d{1,2} ?月 ?\d{1,2} ?日|[0-3]?\d(?:\.|st|nd|rd|th|º)? (?:de |of )?\p{L}{3,12}\.?,? (?:de )?(?:19|20)\d\d|\p{L}{3,12}\.? [0-3]?\d(?:st|nd|rd|th)?,? (?:19|20)\d\d)(?!\d)(?:[T, |-]{0,3}(?:um |at )?\d{1,2}[:.]\d\d(?::\d\d)?)?/u;

/** A date anywhere in a short text: whole, or the part of it that is one. */
function readWithin(text: string): number | undefined {
  const whole = text.length <= 40 ? parseDate(text) : undefined;
  if (whole !== undefined) return whole;
  const part = writtenDate.exec(text)?.[0];
  return part === undefined
    ? undefined
    : (parseDate(part) ?? parseDate(part.replace(/ ?[|T-] ?(?=\d{1,2}[:.]\d\d)/u, ' ')));
}

/** Lines of text after the headline that may hold its date, and before it. */
const linesAfter = 25;
const linesBefore = 6;
const longestLine = 160;

/** The date that stands nearest to the headline, in the lines after it or just before it. */
function dateBesideHeadline(document: QueryableElement): number | undefined {
  const lines = [...document.querySelectorAll('h1, h2, h3, p, span, div, li, small, td, font, em, i, strong, b')];
  const headline = lines.findIndex((element) => element.tagName?.toLowerCase() === 'h1');
  const start = headline < 0 ? 0 : headline;
  const near = [
    ...shortTexts(lines, start, linesAfter),
    ...shortTexts(lines.slice(0, start).toReversed(), 0, linesBefore),
  ];
  for (const text of near) {
    const found = writtenDate.exec(text)?.[0];
    const time = found === undefined ? undefined : first([found], readWithin);
    if (time !== undefined) return time;
  }
  return undefined;
}

function shortTexts(elements: readonly QueryableElement[], from: number, most: number): string[] {
  const texts: string[] = [];
  for (let index = from; index < elements.length && texts.length < most; index++) {
    const text = collapse(elements[index]?.textContent ?? '');
    if (text !== '' && text.length <= longestLine && text !== texts.at(-1)) texts.push(text);
  }
  return texts;
}

function dateInAddress(url: string): string | undefined {
  return (
    /\/(20\d\d\/\d{1,2}\/\d{1,2})\//.exec(url)?.[1] ??
    /(?<!\d)(20\d\d-\d{2}-\d{2})(?!\d)/.exec(url)?.[1] ??
    /\/(20\d\d-\d{2}\/\d{2})\//.exec(url)?.[1]?.replace('/', '-')
  );
}

/** Data that does not parse as a whole still names its date. */
function statedInScript(document: QueryableElement): string | undefined {
  for (const script of document.querySelectorAll('script')) {
    const found = /"(?:datePublished|publishedAt|publishDate|createDate)"\s*:\s*"?([\d][\dT:.+Z-]{7,30})/.exec(
      (script.textContent ?? '').slice(0, 200_000),
    )?.[1];
    if (found !== undefined) return /^\d{8}$/.test(found) ? found.replace(/^(\d{4})(\d\d)/, '$1-$2-') : found;
  }
  return undefined;
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
