import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useDesk } from '../desk-context.tsx';

/** How long a prefetched story counts as fresh; events tell when one changes sooner. */
const freshMs = 60_000;

/** Fetches the stories after and before the open one, so that going on shows them at once. */
export function usePrefetchNeighbours(ids: Float64Array, storyId: number | undefined): void {
  const { queries } = useDesk();
  const cache = useQueryClient();
  useEffect(() => {
    const at = storyId === undefined ? -1 : ids.indexOf(storyId);
    if (storyId !== undefined && at < 0) return;
    for (const step of [1, 2, -1]) {
      const id = ids[at + step];
      if (id === undefined) continue;
      cache
        .prefetchQuery({ ...queries.stories.get.queryOptions({ input: { id } }), staleTime: freshMs })
        .catch(() => undefined);
    }
  }, [cache, queries, ids, storyId]);
}
