import { articleText } from '../../../shared/article-text.ts';
import { parseBody } from '../article/body-from-html.ts';
import { packBody } from '../store/compressed.ts';
import { fingerprint } from '../story/fingerprint.ts';
import { identifyEntries } from '../story/identity.ts';
import { leadOf } from '../story/lead.ts';
import { plainLanguage } from '../tag/language.ts';
import { parseFeed } from './parse-feed.ts';
import type { ParsedEntry, ParsedFeed } from './parsed-feed.ts';
import { plainText } from './plain-text.ts';
import { escapeMarkup } from './xml-tree.ts';

/** A feed whose entries are ready to be stored: their HTML is a packed tree, and what follows from it is known. */
export interface ReadFeed extends Omit<ParsedFeed, 'entries'> {
  readonly entries: readonly ReadEntry[];
}

export interface ReadEntry extends Omit<ParsedEntry, 'summaryHtml' | 'contentHtml' | 'baseUrl'> {
  readonly identity: string;
  /** As the archive keeps it; `unpackBody` opens it. All bodies of a document share a buffer. */
  readonly packedBody: Uint8Array;
  readonly text: string;
  readonly lead: string;
  /** ISO 639-1, where the text tells it plainly; n-grams are for the desk, so that no worker needs its own. */
  readonly language?: string;
  readonly fingerprint: string;
  /** Only its start was read, because of all that stands before it: with one entry less there it would be longer. */
  readonly isCut?: true;
}

/** Longer titles are texts in the wrong place; a list of stories has no room for them. */
const longestTitle = 1000;
/**
 * Characters of an entry's HTML; the longest articles have two fifths of it, and more would hold up every other feed.
 * When a document's entries have this many together, as fifty long articles do not, each of the rest keeps its start.
 */
const longestText = { entry: 500_000, document: 6_000_000, start: 5000 };
/** Tags of one entry's HTML, and of a whole document's: each costs some hundred bytes as part of a tree. */
const mostTags = { entry: 20_000, document: 200_000 };

/** A feed document down to what is stored of it. Runs in a worker. Rejects with NotAFeed. */
export async function readFeed(
  bytes: Uint8Array,
  context: { readonly url?: string; readonly contentType?: string },
): Promise<ReadFeed> {
  const { entries, ...feed } = await parseFeed(bytes, context);
  const identities = identifyEntries(entries);
  const baseUrl = feed.link ?? context.url ?? 'about:blank';
  const warnings = new Set(feed.warnings);
  let tags = 0;
  let characters = 0;
  const read = entries.map((entry, index) => {
    const isLate = characters >= longestText.document;
    const html = htmlOf(entry, isLate ? longestText.start : longestText.entry, warnings);
    characters += html.length;
    const own = countTags(html);
    const isPlain = own > mostTags.entry || tags + own > mostTags.document;
    if (isPlain) warnings.add('Texts with very many tags were kept without their markup.');
    else tags += own;
    const markup = isPlain ? escapeMarkup(plainText(html)) : html;
    const story = readEntry(entry, identities[index] ?? '', markup, entry.baseUrl ?? entry.link ?? baseUrl);
    return isLate && html.length === longestText.start ? { ...story, isCut: true as const } : story;
  });
  return { ...feed, warnings: [...warnings], entries: inOneBuffer(read) };
}

/** The same entries with all bodies in one buffer, which a thread can hand over as it is. */
function inOneBuffer(entries: readonly ReadEntry[]): ReadEntry[] {
  const all = new Uint8Array(entries.reduce((length, { packedBody }) => length + packedBody.length, 0));
  let end = 0;
  return entries.map((entry) => {
    const from = end;
    all.set(entry.packedBody, from);
    end += entry.packedBody.length;
    return { ...entry, packedBody: all.subarray(from, end) };
  });
}

function readEntry(entry: ParsedEntry, identity: string, html: string, baseUrl: string): ReadEntry {
  const { summaryHtml: _summary, contentHtml: _content, baseUrl: _base, ...rest } = entry;
  const title = entry.title.length > longestTitle ? `${entry.title.slice(0, longestTitle)}…` : entry.title;
  const body = parseBody(html, baseUrl);
  const text = articleText(body);
  const language = plainLanguage(`${title}\n${text.slice(0, 2000)}`);
  return {
    ...rest,
    ...{ title, identity, text, lead: leadOf(body), packedBody: packBody(body), fingerprint: fingerprint(title, text) },
    ...(language === undefined ? {} : { language }),
  };
}

function htmlOf({ contentHtml, summaryHtml }: ParsedEntry, longest: number, warnings: Set<string>): string {
  const html = contentHtml || summaryHtml || '';
  if (html.length <= longest) return html;
  warnings.add(`A text of more than ${longest} characters was cut.`);
  return html.slice(0, longest);
}

function countTags(html: string): number {
  let count = 0;
  for (let at = html.indexOf('<'); at >= 0; at = html.indexOf('<', at + 1)) count++;
  return count;
}
