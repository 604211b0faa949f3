/** List rows by id, fetched in chunks as they come into view. One place a row lives, so that a change shows everywhere. */
import { useSyncExternalStore } from 'react';
import type { StoryRow } from '../../shared/model.ts';

export interface RowStore {
  get(id: number): StoryRow | undefined;
  /** Fetches the rows that are missing; ids in flight are not asked for twice. */
  want(ids: readonly number[]): void;
  /** Changes rows at once, before the desk has answered. */
  patch(ids: readonly number[], change: Partial<StoryRow>): void;
  /** Fetches known rows again. */
  forget(ids: readonly number[]): void;
  subscribe(listener: () => void): () => void;
  version(): number;
}

const mostRows = 200;

export function createRowStore(fetchRows: (ids: readonly number[]) => Promise<readonly StoryRow[]>): RowStore {
  const rows = new Map<number, StoryRow>();
  const inFlight = new Set<number>();
  const listeners = new Set<() => void>();
  let version = 0;
  const changed = (): void => {
    version++;
    for (const listener of listeners) listener();
  };
  const load = async (ids: readonly number[]): Promise<void> => {
    for (const id of ids) inFlight.add(id);
    try {
      for (const row of await fetchRows(ids)) rows.set(row.id, row);
      changed();
    } catch {
      // The line was lost: the rows are asked for again when they are shown again.
    } finally {
      for (const id of ids) inFlight.delete(id);
    }
  };
  const loadAll = (ids: readonly number[]): void => {
    for (let start = 0; start < ids.length; start += mostRows) void load(ids.slice(start, start + mostRows));
  };
  return {
    get: (id) => rows.get(id),
    want(ids) {
      const missing = ids.filter((id) => !rows.has(id) && !inFlight.has(id));
      if (missing.length > 0) loadAll(missing);
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
