import { useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useEffect, useMemo, useRef, useState } from 'react';
import type { DeskEvent } from '../shared/model.ts';
import {
  clientOver,
  type DeskClient,
  type DeskLine,
  type DeskQueries,
  type OpenLine,
  queriesOf,
} from './desk-client.ts';
import { createRowStore, type RowStore } from './stories/row-store.ts';
import { createViewMemory, type ViewMemory } from './stories/view-memory.ts';

/** What the desk says, and that it is there again after the line was lost: something may have gone unheard. */
export type PageEvent = DeskEvent | { readonly kind: 'reconnected' };

interface DeskState {
  readonly client: DeskClient;
  readonly queries: DeskQueries;
  readonly rows: RowStore;
  readonly views: ViewMemory;
  /** Hears of every event; gives the way to stop. */
  readonly onEvent: (listener: (event: PageEvent) => void) => () => void;
}

type Listeners = Set<(event: PageEvent) => void>;

const DeskContext = createContext<DeskState | undefined>(undefined);
const retryMs = 1500;

/** Keeps a line to the desk open, and what is shown fresh. A lost line is opened again; nothing but time is lost. */
export function DeskProvider({ open, children }: { readonly open: OpenLine; readonly children: ReactNode }) {
  const [connection, setConnection] = useState<'opening' | 'open' | 'lost' | 'absent'>('opening');
  const cache = useQueryClient();
  const line = useRef<DeskLine>(undefined);
  const listeners = useMemo<Listeners>(() => new Set(), []);
  const state = useMemo(() => createState(() => line.current, listeners), [listeners]);

  useEffect(() => {
    const stop = new AbortController();
    const keepOpen = async (): Promise<void> => {
      for (let isFirst = true; !stop.signal.aborted; ) {
        const opened = await open().catch(() => undefined);
        if (opened !== undefined && !stop.signal.aborted) {
          line.current = opened;
          listen(state.client, listeners, stop.signal).catch(() => undefined);
          setConnection('open');
          if (!isFirst) for (const listener of listeners) listener({ kind: 'reconnected' });
          isFirst = false;
          await opened.lost;
          line.current = undefined;
        }
        if (stop.signal.aborted) return;
        setConnection(isFirst ? 'absent' : 'lost');
        await new Promise((resolve) => setTimeout(resolve, retryMs));
      }
    };
    void keepOpen();
    return () => stop.abort();
  }, [open, state, listeners]);

  useEffect(() => state.onEvent((event) => refresh(event, state, cache)), [state, cache]);

  if (connection === 'opening' || connection === 'absent')
    return (
      <p role="status">
        {connection === 'opening' ? 'Opening the desk…' : 'Sitrep does not answer. Is it still running?'}
      </p>
    );
  return (
    <DeskContext value={state}>
      {connection === 'open' ? null : (
        <p role="alert" className="connection-lost">
          The connection to Sitrep was lost. Trying again…
        </p>
      )}
      {children}
    </DeskContext>
  );
}

function createState(current: () => DeskLine | undefined, listeners: Listeners): DeskState {
  const client = clientOver(current);
  return {
    client,
    queries: queriesOf(client),
    rows: createRowStore((ids) => client.stories.rows({ ids: [...ids] })),
    views: createViewMemory(),
    onEvent(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

export function useDesk(): DeskState {
  const state = useContext(DeskContext);
  if (state === undefined) throw new Error('useDesk outside of DeskProvider');
  return state;
}

async function listen(client: DeskClient, listeners: Listeners, signal: AbortSignal): Promise<void> {
  for await (const event of await client.desk.events(undefined, { signal }))
    for (const listener of listeners) listener(event);
}

function refresh(event: PageEvent, { queries, rows }: DeskState, cache: ReturnType<typeof useQueryClient>): void {
  const invalidate = (queryKey: readonly unknown[]): void => void cache.invalidateQueries({ queryKey });
  switch (event.kind) {
    case 'reconnected':
      rows.renew();
      void cache.invalidateQueries();
      return;
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
