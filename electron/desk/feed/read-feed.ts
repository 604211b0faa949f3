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

export interface ReadEntry extends Omit<ParsedEntry, 'summaryHtml' | 'contentHtml' | 'baseUrl'> {
  readonly identity: string;
  readonly body: ArticleBody;
  readonly fingerprint: string;
}

/** Longer titles are texts in the wrong place; a list of stories has no room for them. */
const longestTitle = 1000;
/** Characters of an entry's HTML; the longest articles have a fifth of it, and more would hold up every other feed. */
const longestText = 1_000_000;

/** A feed document down to what is stored of it. Runs in a worker. Rejects with NotAFeed. */
export async function readFeed(
  bytes: Uint8Array,
  context: { readonly url?: string; readonly contentType?: string },
): Promise<ReadFeed> {
  const { entries, ...feed } = await parseFeed(bytes, context);
  const identities = identifyEntries(entries);
  const baseUrl = feed.link ?? context.url ?? 'about:blank';
  const isCut = entries.some((entry) => htmlOf(entry).length > longestText);
  const warnings = isCut ? [...feed.warnings, `A text of more than ${longestText} characters was cut.`] : feed.warnings;
  return {
    ...feed,
    warnings,
    entries: entries.map((entry, index) => readEntry(entry, identities[index] ?? '', baseUrl)),
  };
}

function readEntry(entry: ParsedEntry, identity: string, baseUrl: string): ReadEntry {
  const { summaryHtml: _summary, contentHtml: _content, baseUrl: ownBase, ...rest } = entry;
  const title = entry.title.length > longestTitle ? `${entry.title.slice(0, longestTitle)}…` : entry.title;
  const body = parseBody(htmlOf(entry).slice(0, longestText), ownBase ?? entry.link ?? baseUrl);
  return { ...rest, title, identity, body, fingerprint: fingerprint(title, articleText(body)) };
}

function htmlOf({ contentHtml, summaryHtml }: ParsedEntry): string {
  return contentHtml || summaryHtml || '';
}
