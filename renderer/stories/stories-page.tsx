import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useEffect } from 'react';
import type { Story, StoryRow, StoryView } from '../../shared/model.ts';
import { useCommands } from '../commands/use-commands.ts';
import { useDesk } from '../desk-context.tsx';
import { Foreign } from '../foreign.tsx';
import { goTo, type Place } from '../place.ts';
import { Reader } from '../reader/reader.tsx';
import { SearchProgress } from '../search/search-progress.tsx';
import { useSnippets } from '../search/snippet-store.ts';
import { useShell } from '../shell-context.tsx';
import { count } from '../time.ts';
import { Divider } from '../ui/divider.tsx';
import { EmptyState, Keys } from '../ui/empty-state.tsx';
import { Segmented } from '../ui/segmented.tsx';
import { useToast } from '../ui/toast.tsx';
import { BulkBar } from './bulk-bar.tsx';
import type { Groups } from './grouped-list.ts';
import { SearchBox } from './search-box.tsx';
import styles from './stories-page.module.css';
import type { Modifiers } from './story-line.tsx';
import { StoryList } from './story-list.tsx';
import { type Marks, useBulkMarks } from './use-bulk-marks.ts';
import { useChosenRows } from './use-chosen-rows.ts';
import { useGroupedList } from './use-grouped-list.ts';
import { usePrefetchNeighbours } from './use-prefetch-neighbours.ts';
import { useSnapshot } from './use-snapshot.ts';

const SearchPanel = lazy(() =>
  import('../search/search-panel.tsx').then((module) => ({ default: module.SearchPanel })),
);

interface StoriesPageProps {
  readonly place: Place;
  readonly onAddFeed: () => void;
}

