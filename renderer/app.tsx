import { useQuery } from '@tanstack/react-query';
import { PanelLeft } from 'lucide-react';
import { lazy, Suspense, useCallback, useEffect, useMemo, useState } from 'react';
import type { PickedFile } from '../shared/shell.ts';
import { AlertsPage } from './alerts/alerts-page.tsx';
import { Announcer } from './alerts/announcer.tsx';
import styles from './app.module.css';
import { Keyboard } from './commands/keyboard.tsx';
import { KeyHelp, Palette } from './commands/palette.tsx';
import { CommandContext, createCommandCentre, useCommands } from './commands/use-commands.ts';
import { useDesk } from './desk-context.tsx';
import { FailureNotice } from './feeds/failure-notice.tsx';
import { LazyAddFeedDialog, LazyFeedsPage, LazyFirstRun, LazyImportDialog } from './feeds/lazy-feeds.tsx';
import { useFileDrop } from './feeds/use-file-drop.ts';
import { goToScreen, goToView, type Place, usePlace } from './place.ts';
import { RulesPage } from './rules/rules-page.tsx';
import { useShell } from './shell-context.tsx';
import { Sidebar } from './stories/sidebar.tsx';
import { StoriesPage } from './stories/stories-page.tsx';
import { LazyTagsScreen } from './tags/lazy-tags.tsx';
import { IconButton } from './ui/button.tsx';
import { Divider } from './ui/divider.tsx';

const SettingsPage = lazy(() =>
  import('./settings/settings-page.tsx').then((module) => ({ default: module.SettingsPage })),
);

/** The window: views on one side, the chosen screen beside them. */
export function App() {
  const centre = useMemo(createCommandCentre, []);
  return (
    <CommandContext value={centre}>
      <Keyboard run={centre.run} />
      <Window />
      <Announcer />
    </CommandContext>
  );
}

/** As in app.module.css: in a window this narrow, the sidebar lies over the page while it is asked for. */
const narrow = '(max-width: 899px)';

type Overlay = 'palette' | 'help' | 'add-feed' | undefined;

