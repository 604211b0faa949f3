import type { Feed } from '../../shared/model.ts';
import { Foreign } from '../foreign.tsx';
import { count, relativeTime } from '../time.ts';
import type { TableColumn, TableSort } from '../ui/table.tsx';
import { byteCount, feedStateNotes, isDue, resultOf, stateOrder } from './feed-state.ts';
import styles from './feeds-page.module.css';

interface HealthColumn extends TableColumn<Feed> {
  /** The window that has room for it, CSS pixels. */
  readonly from: number;
  readonly compare: (a: Feed, b: Feed) => number;
}

const byTitle = (a: Feed, b: Feed): number =>
  a.title.localeCompare(b.title, undefined, { numeric: true, sensitivity: 'base' });
const by =
  (value: (feed: Feed) => number | undefined) =>
  (a: Feed, b: Feed): number =>
    (value(a) ?? Number.POSITIVE_INFINITY) - (value(b) ?? Number.POSITIVE_INFINITY) || 0;
const polled = (feed: Feed, text: string): string => (feed.health.polls === 0 ? '–' : text);
const ago = (time: number | undefined): string => (time === undefined ? '–' : relativeTime(time));

export const healthColumns: readonly HealthColumn[] = [
  {
    id: 'title',
    name: 'Feed',
    from: 0,
    compare: byTitle,
    cell: (feed) => (
      <>
        <span className={styles.title}>
          <Foreign text={feed.title} />
          {feed.folder === undefined ? null : (
            <span className={styles.folder}>
              <Foreign text={feed.folder} />
            </span>
          )}
        </span>
        <span className={styles.sentence} title={resultOf(feed)}>
          {resultOf(feed)}
        </span>
      </>
    ),
  },
  {
    id: 'state',
    name: 'State',
    width: 96,
    from: 0,
    compare: (a, b) => stateOrder.indexOf(a.health.state) - stateOrder.indexOf(b.health.state),
    cell: ({ health }) => (
      <span
        className={styles.state}
        data-look={feedStateNotes[health.state].look}
        title={feedStateNotes[health.state].meaning}
      >
        {feedStateNotes[health.state].name}
      </span>
    ),
  },
  {
    id: 'next',
    name: 'Next poll',
    width: 120,
    from: 700,
    compare: by(({ health }) => health.nextPollAt),
    cell: (feed) => (isDue(feed) ? 'due now' : ago(feed.health.nextPollAt)),
  },
  {
    id: 'success',
    name: 'Last success',
    width: 128,
    from: 1200,
    compare: by(({ health }) => -(health.lastSuccessAt ?? 0)),
    cell: ({ health }) => ago(health.lastSuccessAt),
  },
  {
    id: 'perDay',
    name: 'A day',
    width: 78,
    isNumber: true,
    from: 900,
    compare: by(({ health }) => health.entriesPerDay),
    cell: (feed) => polled(feed, feed.health.entriesPerDay.toFixed(1)),
  },
  {
    id: 'notModified',
    name: '304',
    width: 66,
    isNumber: true,
    from: 1200,
    compare: by(({ health }) => health.notModifiedShare),
    cell: (feed) => polled(feed, `${Math.round(feed.health.notModifiedShare * 100)} %`),
  },
  {
    id: 'latency',
    name: 'Latency',
    width: 88,
    isNumber: true,
    from: 1000,
    compare: by(({ health }) => health.averageLatencyMs),
    cell: (feed) => polled(feed, `${count(Math.round(feed.health.averageLatencyMs))} ms`),
  },
  {
    id: 'bytes',
    name: 'Received',
    width: 92,
    isNumber: true,
    from: 1200,
    compare: by(({ health }) => health.receivedBytes),
    cell: (feed) => polled(feed, byteCount(feed.health.receivedBytes)),
  },
];

/** The feeds in the order of a heading; those that are the same in it by title. */
export function sortFeeds(feeds: readonly Feed[], sort: TableSort): Feed[] {
  const compare = healthColumns.find(({ id }) => id === sort.column)?.compare ?? byTitle;
  return [...feeds].sort((a, b) => compare(a, b) * (sort.down ? -1 : 1) || byTitle(a, b));
}