/** The list of a view, and the reader beside it. */
export function StoriesPage({ place, onAddFeed }: StoriesPageProps) {
  const { view, storyId } = place;
  const { client, rows, views } = useDesk();
  const { settings, changeSettings } = useShell();
  const toast = useToast();
  const order = view.query === undefined ? 'newest' : (place.order ?? 'newest');
  const snippets = useSnippets(view, order);
  const snapshot = useSnapshot(view, order, snippets);
  // The search itself failed, not what it asked: that is told where the stories would stand.
  const isTrouble = snapshot.error?.startsWith('The search') === true;
  const title = useViewTitle(view);
  // Closing a story leaves one at its row, and so does coming back to a view.
  const list = useGroupedList(snapshot, settings.groupEvents);
  const { ids } = list.shown;
  const chosen = useChosenRows(snapshot.key, ids);
  const markMany = useBulkMarks();
  const at = chosen.head ?? storyId ?? views.get(snapshot.key)?.cursor;
  const cursor = at === undefined ? undefined : list.rowOf(at);
  const select = (id: number | undefined): void => {
    if (chosen.ids.size > 0) chosen.clear();
    goTo({ ...place, storyId: id } as Place, storyId !== undefined && id !== undefined);
  };
  const choose = (id: number, { shiftKey, ctrlKey, metaKey }: Modifiers): void => {
    if (shiftKey) chosen.reach(id, cursor);
    else if (ctrlKey || metaKey) chosen.toggle(id);
    else select(id);
  };
  // A row that stands for others is read with them; a star is for what one saw.
  const withHidden = (rows: Iterable<number>): number[] => [...rows].flatMap((id) => list.withHidden(id));
  const markChosen = (marks: Marks): void =>
    markMany(marks.read === undefined ? [...chosen.ids] : withHidden(chosen.ids), marks);
  // Of a long choice most rows were never shown: what is not known counts as not marked yet.
  const anyChosen = (wanted: 'read' | 'starred'): boolean =>
    [...chosen.ids].some((id) => rows.get(id)?.[wanted] !== true);

  useEffect(() => {
    if (storyId === undefined) return;
    views.set(snapshot.key, { cursor: storyId });
    rows.want([storyId]);
    rows.patch([storyId], { read: true });
    client.stories.mark({ ids: [storyId], read: true }).catch(() => undefined);
    client.articles.opened({ storyId }).catch(() => undefined);
  }, [client, rows, views, snapshot.key, storyId]);

  usePrefetchNeighbours(ids, storyId === undefined ? undefined : list.rowOf(storyId));

  const mark = (story: Pick<Story, 'id'>, marks: Marks): void => {
    rows.patch([story.id], marks);
    client.stories.mark({ ids: [story.id], ...marks }).catch(() => rows.forget([story.id]));
  };
  const move = (step: 1 | -1, unreadOnly = false): void => {
    const at = cursor === undefined ? -1 : ids.indexOf(cursor);
    const start = at < 0 ? (step === 1 ? -1 : ids.length) : at;
    for (let index = start + step; index >= 0 && index < ids.length; index += step) {
      const id = ids[index];
      if (id === undefined || (unreadOnly && rows.get(id)?.read === true)) continue;
      select(id);
      return;
    }
  };
  const markViewRead = (): void => {
    client.stories.markViewRead({ view }).then(
      ({ changed }) => {
        rows.patch(changed, { read: true });
        toast(`${count(changed.length)} stories marked as read`, {
          label: 'Undo',
          run: () => {
            rows.patch(changed, { read: false });
            for (let start = 0; start < changed.length; start += 10_000)
              client.stories.mark({ ids: changed.slice(start, start + 10_000), read: false }).catch(() => undefined);
          },
        });
      },
      () => undefined,
    );
  };
  const applyNew = ({ shiftKey }: { readonly shiftKey: boolean }): void => {
    snapshot.apply(shiftKey ? 'place' : 'top');
    // The pill goes, and with it what has the focus.
    document.querySelector<HTMLElement>('[data-pane=list]')?.focus();
  };
  /** The row that leads the event of the one that keys act on, if others are behind it. */
  const lead = cursor === undefined ? undefined : leadIn(list.groups, cursor);
  // A key may come before the row does, and must not be lost.
  const withCurrent = async (change: (row: StoryRow) => Marks): Promise<void> => {
    const row = cursor === undefined ? undefined : await rows.ready(cursor);
    if (row !== undefined) mark(row, change(row));
  };
  const toggleRead = ({ id, read }: StoryRow): Marks => {
    const others = list.withHidden(id).slice(1);
    if (!read && others.length > 0)
      toast('Marked as read', {
        label: `And ${others.length === 1 ? 'the other' : `the ${count(others.length)} others`} of the event`,
        run: () => markMany(others, { read: true }),
      });
    return { read: !read };
  };

  useCommands({
    'next-story': () => move(1),
    'previous-story': () => move(-1),
    'next-unread': () => move(1, true),
    'previous-unread': () => move(-1, true),
    'page-down': () => {
      const text = document.querySelector('[data-pane=reader]');
      const end = text === null || text.scrollTop + text.clientHeight >= text.scrollHeight - 4;
      if (end) move(1, true);
      else text.scrollBy({ top: text.clientHeight * 0.9 });
    },
    read: () => document.querySelector<HTMLElement>('[data-pane=reader]')?.focus(),
    'extend-down': () => chosen.extend(1, cursor),
    'extend-up': () => chosen.extend(-1, cursor),
    'read-above': () => {
      const at = cursor === undefined ? -1 : ids.indexOf(cursor);
      if (at > 0) markMany(withHidden(ids.subarray(0, at)), { read: true });
    },
    'open-group': () => cursor !== undefined && list.groups.others.has(cursor) && list.setOpen(cursor, true),
    'close-group': () => lead !== undefined && list.setOpen(lead, false),
    'read-group': () => lead !== undefined && markMany([lead, ...(list.groups.others.get(lead) ?? [])], { read: true }),
    'toggle-read': () => (chosen.ids.size > 0 ? markChosen({ read: anyChosen('read') }) : withCurrent(toggleRead)),
    'toggle-star': () =>
      chosen.ids.size > 0
        ? markChosen({ starred: anyChosen('starred') })
        : withCurrent(({ starred }) => ({ starred: !starred })),
    'mark-view-read': markViewRead,
    'apply-new': () => snapshot.apply('top'),
    'apply-new-stay': () => snapshot.apply('place'),
    'clean-up': () => snapshot.apply('place'),
    back: () => (chosen.ids.size > 0 ? chosen.clear() : storyId !== undefined && select(undefined)),
  });

  return (
    <div className={styles.page} data-open={storyId === undefined ? undefined : ''}>
      <section className={styles.list} aria-label={title} style={{ inlineSize: settings.listWidth }}>
        <header className={styles.header}>
          <h1 className={styles.title}>
            <Foreign text={title} />
          </h1>
          <bdi className={styles.total}>
            {snapshot.isLoading ? '' : count(snapshot.ids.length)}
            {snapshot.isPartial ? '+' : ''}
          </bdi>
          <span className={styles.spring} />
          <Segmented
            label="Which stories"
            value={view.only ?? 'all'}
            choices={[
              { value: 'all', label: 'All' },
              { value: 'unread', label: 'Unread' },
              { value: 'starred', label: 'Starred' },
            ]}
            onChange={(only) => goTo({ ...place, view: withOnly(view, only) })}
          />
        </header>
        <SearchBox
          view={view}
          onSearch={(query) =>
            goTo({
              screen: 'stories',
              view: query === '' ? {} : { query },
              ...(query === '' || place.order === undefined ? {} : { order: place.order }),
            })
          }
          error={isTrouble ? undefined : snapshot.error}
        />
        {view.query === undefined ? null : (
          <Suspense>
            <SearchPanel
              place={place}
              isReady={!snapshot.isLoading && !snapshot.isPartial && snapshot.error === undefined}
            />
          </Suspense>
        )}
        {view.query !== undefined && (snapshot.isLoading || snapshot.isPartial) ? (
          <SearchProgress found={snapshot.ids.length} onStop={snapshot.stop} />
        ) : null}
        {chosen.ids.size > 0 ? <BulkBar chosen={chosen.ids.size} onMark={markChosen} onClear={chosen.clear} /> : null}
        {snapshot.waiting > 0 ? (
          <button type="button" className={styles.pill} onClick={applyNew}>
            {count(snapshot.waiting)} new {snapshot.waiting === 1 ? 'story' : 'stories'} <Keys>.</Keys>
          </button>
        ) : null}
        {snapshot.ids.length === 0 && !snapshot.isLoading ? (
          <NothingHere view={view} error={snapshot.error} onAddFeed={onAddFeed} />
        ) : (
          <StoryList
            list={list}
            selected={storyId === undefined ? undefined : list.rowOf(storyId)}
            cursor={cursor}
            chosen={chosen.ids}
            onSelect={choose}
            label={title}
            snippets={snippets}
          />
        )}
        <Divider
          label="Width of the list"
          value={settings.listWidth}
          least={260}
          most={720}
          onChange={(listWidth) => changeSettings({ listWidth })}
        />
      </section>
      <main className={styles.reader} aria-label="Reader">
        <Reader
          storyId={storyId}
          onBack={() => select(undefined)}
          onToggleStar={(story) => mark(story, { starred: !story.starred })}
          onToggleRead={(story) => mark(story, { read: !story.read })}
        />
      </main>
    </div>
  );
}

