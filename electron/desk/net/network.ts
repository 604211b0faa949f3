/** The one door to the network: guarded connections through undici, one fetch-shaped function. */
import { Agent, buildConnector, fetch as undiciFetch } from 'undici';
import { isAllowed, lookupPublic } from './address-guard.ts';
import { describeProxyFailure, openProxies, type SystemProxy } from './proxies.ts';

export type Fetch = typeof fetch;

export interface Network {
  readonly fetch: Fetch;
  /** The same through a proxy: `system`, `none`, or the address of one, which may carry a user name and password. */
  through(proxy: string): Fetch;
  readonly allowed: ReadonlySet<string>;
  close(): Promise<void>;
}

const timeouts = { connectMs: 10_000, headersMs: 15_000, bodyMs: 15_000 };

/** `allowed` lists the `host:port` pairs that may be reached though they are not public. */
export function openNetwork(allowed: readonly string[], system: SystemProxy = {}): Network {
  const allow = new Set(allowed);
  const connectAnywhere = buildConnector({ timeout: timeouts.connectMs });
  const connectPublic = buildConnector({ timeout: timeouts.connectMs, lookup: lookupPublic });
  const connect: buildConnector.connector = (options, callback) => {
    const url = URL.parse(`${options.protocol}//${options.hostname}:${options.port}`);
    const open = url !== null && isAllowed(url, allow) ? connectAnywhere : connectPublic;
    open(options, callback);
  };
  const agent = new Agent({
    connect,
    headersTimeout: timeouts.headersMs,
    bodyTimeout: timeouts.bodyMs,
    maxHeaderSize: 64 * 1024,
    keepAliveTimeout: 10_000,
  });
  const proxies = openProxies({ system, allowed: allow, connect, timeouts });
  const through = (proxy: string): Fetch =>
    (async (input, init) => {
      const url = new URL(input instanceof Request ? input.url : input);
      const dispatcher = proxies.dispatcherFor(proxy, url);
      // undici's own types and Node's differ only in name.
      const request = undiciFetch(input as Parameters<typeof undiciFetch>[0], {
        ...(init as Parameters<typeof undiciFetch>[1]),
        dispatcher: dispatcher ?? agent,
      }) as unknown as Promise<Response>;
      return dispatcher === undefined ? request : await request.catch(rethrow(proxy, init?.signal));
    }) satisfies Fetch;
  const close = async (): Promise<void> => {
    await Promise.allSettled([agent.destroy(), proxies.close()]);
  };
  return { fetch: through('system'), through, allowed: allow, close };
}

/** A request that the caller stopped says so; what else goes wrong on the way through a proxy is told of the proxy. */
function rethrow(proxy: string, signal: AbortSignal | null | undefined): (error: unknown) => never {
  return (error) => {
    throw signal?.aborted ? error : describeProxyFailure(error, proxy);
  };
}
