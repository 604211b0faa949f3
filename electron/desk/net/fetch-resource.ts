/** One GET with every limit a hostile server calls for: time, redirects, size after decompression, addresses. */
import { AddressRefused, checkAddress } from './address-guard.ts';
import type { Network } from './network.ts';

export interface FetchRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Sent to the origin of `url` only, never to where it redirects. */
  readonly secretHeaders?: Readonly<Record<string, string>>;
  /** `system`, `none`, or the address of a proxy. */
  readonly proxy?: string;
  readonly timeoutMs?: number;
  readonly maxBytes?: number;
  readonly maxRedirects?: number;
  readonly signal?: AbortSignal;
}

export interface Redirect {
  readonly from: string;
  readonly to: string;
  readonly status: number;
}

export interface FetchedResource {
  /** The address that answered in the end. */
  readonly url: string;
  readonly status: number;
  readonly statusText: string;
  readonly headers: Headers;
  readonly redirects: readonly Redirect[];
  readonly bytes: Uint8Array;
  readonly latencyMs: number;
}

/** Why a request gave nothing; `message` is a sentence for the user, `exchange` what had happened until then. */
export class FetchFailed extends Error {
  override readonly name = 'FetchFailed';
  readonly code: 'refused' | 'timeout' | 'too-large' | 'redirects' | 'unreachable' | 'aborted';
  readonly redirects: readonly Redirect[];
  constructor(code: FetchFailed['code'], message: string, redirects: readonly Redirect[] = []) {
    super(message);
    this.code = code;
    this.redirects = redirects;
  }
}

const defaults = { timeoutMs: 30_000, maxBytes: 16 * 1024 * 1024, maxRedirects: 10 };
const redirectStatuses = new Set([301, 302, 303, 307, 308]);

/**
 * Fetches `request.url` and follows its redirects. Every status is an answer; only what gives no whole answer
 * throws, as FetchFailed. `maxBytes` counts bytes after decompression.
 */
export async function fetchResource(network: Network, request: FetchRequest): Promise<FetchedResource> {
  const timeoutMs = request.timeoutMs ?? defaults.timeoutMs;
  const startedAt = performance.now();
  const timeout = AbortSignal.timeout(timeoutMs);
  const signal = request.signal ? AbortSignal.any([timeout, request.signal]) : timeout;
  const redirects: Redirect[] = [];
  try {
    let url = checkAddress(request.url, network.allowed);
    const { origin } = url;
    const fetch = request.proxy === undefined ? network.fetch : network.through(request.proxy);
    for (;;) {
      const headers = { ...request.headers, ...(url.origin === origin ? request.secretHeaders : {}) };
      const response = await fetch(url.href, { headers, redirect: 'manual', signal });
      const location = redirectStatuses.has(response.status) ? response.headers.get('location') : null;
      if (location === null) {
        const bytes = await readBody(response, request.maxBytes ?? defaults.maxBytes);
        const { status, statusText, headers } = response;
        return {
          url: url.href,
          status,
          statusText,
          headers,
          redirects,
          bytes,
          latencyMs: performance.now() - startedAt,
        };
      }
      await response.body?.cancel();
      const to = URL.parse(location, url.href)?.href ?? location;
      redirects.push({ from: url.href, to, status: response.status });
      if (redirects.length > (request.maxRedirects ?? defaults.maxRedirects))
        throw new FetchFailed('redirects', `The address redirects more than ${redirects.length - 1} times.`, redirects);
      url = checkAddress(to, network.allowed);
    }
  } catch (error) {
    throw describeFailure(error, redirects, timeout.aborted ? timeoutMs : undefined);
  }
}

async function readBody(response: Response, maxBytes: number): Promise<Uint8Array> {
  if (response.body === null) return new Uint8Array();
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of response.body as AsyncIterable<Uint8Array>) {
    length += chunk.length;
    // Leaving the loop cancels the stream, and with it the connection.
    if (length > maxBytes)
      throw new FetchFailed('too-large', `The answer is larger than ${Math.round(maxBytes / 1024 / 1024)} MiB.`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, length);
}

function describeFailure(error: unknown, redirects: readonly Redirect[], timedOutMs: number | undefined): FetchFailed {
  if (error instanceof FetchFailed)
    return new FetchFailed(error.code, error.message, redirects.length > 0 ? redirects : error.redirects);
  if (timedOutMs !== undefined)
    return new FetchFailed('timeout', `No complete answer within ${Math.round(timedOutMs / 1000)} seconds.`, redirects);
  for (const cause of causes(error)) {
    if (cause instanceof AddressRefused) return new FetchFailed('refused', cause.message, redirects);
    if (cause.name === 'AbortError') return new FetchFailed('aborted', 'The request was stopped.', redirects);
    const code = (cause as NodeJS.ErrnoException).code;
    const sentence = code === undefined ? undefined : sentences[code];
    if (code !== undefined && sentence !== undefined)
      return new FetchFailed(/TIMEOUT/.test(code) ? 'timeout' : 'unreachable', sentence, redirects);
  }
  const last = [...causes(error)].at(-1);
  return new FetchFailed('unreachable', `The connection failed: ${last?.message ?? String(error)}.`, redirects);
}

function* causes(error: unknown): Generator<Error> {
  let current = error;
  for (let depth = 0; current instanceof Error && depth < 8; depth++) {
    yield current;
    current = current instanceof AggregateError ? current.errors[0] : current.cause;
  }
}

const sentences: Readonly<Record<string, string>> = {
  ENOTFOUND: 'The host name is not known. Check the address, or the network connection.',
  EAI_AGAIN: 'Host names cannot be looked up: there seems to be no network connection.',
  ECONNREFUSED: 'The server refuses connections.',
  ECONNRESET: 'The server closed the connection before the answer was complete.',
  EPIPE: 'The server closed the connection before the answer was complete.',
  UND_ERR_SOCKET: 'The server closed the connection before the answer was complete.',
  ENETUNREACH: 'The network is not reachable.',
  EHOSTUNREACH: 'The server is not reachable.',
  UND_ERR_CONNECT_TIMEOUT: 'The server did not accept a connection in time.',
  UND_ERR_HEADERS_TIMEOUT: 'The server sent no answer in time.',
  UND_ERR_BODY_TIMEOUT: 'The server stopped in the middle of its answer.',
  UND_ERR_HEADERS_OVERFLOW: 'The server sent headers of more than 64 KB.',
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'The answer has another length than the server stated.',
  CERT_HAS_EXPIRED: "The server's certificate has expired.",
  DEPTH_ZERO_SELF_SIGNED_CERT: "The server's certificate is signed by nobody.",
  SELF_SIGNED_CERT_IN_CHAIN: "The server's certificate is signed by nobody that this machine trusts.",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: "The server's certificate cannot be verified.",
  ERR_TLS_CERT_ALTNAME_INVALID: "The server's certificate is for another host name.",
};
