/** The request that asks for a feed: what it sends openly, what secretly, and what of it may be shown. */
import type { FetchRequest } from '../net/fetch-resource.ts';
import type { Secrets } from '../secrets.ts';
import type { PolledFeed } from '../store/feeds.ts';
import { type FeedSecrets, proxyWithPassword, readFeedSecrets } from './feed-secrets.ts';

export interface FeedRequest extends FetchRequest {
  /** The headers as they may be shown: secret values are hidden. */
  readonly shownHeaders: readonly (readonly [string, string])[];
  /** The text without any secret of the feed that a server might echo. */
  hideSecrets(text: string): string;
  /** Why the request cannot be sent as its user wants it. */
  readonly problem?: string;
}

const hidden = '(hidden)';
const accepted = 'application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, */*;q=0.5';

export async function requestFor(
  feed: PolledFeed,
  context: { readonly secrets: Secrets; readonly userAgent: string },
): Promise<FeedRequest> {
  const kept = hasSecrets(feed) ? await readFeedSecrets(context.secrets, feed.id) : { headers: {} };
  const secretHeaders = secretHeadersOf(feed, kept);
  const headers = {
    accept: accepted,
    ...Object.fromEntries(feed.headers.flatMap(({ name, value }) => (value === undefined ? [] : [[name, value]]))),
    'user-agent': feed.userAgent ?? context.userAgent,
    ...(feed.etag === null ? {} : { 'if-none-match': feed.etag }),
    ...(feed.lastModified === null ? {} : { 'if-modified-since': feed.lastModified }),
  };
  const hidings = [...Object.values(secretHeaders), ...Object.values(kept.headers), kept.password, kept.proxyPassword];
  const problem = missingSecret(feed, kept);
  return {
    url: feed.url,
    headers: withoutTwins(headers),
    secretHeaders,
    proxy: proxyWithPassword(feed.proxy, kept.proxyPassword),
    ...(feed.timeoutMs === null ? {} : { timeoutMs: feed.timeoutMs }),
    ...(feed.maxBytes === null ? {} : { maxBytes: feed.maxBytes }),
    ...(feed.maxRedirects === null ? {} : { maxRedirects: feed.maxRedirects }),
    shownHeaders: [...Object.entries(headers), ...Object.keys(secretHeaders).map((name) => [name, hidden] as const)],
    hideSecrets: hiderOf(hidings.filter((text) => text !== undefined)),
    ...(problem === undefined ? {} : { problem }),
  };
}

/**
 * How a page or picture of a feed's stories is asked for: the same way as the feed, its secrets only at its own origin.
 */
export async function pageRequestFor(
  feed: PolledFeed,
  context: { readonly secrets: Secrets; readonly userAgent: string },
): Promise<(url: string, accept: string) => FetchRequest> {
  const { headers, secretHeaders, proxy } = await requestFor(feed, context);
  const { 'if-none-match': _, 'if-modified-since': __, ...shared } = headers;
  const home = URL.parse(feed.url)?.origin;
  return (url, accept) => ({
    url,
    headers: { ...shared, accept },
    ...(proxy === undefined ? {} : { proxy }),
    ...(secretHeaders !== undefined && URL.parse(url)?.origin === home ? { secretHeaders } : {}),
  });
}

export function hasSecrets(feed: Pick<PolledFeed, 'headers' | 'hasPassword' | 'hasProxyPassword'>): boolean {
  return feed.hasPassword || feed.hasProxyPassword || feed.headers.some(({ value }) => value === undefined);
}

function secretHeadersOf(feed: PolledFeed, kept: FeedSecrets): Record<string, string> {
  const pair = `${feed.username}:${kept.password ?? ''}`;
  return {
    ...kept.headers,
    ...(feed.username === null ? {} : { authorization: `Basic ${Buffer.from(pair).toString('base64')}` }),
  };
}

/** Header names are the same in any case; the last one given wins. */
function withoutTwins(headers: Readonly<Record<string, string>>): Record<string, string> {
  const byName = new Map(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
  return Object.fromEntries(byName);
}

function missingSecret(feed: PolledFeed, kept: FeedSecrets): string | undefined {
  const isMissing =
    (feed.hasPassword && kept.password === undefined) ||
    (feed.hasProxyPassword && kept.proxyPassword === undefined) ||
    feed.headers.some(({ name, value }) => value === undefined && kept.headers[name.toLowerCase()] === undefined);
  return isMissing
    ? 'The password or a secret header of this feed cannot be read here. Set it again in the settings of the feed.'
    : undefined;
}

/** Short texts would be found everywhere: a password of two letters is not hidden in an answer. */
function hiderOf(texts: readonly string[]): (text: string) => string {
  const long = texts.flatMap((text) => [text, text.replace(/^\S+ /, '')]).filter((text) => text.length >= 4);
  return (text) => long.reduce((shown, secret) => shown.replaceAll(secret, hidden), text);
}
