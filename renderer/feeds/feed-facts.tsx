import type { Feed } from '../../shared/model.ts';
import { useShell } from '../shell-context.tsx';
import { count, longTime, relativeTime } from '../time.ts';
import styles from './feed-page.module.css';
import { byteCount, isDue } from './feed-state.ts';

/** What polling measured of a feed. */
export function FeedFacts({ feed }: { readonly feed: Feed }) {
  const { settings } = useShell();
  const { health } = feed;
  const when = (time: number | undefined): string =>
    time === undefined ? '–' : `${relativeTime(time)}, ${longTime(time, settings.times)}`;
  const facts: readonly (readonly [string, string])[] = [
    ['Stories', `${count(feed.stories)}, ${count(feed.unread)} unread`],
    ['Entries a day', health.entriesPerDay.toFixed(1)],
    ['Newest entry', when(health.newestEntryAt)],
    ['Last success', when(health.lastSuccessAt)],
    ['Next poll', feed.enabled ? (isDue(feed) ? 'due now' : when(health.nextPollAt)) : 'none'],
    ['Polls', `${count(health.polls)}, ${Math.round(health.notModifiedShare * 100)} % answered with 304`],
    ['Latency', health.polls === 0 ? '–' : `${count(Math.round(health.averageLatencyMs))} ms on average`],
    ['Received', byteCount(health.receivedBytes)],
  ];
  return (
    <section className={styles.section}>
      <h2>Health</h2>
      <dl className={styles.facts}>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
