/** The frozen list of a view: it never moves under the reader; what is new waits until it is asked for. */
import { useCallback, useEffect, useRef, useState } from 'react';
import type { SearchHit, SearchOrder, StoryView } from '../../shared/model.ts';
import { useDesk } from '../desk-context.tsx';
import { queryOfView } from '../search/query-of-view.ts';
import type { SnippetStore } from '../search/snippet-store.ts';

export interface Snapshot {
  readonly ids: Float64Array;
  readonly waiting: number;
  readonly error?: string;
  readonly isLoading: boolean;
  /** More stories may follow than are known yet. */
  readonly isPartial: boolean;
  /** Takes in what is new. */
  readonly apply: () => void;
  /** Ends a search that takes long; what was found stays. */
  readonly stop: () => void;
}

interface State {
  readonly key: string;
  readonly ids: Float64Array;
  readonly error?: string;
  readonly isPartial?: boolean;
}

const none = new Float64Array();
const firstPage = 50;
const rankedPage = 200;
/** The desk ranks no more than these. */
const mostRanked = 2000;

/** `snippets` takes what a search finds beside the ids. */
export function useSnapshot(view: StoryView, order: SearchOrder, snippets: SnippetStore | undefined): Snapshot {
  const { client, onEvent } = useDesk();
  const key = JSON.stringify([view, order]);
  const [state, setState] = useState<State>();
  const [waiting, setWaiting] = useState(0);
  const running = useRef<AbortController>(undefined);

  const load = useCallback(async () => {
    running.current?.abort();
    const stop = new AbortController();
    running.current = stop;
    const [asked, askedOrder] = JSON.parse(key) as [StoryView, SearchOrder];
    const show = (state: Omit<State, 'key'>): void => {
      if (running.current === stop) setState({ key, ...state });
    };
    const page = (limit: number, after?: number): Promise<readonly SearchHit[]> =>
      client.search
        .run(
          { query: queryOfView(asked), order: askedOrder, limit, ...(after === undefined ? {} : { after }) },
          { signal: stop.signal },
        )
        .then(({ stories }) => {
          snippets?.keep(stories);
          return stories;
        });
    try {
      if (askedOrder === 'relevance') await loadRanked(page, show);
      else {
        // The first page stands before all hits are known; more hits only follow after it.
        const first = snippets === undefined ? undefined : page(firstPage);
        const all = client.stories.snapshot({ view: asked }, { signal: stop.signal });
        // When the first fails, nobody waits for the other.
        all.catch(() => undefined);
        await first?.then((hits) => show({ ids: idsOf(hits), isPartial: true }));
        show({ ids: unpackIds((await all).ids) });
      }
    } catch (error) {
      if (running.current === stop) setState((state) => failed(key, state, stop.signal.aborted, error));
    }
    if (running.current === stop) setWaiting(0);
  }, [client, key, snippets]);

  useEffect(() => {
    void load();
    return () => running.current?.abort();
  }, [load]);

  const isEmpty = (state?.ids.length ?? 0) === 0;
  useEffect(
    () =>
      onEvent((event) => {
        if (event.kind !== 'stories-added') return;
        // An empty list has nothing that could move.
        if (isEmpty) void load();
        else setWaiting((count) => count + event.added);
      }),
    [onEvent, load, isEmpty],
  );

  const current = state?.key === key ? state : undefined;
  return {
    ids: current?.ids ?? none,
    waiting,
    isLoading: current === undefined,
    isPartial: current?.isPartial === true,
    apply: () => void load(),
    stop: () => running.current?.abort(),
    ...(current?.error === undefined ? {} : { error: current.error }),
  };
}

/** The ranked pages one after the other: their order is known page by page only. */
async function loadRanked(
  page: (limit: number, after?: number) => Promise<readonly SearchHit[]>,
  show: (state: Omit<State, 'key'>) => void,
): Promise<void> {
  const ids: number[] = [];
  for (let last: number | undefined; ids.length < mostRanked; last = ids.at(-1)) {
    const hits = await page(ids.length === 0 ? firstPage : rankedPage, last);
    const isLast = hits.length < (ids.length === 0 ? firstPage : rankedPage);
    for (const { id } of hits) ids.push(id);
    show({ ids: Float64Array.from(ids), isPartial: !isLast && ids.length < mostRanked });
    if (isLast) return;
  }
}

function failed(key: string, state: State | undefined, stopped: boolean, error: unknown): State {
  const ids = state?.key === key ? state.ids : none;
  if (stopped) return { key, ids, ...(ids.length === 0 ? { error: 'The search was stopped.' } : {}) };
  return { key, ids: none, error: error instanceof Error ? error.message : String(error) };
}

function idsOf(hits: readonly SearchHit[]): Float64Array {
  return Float64Array.from(hits, ({ id }) => id);
}

/** The ids that the desk packed: base64 of little-endian float64. */
function unpackIds(packed: string): Float64Array {
  const bytes = Uint8Array.from(atob(packed), (character) => character.charCodeAt(0));
  return new Float64Array(bytes.buffer);
}
