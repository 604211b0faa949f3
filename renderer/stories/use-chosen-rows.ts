/** The rows that were chosen to do something with all of them: a range from where one stood, or single ones. */
import { useState } from 'react';

export interface ChosenRows {
  readonly ids: ReadonlySet<number>;
  /** The end of the range that moves. */
  readonly head: number | undefined;
  /** Moves the end of the range by a row; it starts at `cursor`. */
  readonly extend: (step: 1 | -1, cursor: number | undefined) => void;
  /** Makes the range end at a row. */
  readonly reach: (id: number, cursor: number | undefined) => void;
  /** Adds one row, or takes it away. */
  readonly toggle: (id: number) => void;
  readonly clear: () => void;
}

interface State {
  readonly list: string;
  readonly anchor?: number | undefined;
  readonly head?: number | undefined;
  readonly ids: ReadonlySet<number>;
}

const nothing: ReadonlySet<number> = new Set();

/** `list` names the view: what was chosen in another is forgotten. */
export function useChosenRows(list: string, all: Float64Array): ChosenRows {
  const [kept, setKept] = useState<State>({ list, ids: nothing });
  const state = kept.list === list ? kept : { list, ids: nothing };
  const reach = (id: number, cursor: number | undefined): void => {
    const anchor = state.anchor ?? cursor ?? id;
    const [from, to] = [all.indexOf(anchor), all.indexOf(id)].sort((a, b) => a - b);
    if (from === undefined || to === undefined || from < 0) return;
    setKept({ list, anchor, head: id, ids: new Set(all.subarray(from, to + 1)) });
  };
  return {
    ids: state.ids,
    head: state.head,
    reach,
    extend(step, cursor) {
      const at = all.indexOf(state.head ?? cursor ?? Number.NaN);
      const next = all[at < 0 ? 0 : at + step];
      if (next !== undefined) reach(next, cursor);
    },
    toggle(id) {
      const ids = new Set(state.ids);
      if (!ids.delete(id)) ids.add(id);
      setKept({ list, anchor: id, head: id, ids });
    },
    clear: () => setKept({ list, ids: nothing }),
  };
}
