import { useQuery } from '@tanstack/react-query';
import { Table2 } from 'lucide-react';
import { type KeyboardEvent, type PointerEvent, useEffect, useState } from 'react';
import { useDesk } from '../desk-context.tsx';
import { count } from '../time.ts';
import { IconButton } from '../ui/button.tsx';
import type { Choice } from '../ui/field.tsx';
import { Segmented } from '../ui/segmented.tsx';
import styles from './histogram.module.css';

interface HistogramProps {
  readonly query: string;
  readonly isReady: boolean;
  /** Adds a term to the query. */
  readonly onNarrow: (term: string) => void;
}

interface Bar {
  readonly first: string;
  readonly last: string;
  readonly count: number;
}

type Span = '30' | '90' | '365';
const spans: readonly Choice<Span>[] = [
  { value: '30', label: '30 days' },
  { value: '90', label: '90' },
  { value: '365', label: '365' },
];
const mostBars = 100;
const height = 40;

/** Hits by day. One day is chosen by click or Enter, several by dragging or with Shift and the arrows. */
export function Histogram({ query, isReady, onNarrow }: HistogramProps) {
  const { queries } = useDesk();
  const [span, setSpan] = useState<Span>('90');
  const [isTable, setTable] = useState(false);
  const [reading, setReading] = useState<string>();
  const found = useQuery(
    queries.search.histogram.queryOptions({
      input: { query, days: Number(span) },
      enabled: isReady,
      retry: false,
      placeholderData: (previous) => previous,
    }),
  );
  if (found.data === undefined) return found.isError ? null : <div className={styles.room} />;
  const bars = barsOf(found.data.days);
  const total = bars.reduce((sum, bar) => sum + bar.count, 0);
  const narrow = (first: Bar, last: Bar): void =>
    onNarrow(first.first === last.last ? `date:${first.first}` : `date:${first.first}..${last.last}`);
  return (
    <section className={styles.histogram} aria-label="Hits by day">
      {isTable ? (
        <DayTable bars={bars} onNarrow={narrow} />
      ) : (
        <Bars bars={bars} onNarrow={narrow} onRead={setReading} />
      )}
      <div className={styles.legend}>
        <span className={styles.reading}>
          {(isTable ? undefined : reading) ?? `${count(total)}${found.data.capped ? '+' : ''} in`}
        </span>
        <Segmented label="Time shown" value={span} choices={spans} onChange={setSpan} />
        <IconButton label={isTable ? 'Show as bars' : 'Show as a table'} onPress={() => setTable(!isTable)}>
          <Table2 size={14} aria-hidden />
        </IconButton>
      </div>
    </section>
  );
}

/** Days, or weeks where days would be too thin to hit. */
function barsOf(days: readonly { readonly day: string; readonly count: number }[]): Bar[] {
  const size = days.length > mostBars ? 7 : 1;
  const bars: Bar[] = [];
  // From the newest back, so that the last bar is whole.
  for (let end = days.length; end > 0; end -= size) {
    const inside = days.slice(Math.max(0, end - size), end);
    const [first, last] = [inside[0], inside.at(-1)];
    if (first === undefined || last === undefined) continue;
    bars.unshift({ first: first.day, last: last.day, count: inside.reduce((sum, day) => sum + day.count, 0) });
  }
  return bars;
}

interface BarsProps {
  readonly bars: readonly Bar[];
  readonly onNarrow: (first: Bar, last: Bar) => void;
}

