/** What a feed's requests carry that nobody may read: kept in the secrets, never in the archive. */
import { isSecretHeader, type RequestSettings } from '../../../shared/feed-settings.ts';
import type { Secrets } from '../secrets.ts';

export interface FeedSecrets {
  /** Values of secret headers, by name in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly password?: string;
  readonly proxyPassword?: string;
}

/** The part of a feed's settings that the archive keeps: no value in it is secret. */
export interface OpenSettings {
  readonly userAgent?: string | undefined;
  readonly headers?: readonly { readonly name: string; readonly value?: string }[] | undefined;
  readonly username?: string | undefined;
  readonly hasPassword?: boolean | undefined;
  readonly proxy?: string | undefined;
  readonly hasProxyPassword?: boolean | undefined;
  readonly timeoutMs?: number | null | undefined;
  readonly maxBytes?: number | null | undefined;
  readonly maxRedirects?: number | null | undefined;
}

const none: FeedSecrets = { headers: {} };

function nameOf(feedId: number): string {
  return `feed/${feedId}`;
}

export async function readFeedSecrets(secrets: Secrets, feedId: number): Promise<FeedSecrets> {
  const text = await secrets.read(nameOf(feedId));
  return text === undefined ? none : (JSON.parse(text) as FeedSecrets);
}

export async function writeFeedSecrets(secrets: Secrets, feedId: number, kept: FeedSecrets): Promise<void> {
  const isEmpty =
    kept.password === undefined && kept.proxyPassword === undefined && Object.keys(kept.headers).length === 0;
  await secrets.write(nameOf(feedId), isEmpty ? undefined : JSON.stringify(kept));
}

/** Parts settings into what the archive keeps and what stays secret. A header without a value keeps the one it had. */
export function partSettings(
  settings: RequestSettings,
  kept: FeedSecrets,
  before: { readonly proxy: string; readonly username?: string } | undefined,
): { readonly open: OpenSettings; readonly secrets: FeedSecrets } {
  const proxy = settings.proxy === undefined ? undefined : partProxy(settings.proxy, before?.proxy, kept.proxyPassword);
  const { userAgent, username, timeoutMs, maxBytes, maxRedirects } = settings;
  // With another user name the old password means nothing.
  const isSameUser = username === undefined || username === before?.username;
  const password = username === '' ? undefined : (settings.password ?? (isSameUser ? kept.password : undefined));
  const headers = settings.headers === undefined ? undefined : partHeaders(settings.headers, kept.headers);
  return {
    open: {
      ...{ userAgent, username, timeoutMs, maxBytes, maxRedirects },
      ...(headers === undefined ? {} : { headers: headers.open }),
      ...(username === undefined && settings.password === undefined ? {} : { hasPassword: Boolean(password) }),
      ...(proxy === undefined ? {} : { proxy: proxy.address, hasProxyPassword: proxy.password !== undefined }),
    },
    secrets: {
      headers: headers?.secret ?? kept.headers,
      ...(password ? { password } : {}),
      ...optional('proxyPassword', proxy === undefined ? kept.proxyPassword : proxy.password),
    },
  };
}

function partHeaders(
  headers: NonNullable<RequestSettings['headers']>,
  kept: FeedSecrets['headers'],
): { open: { name: string; value?: string }[]; secret: Record<string, string> } {
  const open: { name: string; value?: string }[] = [];
  const secret: Record<string, string> = {};
  for (const { name, value } of headers) {
    if (!isSecretHeader(name)) {
      open.push({ name, value: value ?? '' });
      continue;
    }
    const text = value ?? kept[name.toLowerCase()];
    if (text === undefined) continue;
    secret[name.toLowerCase()] = text;
    open.push({ name });
  }
  return { open, secret };
}

/** Parts a proxy from its password. The same proxy given again without one keeps the password it had. */
export function partProxy(
  proxy: string,
  before: string | undefined,
  kept: string | undefined,
): { readonly address: string; readonly password: string | undefined } {
  const url = URL.parse(proxy);
  if (url === null) return { address: proxy, password: undefined };
  const given = url.password === '' ? undefined : decodeURIComponent(url.password);
  url.password = '';
  const address = url.href.replace(/\/$/, '');
  return { address, password: given ?? (address === before ? kept : undefined) };
}

/** The address as a connection needs it. */
export function proxyWithPassword(proxy: string, password: string | undefined): string {
  const url = password === undefined ? null : URL.parse(proxy);
  if (url === null || password === undefined) return proxy;
  url.password = encodeURIComponent(password);
  return url.href;
}

function optional<Name extends string>(name: Name, value: string | undefined): { [K in Name]?: string } {
  return (value === undefined ? {} : { [name]: value }) as { [K in Name]?: string };
}
