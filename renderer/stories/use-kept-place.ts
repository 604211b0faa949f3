/** Where a list stands when it is replaced: at its top, where one was before, or with the same rows under the eye. */
import { type RefObject, useLayoutEffect, useRef } from 'react';
import { useDesk } from '../desk-context.tsx';
import type { Snapshot } from './use-snapshot.ts';

/** Gives what the list calls when it is scrolled. `position` is the row of the cursor, -1 without one. */
export function useKeptPlace(
  scroller: RefObject<HTMLElement | null>,
  { key, ids, arrival }: Snapshot,
  height: number,
  position: number,
): () => void {
  const { views } = useDesk();
  // What stood there at the last scroll, to find the same rows in the next list.
  const before = useRef<{ readonly ids: Float64Array; readonly offset: number }>({ ids, offset: 0 });
  const seen = useRef<unknown>(undefined);
  const latest = useRef({ key, ids, height, position });
  latest.current = { key, ids, height, position };

  useLayoutEffect(() => {
    const { current: list } = scroller;
    if (list === null || arrival === undefined || arrival === seen.current) return;
    seen.current = arrival;
    const { key, ids, height, position } = latest.current;
    const offset = {
      top: () => 0,
      place: () => samePlace(before.current, ids, height),
      // A story that is opened by its address is looked for, if the view was not seen before.
      remembered: () => views.get(key)?.offset ?? Math.max(0, (position - 2) * height),
    }[arrival.where]();
    list.scrollTop = offset;
    before.current = { ids, offset };
  }, [scroller, arrival, views]);

  return () => {
    const { current: list } = scroller;
    const { key, ids } = latest.current;
    if (list === null || ids.length === 0) return;
    before.current = { ids, offset: list.scrollTop };
    views.set(key, { offset: list.scrollTop });
  };
}

/** How far to scroll `ids` so that the first row of before that is still there stays where it was. */
export function samePlace(
  before: { readonly ids: Float64Array; readonly offset: number },
  ids: Float64Array,
  height: number,
): number {
  const first = Math.floor(before.offset / height);
  for (let index = first; index < Math.min(before.ids.length, first + 200); index++) {
    const now = ids.indexOf(before.ids[index] ?? Number.NaN);
    if (now >= 0) return Math.max(0, before.offset + (now - index) * height);
  }
  return before.offset;
}
