/** What a user may set for a feed's requests, checked the same way by the form, the command line and the desk. */

/** One header that is sent with each request for a feed. */
export interface FeedHeader {
  readonly name: string;
  /** Absent where it is kept secretly: it can be replaced, not read. */
  readonly value?: string | undefined;
}

/** What goes into a request for a feed. Absent parts stay as they are. */
export interface RequestSettings {
  readonly userAgent?: string | undefined;
  readonly headers?: readonly FeedHeader[] | undefined;
  readonly username?: string | undefined;
  readonly password?: string | undefined;
  /** `system`, `none`, or the address of a proxy. */
  readonly proxy?: string | undefined;
  readonly timeoutMs?: number | null | undefined;
  readonly maxBytes?: number | null | undefined;
  readonly maxRedirects?: number | null | undefined;
}

export interface SettingProblem {
  readonly field: keyof RequestSettings;
  readonly message: string;
}

export const requestLimits = {
  leastTimeoutMs: 1_000,
  mostTimeoutMs: 120_000,
  leastBytes: 64 * 1024,
  mostBytes: 128 * 1024 * 1024,
  mostRedirects: 20,
} as const;
/** In force where a feed sets nothing. */
export const usualRequestLimits = { timeoutMs: 30_000, maxBytes: 16 * 1024 * 1024, maxRedirects: 10 } as const;

const mostHeaders = 30;
const mostHeaderLength = 4_000;

/** Headers that would break the exchange or that Sitrep sets itself (RFC 9110; fetch's forbidden headers). */
const ownHeaders: ReadonlyMap<string, string> = new Map([
  ...[
    'host',
    'content-length',
    'content-type',
    'connection',
    'keep-alive',
    'transfer-encoding',
    'te',
    'trailer',
    'upgrade',
    'expect',
    'range',
    'via',
  ].map((name) => [name, 'belongs to the connection and cannot be set'] as const),
  ...['if-none-match', 'if-modified-since', 'accept-encoding'].map(
    (name) => [name, 'is set by Sitrep for each request'] as const,
  ),
  ['cookie', 'is not sent: Sitrep keeps no cookies'],
  ['cookie2', 'is not sent: Sitrep keeps no cookies'],
  ['set-cookie', 'is a header of answers'],
  ['user-agent', 'has a field of its own'],
]);

/** Headers that say nothing worth hiding. Every other value is kept as a secret. */
const openHeaders: ReadonlySet<string> = new Set(['accept', 'accept-language', 'cache-control', 'dnt', 'referer']);

export function isSecretHeader(name: string): boolean {
  return !openHeaders.has(name.toLowerCase());
}

/** What is wrong with the settings, a sentence for each field; empty when they can be used. */
export function requestProblems(settings: RequestSettings): SettingProblem[] {
  const problem = (field: SettingProblem['field'], message: string | undefined): SettingProblem[] =>
    message === undefined ? [] : [{ field, message }];
  return [
    ...problem('userAgent', isHeaderValue(settings.userAgent ?? '') ? undefined : notAHeaderValue('The user agent')),
    ...problem('headers', headersProblem(settings.headers ?? [])),
    ...problem('username', usernameProblem(settings)),
    ...problem('proxy', proxyProblem(settings.proxy)),
    ...problem('timeoutMs', timeoutProblem(settings.timeoutMs)),
    ...problem('maxBytes', sizeProblem(settings.maxBytes)),
    ...problem('maxRedirects', redirectsProblem(settings.maxRedirects)),
  ];
}

function headersProblem(headers: readonly FeedHeader[]): string | undefined {
  if (headers.length > mostHeaders) return `A feed takes ${mostHeaders} headers at most.`;
  const seen = new Set<string>();
  for (const { name, value = '' } of headers) {
    const lower = name.toLowerCase();
    if (!/^[!#$%&'*+\-.^_`|~0-9a-z]{1,100}$/i.test(name)) return `"${name.slice(0, 60)}" is no name of a header.`;
    const reason = /^(proxy|sec)-/.test(lower) ? 'belongs to the connection and cannot be set' : ownHeaders.get(lower);
    if (reason !== undefined) return `The header ${name} ${reason}.`;
    if (seen.has(lower)) return `The header ${name} is there twice.`;
    seen.add(lower);
    if (value.length > mostHeaderLength) return `The header ${name} is longer than ${mostHeaderLength} characters.`;
    if (!isHeaderValue(value)) return notAHeaderValue(`The header ${name}`);
  }
  return undefined;
}

function notAHeaderValue(what: string): string {
  return `${what} holds a line break or a letter that a header cannot carry.`;
}

function isHeaderValue(value: string): boolean {
  return /^[\t\x20-\x7e\xa0-\xff]*$/.test(value);
}

function usernameProblem({ username, headers }: RequestSettings): string | undefined {
  if (username === undefined || username === '') return undefined;
  if (username.includes(':')) return 'A user name cannot hold a colon (RFC 7617).';
  if (headers?.some(({ name }) => name.toLowerCase() === 'authorization'))
    return 'Set a user name or the header Authorization, not both.';
  return undefined;
}

/** Scheme, perhaps user and password, host, perhaps a port; no path. */
const proxyAddress = /^(https?|socks5h?):\/\/(?:[^@/?#\s]+@)?(?:\[[0-9a-f:]+\]|[^:/?#\s@[\]]+)(?::(\d{1,5}))?\/?$/i;

function hidePassword(address: string): string {
  return address.slice(0, 100).replace(/:[^:@/]*@/, ':…@');
}

function proxyProblem(proxy: string | undefined): string | undefined {
  if (proxy === undefined || proxy === 'system' || proxy === 'none') return undefined;
  const [, scheme, port] = proxyAddress.exec(proxy) ?? [];
  if (scheme === undefined)
    return `"${hidePassword(proxy)}" is no proxy: use system, none, or an address such as socks5://127.0.0.1:9050.`;
  if (/^socks/i.test(scheme) && port === undefined) return 'The address of a SOCKS proxy needs a port, such as :1080.';
  return undefined;
}

function timeoutProblem(timeoutMs: number | null | undefined): string | undefined {
  const { leastTimeoutMs: least, mostTimeoutMs: most } = requestLimits;
  if (timeoutMs === undefined || timeoutMs === null || (timeoutMs >= least && timeoutMs <= most)) return undefined;
  return `The time limit goes from ${least / 1000} to ${most / 1000} seconds.`;
}

function sizeProblem(maxBytes: number | null | undefined): string | undefined {
  const { leastBytes: least, mostBytes: most } = requestLimits;
  if (maxBytes === undefined || maxBytes === null || (maxBytes >= least && maxBytes <= most)) return undefined;
  return `The size limit goes from ${least / 1024} KiB to ${most / 1024 / 1024} MiB.`;
}

function redirectsProblem(maxRedirects: number | null | undefined): string | undefined {
  const { mostRedirects: most } = requestLimits;
  if (maxRedirects === undefined || maxRedirects === null) return undefined;
  if (Number.isInteger(maxRedirects) && maxRedirects >= 0 && maxRedirects <= most) return undefined;
  return `The limit of redirects is a whole number from 0 to ${most}.`;
}
