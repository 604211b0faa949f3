/** Finds the feeds behind an address that a user pasted: the address itself, what its page links to, usual paths. */
import type { FeedCandidate, ProbeStep } from '../../../shared/model.ts';
import type { Engine } from '../engine.ts';
import { decode } from '../feed/decode.ts';
import { findFeedLinks, usualFeedPaths } from '../feed/discover.ts';
import type { ReadFeed } from '../feed/read-feed.ts';
import { FetchFailed } from '../net/fetch-failed.ts';
import { type FetchedResource, fetchResource } from '../net/fetch-resource.ts';
import { isSubscribed } from '../store/feeds.ts';
import { detectLanguage } from '../tag/language.ts';
import { isChallengePage } from './challenge-page.ts';
import { entriesPerDay } from './schedule.ts';

/** No feed was found; the message is for the user, `code` the contract's error. */
export class NothingFound extends Error {
  override readonly name = 'NothingFound';
  readonly code: 'UNREACHABLE' | 'NO_FEED';
  constructor(code: NothingFound['code'], message: string) {
    super(message);
    this.code = code;
  }
}

/** One person waits for the answer, so few addresses are tried and none for long: all together not for more than this. */
const probeLimits = { timeoutMs: 15_000, wholeMs: 30_000, mostAddresses: 12 };

type ProbeEngine = Pick<Engine, 'network' | 'pool' | 'database' | 'userAgent' | 'now'>;

/** Tells each address as it is asked and each feed as it is found. Throws NothingFound when it ends without a feed. */
export async function* discoverFeeds(
  engine: ProbeEngine,
  url: string,
  signal?: AbortSignal,
): AsyncGenerator<ProbeStep, void> {
  yield { kind: 'asking', url, asked: 0, toAsk: 1 };
  const endsAt = performance.now() + probeLimits.wholeMs;
  const page = await ask(engine, url, endsAt, signal);
  if (page instanceof FetchFailed) throw new NothingFound('UNREACHABLE', page.message);
  if (page.status >= 400) throw new NothingFound('UNREACHABLE', refusalOf(page));
  const direct = await read(engine, page);
  if (direct !== undefined) {
    yield { kind: 'found', candidate: candidateOf(engine, page.url, direct) };
    return;
  }
  const html = decode(page.bytes, page.headers.get('content-type') ?? undefined).text;
  const linked = findFeedLinks(html, page.url).map((link) => link.url);
  if (yield* probeAddresses(engine, linked, page.url, endsAt, signal)) return;
  // Its other addresses would answer the same.
  if (isChallengePage(page))
    throw new NothingFound('UNREACHABLE', 'The server answers with a challenge page for browsers.');
  const usual = usualFeedPaths(page.url).filter((path) => !linked.includes(path));
  if (yield* probeAddresses(engine, usual, page.url, endsAt, signal)) return;
  throw new NothingFound('NO_FEED', 'The page links to no feed, and none answers at the usual addresses.');
}

function refusalOf(page: FetchedResource): string {
  const answered = `The server answered ${page.status} ${page.statusText}`.trim();
  return isChallengePage(page) ? `${answered} with a challenge page for browsers.` : `${answered}.`;
}

/** The feeds behind an address. Throws NothingFound. */
export async function probeFeeds(engine: ProbeEngine, url: string, signal?: AbortSignal): Promise<FeedCandidate[]> {
  const found: FeedCandidate[] = [];
  for await (const step of discoverFeeds(engine, url, signal)) if (step.kind === 'found') found.push(step.candidate);
  return found;
}

async function* probeAddresses(
  engine: ProbeEngine,
  urls: readonly string[],
  pageUrl: string,
  endsAt: number,
  signal?: AbortSignal,
): AsyncGenerator<ProbeStep, boolean> {
  const addresses = [...new Set(urls)].filter((url) => url !== pageUrl).slice(0, probeLimits.mostAddresses);
  const found = new Set<string>();
  for (const [asked, url] of addresses.entries()) {
    if (performance.now() >= endsAt) break;
    yield { kind: 'asking', url, asked, toAsk: addresses.length };
    const answer = await ask(engine, url, endsAt, signal);
    if (answer instanceof FetchFailed || answer.status >= 400 || found.has(answer.url)) continue;
    const feed = await read(engine, answer);
    if (feed === undefined) continue;
    found.add(answer.url);
    yield { kind: 'found', candidate: candidateOf(engine, answer.url, feed) };
  }
  return found.size > 0;
}

async function ask(
  engine: ProbeEngine,
  url: string,
  endsAt: number,
  signal?: AbortSignal,
): Promise<FetchedResource | FetchFailed> {
  const headers = { accept: '*/*', 'user-agent': engine.userAgent };
  const timeoutMs = Math.ceil(Math.min(probeLimits.timeoutMs, Math.max(endsAt - performance.now(), 1)));
  const request = { url, headers, timeoutMs, ...(signal ? { signal } : {}) };
  return fetchResource(engine.network, request).catch((error: unknown) => {
    if (error instanceof FetchFailed && error.code !== 'aborted') return error;
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
  return {
    url,
    title: feed.title === '' ? url : feed.title,
    entries: feed.entries.length,
    entriesPerDay: entriesPerDay(
      feed.entries.flatMap(({ publishedAt, updatedAt }) => publishedAt ?? updatedAt ?? []),
      engine.now(),
    ),
    alreadyAdded: isSubscribed(engine.database, url),
    ...(language === undefined ? {} : { language }),
    ...(newest?.publishedAt === undefined ? {} : { newestEntryAt: newest.publishedAt }),
    ...(newest === undefined ? {} : { newestTitle: newest.title }),
  };
}
