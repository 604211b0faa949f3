/** Snippets of a search's hits by story, fetched in chunks as they come into view. */
import { useEffect, useMemo } from 'react';
import type { SearchHit, SearchOrder, Snippet, StoryView } from '../../shared/model.ts';
import type { DeskClient } from '../desk-client.ts';
import { useDesk } from '../desk-context.tsx';
import { queryOfView } from './query-of-view.ts';

export interface SnippetStore {
  get(id: number): Snippet | undefined;
  keep(hits: readonly SearchHit[]): void;
  /** Fetches what is missing of `ids[from]` to `ids[to - 1]`. */
  want(ids: Float64Array, from: number, to: number): void;
  subscribe(listener: () => void): () => void;
  version(): number;
  /** Gives up what is under way. */
  close(): void;
}

const chunk = 50;

/** The snippets of a view's search; none without a query. */
export function useSnippets(view: StoryView, order: SearchOrder): SnippetStore | undefined {
  const { client } = useDesk();
  const query = view.query === undefined ? undefined : queryOfView(view);
  const store = useMemo(
    () => (query === undefined ? undefined : createSnippetStore(client, query, order)),
    [client, query, order],
  );
  useEffect(() => () => store?.close(), [store]);
  return store;
}

function createSnippetStore(client: DeskClient, query: string, order: SearchOrder): SnippetStore {
  const snippets = new Map<number, Snippet>();
  const asked = new Set<number>();
  const listeners = new Set<() => void>();
  const stop = new AbortController();
  let version = 0;
  const keep = (hits: readonly SearchHit[]): void => {
    for (const { id, snippet } of hits) snippets.set(id, snippet);
    version++;
    for (const listener of listeners) listener();
  };
  const load = (start: number, after: number | undefined): void => {
    asked.add(start);
    client.search
      .run({ query, order, limit: chunk, ...(after === undefined ? {} : { after }) }, { signal: stop.signal })
      // A lost line: the rows come without snippets.
      .then(
        ({ stories }) => keep(stories),
        () => asked.delete(start),
      );
  };
  return {
    get: (id) => snippets.get(id),
    keep,
    want(ids, from, to) {
      // Ranked hits bring their snippets with them.
      if (order === 'relevance') return;
      for (let start = Math.floor(from / chunk) * chunk; start < to; start += chunk) {
        const isMissing = ids.subarray(start, start + chunk).some((id) => !snippets.has(id));
        if (isMissing && !asked.has(start)) load(start, start === 0 ? undefined : ids[start - 1]);
      }
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    version: () => version,
    close: () => stop.abort(),
  };
}
