/** What rows say of the events behind them, by lead, fetched as they come into view. */
import { useEffect, useMemo, useSyncExternalStore } from 'react';
import type { StoryGroup } from '../../shared/model.ts';
import type { DeskClient } from '../desk-client.ts';
import { useDesk } from '../desk-context.tsx';

export interface GroupStore {
  get(lead: number): StoryGroup | undefined;
  want(leads: readonly number[]): void;
  /** Asks again for what is known: something changed. */
  renew(): void;
  subscribe(listener: () => void): () => void;
  version(): number;
}

const mostKept = 2000;
/** Marks often come many in a row. */
const renewAfterMs = 200;

export function createGroupStore(
  fetchGroups: (leads: readonly number[]) => Promise<readonly StoryGroup[]>,
): GroupStore {
  const known = new Map<number, StoryGroup>();
  const asked = new Set<number>();
  const listeners = new Set<() => void>();
  let shown: readonly number[] = [];
  let version = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const load = async (leads: readonly number[]): Promise<void> => {
    if (leads.length === 0) return;
    for (const lead of leads) asked.add(lead);
    const found = await fetchGroups(leads).catch(() => undefined);
    if (found === undefined) {
      // A lost line: the rows come without it, and ask again when they are seen again.
      for (const lead of leads) asked.delete(lead);
      return;
    }
    for (const group of found) known.set(group.id, group);
    version++;
    for (const listener of listeners) listener();
  };
  return {
    get: (lead) => known.get(lead),
    want(leads) {
      shown = leads;
      if (known.size > mostKept) {
        known.clear();
        asked.clear();
      }
      void load(leads.filter((lead) => !asked.has(lead)));
    },
    renew() {
      clearTimeout(timer);
      timer = setTimeout(() => {
        asked.clear();
        void load(shown);
      }, renewAfterMs);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    version: () => version,
  };
}

/** The events of the rows that lead others, fresh after each change of a story. */
export function useGroups(leads: readonly number[]): GroupStore {
  const { client, onEvent } = useDesk();
  const store = useMemo(() => groupsFrom(client), [client]);
  useSyncExternalStore(store.subscribe, store.version);
  useEffect(
    () =>
      onEvent(({ kind }) => {
        if (kind === 'stories-changed' || kind === 'reconnected') store.renew();
      }),
    [store, onEvent],
  );
  const wanted = leads.join();
  useEffect(() => store.want(wanted === '' ? [] : wanted.split(',').map(Number)), [store, wanted]);
  return store;
}

function groupsFrom(client: DeskClient): GroupStore {
  return createGroupStore((ids) => client.stories.groups({ ids: [...ids] }));
}
