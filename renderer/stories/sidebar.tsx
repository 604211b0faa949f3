import { useQuery } from '@tanstack/react-query';
import {
  Bell,
  ChevronDown,
  ChevronRight,
  Circle,
  HeartPulse,
  Inbox,
  Plus,
  Settings,
  Siren,
  Star,
  Tags,
} from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { Button, Collection, ListLayout, Tree, TreeItem, TreeItemContent, Virtualizer } from 'react-aria-components';
import type { Feed, SavedSearch, TagCount } from '../../shared/model.ts';
import { useCommands } from '../commands/use-commands.ts';
import { useDesk } from '../desk-context.tsx';
import { needsLook } from '../feeds/needs-look.ts';
import { Foreign } from '../foreign.tsx';
import { addressOf, goTo, type Place } from '../place.ts';
import { count } from '../time.ts';
import { IconButton } from '../ui/button.tsx';
import { RenameSearchDialog } from './rename-search-dialog.tsx';
import { SavedSearchMenu } from './saved-search-menu.tsx';
import styles from './sidebar.module.css';
import { type SavedSearches, useSavedSearches } from './use-saved-searches.ts';

interface SidebarNode {
  readonly id: string;
  readonly name: string;
  readonly foreign?: boolean;
  readonly count?: number;
  /** There are more than `count`. */
  readonly isCapped?: boolean;
  /** At the end of the line. */
  readonly actions?: ReactNode;
  readonly icon?: ReactNode;
  readonly place?: Place;
  readonly children?: readonly SidebarNode[];
}

const tagKindNames = {
  country: 'Countries',
  person: 'People',
  organisation: 'Organisations',
  system: 'Systems',
  topic: 'Topics',
  place: 'Places',
} as const;

interface SidebarProps {
  readonly place: Place;
  readonly onAddFeed: () => void;
  /** What stands at its edge. */
  readonly children: ReactNode;
}

export function Sidebar({ place, onAddFeed, children }: SidebarProps) {
  const { queries } = useDesk();
  const status = useQuery(queries.desk.status.queryOptions()).data;
  const feeds = useQuery(queries.feeds.list.queryOptions()).data ?? [];
  const tags = useQuery(queries.tags.top.queryOptions({ input: { limit: 120 } })).data ?? [];
  const saved = useSavedSearches();
  const [renamed, setRenamed] = useState<SavedSearch>();
  const [expanded, setExpanded] = useState<Iterable<string | number>>(['feeds', 'tags', 'tags-topic', 'searches']);
  const stories = (view: Place['view']): Place => ({ screen: 'stories', view });
  const icon = (Icon: typeof Inbox): ReactNode => <Icon size={15} aria-hidden />;
  const nodes: SidebarNode[] = [
    { id: 'all', name: 'All stories', icon: icon(Inbox), place: stories({}), ...counted(status?.stories) },
    {
      id: 'unread',
      name: 'Unread',
      icon: icon(Circle),
      place: stories({ only: 'unread' }),
      ...counted(status?.unread),
    },
    {
      id: 'starred',
      name: 'Starred',
      icon: icon(Star),
      place: stories({ only: 'starred' }),
      ...counted(status?.starred),
    },
    {
      id: 'alerts',
      name: 'Alerts',
      icon: icon(Bell),
      place: { screen: 'alerts', view: {} },
      ...counted(status?.alertsUnacknowledged),
    },
    { id: 'rules', name: 'Rules', icon: icon(Siren), place: { screen: 'rules', view: {} } },
    {
      id: 'health',
      name: 'Feed health',
      icon: icon(HeartPulse),
      place: { screen: 'feeds', view: {} },
      count: feeds.filter(needsLook).length,
    },
    { id: 'entities', name: 'Tags and entities', icon: icon(Tags), place: { screen: 'tags', view: {} } },
    ...searchNodes(saved, setRenamed),
    ...feedNodes(feeds),
    ...tagNodes(tags),
  ];
  const selected = addressOf({ screen: place.screen, view: place.view });
  const byId = new Map(flatten(nodes).map((node) => [node.id, node]));
  const current = [...byId.values()].find((node) => node.place !== undefined && addressOf(node.place) === selected);

  const step = (by: 1 | -1): void => {
    const places = visible(nodes, new Set(expanded)).flatMap(({ place }) => place ?? []);
    const at = places.findIndex((known) => addressOf(known) === selected);
    const next = places[at < 0 ? 0 : (at + by + places.length) % places.length];
    if (next !== undefined) goTo(next);
  };
  const shownSearch = saved.searches.find(({ id }) => current?.id === searchKey(id));
  useCommands({
    'next-view': () => step(1),
    'previous-view': () => step(-1),
    ...(shownSearch === undefined
      ? {}
      : { 'rename-search': () => setRenamed(shownSearch), 'remove-search': () => saved.remove(shownSearch) }),
  });

  return (
    <nav
      className={styles.sidebar}
      aria-label="Views"
      data-pane="sidebar"
      // Only here: in the list of stories the key would hit something that nobody looks at.
      onKeyDown={({ key, target }) => {
        const isLine = target instanceof Element && target.getAttribute('role') === 'row';
        if (key === 'Delete' && isLine && shownSearch !== undefined) saved.remove(shownSearch);
      }}
    >
      <header className={styles.header}>
        <strong>Sitrep</strong>
        <span className={styles.spring} />
        <IconButton label="Add feed" keys="Ctrl N" onPress={onAddFeed}>
          <Plus size={16} aria-hidden />
        </IconButton>
        <IconButton label="Settings" keys="g ," onPress={() => goTo({ screen: 'settings', view: {} })}>
          <Settings size={16} aria-hidden />
        </IconButton>
      </header>
      <Virtualizer layout={ListLayout} layoutOptions={{ rowSize: 28 }}>
        <Tree
          aria-label="Views"
          className={styles.tree ?? ''}
          items={nodes}
          selectionMode="single"
          selectionBehavior="replace"
          disallowEmptySelection
          selectedKeys={current === undefined ? [] : [current.id]}
          expandedKeys={expanded}
          onExpandedChange={setExpanded}
          onSelectionChange={(keys) => {
            const [key] = [...keys];
            const chosen = byId.get(String(key))?.place;
            if (chosen !== undefined) goTo(chosen);
          }}
        >
          {renderNode}
        </Tree>
      </Virtualizer>
      {status?.polling === undefined ? null : (
        <p className={styles.progress} role="status">
          Polling {count(status.polling.done)} of {count(status.polling.total)}
        </p>
      )}
      {status?.retagging === undefined ? null : (
        <p className={styles.progress}>
          Tagging anew {count(status.retagging.done)} of {count(status.retagging.total)}
        </p>
      )}
      {status !== undefined && status.articlesWaiting > 0 ? (
        <p className={styles.progress}>{count(status.articlesWaiting)} articles to fetch</p>
      ) : null}
      {status?.sample === true ? <p className={styles.progress}>Sample wire: every outlet is invented</p> : null}
      {renamed === undefined ? null : (
        <RenameSearchDialog search={renamed} others={saved.searches} onClose={() => setRenamed(undefined)} />
      )}
      {children}
    </nav>
  );
}