function Window() {
  const place = usePlace();
  const { client, queries } = useDesk();
  const { shell, settings, changeSettings } = useShell();
  const [list, setList] = useState<PickedFile>();
  const isDropping = useFileDrop(setList);
  const [isProposing, setProposing] = useState(false);
  // An archive without feeds starts with proposals, and they stay until their user is through with them.
  const isEmpty = useQuery(queries.desk.status.queryOptions()).data?.feeds === 0;
  useEffect(() => {
    if (isEmpty) setProposing(true);
  }, [isEmpty]);
  const [overlay, setOverlay] = useState<Overlay>();
  const [address, setAddress] = useState<string>();
  const [sidebar, setSidebar] = useState(true);
  const [drawer, setDrawer] = useState<Place>();
  // A drawer belongs to the place it was opened at, so going anywhere closes it.
  const isDrawerOpen = drawer === place;
  const toggleSidebar = () =>
    window.matchMedia(narrow).matches ? setDrawer(isDrawerOpen ? undefined : place) : setSidebar((shown) => !shown);
  const close = useCallback(() => {
    setOverlay(undefined);
    setAddress(undefined);
  }, []);
  useEffect(
    () =>
      shell.onOpen((opening) => {
        if (opening.kind === 'list') setList({ name: opening.name, text: opening.text });
        if (opening.kind !== 'feed') return;
        setAddress(opening.address);
        setOverlay('add-feed');
      }),
    [shell],
  );
  const addFeed = useCallback(() => setOverlay('add-feed'), []);
  useCommands({
    palette: () => setOverlay('palette'),
    help: () => setOverlay('help'),
    'add-feed': addFeed,
    'new-rule': () => goToScreen('rules'),
    'go-all': () => goToView({}),
    'go-unread': () => goToView({ only: 'unread' }),
    'go-starred': () => goToView({ only: 'starred' }),
    'go-alerts': () => goToScreen('alerts'),
    'go-rules': () => goToScreen('rules'),
    'go-health': () => goToScreen('feeds'),
    'go-tags': () => goToScreen('tags'),
    'go-settings': () => goToScreen('settings'),
    'toggle-sidebar': toggleSidebar,
    'toggle-density': () => changeSettings({ density: settings.density === 'two-line' ? 'one-line' : 'two-line' }),
    'toggle-grouping': () => changeSettings({ groupEvents: !settings.groupEvents }),
    'toggle-theme': () =>
      changeSettings({ theme: document.documentElement.dataset.theme === 'dark' ? 'light' : 'dark' }),
    refresh: () => client.desk.poll({ all: false }).catch(() => undefined),
    'refresh-all': () => client.desk.poll({ all: true }).catch(() => undefined),
    'next-pane': () => focusPane(1),
    'previous-pane': () => focusPane(-1),
    'focus-reader': () => document.querySelector<HTMLElement>('[data-pane=reader]')?.focus(),
  });
  return (
    <div className={styles.window} data-story={place.storyId === undefined ? undefined : ''}>
      <div className={styles.bar}>
        <IconButton label={isDrawerOpen ? 'Hide views' : 'Show views'} keys="[" onPress={toggleSidebar}>
          <PanelLeft size={16} aria-hidden />
        </IconButton>
      </div>
      {sidebar || isDrawerOpen ? (
        <div
          className={styles.sidebar}
          style={{ inlineSize: settings.sidebarWidth }}
          data-drawer={isDrawerOpen ? '' : undefined}
        >
          <Sidebar place={place} onAddFeed={addFeed}>
            <FailureNotice />
            <Divider
              label="Width of the sidebar"
              value={settings.sidebarWidth}
              least={160}
              most={480}
              onChange={(sidebarWidth) => changeSettings({ sidebarWidth })}
            />
          </Sidebar>
        </div>
      ) : null}
      <div className={styles.screen} onPointerDown={() => setDrawer(undefined)}>
        <Suspense>
          <Screen
            place={place}
            isProposing={isProposing}
            onAddFeed={addFeed}
            onImport={setList}
            onPropose={(open) => {
              setProposing(open);
              if (open) goToView({});
            }}
          />
        </Suspense>
      </div>
      <Palette isOpen={overlay === 'palette'} onClose={close} />
      <KeyHelp isOpen={overlay === 'help'} onClose={close} />
      <Suspense>
        {overlay === 'add-feed' ? <LazyAddFeedDialog key={address} address={address} onClose={close} /> : null}
        {list === undefined ? null : <LazyImportDialog file={list} onClose={() => setList(undefined)} />}
      </Suspense>
      {isDropping ? (
        <p className={styles.drop} role="status">
          Drop an OPML list here to import its feeds
        </p>
      ) : null}
    </div>
  );
}

interface ScreenProps {
  readonly place: Place;
  readonly isProposing: boolean;
  readonly onAddFeed: () => void;
  readonly onImport: (file: PickedFile) => void;
  readonly onPropose: (open: boolean) => void;
}

function Screen({ place, isProposing, onAddFeed, onImport, onPropose }: ScreenProps) {
  switch (place.screen) {
    case 'stories':
      if (isProposing)
        return <LazyFirstRun onAddFeed={onAddFeed} onImport={onImport} onDone={() => onPropose(false)} />;
      return <StoriesPage place={place} onAddFeed={onAddFeed} />;
    case 'alerts':
      return <AlertsPage place={place} />;
    case 'rules':
      return <RulesPage />;
    case 'feeds':
      return (
        <LazyFeedsPage place={place} onAddFeed={onAddFeed} onImport={onImport} onPropose={() => onPropose(true)} />
      );
    case 'tags':
      return <LazyTagsScreen place={place} />;
    case 'settings':
      return <SettingsPage />;
    default:
      return place.screen satisfies never;
  }
}

/** F6 goes round the panes, as on every desktop. */
function focusPane(step: 1 | -1): void {
  const panes = [...document.querySelectorAll<HTMLElement>('[data-pane]')];
  const current = panes.findIndex((pane) => pane.contains(document.activeElement));
  const next = panes[(current + step + panes.length + (current < 0 && step < 0 ? 1 : 0)) % panes.length];
  const target = next?.matches('[tabindex]')
    ? next
    : next?.querySelector<HTMLElement>('[tabindex="0"], button, a, input');
  target?.focus();
}
