import { ChevronDown, ChevronRight, NotebookPen, Star } from 'lucide-react';
import { memo } from 'react';
import type { RowTag, Snippet, StoryRow } from '../../shared/model.ts';
import { ExactTime } from '../exact-time.tsx';
import { bindDesignations, Foreign } from '../foreign.tsx';
import { MarkedText } from '../search/marked-text.tsx';
import { kindName } from '../tags/tag-kinds.ts';
import { type ClockChoice, count, type TimeZoneChoice } from '../time.ts';
import { OfflineState } from './offline-state.tsx';
import styles from './story-list.module.css';

/** Keys that were held while a row was pressed. */
export interface Modifiers {
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
}

interface StoryLineProps {
  readonly id: number;
  readonly row: StoryRow | undefined;
  readonly snippet?: Snippet | undefined;
  readonly offset: number;
  readonly height: number;
  readonly density: 'two-line' | 'one-line';
  readonly times: TimeZoneChoice;
  /** Shown by the times; a change of it draws the row again. */
  readonly clock: ClockChoice;
  readonly isSelected: boolean;
  readonly isCursor: boolean;
  readonly position: number;
  readonly total: number;
  /** What stands behind the row, when it leads its event. */
  readonly group?: RowGroup | undefined;
  /** It stands behind another row, whose group is open. */
  readonly isOther: boolean;
  readonly onSelect: (id: number, modifiers: Modifiers) => void;
  readonly onToggleGroup: (id: number) => void;
}

export interface RowGroup {
  /** How many other stories of the list. */
  readonly others: number;
  readonly unread: number;
  readonly isOpen: boolean;
  /** Independent reports of the event in the archive, and of those state media; unknown until they are read. */
  readonly origins: number | undefined;
  readonly stateMedia: number;
}

/** One story of the list. Unread is weight, severity a bar and a word, selection a fill: three channels, never mixed. */
export const StoryLine = memo(
  function StoryLine(props: StoryLineProps) {
    const { id, row, snippet, offset, height, density, times, isSelected, isCursor, position, total, onSelect } = props;
    const { group, isOther, onToggleGroup } = props;
    const classes = [
      styles.row,
      styles[density],
      isSelected ? styles.selected : '',
      isCursor ? styles.cursor : '',
      row?.read === false ? styles.unread : '',
      isOther ? styles.other : '',
    ];
    const severity = row?.severity;
    return (
      <div
        id={`story-${id}`}
        role="option"
        aria-selected={isSelected}
        aria-setsize={total}
        aria-posinset={position}
        aria-label={row === undefined ? 'Loading' : undefined}
        tabIndex={-1}
        className={classes.join(' ')}
        data-severity={severity}
        style={{ transform: `translateY(${offset}px)`, blockSize: height }}
        onClick={(event) => (isGroupMark(event.target) ? onToggleGroup(id) : onSelect(id, event))}
        onMouseDown={(event) => (event.shiftKey ? event.preventDefault() : undefined)}
        onKeyDown={(event) => (event.key === 'Enter' ? onSelect(id, event) : undefined)}
      >
        {row === undefined ? null : (
          <>
            <div className={styles.meta}>
              <span className={styles.source}>
                <Foreign text={row.feedTitle} />
              </span>
              {row.read ? null : <span className="visually-hidden">unread</span>}
              {severity === undefined || severity === 'info' ? null : (
                <span className={styles.severity}>{severity}</span>
              )}
              {row.materiallyEdited ? <span className={styles.note}>edited</span> : null}
              {row.revisions > 1 && !row.materiallyEdited ? <span className={styles.note}>reworded</span> : null}
              {row.withdrawn ? <span className={styles.note}>withdrawn</span> : null}
              {group === undefined ? null : <GroupMark group={group} density={density} isRead={row.read} />}
              <span className={styles.spring} />
              {density === 'one-line' || row.topTags.length === 0 ? null : <RowTags tags={row.topTags} />}
              {row.noted ? <NotebookPen size={12} aria-label="has notes" /> : null}
              <OfflineState state={row.fullText} />
              {row.starred ? <Star size={12} aria-hidden className={styles.star} /> : null}
              <ExactTime at={row.publishedAt} zone={times} />
            </div>
            <div className={styles.title} dir="auto" lang={row.language}>
              {bindDesignations(row.title) || 'Without a title'}
            </div>
            {snippet === undefined ? null : (
              <div className={styles.snippet} dir="auto" lang={row.language}>
                <MarkedText {...snippet} />
              </div>
            )}
          </>
        )}
      </div>
    );
  },
  // The group is made anew for each drawing of the list.
  ({ group, ...before }, { group: next, ...now }) => isSame(before, now) && isSame(group ?? {}, next ?? {}),
);

function isSame(one: object, other: object): boolean {
  const [before, now] = [Object.entries(one), Object.entries(other)];
  return before.length === now.length && now.every(([key, value]) => Object.is(Reflect.get(one, key), value));
}

interface GroupMarkProps {
  readonly group: RowGroup;
  readonly density: 'two-line' | 'one-line';
  readonly isRead: boolean;
}

/** "+10, 3 origins": a press shows the others. Keys do it by commands, since a row of a list holds no button. */
function GroupMark({ group: { others, unread, isOpen, origins, stateMedia }, density, isRead }: GroupMarkProps) {
  const Arrow = isOpen ? ChevronDown : ChevronRight;
  // Behind an unread row that all are unread needs no saying.
  const tellsUnread = unread > 0 && (isRead || unread < others);
  return (
    <span className={styles.group} data-group="">
      <Arrow size={12} aria-hidden className={styles.arrow} />
      <span aria-hidden>+{count(others)}</span>
      <span className="visually-hidden">
        and {count(others)} more of the event, {isOpen ? 'shown below' : 'behind it'}
      </span>
      {tellsUnread ? (
        <span className={styles.fresh}>
          {count(unread)}
          <span className={density === 'one-line' ? 'visually-hidden' : undefined}> unread</span>
        </span>
      ) : null}
      {origins === undefined || density === 'one-line' ? null : (
        <span className={styles.origins}>
          {count(origins)} {origins === 1 ? 'origin' : 'origins'}
          {stateMedia === 0 ? '' : ` (${count(stateMedia)} state)`}
        </span>
      )}
    </span>
  );
}

function isGroupMark(target: EventTarget): boolean {
  return target instanceof Element && target.closest('[data-group]') !== null;
}

/** What the story is about, in a few words; the reader has all its tags, with what may be done with them. */
function RowTags({ tags }: { readonly tags: readonly RowTag[] }) {
  return (
    <span className={styles.tags}>
      {tags.map(({ entityId, kind, label }) => (
        <span key={entityId} className={styles.tag} data-kind={kind} title={`${label}, ${kindName(kind)}`}>
          <bdi>{label}</bdi>
        </span>
      ))}
    </span>
  );
}
