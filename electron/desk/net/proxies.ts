/** Requests through a proxy: the system's, or the one a feed names. */
import { type buildConnector, type Dispatcher, EnvHttpProxyAgent, ProxyAgent, Socks5ProxyAgent } from 'undici';
import { AddressRefused, isAllowed } from './address-guard.ts';
import type { NetworkLimits } from './limits.ts';

/** What the system says of proxies, as in HTTP_PROXY, HTTPS_PROXY and NO_PROXY. */
export interface SystemProxy {
  readonly http?: string | undefined;
  readonly https?: string | undefined;
  /** Hosts to reach without one. */
  readonly except?: string | undefined;
  /**
   * Asked for each address instead, where a program knows the system's own settings: proxies in the order to try them,
   * as in `PROXY a.example:8080; SOCKS5 b.example:1080; DIRECT`.
   */
  readonly resolve?: (url: string) => Promise<string>;
}

const schemes: Readonly<Record<string, string>> = {
  proxy: 'http',
  https: 'https',
  socks: 'socks5',
  socks5: 'socks5',
};

/** The first proxy of a list that Sitrep can speak to, as an address, or `none`. Throws when it can speak to none. */
export function firstProxy(list: string): string {
  for (const entry of list.split(';')) {
    const [kind = '', host = ''] = entry.trim().split(/\s+/);
    if (/^direct$/i.test(kind)) return 'none';
    const scheme = schemes[kind.toLowerCase()];
    if (scheme !== undefined && URL.canParse(`${scheme}://${host}`)) return `${scheme}://${host}`;
  }
  throw new Error(`the system asks for a proxy that Sitrep cannot use (${list.slice(0, 200)})`);
}

/** The system's proxies as programs are told of them on every system. */
export function systemProxyOf(environment: Readonly<Record<string, string | undefined>>): SystemProxy {
  const read = (name: string): string | undefined => environment[name.toLowerCase()] || environment[name];
  return { http: read('HTTP_PROXY'), https: read('HTTPS_PROXY'), except: read('NO_PROXY') };
}

export interface Proxies {
  /**
   * What sends a request for `url`, or undefined when it goes straight. `proxy` is `system`, `none` or an address.
   * Throws AddressRefused for what is surely not public: a proxy looks names up itself, so nothing else can be checked.
   */
  dispatcherFor(proxy: string, url: URL): Dispatcher | undefined;
  close(): Promise<void>;
}

interface ProxyOptions {
  readonly system: SystemProxy;
  readonly allowed: ReadonlySet<string>;
  /** Connects to public addresses only; for what NO_PROXY exempts. */
  readonly connect: buildConnector.connector;
  readonly limits: NetworkLimits;
}

export function openProxies({ system, allowed, connect, limits }: ProxyOptions): Proxies {
  const agents = new Map<string, Dispatcher>();
  const options = {
    headersTimeout: limits.headersMs,
    bodyTimeout: limits.idleMs,
    maxHeaderSize: limits.maxHeaderBytes,
  };
  const hasSystemProxy = Boolean(system.http || system.https);
  const open = (proxy: string): Dispatcher => {
    if (proxy === 'system')
      return new EnvHttpProxyAgent({
        ...options,
        connect,
        // An empty text keeps undici from reading the environment by itself.
        httpProxy: system.http ?? '',
        httpsProxy: system.https ?? '',
        noProxy: system.except ?? '',
      });
    if (!/^socks/.test(proxy)) return new ProxyAgent({ ...options, uri: proxy, connectTimeout: limits.connectMs });
    const uri = proxy.replace(/^socks5h:/, 'socks5:');
    return new Socks5ProxyAgent(uri, { ...options, connectTimeout: limits.connectMs });
  };
  return {
    dispatcherFor(proxy, url) {
      if (proxy === 'none') return undefined;
      // What the user allowed by address is on this machine or its own network, where the system's proxy does not lead.
      if (proxy === 'system' && (!hasSystemProxy || isAllowed(url, allowed))) return undefined;
      if (!isAllowed(url, allowed)) refuseLocalName(url.hostname);
      let agent = agents.get(proxy);
      if (agent === undefined) {
        agent = open(proxy);
        agents.set(proxy, agent);
      }
      return agent;
    },
    async close() {
      await Promise.allSettled([...agents.values()].map((agent) => agent.destroy()));
    },
  };
}

/** Names without a dot, and those that RFC 6762, RFC 8375 and the registries keep for own networks. */
function refuseLocalName(hostname: string): void {
  const isLiteral = /^\[|^[\d.]+$/.test(hostname);
  if (isLiteral || (hostname.includes('.') && !/\.(local|localhost|internal|lan|home\.arpa)\.?$/i.test(hostname)))
    return;
  throw new AddressRefused(`${hostname} is a name of the proxy's own network. Allow it if that is what you want.`);
}

/** What went wrong with a proxy, in words; undici's own errors name neither the proxy nor what to do. */
export function describeProxyFailure(error: unknown, proxy: string): unknown {
  const host = URL.parse(proxy)?.host ?? 'of the system';
  for (let cause = error, depth = 0; cause instanceof Error && depth < 8; cause = cause.cause, depth++) {
    const status = /Proxy response \((\d+)\)/.exec(cause.message)?.[1] ?? /\((407)\)/.exec(cause.message)?.[1];
    if (status === '407') return new Error(`the proxy ${host} asks for a user name and password`);
    if (status !== undefined) return new Error(`the proxy ${host} answered ${status}`);
    if (/SOCKS5/i.test(cause.message)) return new Error(`the proxy ${host} could not connect (${cause.message})`);
    const { code } = cause as NodeJS.ErrnoException;
    if (code === 'ECONNREFUSED') return new Error(`the proxy ${host} refuses connections`);
    if (code === 'ENOTFOUND') return new Error(`the host name of the proxy ${host} is not known`);
  }
  return error;
}