function Bars({ bars, onNarrow, onRead }: BarsProps & { readonly onRead: (words: string | undefined) => void }) {
  const [at, setAt] = useState(bars.length - 1);
  const [anchor, setAnchor] = useState<number>();
  const [isActive, setActive] = useState(false);
  const current = Math.min(at, bars.length - 1);
  const [from, to] = anchor === undefined ? [current, current] : [Math.min(anchor, current), Math.max(anchor, current)];
  const most = Math.max(1, ...bars.map((bar) => bar.count));
  const [first, last] = [bars[from], bars[to]];
  const choose = (): void => {
    setAnchor(undefined);
    if (first !== undefined && last !== undefined) onNarrow(first, last);
  };
  const indexAt = (event: PointerEvent<HTMLElement>): number => {
    const box = event.currentTarget.getBoundingClientRect();
    const share = (event.clientX - box.left) / box.width;
    return Math.max(0, Math.min(bars.length - 1, Math.floor(share * bars.length)));
  };
  const press = (event: KeyboardEvent): void => {
    const step = { ArrowLeft: -1, ArrowRight: 1, ArrowDown: -1, ArrowUp: 1, PageDown: -7, PageUp: 7 }[event.key];
    const end = { Home: 0, End: bars.length - 1 }[event.key];
    const next = end ?? (step === undefined ? undefined : current + step);
    if (next !== undefined) {
      setAnchor(event.shiftKey ? (anchor ?? current) : undefined);
      setAt(Math.max(0, Math.min(bars.length - 1, next)));
    } else if (event.key === 'Enter' || event.key === ' ') choose();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const value = first === undefined || last === undefined ? '' : spoken(bars.slice(from, to + 1), first, last);
  const shown = isActive ? value : undefined;
  useEffect(() => onRead(shown), [onRead, shown]);
  return (
    <div
      className={styles.slider}
      role="slider"
      tabIndex={0}
      aria-label="Day; Enter narrows the search to it"
      aria-valuemin={0}
      aria-valuemax={bars.length - 1}
      aria-valuenow={current}
      aria-valuetext={value}
      onKeyDown={press}
      onFocus={() => setActive(true)}
      onBlur={() => setActive(false)}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        setActive(true);
        setAnchor(indexAt(event));
        setAt(indexAt(event));
      }}
      onPointerMove={(event) => {
        setActive(true);
        setAt(indexAt(event));
      }}
      onPointerUp={choose}
      onPointerLeave={() => setActive(false)}
      onPointerCancel={() => setAnchor(undefined)}
    >
      <svg className={styles.bars} viewBox={`0 0 ${bars.length} ${height}`} preserveAspectRatio="none" aria-hidden>
        {isActive ? <rect className={styles.chosen} x={from} width={to - from + 1} y={0} height={height} /> : null}
        {bars.map((bar, index) => {
          const tall = bar.count === 0 ? 0 : Math.max(1.5, (bar.count / most) * (height - 2));
          return (
            <rect key={bar.first} className={styles.bar} x={index + 0.1} width={0.8} y={height - tall} height={tall} />
          );
        })}
      </svg>
    </div>
  );
}

function DayTable({ bars, onNarrow }: BarsProps) {
  const filled = bars.filter((bar) => bar.count > 0).reverse();
  return (
    <div className={styles.tableRoom}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">Day</th>
            <th scope="col">Stories</th>
          </tr>
        </thead>
        <tbody>
          {filled.map((bar) => (
            <tr key={bar.first}>
              <td>
                <button type="button" className={styles.day} onClick={() => onNarrow(bar, bar)}>
                  {bar.first === bar.last ? spokenDay(bar.first) : `${spokenDay(bar.first)} to ${spokenDay(bar.last)}`}
                </button>
              </td>
              <td>{count(bar.count)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function spoken(bars: readonly Bar[], first: Bar, last: Bar): string {
  const total = bars.reduce((sum, bar) => sum + bar.count, 0);
  const time =
    first.first === last.last ? spokenDay(first.first) : `${spokenDay(first.first)} to ${spokenDay(last.last)}`;
  return `${time}: ${count(total)} ${total === 1 ? 'story' : 'stories'}`;
}

const dayFormat = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  timeZone: 'UTC',
});

function spokenDay(day: string | undefined): string {
  return day === undefined ? '' : dayFormat.format(Date.parse(`${day}T00:00:00Z`));
}
