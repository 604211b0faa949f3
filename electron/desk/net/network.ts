/** The one door to the network: guarded connections through undici, one fetch-shaped function. */
import { Agent, buildConnector } from 'undici';
import { isAllowed, lookupPublic } from './address-guard.ts';
import { type Answer, type AskOptions, ask } from './ask.ts';
import { type NetworkLimits, usualLimits } from './limits.ts';

/** `fetch`, as far as Sitrep uses it. */
export type Fetch = (url: string, options: AskOptions) => Promise<Answer>;

export interface Network {
  readonly fetch: Fetch;
  readonly allowed: ReadonlySet<string>;
  readonly limits: NetworkLimits;
  close(): Promise<void>;
}

/** `allowed` lists the `host:port` pairs that may be reached though they are not public. */
export function openNetwork(allowed: readonly string[], limits: NetworkLimits = usualLimits): Network {
  const allow = new Set(allowed);
  const connectAnywhere = buildConnector({ timeout: limits.connectMs });
  const connectPublic = buildConnector({ timeout: limits.connectMs, lookup: lookupPublic });
  const agent = new Agent({
    connect(options, callback) {
      const url = URL.parse(`${options.protocol}//${options.hostname}:${options.port}`);
      const connect = url !== null && isAllowed(url, allow) ? connectAnywhere : connectPublic;
      connect(options, callback);
    },
    headersTimeout: limits.headersMs,
    bodyTimeout: limits.idleMs,
    maxHeaderSize: limits.maxHeaderBytes,
    keepAliveTimeout: 10_000,
  });
  return {
    fetch: (url, options) => ask(agent, limits, new URL(url), options),
    allowed: allow,
    limits,
    close: () => agent.destroy(),
  };
}