function renderNode(node: SidebarNode) {
  return (
    <TreeItem id={node.id} textValue={node.name} className={styles.item ?? ''}>
      <TreeItemContent>
        {({ hasChildItems, isExpanded, level }) => (
          <div className={`${styles.line} ${styles[`level${Math.min(level, 4)}`]}`}>
            {hasChildItems ? (
              <Button slot="chevron" className={styles.chevron ?? ''}>
                {isExpanded ? <ChevronDown size={14} aria-hidden /> : <ChevronRight size={14} aria-hidden />}
              </Button>
            ) : null}
            {node.icon}
            <span className={styles.name}>{node.foreign ? <Foreign text={node.name} /> : node.name}</span>
            {node.count === undefined || node.count === 0 ? null : (
              <bdi className={styles.count}>
                {count(node.count)}
                {node.isCapped ? '+' : ''}
              </bdi>
            )}
            {node.actions}
          </div>
        )}
      </TreeItemContent>
      <Collection items={node.children ?? []}>{renderNode}</Collection>
    </TreeItem>
  );
}

function counted(value: number | undefined): { readonly count?: number } {
  return value === undefined ? {} : { count: value };
}

function flatten(nodes: readonly SidebarNode[]): SidebarNode[] {
  return nodes.flatMap((node) => [node, ...flatten(node.children ?? [])]);
}

/** The nodes whose folders are all open, as they stand under each other. */
function visible(nodes: readonly SidebarNode[], open: ReadonlySet<string | number>): SidebarNode[] {
  return nodes.flatMap((node) => [node, ...(open.has(node.id) ? visible(node.children ?? [], open) : [])]);
}

function searchKey(id: number): string {
  return `search-${id}`;
}

function searchNodes(
  { searches, counts, remove }: SavedSearches,
  rename: (search: SavedSearch) => void,
): SidebarNode[] {
  if (searches.length === 0) return [];
  const children = searches.map((search): SidebarNode => {
    const { id, name, query } = search;
    const found = counts.get(id);
    return {
      id: searchKey(id),
      name,
      foreign: true,
      place: { screen: 'stories', view: { query } },
      ...(found === undefined ? {} : { count: found.unread, isCapped: found.capped }),
      actions: <SavedSearchMenu name={name} onRename={() => rename(search)} onRemove={() => remove(search)} />,
    };
  });
  return [{ id: 'searches', name: 'Saved searches', children }];
}

function feedNodes(feeds: readonly Feed[]): SidebarNode[] {
  const folders = new Map<string, Feed[]>();
  for (const feed of feeds) folders.set(feed.folder ?? '', [...(folders.get(feed.folder ?? '') ?? []), feed]);
  const leaf = (feed: Feed): SidebarNode => ({
    id: `feed-${feed.id}`,
    name: feed.title,
    foreign: true,
    count: feed.unread,
    place: { screen: 'stories', view: { feedId: feed.id } },
  });
  const children = [...folders]
    .sort(([a], [b]) => a.localeCompare(b))
    .flatMap(([folder, inside]): SidebarNode[] => {
      if (folder === '') return inside.map(leaf);
      const unread = inside.reduce((sum, feed) => sum + feed.unread, 0);
      return [
        {
          id: `folder-${folder}`,
          name: folder,
          foreign: true,
          count: unread,
          place: { screen: 'stories', view: { folder } },
          children: inside.map(leaf),
        },
      ];
    });
  return feeds.length === 0 ? [] : [{ id: 'feeds', name: 'Feeds', children }];
}

function tagNodes(tags: readonly TagCount[]): SidebarNode[] {
  const kinds = Object.entries(tagKindNames).flatMap(([kind, name]): SidebarNode[] => {
    const inside = tags.filter((tag) => tag.kind === kind).slice(0, 15);
    const children = inside.map((tag) => ({
      id: `tag-${tag.entityId}`,
      name: tag.label,
      foreign: true,
      count: tag.stories,
      place: { screen: 'stories' as const, view: { tag: tag.entityId } },
    }));
    return inside.length === 0 ? [] : [{ id: `tags-${kind}`, name, children }];
  });
  return kinds.length === 0 ? [] : [{ id: 'tags', name: 'Tags', children: kinds }];
}
