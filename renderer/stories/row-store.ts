/** List rows by id, fetched in chunks as they come into view. One place a row lives, so that a change shows everywhere. */
import { useSyncExternalStore } from 'react';
import type { StoryRow } from '../../shared/model.ts';

export interface RowStore {
  get(id: number): StoryRow | undefined;
  /** Fetches the rows that are missing; ids in flight are not asked for twice. */
  want(ids: readonly number[]): void;
  /** A row as soon as it is there; undefined if it cannot be had. */
  ready(id: number): Promise<StoryRow | undefined>;
  /** `want`, of the rows that the list shows now. */
  show(ids: readonly number[]): void;
  /** Changes rows at once, before the desk has answered. */
  patch(ids: readonly number[], change: Partial<StoryRow>): void;
  /** Fetches known rows again. */
  forget(ids: readonly number[]): void;
  /** After the desk was away: fetches what is shown again and drops the rest, which may have changed unheard. */
  renew(): void;
  subscribe(listener: () => void): () => void;
  version(): number;
}

const rowsPerCall = 200;
/** Rows kept; the ones used longest ago go first. A row is about a kilobyte. */
const mostRows = 5000;
/** Waits before a failed call is made again: a desk that is busy for a moment, not one that is gone. */
const retryMs = [500, 2000, 8000];

export function createRowStore(fetchRows: (ids: readonly number[]) => Promise<readonly StoryRow[]>): RowStore {
  // In the order of their last use.
  const rows = new Map<number, StoryRow>();
  const inFlight = new Map<number, Promise<void>>();
  const listeners = new Set<() => void>();
  let shown: readonly number[] = [];
  let version = 0;
  const changed = (): void => {
    version++;
    for (const listener of listeners) listener();
  };
  const keep = (row: StoryRow): void => {
    rows.delete(row.id);
    rows.set(row.id, row);
  };
  const trim = (): void => {
    if (rows.size <= mostRows) return;
    const needed = new Set(shown);
    for (const id of rows.keys()) {
      if (rows.size <= mostRows) return;
      if (!needed.has(id)) rows.delete(id);
    }
  };
  const fetchSome = async (ids: readonly number[]): Promise<void> => {
    for (let attempt = 0; ; attempt++) {
      const found = await fetchRows(ids).catch(() => undefined);
      if (found !== undefined) {
        for (const row of found) keep(row);
        trim();
        changed();
        return;
      }
      const wait = retryMs[attempt];
      if (wait === undefined) return;
      await new Promise((resolve) => setTimeout(resolve, wait));
    }
  };
  const load = (ids: readonly number[]): void => {
    const loading = fetchSome(ids).finally(() => {
      for (const id of ids) if (inFlight.get(id) === loading) inFlight.delete(id);
    });
    for (const id of ids) inFlight.set(id, loading);
  };
  const loadAll = (ids: readonly number[]): void => {
    for (let start = 0; start < ids.length; start += rowsPerCall) load(ids.slice(start, start + rowsPerCall));
  };
  const want = (ids: readonly number[]): void => {
    for (const id of ids) {
      const row = rows.get(id);
      if (row !== undefined) keep(row);
    }
    const missing = ids.filter((id) => !rows.has(id) && !inFlight.has(id));
    if (missing.length > 0) loadAll(missing);
  };
  return {
    get: (id) => rows.get(id),
    want,
    async ready(id) {
      want([id]);
      await inFlight.get(id);
      return rows.get(id);
    },
    show(ids) {
      shown = ids;
      want(ids);
    },
    patch(ids, change) {
      for (const id of ids) {
        const row = rows.get(id);
        if (row !== undefined) rows.set(id, { ...row, ...change });
      }
      changed();
    },
    forget(ids) {
      const known = ids.filter((id) => rows.has(id));
      if (known.length > 0) loadAll(known);
    },
    renew() {
      const needed = new Set(shown);
      for (const id of rows.keys()) if (!needed.has(id)) rows.delete(id);
      loadAll(shown);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    version: () => version,
  };
}

/** Renders again when rows change. */
export function useRows(store: RowStore): void {
  useSyncExternalStore(store.subscribe, store.version);
}
