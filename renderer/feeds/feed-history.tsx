import { useQuery } from '@tanstack/react-query';
import type { Feed } from '../../shared/model.ts';
import { useDesk } from '../desk-context.tsx';
import { useShell } from '../shell-context.tsx';
import { count, longTime, shortTime } from '../time.ts';
import styles from './feed-page.module.css';
import { byteCount } from './feed-state.ts';

/** The last polls of a feed, newest first. */
export function FeedHistory({ feed }: { readonly feed: Feed }) {
  const { queries } = useDesk();
  const { settings } = useShell();
  const history = useQuery(queries.feeds.history.queryOptions({ input: { id: feed.id } })).data;
  return (
    <section className={styles.section}>
      <h2>Last polls</h2>
      {history?.length === 0 ? <p className={styles.hint}>This feed was not polled yet.</p> : null}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keys (WCAG 2.1.1). */}
      <ol className={styles.history} tabIndex={0} aria-label="Last polls">
        {history?.map((poll) => (
          <li key={poll.at} data-bad={isBad(poll.outcome) ? '' : undefined}>
            <time dateTime={new Date(poll.at).toISOString()} title={longTime(poll.at, settings.times)}>
              {shortTime(poll.at, settings.times)}
            </time>
            <span>{poll.status ?? '–'}</span>
            <span>{poll.sentence}</span>
            <span className={styles.number}>
              {count(Math.round(poll.latencyMs))} ms, {byteCount(poll.receivedBytes)}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}

function isBad(outcome: string): boolean {
  return !['ok', 'empty', 'undated'].includes(outcome);
}
