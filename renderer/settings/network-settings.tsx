import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { NetworkSettings } from '../../shared/network-settings.ts';
import { useDesk } from '../desk-context.tsx';
import { CommittedField, Select } from '../ui/field.tsx';
import styles from './settings-page.module.css';

const connectionChoices = [4, 8, 16, 32, 64, 128];
const proxyChoices = [
  { value: 'system', label: 'As the system says' },
  { value: 'none', label: 'None' },
  { value: 'address', label: 'An address' },
] as const;

/** How feeds and pages are reached; the same for every window on this archive. */
export function NetworkFields() {
  const { client, queries } = useDesk();
  const cache = useQueryClient();
  const [isAddressAsked, askForAddress] = useState(false);
  const [problem, setProblem] = useState<string>();
  const options = queries.settings.network.queryOptions();
  const settings = useQuery(options).data;
  if (settings === undefined) return null;
  const { proxy, connections, hasProxyPassword } = settings;
  const isAddress = proxy !== 'system' && proxy !== 'none';
  const change = (part: Partial<NetworkSettings>): void => {
    client.settings.setNetwork({ proxy, connections, ...part }).then(
      (saved) => {
        setProblem(undefined);
        askForAddress(false);
        cache.setQueryData(options.queryKey, saved);
      },
      (reason: unknown) => setProblem(reason instanceof Error ? reason.message : String(reason)),
    );
  };
  return (
    <section className={styles.group} aria-label="Network">
      <h2>Network</h2>
      <Select
        label="Proxy"
        value={isAddress || isAddressAsked ? 'address' : proxy}
        choices={proxyChoices}
        onChange={(choice) => (choice === 'address' ? askForAddress(true) : change({ proxy: choice }))}
      />
      {isAddress || isAddressAsked ? (
        <CommittedField
          label="Address of the proxy"
          value={isAddress ? proxy : ''}
          onCommit={(address) => change({ proxy: address.trim() })}
          placeholder="socks5://127.0.0.1:9050"
          help={
            hasProxyPassword
              ? 'A password is kept for it. http, https and socks5.'
              : 'http, https or socks5, with user:password@ before the host if it asks for one.'
          }
          error={problem}
        />
      ) : null}
      <Select
        label="Requests at once"
        value={String(connections)}
        choices={[...new Set([...connectionChoices, connections])]
          .sort((a, b) => a - b)
          .map((number) => ({ value: String(number), label: String(number) }))}
        onChange={(text) => change({ connections: Number(text) })}
      />
    </section>
  );
}
