import { useQuery } from '@tanstack/react-query';
import { ArrowLeft, Newspaper, Power, RefreshCw, Trash2 } from 'lucide-react';
import { useCommands } from '../commands/use-commands.ts';
import { useDesk } from '../desk-context.tsx';
import { Foreign } from '../foreign.tsx';
import { goToScreen, goToView } from '../place.ts';
import { useShell } from '../shell-context.tsx';
import { Button, IconButton } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import screen from '../ui/screen.module.css';
import { useToast } from '../ui/toast.tsx';
import { FeedEvidence } from './feed-evidence.tsx';
import { FeedFacts } from './feed-facts.tsx';
import { FeedHistory } from './feed-history.tsx';
import styles from './feed-page.module.css';
import { FeedSettingsForm } from './feed-settings-form.tsx';
import { feedStateNotes, resultOf } from './feed-state.ts';
import { useRemoveFeeds } from './use-remove-feeds.ts';

/** One feed: how it does, what its last polls were, why one failed, and its settings. */
export function FeedPage({ id }: { readonly id: number }) {
  const { client, queries } = useDesk();
  const { shell } = useShell();
  const toast = useToast();
  const removeFeeds = useRemoveFeeds();
  const feeds = useQuery(queries.feeds.list.queryOptions()).data;
  const feed = feeds?.find((one) => one.id === id);
  const back = (): void => goToScreen('feeds');
  const fail = (reason: unknown): void => toast(reason instanceof Error ? reason.message : String(reason));
  useCommands({ back });
  if (feed === undefined) {
    if (feeds === undefined) return null;
    return (
      <main className={screen.screen} aria-label="Feed" data-pane="list">
        <EmptyState title="This feed is not in the list">
          <Button onPress={back}>All feeds</Button>
        </EmptyState>
      </main>
    );
  }
  const note = feedStateNotes[feed.health.state];
  return (
    <main className={screen.screen} aria-label={feed.title} data-pane="list">
      <header className={`${screen.header} ${styles.header}`}>
        <IconButton label="All feeds" keys="Esc" onPress={back}>
          <ArrowLeft size={16} aria-hidden />
        </IconButton>
        <h1>
          <Foreign text={feed.title} />
        </h1>
        <Button onPress={() => goToView({ feedId: id })}>
          <Newspaper size={14} aria-hidden /> Stories
        </Button>
        <Button isDisabled={!feed.enabled} onPress={() => void client.desk.poll({ feedIds: [id] }).catch(fail)}>
          <RefreshCw size={14} aria-hidden /> Poll now
        </Button>
        <Button onPress={() => void client.feeds.update({ id, enabled: !feed.enabled }).catch(fail)}>
          <Power size={14} aria-hidden /> {feed.enabled ? 'Switch off' : 'Switch on'}
        </Button>
        <Button
          onPress={() => {
            removeFeeds([feed]);
            back();
          }}
        >
          <Trash2 size={14} aria-hidden /> Remove
        </Button>
      </header>
      <p className={styles.verdict} data-look={note.look}>
        <strong>{note.name}</strong> {resultOf(feed)}
      </p>
      <p className={styles.meaning}>
        {note.meaning}{' '}
        <button
          type="button"
          className={styles.address}
          onClick={() => void shell.openExternal(feed.siteUrl ?? feed.url)}
        >
          <bdi dir="ltr">{feed.url}</bdi>
        </button>
      </p>
      {feed.health.warnings.length === 0 ? null : (
        <section className={styles.warnings}>
          <h2>Repaired the last time</h2>
          <ul>
            {feed.health.warnings.map((warning) => (
              <li key={warning}>{warning}</li>
            ))}
          </ul>
        </section>
      )}
      <div className={styles.columns}>
        <div className={styles.column}>
          <FeedFacts feed={feed} />
          <FeedHistory feed={feed} />
          <FeedEvidence feed={feed} />
        </div>
        <FeedSettingsForm key={`${feed.id}`} feed={feed} />
      </div>
    </main>
  );
}
