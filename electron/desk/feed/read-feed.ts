import { articleText } from '../../../shared/article-text.ts';
import type { ArticleBody } from '../../../shared/model.ts';
import { parseBody } from '../article/body-from-html.ts';
import { fingerprint } from '../story/fingerprint.ts';
import { identifyEntries } from '../story/identity.ts';
import { parseFeed } from './parse-feed.ts';
import type { ParsedEntry, ParsedFeed } from './parsed-feed.ts';

/** A feed whose entries are ready to be stored: their HTML is a tree already. */
export interface ReadFeed extends Omit<ParsedFeed, 'entries'> {
  readonly entries: readonly ReadEntry[];
}

export interface ReadEntry extends Omit<ParsedEntry, 'summaryHtml' | 'contentHtml'> {
  readonly identity: string;
  readonly body: ArticleBody;
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
  return { ...rest, title, identity, body, fingerprint: fingerprint(title, articleText(body)) };
}
