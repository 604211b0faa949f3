/** The one door to the network: guarded connections through undici, one fetch-shaped function. */
import { Agent, buildConnector, fetch as undiciFetch } from 'undici';
import { isAllowed, lookupPublic } from './address-guard.ts';

export type Fetch = typeof fetch;

export interface Network {
  readonly fetch: Fetch;
  readonly allowed: ReadonlySet<string>;
  close(): Promise<void>;
}

const timeouts = { connectMs: 10_000, headersMs: 15_000, bodyMs: 15_000 };

/** `allowed` lists the `host:port` pairs that may be reached though they are not public. */
export function openNetwork(allowed: readonly string[]): Network {
  const allow = new Set(allowed);
  const connectAnywhere = buildConnector({ timeout: timeouts.connectMs });
  const connectPublic = buildConnector({ timeout: timeouts.connectMs, lookup: lookupPublic });
  const agent = new Agent({
    connect(options, callback) {
      const url = URL.parse(`${options.protocol}//${options.hostname}:${options.port}`);
      const connect = url !== null && isAllowed(url, allow) ? connectAnywhere : connectPublic;
      connect(options, callback);
    },
    headersTimeout: timeouts.headersMs,
    bodyTimeout: timeouts.bodyMs,
    maxHeaderSize: 64 * 1024,
    keepAliveTimeout: 10_000,
  });
  const guardedFetch = ((input, init) =>
    // undici's own types and Node's differ only in name.
    undiciFetch(input as Parameters<typeof undiciFetch>[0], {
      ...(init as Parameters<typeof undiciFetch>[1]),
      dispatcher: agent,
    }) as unknown as Promise<Response>) satisfies Fetch;
  return { fetch: guardedFetch, allowed: allow, close: () => agent.destroy() };
}
