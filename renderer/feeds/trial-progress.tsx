import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useDesk } from '../desk-context.tsx';
import { Foreign } from '../foreign.tsx';
import { goTo } from '../place.ts';
import { count } from '../time.ts';
import { Button } from '../ui/button.tsx';
import { Progress } from '../ui/progress.tsx';
import screen from '../ui/screen.module.css';
import styles from './first-run.module.css';

const verdicts = { running: '…', failed: 'off' } as const;

interface TrialProgressProps {
  /** Addresses of the feeds on trial. */
  readonly urls: readonly string[];
  readonly onDone: () => void;
  readonly onSample: () => void;
}

/** How the chosen feeds answer, one by one: what stays on, and why the others do not. */
export function TrialProgress({ urls, onDone, onSample }: TrialProgressProps) {
  const { client, queries } = useDesk();
  const all = useQuery(queries.feeds.list.queryOptions()).data ?? [];
  const feeds = all.filter(({ url }) => urls.includes(url));
  const running = feeds.filter(({ trial }) => trial === 'running');
  const failed = feeds.filter(({ trial }) => trial === 'failed');
  const isReady = feeds.length > 0;
  const isOver = isReady && running.length === 0;
  const on = feeds.length - running.length - failed.length;
  useEffect(() => {
    // Where nothing is polled by itself, somebody has to ask; elsewhere this waits for what runs already.
    if (isReady) client.desk.poll({ all: false }).catch(() => undefined);
  }, [client, isReady]);
  const again = async (): Promise<void> => {
    const ids = failed.map(({ id }) => id);
    await client.feeds.updateMany({ ids, onTrial: true });
    await client.desk.poll({ feedIds: ids });
  };
  return (
    <main className={screen.screen} aria-label="Feeds being tried" data-pane="list">
      <div className={styles.page}>
        <h1>{isOver ? 'Every feed was asked' : 'Asking the feeds'}</h1>
        <div role="status">
          <Progress
            label={
              isOver
                ? `${count(on)} on, ${count(failed.length)} off`
                : `${count(feeds.length - running.length)} of ${count(feeds.length)} answered`
            }
            done={feeds.length - running.length}
            total={feeds.length}
          />
        </div>
        {isOver && on === 0 ? (
          <p className={styles.lead}>
            None of them can be used now. Without a network, the sample wire shows how Sitrep works; these feeds stay in
            the list and can be asked again at any time.
          </p>
        ) : null}
        <div className={styles.actions}>
          {isOver && on === 0 ? (
            <Button look="primary" onPress={onSample}>
              Show the sample wire
            </Button>
          ) : (
            <Button look="primary" onPress={onDone}>
              {isOver ? 'Read the stories' : 'Go on; the rest is asked meanwhile'}
            </Button>
          )}
          {isOver && failed.length > 0 ? (
            <>
              <Button onPress={() => void again().catch(() => undefined)}>Ask those that are off again</Button>
              <Button onPress={() => goTo({ screen: 'feeds', view: {} })}>Feed health</Button>
            </>
          ) : null}
        </div>
        <ul className={styles.results}>
          {[...failed, ...feeds.filter(({ trial }) => trial !== 'failed')].map((feed) => (
            <li key={feed.id} data-trial={feed.trial}>
              <span className={styles.verdict}>{feed.trial === undefined ? 'on' : verdicts[feed.trial]}</span>
              <Foreign text={feed.title} language={feed.language} />
              <span className={styles.note}>{feed.trial === 'running' ? 'being asked' : feed.health.sentence}</span>
            </li>
          ))}
        </ul>
      </div>
    </main>
  );
}
