import { useQuery } from '@tanstack/react-query';
import { Download, Plus, RefreshCw, Upload } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { Feed } from '../../shared/model.ts';
import type { PickedFile } from '../../shared/shell.ts';
import { useDesk } from '../desk-context.tsx';
import { goTo, type Place } from '../place.ts';
import { useShell } from '../shell-context.tsx';
import { count } from '../time.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState, Keys } from '../ui/empty-state.tsx';
import { Select, TextField } from '../ui/field.tsx';
import screen from '../ui/screen.module.css';
import { Table, type TableSort } from '../ui/table.tsx';
import { useToast } from '../ui/toast.tsx';
import { useWindowWidth } from '../use-window-width.ts';
import { BulkActions } from './bulk-actions.tsx';
import { FeedPage } from './feed-page.tsx';
import { feedStateNotes, stateOrder } from './feed-state.ts';
import styles from './feeds-page.module.css';
import { healthColumns, sortFeeds } from './health-columns.tsx';
import { needsLook } from './needs-look.ts';

interface FeedsPageProps {
  readonly place: Place;
  readonly onAddFeed: () => void;
  readonly onImport: (file: PickedFile) => void;
  /** Opens the proposals by language. */
  readonly onPropose: () => void;
}

/** Feed health: every feed with its last result in words; or one feed, where the place names it. */
export function FeedsPage(props: FeedsPageProps) {
  const { feedId } = props.place.view;
  return feedId === undefined ? <HealthPage {...props} /> : <FeedPage key={feedId} id={feedId} />;
}

function HealthPage({ onAddFeed, onImport, onPropose }: FeedsPageProps) {
  const { client, queries } = useDesk();
  const { shell } = useShell();
  const toast = useToast();
  const feeds = useQuery(queries.feeds.list.queryOptions());
  const pick = async (): Promise<void> => {
    const file = await shell.pickFile(['opml', 'xml']);
    if (file !== undefined) onImport(file);
  };
  const exportFile = async (): Promise<void> => {
    const { opml } = await client.feeds.exportOpml();
    if (await shell.saveFile('sitrep-feeds.opml', opml)) toast(`${count(feeds.data?.length ?? 0)} feeds exported`);
  };
  return (
    <main className={styles.page} aria-label="Feed health" data-pane="list">
      <header className={`${screen.header} ${styles.toolbar}`}>
        <h1>Feed health</h1>
        <Button onPress={() => void client.desk.poll({ all: true }).catch(() => undefined)}>
          <RefreshCw size={14} aria-hidden /> Poll all
        </Button>
        <Button onPress={() => void pick()}>
          <Upload size={14} aria-hidden /> Import
        </Button>
        <Button onPress={() => void exportFile()} isDisabled={feeds.data?.length === 0}>
          <Download size={14} aria-hidden /> Export
        </Button>
        <Button onPress={onPropose}>Proposals</Button>
        <Button look="primary" onPress={onAddFeed}>
          <Plus size={14} aria-hidden /> Add feed
        </Button>
      </header>
      {feeds.data?.length === 0 ? (
        <EmptyState title="No feeds yet">
          <p>
            <Keys>Mod N</Keys> adds a feed by its address or by that of a page. A list from another reader can be
            dropped on this window.
          </p>
        </EmptyState>
      ) : (
        <HealthTable feeds={feeds.data ?? []} />
      )}
    </main>
  );
}

function HealthTable({ feeds }: { readonly feeds: readonly Feed[] }) {
  const width = useWindowWidth();
  const [sort, setSort] = useState<TableSort>({ column: 'state', down: false });
  const [shown, setShown] = useState<string>('all');
  const [words, setWords] = useState('');
  const [selected, setSelected] = useState<ReadonlySet<number>>(new Set());
  const columns = useMemo(() => healthColumns.filter(({ from }) => width >= from), [width]);
  const rows = sortFeeds(
    feeds.filter((feed) => isShown(feed, shown) && holdsWords(feed, words)),
    sort,
  );
  // What is out of sight is not acted on.
  const chosen = rows.filter(({ id }) => selected.has(id));
  return (
    <>
      <div className={styles.filters}>
        <div className={styles.find}>
          <TextField label="Find" value={words} onChange={setWords} placeholder="Title, folder or address" />
        </div>
        <div className={styles.pick}>
          <Select label="State" value={shown} choices={stateChoices(feeds)} onChange={setShown} />
        </div>
        <BulkActions feeds={chosen} onDone={() => setSelected(new Set())} />
      </div>
      <div className={styles.table}>
        <Table
          label="Feeds"
          columns={columns}
          rows={rows}
          sort={sort}
          onSort={setSort}
          selected={selected}
          onSelect={setSelected}
          onOpen={({ id }) => goTo({ screen: 'feeds', view: { feedId: id } })}
          textOf={({ title }) => title}
          empty={<EmptyState title="No feed is like this">Choose another state, or other words.</EmptyState>}
        />
      </div>
    </>
  );
}

function isShown(feed: Feed, shown: string): boolean {
  return shown === 'all' || (shown === 'look' ? needsLook(feed) : feed.health.state === shown);
}

function holdsWords(feed: Feed, words: string): boolean {
  const text = `${feed.title} ${feed.folder ?? ''} ${feed.url}`.toLocaleLowerCase();
  return words
    .toLocaleLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

/** All, those to look at, and each state that some feed is in, with how many there are. */
function stateChoices(feeds: readonly Feed[]): { readonly value: string; readonly label: string }[] {
  const named = (value: string, name: string, many: number) => ({ value, label: `${name} (${count(many)})` });
  return [
    named('all', 'All', feeds.length),
    named('look', 'To look at', feeds.filter(needsLook).length),
    ...stateOrder.flatMap((state) => {
      const many = feeds.filter(({ health }) => health.state === state).length;
      return many === 0 ? [] : [named(state, feedStateNotes[state].name, many)];
    }),
  ];
}
