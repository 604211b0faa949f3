/** The frozen list of a view: it never moves under the reader; what is new waits until it is asked for. */
import { useCallback, useEffect, useRef, useState } from 'react';
import type { StoryView } from '../../shared/model.ts';
import { useDesk } from '../desk-context.tsx';

export interface Snapshot {
  readonly ids: Float64Array;
  readonly waiting: number;
  readonly error?: string;
  readonly isLoading: boolean;
  /** Takes in what is new. */
  readonly apply: () => void;
}

const none = new Float64Array();

export function useSnapshot(view: StoryView): Snapshot {
  const { client, onEvent } = useDesk();
  const key = JSON.stringify(view);
  const [state, setState] = useState<{ key: string; ids: Float64Array; error?: string }>();
  const [waiting, setWaiting] = useState(0);
  const request = useRef(0);

  const load = useCallback(async () => {
    const ticket = ++request.current;
    const result = await client.stories.snapshot({ view: JSON.parse(key) as StoryView }).then(
      ({ ids }) => ({ key, ids: unpackIds(ids) }),
      (error: unknown) => ({ key, ids: none, error: error instanceof Error ? error.message : String(error) }),
    );
    if (ticket !== request.current) return;
    setState(result);
    setWaiting(0);
  }, [client, key]);

  useEffect(() => {
    void load();
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
    apply: () => void load(),
    ...(current?.error === undefined ? {} : { error: current.error }),
  };
}

/** The ids that the desk packed: base64 of little-endian float64. */
function unpackIds(packed: string): Float64Array {
  const bytes = Uint8Array.from(atob(packed), (character) => character.charCodeAt(0));
  return new Float64Array(bytes.buffer);
}
