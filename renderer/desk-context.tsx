import { useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react';
import type { DeskEvent } from '../shared/model.ts';
import { type DeskClient, type DeskQueries, type OpenLine, queriesOf } from './desk-client.ts';
import { createRowStore, type RowStore } from './stories/row-store.ts';

interface DeskState {
  readonly client: DeskClient;
  readonly queries: DeskQueries;
  readonly rows: RowStore;
  /** Hears of every event; gives the way to stop. */
  readonly onEvent: (listener: (event: DeskEvent) => void) => () => void;
}

const DeskContext = createContext<DeskState | undefined>(undefined);
const retryMs = 1500;

/** Keeps a line to the desk open, and what is shown fresh. A lost line is opened again; nothing but time is lost. */
export function DeskProvider({ open, children }: { readonly open: OpenLine; readonly children: ReactNode }) {
  const [client, setClient] = useState<DeskClient>();
  const [connected, setConnected] = useState(true);
  const listeners = useMemo(() => new Set<(event: DeskEvent) => void>(), []);
  const cache = useQueryClient();

  useEffect(() => {
    const stop = new AbortController();
    const keepOpen = async (): Promise<void> => {
      while (!stop.signal.aborted) {
        const line = await open().catch(() => undefined);
        if (line !== undefined && !stop.signal.aborted) {
          // The client is a function, which React would call.
          setClient(() => line.client);
          setConnected(true);
          void cache.invalidateQueries();
          listen(line.client, listeners, stop.signal).catch(() => undefined);
          await line.lost;
        }
        if (stop.signal.aborted) return;
        setConnected(false);
        await new Promise((resolve) => setTimeout(resolve, retryMs));
      }
    };
    void keepOpen();
    return () => stop.abort();
  }, [open, cache, listeners]);

  const state = useMemo(() => {
    if (client === undefined) return undefined;
    const queries = queriesOf(client);
    const rows = createRowStore((ids) => client.stories.rows({ ids: [...ids] }));
    const onEvent = (listener: (event: DeskEvent) => void): (() => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    };
    return { client, queries, rows, onEvent };
  }, [client, listeners]);

  useEffect(() => {
    if (state === undefined) return undefined;
    return state.onEvent((event) => refresh(event, state, cache));
  }, [state, cache]);

  if (state === undefined)
    return <p role="status">{connected ? 'Opening the desk…' : 'Sitrep does not answer. Is it still running?'}</p>;
  return (
    <DeskContext value={state}>
      {connected ? null : (
        <p role="alert" className="connection-lost">
          The connection to Sitrep was lost. Trying again…
        </p>
      )}
      {children}
    </DeskContext>
  );
}

export function useDesk(): DeskState {
  const state = useContext(DeskContext);
  if (state === undefined) throw new Error('useDesk outside of DeskProvider');
  return state;
}

async function listen(
  client: DeskClient,
  listeners: ReadonlySet<(event: DeskEvent) => void>,
  signal: AbortSignal,
): Promise<void> {
  for await (const event of await client.desk.events(undefined, { signal }))
    for (const listener of listeners) listener(event);
}

function refresh(event: DeskEvent, { queries, rows }: DeskState, cache: ReturnType<typeof useQueryClient>): void {
  const invalidate = (queryKey: readonly unknown[]): void => void cache.invalidateQueries({ queryKey });
  switch (event.kind) {
    case 'status':
      cache.setQueryData(queries.desk.status.queryKey(), event.status);
      return;
    case 'stories-added':
      invalidate(queries.tags.key());
      return;
    case 'stories-changed':
      rows.forget(event.ids);
      for (const id of event.ids) invalidate(queries.stories.get.key({ input: { id } }));
      return;
    case 'feeds-changed':
      invalidate(queries.feeds.key());
      return;
    case 'rules-changed':
      invalidate(queries.rules.key());
      return;
    case 'tags-changed':
      invalidate(queries.tags.key());
      invalidate(queries.entities.key());
      return;
    case 'searches-changed':
      invalidate(queries.search.key());
      return;
    case 'alerts-changed':
      invalidate(queries.alerts.key());
      invalidate(queries.rules.key());
      return;
    default:
      event satisfies never;
  }
}
