/** The one door to the network: guarded connections through undici, one fetch-shaped function. */
import { Agent, buildConnector } from 'undici';
import { isAllowed, lookupPublic } from './address-guard.ts';
import { type Answer, type AskOptions, ask } from './ask.ts';
import { type NetworkLimits, usualLimits } from './limits.ts';
import { describeProxyFailure, firstProxy, openProxies, type SystemProxy } from './proxies.ts';
import { trustSystemCertificates } from './system-certificates.ts';

/** `fetch`, as far as Sitrep uses it. */
export type Fetch = (url: string, options: AskOptions) => Promise<Answer>;

export interface Network {
  readonly fetch: Fetch;
  /** The same through a proxy: `system`, `none`, or the address of one, which may carry a user name and password. */
  through(proxy: string): Fetch;
  readonly allowed: ReadonlySet<string>;
  readonly limits: NetworkLimits;
  close(): Promise<void>;
}

export interface NetworkOptions {
  readonly limits?: NetworkLimits;
  /** What the system says of proxies. */
  readonly system?: SystemProxy;
  /** What requests go through that ask for the system's proxy: `system`, `none` or an address. */
  readonly usualProxy?: () => Promise<string>;
}

/** `allowed` lists the `host:port` pairs that may be reached though they are not public. */
export function openNetwork(
  allowed: readonly string[],
  { limits = usualLimits, system = {}, usualProxy = async () => 'system' }: NetworkOptions = {},
): Network {
  const allow = new Set(allowed);
  const connectAnywhere = buildConnector({ timeout: limits.connectMs });
  const connectPublic = buildConnector({ timeout: limits.connectMs, lookup: lookupPublic });
  const connect: buildConnector.connector = (options, callback) => {
    const url = URL.parse(`${options.protocol}//${options.hostname}:${options.port}`);
    const open = url !== null && isAllowed(url, allow) ? connectAnywhere : connectPublic;
    open(options, callback);
  };
  const agent = new Agent({
    connect,
    headersTimeout: limits.headersMs,
    bodyTimeout: limits.idleMs,
    maxHeaderSize: limits.maxHeaderBytes,
    // Most servers close an idle connection after five seconds.
    keepAliveTimeout: 4000,
  });
  const proxies = openProxies({ system, allowed: allow, connect, limits });
  const chosenFor = async (asked: string, url: URL): Promise<string> => {
    // What the user allowed by address is on this machine or its own network, where no usual proxy leads.
    if (asked !== 'system' || isAllowed(url, allow)) return asked;
    const proxy = await usualProxy();
    return proxy === 'system' && system.resolve !== undefined ? firstProxy(await system.resolve(url.href)) : proxy;
  };
  const through =
    (asked: string): Fetch =>
    async (address, options) => {
      const url = new URL(address);
      if (url.protocol === 'https:') trustSystemCertificates();
      const proxy = await chosenFor(asked, url);
      const dispatcher = proxies.dispatcherFor(proxy, url);
      if (dispatcher === undefined) return ask(agent, limits, url, options);
      try {
        return await ask(dispatcher, limits, url, options);
      } catch (error) {
        // A request that the caller stopped says so; what else goes wrong on the way is told of the proxy.
        throw options.signal.aborted ? error : describeProxyFailure(error, proxy);
      }
    };
  const close = async (): Promise<void> => {
    await Promise.allSettled([agent.destroy(), proxies.close()]);
  };
  return { fetch: through('system'), through, allowed: allow, limits, close };
}
