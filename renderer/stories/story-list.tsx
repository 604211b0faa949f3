import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef, useSyncExternalStore } from 'react';
import { useDesk } from '../desk-context.tsx';
import type { SnippetStore } from '../search/snippet-store.ts';
import { useShell } from '../shell-context.tsx';
import { useGroups } from './group-store.ts';
import { useRows } from './row-store.ts';
import { type Modifiers, type RowGroup, StoryLine } from './story-line.tsx';
import styles from './story-list.module.css';
import type { GroupedList } from './use-grouped-list.ts';
import { useKeptPlace } from './use-kept-place.ts';

interface StoryListProps {
  readonly list: GroupedList;
  /** The story that is open. */
  readonly selected: number | undefined;
  /** The row that keys act on: the open story, or where one was before it was closed. */
  readonly cursor: number | undefined;
  readonly chosen: ReadonlySet<number>;
  readonly onSelect: (id: number, modifiers: Modifiers) => void;
  readonly label: string;
  /** Where the words of a search stand. */
  readonly snippets?: SnippetStore | undefined;
}

const heights = { 'two-line': 46, 'one-line': 28 } as const;
const withSnippet = 82;
const chunk = 50;

/** The story list: fixed row heights, plain elements, rows fetched in chunks around what is in view. */
export function StoryList({ list, selected, cursor, chosen, onSelect, label, snippets }: StoryListProps) {
  const { ids } = list.shown;
  const { rows } = useDesk();
  const { settings } = useShell();
  useRows(rows);
  const scroller = useRef<HTMLDivElement>(null);
  useSyncExternalStore(snippets?.subscribe ?? never, snippets?.version ?? noVersion);
  const showsSnippets = snippets !== undefined && settings.density === 'two-line';
  const height = showsSnippets ? withSnippet : heights[settings.density];
  const virtual = useVirtualizer({
    count: ids.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    overscan: 12,
    getItemKey: (index) => ids[index] ?? index,
  });
  const items = virtual.getVirtualItems();
  const first = items[0]?.index ?? 0;
  const last = items.at(-1)?.index ?? 0;

  useEffect(() => {
    const from = Math.max(0, Math.floor(first / chunk) * chunk - chunk);
    const to = Math.min(ids.length, (Math.floor(last / chunk) + 2) * chunk);
    rows.show([...ids.subarray(from, to)]);
    if (showsSnippets && ids.length > 0) snippets.want(ids, first, last + 1);
  }, [rows, ids, first, last, snippets, showsSnippets]);

  const leads = items.map(({ index }) => ids[index] ?? 0).filter((id) => list.groups.others.has(id));
  const known = useGroups(leads);
  const toggleGroup = (lead: number): void => list.setOpen(lead, !list.isOpen(lead));
  const groupOf = (lead: number): RowGroup | undefined => {
    const others = list.groups.others.get(lead);
    if (others === undefined) return undefined;
    const group = known.get(lead);
    const unread = new Set(group?.unread);
    return {
      others: others.length,
      // A row that is known is fresher than what the group was told.
      unread: others.filter((id) => !(rows.get(id)?.read ?? !unread.has(id))).length,
      isOpen: list.isOpen(lead),
      origins: group?.origins,
      stateMedia: group?.stateMedia ?? 0,
    };
  };

  const position = cursor === undefined ? -1 : ids.indexOf(cursor);
  const keepPlace = useKeptPlace(scroller, list.shown, height, position);
  // Only a move of the cursor scrolls; a list that was replaced stands where its arrival says.
  const moved = useRef(position);
  moved.current = position;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the cursor is what moves.
  useEffect(() => {
    if (moved.current >= 0) virtual.scrollToIndex(moved.current, { align: 'auto' });
  }, [cursor, virtual]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: rows change their height with the density.
  useEffect(() => virtual.measure(), [height, virtual]);

  return (
    // The list itself keeps the focus and says which row is current: rows come and go while one scrolls.
    <div
      ref={scroller}
      className={styles.scroller}
      role="listbox"
      aria-label={label}
      aria-multiselectable
      tabIndex={0}
      aria-activedescendant={position >= 0 ? `story-${cursor}` : undefined}
      onScroll={keepPlace}
      data-pane="list"
    >
      <div className={styles.all} style={{ blockSize: virtual.getTotalSize() }}>
        {items.map((item) => {
          const id = ids[item.index] ?? 0;
          return (
            <StoryLine
              key={item.key}
              id={id}
              row={rows.get(id)}
              snippet={showsSnippets ? snippets.get(id) : undefined}
              offset={item.start}
              height={height}
              density={settings.density}
              times={settings.times}
              clock={settings.clock}
              isSelected={chosen.size > 0 ? chosen.has(id) : id === selected}
              isCursor={id === cursor}
              position={item.index + 1}
              total={ids.length}
              group={groupOf(id)}
              isOther={list.groups.leadOf.has(id)}
              onSelect={onSelect}
              onToggleGroup={toggleGroup}
            />
          );
        })}
      </div>
    </div>
  );
}

const never = (): (() => void) => () => undefined;
const noVersion = (): number => 0;
