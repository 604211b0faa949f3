/** The user's settings of the network, with the proxy's password kept among the secrets. */
import type { DatabaseSync } from 'node:sqlite';
import * as v from 'valibot';
import { type NetworkSettings, networkSchema, type ShownNetworkSettings } from '../../../shared/network-settings.ts';
import type { Secrets } from '../secrets.ts';
import { readArchiveSetting, writeArchiveSetting } from '../store/archive-settings.ts';
import { partProxy, proxyWithPassword } from './feed-secrets.ts';

export interface NetworkChoice {
  readonly settings: ShownNetworkSettings;
  /** What feeds go through that name no proxy: `system`, `none` or an address. Rejects when its password cannot be read. */
  proxy(): Promise<string>;
  change(settings: NetworkSettings): Promise<ShownNetworkSettings>;
}

const secretName = 'network/proxy';

export function openNetworkChoice(database: DatabaseSync, secrets: Secrets): NetworkChoice {
  let settings = readSettings(database);
  let password: Promise<string | undefined> | undefined;
  const readPassword = (): Promise<string | undefined> => (password ??= secrets.read(secretName));
  return {
    get settings() {
      return settings;
    },
    async proxy() {
      if (!settings.hasProxyPassword) return settings.proxy;
      const kept = await readPassword();
      if (kept === undefined)
        throw new Error('the password of the proxy cannot be read here: set the proxy again in Settings, Network');
      return proxyWithPassword(settings.proxy, kept);
    },
    async change({ proxy, connections }) {
      const kept = settings.hasProxyPassword ? await readPassword() : undefined;
      const parted = partProxy(proxy, settings.proxy, kept);
      if (parted.password !== kept) await secrets.write(secretName, parted.password);
      password = Promise.resolve(parted.password);
      settings = { proxy: parted.address, connections, hasProxyPassword: parted.password !== undefined };
      writeArchiveSetting(database, 'network', settings);
      return settings;
    },
  };
}

/** The usual settings where nothing, or nothing readable, is stored. */
function readSettings(database: DatabaseSync): ShownNetworkSettings {
  const { hasProxyPassword = false, ...stored } = (readArchiveSetting(database, 'network') ??
    {}) as Partial<ShownNetworkSettings>;
  const parsed = v.safeParse(networkSchema, stored);
  return parsed.success
    ? { ...parsed.output, hasProxyPassword }
    : { ...v.parse(networkSchema, {}), hasProxyPassword: false };
}