function leadIn({ leadOf, others }: Groups, id: number): number | undefined {
  return leadOf.get(id) ?? (others.has(id) ? id : undefined);
}

function withOnly(view: StoryView, only: 'all' | 'unread' | 'starred' | 'alerted'): StoryView {
  const { only: _, ...rest } = view;
  return only === 'all' ? rest : { ...rest, only };
}

function useViewTitle(view: StoryView): string {
  const { queries } = useDesk();
  const feeds = useQuery(queries.feeds.list.queryOptions()).data;
  const tags = useQuery(queries.tags.top.queryOptions({ input: { limit: 120 } })).data;
  const searches = useQuery({ ...queries.search.saved.queryOptions(), enabled: view.query !== undefined }).data;
  if (view.query !== undefined) return searches?.find(({ query }) => query === view.query)?.name ?? 'Search';
  if (view.feedId !== undefined) return feeds?.find(({ id }) => id === view.feedId)?.title ?? 'Feed';
  if (view.folder !== undefined) return view.folder;
  if (view.tag !== undefined) return tags?.find(({ entityId }) => entityId === view.tag)?.label ?? view.tag;
  return { unread: 'Unread', starred: 'Starred', alerted: 'With alerts' }[view.only as string] ?? 'All stories';
}

function NothingHere({
  view,
  error,
  onAddFeed,
}: {
  readonly view: StoryView;
  readonly error: string | undefined;
  readonly onAddFeed: () => void;
}) {
  if (error !== undefined)
    return (
      <EmptyState title={error.startsWith('The search') ? 'No result' : 'The query has an error'}>{error}</EmptyState>
    );
  if (view.query !== undefined)
    return <EmptyState title="Nothing found">Try fewer words, or a prefix such as drone*.</EmptyState>;
  if (view.only === 'unread')
    return <EmptyState title="All read">New stories wait here until you ask for them.</EmptyState>;
  if (view.only === 'starred')
    return (
      <EmptyState title="No starred stories">
        <p>
          <Keys>s</Keys> stars the open story.
        </p>
      </EmptyState>
    );
  return (
    <EmptyState title="No stories yet">
      <p>Add a feed, and its stories come here.</p>
      <button type="button" className={styles.pill} onClick={onAddFeed}>
        Add a feed
      </button>
    </EmptyState>
  );
}
