/** Finds the feeds behind an address that a user pasted: the address itself, what its page links to, usual paths. */
import type { FeedCandidate } from '../../../shared/model.ts';
import type { Engine } from '../engine.ts';
import { decode } from '../feed/decode.ts';
import { findFeedLinks, usualFeedPaths } from '../feed/discover.ts';
import type { ReadFeed } from '../feed/read-feed.ts';
import { FetchFailed } from '../net/fetch-failed.ts';
import { type FetchedResource, fetchResource } from '../net/fetch-resource.ts';
import { prepared } from '../store/statement.ts';
import { detectLanguage } from '../tag/language.ts';

export type ProbeResult =
  | { readonly kind: 'found'; readonly candidates: FeedCandidate[]; readonly reason: string }
  | { readonly kind: 'unreachable'; readonly reason: string };

/** One person waits for the answer, so few addresses are tried and none for long. */
const probeLimits = { timeoutMs: 15_000, mostAddresses: 12 };

type ProbeEngine = Pick<Engine, 'network' | 'pool' | 'database' | 'userAgent'>;

export async function probeFeeds(engine: ProbeEngine, url: string, signal?: AbortSignal): Promise<ProbeResult> {
  const page = await ask(engine, url, signal);
  if (page instanceof FetchFailed) return { kind: 'unreachable', reason: page.message };
  if (page.status >= 400)
    return { kind: 'unreachable', reason: `The server answered ${page.status} ${page.statusText}`.trim() };
  const direct = await read(engine, page);
  if (direct !== undefined) return found([candidateOf(engine, page.url, direct)]);
  const html = decode(page.bytes, page.headers.get('content-type') ?? undefined).text;
  const linked = findFeedLinks(html, page.url).map((link) => link.url);
  const byLinks = await probeAddresses(engine, linked, signal);
  if (byLinks.length > 0) return found(byLinks);
  return found(await probeAddresses(engine, usualFeedPaths(page.url), signal));
}

function found(candidates: FeedCandidate[]): ProbeResult {
  return { kind: 'found', candidates, reason: 'The page links to no feed, and none answers at the usual addresses.' };
}

async function probeAddresses(engine: ProbeEngine, urls: readonly string[], signal?: AbortSignal) {
  const candidates: FeedCandidate[] = [];
  for (const url of new Set(urls.slice(0, probeLimits.mostAddresses))) {
    const answer = await ask(engine, url, signal);
    if (answer instanceof FetchFailed || answer.status >= 400) continue;
    const feed = await read(engine, answer);
    if (feed === undefined || candidates.some((candidate) => candidate.url === answer.url)) continue;
    candidates.push(candidateOf(engine, answer.url, feed));
  }
  return candidates;
}

async function ask(engine: ProbeEngine, url: string, signal?: AbortSignal): Promise<FetchedResource | FetchFailed> {
  const headers = { accept: '*/*', 'user-agent': engine.userAgent };
  const request = { url, headers, timeoutMs: probeLimits.timeoutMs, ...(signal ? { signal } : {}) };
  return fetchResource(engine.network, request).catch((error: unknown) => {
    if (error instanceof FetchFailed) return error;
    throw error;
  });
}

async function read(engine: ProbeEngine, resource: FetchedResource): Promise<ReadFeed | undefined> {
  const contentType = resource.headers.get('content-type');
  const job = { kind: 'parse-feed' as const, bytes: resource.bytes, url: resource.url };
  return engine.pool.run(contentType === null ? job : { ...job, contentType }).catch((error: unknown) => {
    if (error instanceof Error && ['NotAFeed', 'JobFailed'].includes(error.name)) return undefined;
    throw error;
  });
}

function candidateOf(engine: ProbeEngine, url: string, feed: ReadFeed): FeedCandidate {
  const newest = [...feed.entries].sort((a, b) => (b.publishedAt ?? 0) - (a.publishedAt ?? 0))[0];
  const sample = feed.entries.slice(0, 10).map((entry) => `${entry.title}\n${entry.text.slice(0, 500)}`);
  const language = detectLanguage(sample.join('\n')) ?? feed.language?.slice(0, 2).toLowerCase();
  const known = prepared(engine.database, 'SELECT 1 FROM feeds WHERE url = :url AND removed_at IS NULL').get({ url });
  return {
    url,
    title: feed.title === '' ? url : feed.title,
    entries: feed.entries.length,
    alreadyAdded: known !== undefined,
    ...(language === undefined ? {} : { language }),
    ...(newest?.publishedAt === undefined ? {} : { newestEntryAt: newest.publishedAt }),
    ...(newest === undefined ? {} : { newestTitle: newest.title }),
  };
}
