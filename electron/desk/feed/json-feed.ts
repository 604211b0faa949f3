/** JSON Feed 1.0 and 1.1 (jsonfeed.org/version/1.1). */
import { parseDate } from './dates.ts';
import { defined } from './defined.ts';
import { webAddress as addressFrom } from './feed-links.ts';
import { repairJson } from './json-repair.ts';
import { mostEntries, shortId, tooManyEntries } from './map-feed.ts';
import { NotAFeed } from './not-a-feed.ts';
import type { Enclosure, ParsedEntry, ParsedFeed } from './parsed-feed.ts';
import { plainText } from './plain-text.ts';
import { escapeMarkup } from './xml-tree.ts';

/** Reads a JSON Feed. Throws NotAFeed when the text is no JSON, or JSON of another kind. */
export function readJsonFeed(text: string, url: string | undefined): ParsedFeed {
  const warnings: string[] = [];
  const { feed, isCut } = readJson(text, warnings);
  const items = feed.items;
  const stated = typeof feed.version === 'string' && feed.version.includes('jsonfeed.org');
  if (!Array.isArray(items) || (!stated && typeof feed.title !== 'string'))
    throw new NotAFeed('The document is JSON, but no JSON Feed.');
  if (items.length > mostEntries) warnings.push(tooManyEntries);
  const author = authorOf(feed);
  return {
    format: 'json',
    ...(isCut ? { isCut: true as const } : {}),
    warnings,
    title: plainText(textOf(feed.title) ?? ''),
    entries: items
      .filter(isRecord)
      .slice(0, mostEntries)
      .map((item) => readItem(item, url, author)),
    ...defined({
      author,
      link: webAddress(feed.home_page_url, url),
      language: textOf(feed.language),
      description: textOf(feed.description),
    }),
  };
}

const mostTags = 200;
const brokenOff = 'The document breaks off before its end; what came until then was read.';

type JsonRecord = Readonly<Record<string, unknown>>;

function readJson(text: string, warnings: string[]): { readonly feed: JsonRecord; readonly isCut: boolean } {
  const end = endOfParts(text);
  const whole = end < text.length ? undefined : parse(text);
  if (isRecord(whole)) return { feed: whole, isCut: false };
  const json = whole === undefined ? repairJson(text.slice(0, end)) : undefined;
  const feed = json && parse(json.text);
  if (json !== undefined && isRecord(feed)) {
    warnings.push(json.isCut ? brokenOff : 'Its JSON is not well-formed; what could be told apart was read.');
    // What was too much for us breaks off at the same place each time.
    return { feed, isCut: json.isCut && end === text.length };
  }
  throw new NotAFeed('The document starts like JSON, but is not a JSON Feed.');
}

/** Objects and lists of one document; the largest feeds have half as many. And what is in them, by its commas. */
const mostParts = 200_000;
const mostCommas = 300_000;

/** Where a document has had more parts than a feed can need; its end when it has fewer. */
function endOfParts(text: string): number {
  let parts = 0;
  let commas = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    // { and [
    if ((code === 0x7b || code === 0x5b) && ++parts > mostParts) return at;
    if (code === 0x2c && ++commas > mostCommas) return at;
  }
  return text.length;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is JsonRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function readItem(item: JsonRecord, base: string | undefined, feedAuthor: string | undefined): ParsedEntry {
  const contentText = textOf(item.content_text);
  const pictures = [item.image, item.banner_image].flatMap((value) => webAddress(value, base) ?? []);
  return {
    title: plainText(textOf(item.title) ?? ''),
    ...(pictures.length === 0 ? {} : { pictures }),
    categories: tagsOf(item.tags),
    enclosures: list(item.attachments)
      .filter(isRecord)
      .flatMap((attachment) => readAttachment(attachment, base) ?? []),
    ...defined({
      id: shortId(textOf(item.id)),
      link: webAddress(item.url, base) ?? webAddress(item.external_url, base),
      // Version 1.1: an item without authors has those of the feed.
      author: authorOf(item) ?? feedAuthor,
      publishedAt: parseDate(textOf(item.date_published)),
      updatedAt: parseDate(textOf(item.date_modified)),
      summaryHtml: escaped(textOf(item.summary)),
      contentHtml: textOf(item.content_html) ?? escaped(contentText),
    }),
  };
}

function readAttachment(attachment: JsonRecord, base: string | undefined): Enclosure | undefined {
  const url = webAddress(attachment.url, base);
  const bytes = Number(attachment.size_in_bytes ?? Number.NaN);
  return url === undefined
    ? undefined
    : { url, ...defined({ type: textOf(attachment.mime_type), bytes: bytes >= 0 ? bytes : undefined }) };
}

/** A list by the standard; some write one string with commas. */
function tagsOf(tags: unknown): string[] {
  const names = typeof tags === 'string' ? tags.split(',') : list(tags);
  const texts = names.slice(0, mostTags).flatMap((tag) => (typeof tag === 'string' ? plainText(tag) || [] : []));
  return [...new Set(texts)];
}

function authorOf(item: JsonRecord): string | undefined {
  const authors = [...list(item.authors), item.author].map((author) => (isRecord(author) ? author.name : author));
  const names = authors.flatMap((name) => plainText(textOf(name) ?? '') || []);
  return names.length === 0 ? undefined : [...new Set(names)].join(', ');
}

function escaped(text: string | undefined): string | undefined {
  return text === undefined
    ? undefined
    : escapeMarkup(text)
        .replace(/\n{2,}/g, '<p>')
        .replace(/\n/g, '<br>');
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function textOf(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value.trim() !== '' ? value : undefined;
}

function webAddress(value: unknown, base: string | undefined): string | undefined {
  return typeof value === 'string' ? addressFrom(value, base) : undefined;
}
