import { articleText } from '../../../shared/article-text.ts';
import { parseBody } from '../article/body-from-html.ts';
import { packBody } from '../store/compressed.ts';
import { fingerprint } from '../story/fingerprint.ts';
import { identifyEntries } from '../story/identity.ts';
import { leadOf } from '../story/lead.ts';
import { plainLanguage } from '../tag/language.ts';
import { parseFeed } from './parse-feed.ts';
import type { ParsedEntry, ParsedFeed } from './parsed-feed.ts';
import { oneLine, plainText } from './plain-text.ts';
import { escapeMarkup } from './xml-tree.ts';

/** A feed whose entries are ready to be stored: their HTML is a packed tree, and what follows from it is known. */
export interface ReadFeed extends Omit<ParsedFeed, 'entries'> {
  readonly entries: readonly ReadEntry[];
}

export interface ReadEntry extends Omit<ParsedEntry, 'summaryHtml' | 'contentHtml' | 'baseUrl' | 'cutIn'> {
  readonly identity: string;
  /** As the archive keeps it; `unpackBody` opens it. All bodies of a document share a buffer. */
  readonly packedBody: Uint8Array;
  readonly text: string;
  readonly lead: string;
  /** ISO 639-1, where the text tells it plainly; n-grams are for the desk, so that no worker needs its own. */
  readonly language?: string;
  readonly fingerprint: string;
  /**
   * Only its start was read: the document broke off in it, or was too long, and with one entry less before it there
   * would be more of it.
   */
  readonly isCut?: true;
}

/** Longer titles are texts in the wrong place; a list of stories has no room for them. */
const longestTitle = { entry: 1000, feed: 300, made: 100 };
/**
 * Characters of an entry's HTML; the longest articles have two fifths of it, and more would hold up every other feed.
 * Where a text is kept without its markup, half as many are left. When a document's entries have this many together, as fifty long articles do not, each of the rest keeps its start.
 */
const longestText = { entry: 500_000, plain: 250_000, document: 6_000_000, start: 1500 };
/** Tags of one entry's HTML, and of a whole document's: each costs some hundred bytes as part of a tree. */
const mostTags = { entry: 20_000, document: 200_000 };

/** A feed document down to what is stored of it. Runs in a worker. Rejects with NotAFeed. */
export async function readFeed(
  bytes: Uint8Array,
  context: { readonly url?: string; readonly contentType?: string },
): Promise<ReadFeed> {
  const { entries, ...feed } = await parseFeed(bytes, context);
  const known = new Set<string>();
  const baseUrl = feed.link ?? context.url ?? 'about:blank';
  const warnings = new Set(feed.warnings);
  let tags = 0;
  let characters = 0;
  const told = toldEntries(entries);
  const identities = identifyEntries(told);
  const read = told.flatMap((entry, index) => {
    const identity = identities[index] ?? '';
    // Given twice it would be edited with each document, there and back.
    if (known.has(identity)) return [];
    known.add(identity);
    const isLate = characters >= longestText.document;
    const html = htmlOf(entry, isLate ? longestText.start : longestText.entry, warnings);
    characters += html.length;
    const own = countTags(html);
    const isPlain = own > mostTags.entry || tags + own > mostTags.document;
    if (isPlain) warnings.add('Texts with very many tags were kept without their markup.');
    else tags += own;
    const markup = isPlain ? escapeMarkup(plainText(html).slice(0, longestText.plain)) : html;
    const story = readEntry(entry, identity, markup, entry.baseUrl ?? entry.link ?? baseUrl);
    const isCut = entry.cutIn !== undefined || (isLate && html.length === longestText.start);
    return isCut ? { ...story, isCut: true as const } : story;
  });
  const title = shortened(feed.title, longestTitle.feed);
  return { ...feed, title, warnings: [...warnings], entries: inOneBuffer(read) };
}

/** An entry that is cut in what tells it would come again as another one; without others it is better than nothing. */
function toldEntries(entries: readonly ParsedEntry[]): readonly ParsedEntry[] {
  const told = entries.filter(({ cutIn }) => cutIn !== 'facts');
  return told.length === 0 ? entries : told;
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
  const { summaryHtml: _summary, contentHtml: _content, baseUrl: _base, cutIn: _cut, ...rest } = entry;
  const ownTitle = shortened(entry.title, longestTitle.entry);
  const body = parseBody(html, baseUrl);
  const text = articleText(body);
  const title = ownTitle || nameFrom(text, entry.link);
  const language = plainLanguage(`${title}\n${text.slice(0, 2000)}`);
  return {
    ...rest,
    ...{
      title,
      identity,
      text,
      lead: leadOf(body),
      packedBody: packBody(body),
      fingerprint: fingerprint(ownTitle, text),
    },
    ...(language === undefined ? {} : { language }),
  };
}

/** What an entry without a title is listed as: the start of its text, else its address. */
function nameFrom(text: string, link: string | undefined): string {
  const line = oneLine(text.trimStart().split('\n', 1)[0] ?? '');
  if (line === '') return link?.replace(/^https?:\/\/(www\.)?/, '').slice(0, longestTitle.made) ?? '';
  // At the end of a word, where there is one in sight.
  const words = line.slice(0, longestTitle.made + 1).replace(/(?<=.{60})\s\S*$/u, '');
  return line.length <= longestTitle.made ? line : `${startOf(words, longestTitle.made)}…`;
}

function shortened(title: string, longest: number): string {
  return title.length <= longest ? title.toWellFormed() : `${startOf(title, longest)}…`;
}

/** Half a character, cut here or by the publisher, would not come back from the archive as it went in. */
function startOf(text: string, longest: number): string {
  return text
    .slice(0, longest)
    .replace(/[\ud800-\udbff]$/, '')
    .toWellFormed();
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
