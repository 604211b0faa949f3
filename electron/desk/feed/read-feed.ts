import { articleText } from '../../../shared/article-text.ts';
import { parseBody } from '../article/body-from-html.ts';
import { packBody } from '../store/compressed.ts';
import { fingerprint } from '../story/fingerprint.ts';
import { identifyEntries } from '../story/identity.ts';
import { leadOf } from '../story/lead.ts';
import { detectLanguage } from '../tag/language.ts';
import { parseFeed } from './parse-feed.ts';
import type { ParsedEntry, ParsedFeed } from './parsed-feed.ts';

/** A feed whose entries are ready to be stored: their HTML is a packed tree, and what follows from it is known. */
export interface ReadFeed extends Omit<ParsedFeed, 'entries'> {
  readonly entries: readonly ReadEntry[];
}

export interface ReadEntry extends Omit<ParsedEntry, 'summaryHtml' | 'contentHtml'> {
  readonly identity: string;
  /** As the archive keeps it; `unpackBody` opens it. */
  readonly packedBody: Uint8Array;
  readonly text: string;
  readonly lead: string;
  /** ISO 639-1, from the text. */
  readonly language?: string;
  readonly fingerprint: string;
}

/** Longer titles are texts in the wrong place; a list of stories has no room for them. */
const longestTitle = 1000;

/** A feed document down to what is stored of it. Runs in a worker. Rejects with NotAFeed. */
export async function readFeed(
  bytes: Uint8Array,
  context: { readonly url?: string; readonly contentType?: string },
): Promise<ReadFeed> {
  const { entries, ...feed } = await parseFeed(bytes, context);
  const identities = identifyEntries(entries);
  const baseUrl = feed.link ?? context.url ?? 'about:blank';
  return { ...feed, entries: entries.map((entry, index) => readEntry(entry, identities[index] ?? '', baseUrl)) };
}

function readEntry(entry: ParsedEntry, identity: string, baseUrl: string): ReadEntry {
  const { summaryHtml, contentHtml, ...rest } = entry;
  const title = entry.title.length > longestTitle ? `${entry.title.slice(0, longestTitle)}…` : entry.title;
  const body = parseBody(contentHtml || summaryHtml || '', entry.link ?? baseUrl);
  const text = articleText(body);
  const language = detectLanguage(`${title}\n${text.slice(0, 2000)}`);
  return {
    ...rest,
    ...{ title, identity, text, lead: leadOf(body), packedBody: packBody(body), fingerprint: fingerprint(title, text) },
    ...(language === undefined ? {} : { language }),
  };
}
