/** One GET with every limit a hostile server calls for: time, redirects, size after decompression, addresses. */
import { isUtf8 } from 'node:buffer';
import { checkAddress } from './address-guard.ts';
import { describeFailure, FetchFailed, type Redirect } from './fetch-failed.ts';
import type { Network } from './network.ts';
import { readBody } from './read-body.ts';

export interface FetchRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Sent to the origin of `url` only, never to where it redirects. */
  readonly secretHeaders?: Readonly<Record<string, string>>;
  /** `system`, `none`, or the address of a proxy. */
  readonly proxy?: string;
  readonly timeoutMs?: number;
  /** After decompression; what comes over the wire is bounded with it. */
  readonly maxBytes?: number;
  readonly maxRedirects?: number;
  readonly signal?: AbortSignal;
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

const redirectStatuses = new Set([301, 302, 303, 307, 308]);

/**
 * Fetches `request.url` and follows its redirects. Every status is an answer; only what gives no whole answer
 * throws, as FetchFailed. What the request does not limit, the network does.
 */
export async function fetchResource(network: Network, request: FetchRequest): Promise<FetchedResource> {
  const { limits } = network;
  const timeoutMs = request.timeoutMs ?? limits.wholeMs;
  const maxBytes = request.maxBytes ?? limits.maxBytes;
  const maxRedirects = request.maxRedirects ?? limits.maxRedirects;
  const maxWireBytes = Math.ceil((maxBytes * limits.maxWireBytes) / limits.maxBytes);
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
      const response = await fetch(url.href, { headers, redirect: 'manual', signal, maxWireBytes });
      const location = redirectStatuses.has(response.status) ? response.headers.get('location') : null;
      if (location === null) {
        const bytes = await readBody(response, maxBytes);
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
      const to = targetOf(location, url);
      redirects.push({ from: url.href, to, status: response.status });
      if (redirects.length > maxRedirects)
        throw new FetchFailed('redirects', `The address redirects more than ${maxRedirects} times.`);
      url = checkAddress(to, network.allowed);
    }
  } catch (error) {
    throw describeFailure(error, redirects, timeout.aborted ? timeoutMs : undefined);
  }
}

/**
 * Where a redirect leads. Header bytes read as Latin 1; an address written out in UTF-8 is meant as that. A fragment is
 * for browsers, and no part of what is asked or kept.
 */
function targetOf(location: string, from: URL): string {
  const bytes = Buffer.from(location, 'latin1');
  const written = isUtf8(bytes) ? bytes.toString('utf8') : location;
  const target = URL.parse(written, from.href);
  if (target === null) return written;
  target.hash = '';
  return target.href;
}
