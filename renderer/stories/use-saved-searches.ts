import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { SavedSearch, SavedSearchCount } from '../../shared/model.ts';
import { type PageEvent, useDesk } from '../desk-context.tsx';
import { useToast } from '../ui/toast.tsx';

/** Stories come by the dozen: what they change is counted once for all. */
const countAgainAfterMs = 2000;
const changingCounts: ReadonlySet<PageEvent['kind']> = new Set(['stories-added', 'stories-changed']);

export interface SavedSearches {
  readonly searches: readonly SavedSearch[];
  /** By the id of the search. */
  readonly counts: ReadonlyMap<number, SavedSearchCount>;
  /** Removes a search, with a way back. */
  readonly remove: (search: SavedSearch) => void;
}

/** The saved searches, with how many unread stories each finds. */
export function useSavedSearches(): SavedSearches {
  const { client, queries, onEvent } = useDesk();
  const toast = useToast();
  const searches = useQuery(queries.search.saved.queryOptions()).data ?? [];
  const has = searches.length > 0;
  const counts = useQuery(queries.search.savedCounts.queryOptions({ enabled: has, retry: false, staleTime: Infinity }));
  const { refetch } = counts;
  useEffect(() => {
    if (!has) return undefined;
    let timer: number | undefined;
    const stop = onEvent(({ kind }) => {
      if (!changingCounts.has(kind)) return;
      timer ??= window.setTimeout(() => {
        timer = undefined;
        void refetch({ cancelRefetch: false });
      }, countAgainAfterMs);
    });
    return () => {
      stop();
      window.clearTimeout(timer);
    };
  }, [has, onEvent, refetch]);

  const fail = (reason: unknown): void => toast(reason instanceof Error ? reason.message : String(reason));
  return {
    searches,
    counts: new Map((counts.data ?? []).map((one) => [one.id, one])),
    remove: ({ id, name, query }) => {
      client.search.remove({ id }).then(
        () =>
          toast(`Saved search “${name}” removed`, {
            label: 'Undo',
            run: () => void client.search.save({ name, query }).catch(fail),
          }),
        fail,
      );
    },
  };
}
