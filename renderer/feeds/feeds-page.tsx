import { useQuery } from '@tanstack/react-query';
import { Download, Plus, RefreshCw, Trash2, Upload } from 'lucide-react';
import { useState } from 'react';
import type { Feed, OpmlImport } from '../../shared/model.ts';
import { useDesk } from '../desk-context.tsx';
import { Foreign } from '../foreign.tsx';
import { goToView } from '../place.ts';
import { useShell } from '../shell-context.tsx';
import { count, relativeTime } from '../time.ts';
import { Button, IconButton } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import screen from '../ui/screen.module.css';
import { useToast } from '../ui/toast.tsx';
import { EvidenceDialog } from './evidence-dialog.tsx';
import styles from './feeds-page.module.css';

type Column = 'title' | 'state' | 'stories' | 'perDay' | 'latency' | 'next';

const columns: readonly { readonly id: Column; readonly name: string }[] = [
  { id: 'title', name: 'Feed' },
  { id: 'state', name: 'State' },
  { id: 'stories', name: 'Stories' },
  { id: 'perDay', name: 'A day' },
  { id: 'latency', name: 'Latency' },
  { id: 'next', name: 'Next poll' },
];

/** Feed health: every feed with its last result in words. */
export function FeedsPage({ onAddFeed }: { readonly onAddFeed: () => void }) {
  const { client, queries } = useDesk();
  const { shell } = useShell();
  const toast = useToast();
  const feeds = useQuery(queries.feeds.list.queryOptions());
  const [sort, setSort] = useState<{ readonly column: Column; readonly down: boolean }>({
    column: 'state',
    down: false,
  });
  const [evidenceOf, setEvidenceOf] = useState<Feed>();
  const [imported, setImported] = useState<OpmlImport>();
  const list = [...(feeds.data ?? [])].sort((a, b) => compare(a, b, sort.column) * (sort.down ? -1 : 1));
  const remove = (feed: Feed): void => {
    client.feeds.remove({ ids: [feed.id] }).then(
      () =>
        toast(`“${feed.title}” removed`, {
          label: 'Undo',
          run: () => void client.feeds.restore({ ids: [feed.id] }).catch(() => undefined),
        }),
      () => undefined,
    );
  };
  const importFile = async (): Promise<void> => {
    const file = await shell.pickFile(['opml', 'xml']);
    if (file === undefined) return;
    await client.feeds
      .importOpml({ opml: file.text })
      .then(setImported, (reason: unknown) => toast(reason instanceof Error ? reason.message : String(reason)));
  };
  const exportFile = async (): Promise<void> => {
    const { opml } = await client.feeds.exportOpml();
    await shell.saveFile('sitrep-feeds.opml', opml);
  };
  return (
    <main className={screen.screen} aria-label="Feed health" data-pane="list">
      <header className={screen.header}>
        <h1>Feed health</h1>
        <Button onPress={() => void client.desk.poll({ all: true }).catch(() => undefined)}>
          <RefreshCw size={14} aria-hidden /> Poll all
        </Button>
        <Button onPress={() => void importFile()}>
          <Upload size={14} aria-hidden /> Import OPML
        </Button>
        <Button onPress={() => void exportFile()}>
          <Download size={14} aria-hidden /> Export
        </Button>
        <Button look="primary" onPress={onAddFeed}>
          <Plus size={14} aria-hidden /> Add feed
        </Button>
      </header>
      {imported === undefined ? null : <ImportResult result={imported} />}
      {feeds.data?.length === 0 ? (
        <EmptyState title="No feeds yet">
          Add a feed or a page address, or import the list of another reader.
        </EmptyState>
      ) : (
        <table className={styles.table}>
          <thead>
            <tr>
              {columns.map(({ id, name }) => (
                <th key={id} aria-sort={sort.column === id ? (sort.down ? 'descending' : 'ascending') : 'none'}>
                  <button type="button" onClick={() => setSort({ column: id, down: sort.column === id && !sort.down })}>
                    {name}
                    {sort.column === id ? (sort.down ? ' ↓' : ' ↑') : ''}
                  </button>
                </th>
              ))}
              <th>
                <span className="visually-hidden">Actions</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {list.map((feed) => (
              <FeedLine key={feed.id} feed={feed} onWhy={() => setEvidenceOf(feed)} onRemove={() => remove(feed)} />
            ))}
          </tbody>
        </table>
      )}
      <EvidenceDialog feed={evidenceOf} onClose={() => setEvidenceOf(undefined)} />
    </main>
  );
}

function FeedLine({
  feed,
  onWhy,
  onRemove,
}: {
  readonly feed: Feed;
  readonly onWhy: () => void;
  readonly onRemove: () => void;
}) {
  const { health } = feed;
  return (
    <tr>
      <td>
        <button type="button" className={styles.link} onClick={() => goToView({ feedId: feed.id })}>
          <Foreign text={feed.title} />
        </button>
        <div className={styles.sentence}>
          {health.sentence}
          {health.warnings.length > 0 ? ` Repaired: ${health.warnings.join(' ')}` : ''}
        </div>
      </td>
      <td>
        <span className={styles.state} data-state={health.state}>
          {health.state}
        </span>
      </td>
      <td className={styles.number}>{count(feed.stories)}</td>
      <td className={styles.number}>{health.entriesPerDay.toFixed(1)}</td>
      <td className={styles.number}>{health.polls === 0 ? '–' : `${Math.round(health.averageLatencyMs)} ms`}</td>
      <td>{health.nextPollAt === undefined ? '–' : relativeTime(health.nextPollAt)}</td>
      <td className={styles.actions}>
        <Button look="quiet" onPress={onWhy}>
          Why?
        </Button>
        <IconButton label={`Remove ${feed.title}`} onPress={onRemove}>
          <Trash2 size={15} aria-hidden />
        </IconButton>
      </td>
    </tr>
  );
}

/** What needs a look comes first. */
const stateOrder = [
  'failing',
  'blocked',
  'not-a-feed',
  'gone',
  'empty',
  'undated',
  'stale',
  'quiet',
  'waiting',
  'healthy',
  'paused',
];

function compare(a: Feed, b: Feed, column: Column): number {
  const byTitle = a.title.localeCompare(b.title, undefined, { numeric: true, sensitivity: 'base' });
  switch (column) {
    case 'state':
      return stateOrder.indexOf(a.health.state) - stateOrder.indexOf(b.health.state) || byTitle;
    case 'stories':
      return a.stories - b.stories || byTitle;
    case 'perDay':
      return a.health.entriesPerDay - b.health.entriesPerDay || byTitle;
    case 'latency':
      return a.health.averageLatencyMs - b.health.averageLatencyMs || byTitle;
    case 'next':
      return (a.health.nextPollAt ?? Infinity) - (b.health.nextPollAt ?? Infinity) || byTitle;
    default:
      return byTitle;
  }
}

function ImportResult({ result }: { readonly result: OpmlImport }) {
  return (
    <section className={styles.imported} role="status">
      {count(result.added)} feeds added, {count(result.merged)} were there already, {count(result.failed.length)}{' '}
      failed.
      {result.failed.length === 0 ? null : (
        <ul>
          {result.failed.slice(0, 50).map(({ title, url, reason }) => (
            <li key={`${title}-${url}`}>
              <Foreign text={title || url} />: {reason}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
