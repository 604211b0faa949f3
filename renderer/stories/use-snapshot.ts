/** The frozen list of a view: it never moves under the reader; what is new waits until it is asked for. */
import { useCallback, useEffect, useRef, useState } from 'react';
import type { SearchHit, SearchOrder, StoryView } from '../../shared/model.ts';
import { type PageEvent, useDesk } from '../desk-context.tsx';
import { queryOfView } from '../search/query-of-view.ts';
import type { SnippetStore } from '../search/snippet-store.ts';

/** `remembered`: where one was when the view was last shown. */
export interface Arrival {
  readonly where: 'remembered' | 'top' | 'place';
}

export interface Snapshot {
  /** Names the view and its order. */
  readonly key: string;
  readonly ids: Float64Array;
  /** Of each id the place of the newest story of its event; undefined for a search, whose every hit is shown. */
  readonly leads: Uint32Array | undefined;
  readonly waiting: number;
  readonly error?: string;
  readonly isLoading: boolean;
  /** More stories may follow than are known yet. */
  readonly isPartial: boolean;
  /** Changes when the list was replaced, and says where to look then. */
  readonly arrival: Arrival | undefined;
  /** Takes in what is new, and looks at it; or stays with what one looks at. */
  readonly apply: (where?: 'top' | 'place') => void;
  /** Ends a search that takes long; what was found stays. */
  readonly stop: () => void;
}

interface State {
  readonly key: string;
  readonly ids: Float64Array;
  readonly leads?: Uint32Array;
  readonly error?: string;
  readonly isPartial?: boolean;
  readonly arrival?: Arrival;
}

const none = new Float64Array();
const nobody: ReadonlySet<number> = new Set();
const firstPage = 50;
const rankedPage = 200;
/** The desk ranks no more than these. */
const mostRanked = 2000;

/** `snippets` takes what a search finds beside the ids. */
export function useSnapshot(view: StoryView, order: SearchOrder, snippets: SnippetStore | undefined): Snapshot {
  const { client, onEvent, views } = useDesk();
  const key = JSON.stringify([view, order]);
  const [state, setState] = useState<State>();
  const [waiting, setWaiting] = useState<ReadonlySet<number>>(nobody);
  const running = useRef<AbortController>(undefined);

  const load = useCallback(
    async (arrival: Arrival) => {
      running.current?.abort();
      const stop = new AbortController();
      running.current = stop;
      const [asked, askedOrder] = JSON.parse(key) as [StoryView, SearchOrder];
      const show = (state: Omit<State, 'key'>): void => {
        if (running.current === stop) setState({ key, arrival, ...state });
      };
      // A page alone is too short to stand where one was.
      const showsFirst =
        arrival.where === 'top' || (arrival.where === 'remembered' && (views.get(key)?.offset ?? 0) === 0);
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
          first?.catch(() => undefined);
          const all = client.stories.snapshot(
            { view: asked, grouped: snippets === undefined },
            { signal: stop.signal },
          );
          // When the first fails, nobody waits for the other.
          all.catch(() => undefined);
          const hits = await first;
          if (hits !== undefined && showsFirst) show({ ids: idsOf(hits), isPartial: true });
          const { ids, leads } = await all;
          show({
            ids: new Float64Array(unpack(ids)),
            ...(leads === undefined ? {} : { leads: new Uint32Array(unpack(leads)) }),
          });
        }
      } catch (error) {
        if (running.current === stop) setState((state) => failed(key, state, stop.signal.aborted, error));
      }
      if (running.current === stop) setWaiting(nobody);
    },
    [client, key, snippets, views],
  );

  useEffect(() => {
    void load({ where: 'remembered' });
    return () => running.current?.abort();
  }, [load]);

  const shown = useRef<Float64Array>(none);
  shown.current = state?.key === key ? state.ids : none;
  useEffect(() => {
    const [view] = JSON.parse(key) as [StoryView];
    const hear = async (event: PageEvent): Promise<void> => {
      if (event.kind !== 'stories-added' && event.kind !== 'reconnected') return;
      // An empty list has nothing that could move.
      if (shown.current.length === 0) return load({ where: 'top' });
      const list = running.current;
      const ids =
        event.kind === 'reconnected'
          ? [...new Float64Array(unpack((await client.stories.snapshot({ view })).ids))]
          : // Stories of other views are not new here.
            (await client.stories.among({ view, ids: [...event.ids] })).ids;
      if (running.current !== list) return;
      const known = new Set(shown.current);
      const added = ids.filter((id) => !known.has(id));
      if (added.length > 0) setWaiting((before) => new Set([...before, ...added]));
    };
    return onEvent((event) => void hear(event).catch(() => undefined));
  }, [client, key, onEvent, load]);

  const current = state?.key === key ? state : undefined;
  return {
    ids: current?.ids ?? none,
    leads: current?.leads,
    waiting: waiting.size,
    isLoading: current === undefined,
    isPartial: current?.isPartial === true,
    key,
    arrival: current?.arrival,
    apply: (where = 'top') => void load({ where }),
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

/** The bytes of the numbers that the desk packed, in base64. */
function unpack(packed: string): ArrayBuffer {
  return Uint8Array.from(atob(packed), (character) => character.charCodeAt(0)).buffer;
}
