/** The rows of a view's frozen list, with the stories of one event behind the newest of them. */
import { useMemo, useState } from 'react';
import { useDesk } from '../desk-context.tsx';
import { type Groups, groupList, rowsOf, stillOpened } from './grouped-list.ts';
import type { Snapshot } from './use-snapshot.ts';

export interface GroupedList {
  /** The snapshot as it is shown: its ids are the rows. */
  readonly shown: Snapshot;
  readonly groups: Groups;
  readonly isOpen: (lead: number) => boolean;
  /** Shows the others of a lead, or puts them behind it again. */
  readonly setOpen: (lead: number, open: boolean) => void;
  /** The row where a story is found: its own, or its lead's while that stands for it. */
  readonly rowOf: (id: number) => number;
  /** A story, and those that its row stands for while the group is closed. */
  readonly withHidden: (id: number) => readonly number[];
}

const nothing: ReadonlySet<number> = new Set();

export function useGroupedList(snapshot: Snapshot, isGrouped: boolean): GroupedList {
  const { views } = useDesk();
  const { key, ids, leads } = snapshot;
  const groups = useMemo(() => groupList(ids, isGrouped ? leads : undefined), [ids, leads, isGrouped]);
  const [kept, setKept] = useState<{ readonly key: string; readonly opened: ReadonlySet<number> }>();
  const remembered = (kept?.key === key ? kept.opened : views.get(key)?.opened) ?? nothing;
  const opened = useMemo(() => stillOpened(groups, remembered), [groups, remembered]);
  const rows = useMemo(() => rowsOf(groups, opened), [groups, opened]);
  const rowOf = (id: number): number => {
    const lead = groups.leadOf.get(id);
    return lead === undefined || opened.has(lead) ? id : lead;
  };
  return {
    shown: { ...snapshot, ids: rows },
    groups,
    isOpen: (lead) => opened.has(lead),
    setOpen(lead, open) {
      const next = new Set(opened);
      if (open) next.add(lead);
      else next.delete(lead);
      setKept({ key, opened: next });
      views.set(key, { opened: next });
    },
    rowOf,
    withHidden: (id) => (opened.has(id) ? [id] : [id, ...(groups.others.get(id) ?? [])]),
  };
}
