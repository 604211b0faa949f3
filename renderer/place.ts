/** Where the page is: a view of stories with one open, or another screen. Kept in the address, so Back works. */
import { useMemo, useSyncExternalStore } from 'react';
import type { StoryView } from '../shared/model.ts';

export type Screen = 'stories' | 'alerts' | 'rules' | 'feeds' | 'tags' | 'settings';

export interface Place {
  readonly screen: Screen;
  readonly view: StoryView;
  readonly storyId?: number;
  /** How the hits of a search are ordered; newest first unless it says so. */
  readonly order?: 'relevance';
}

export function usePlace(): Place {
  const hash = useSyncExternalStore(subscribe, () => location.hash);
  return useMemo(() => readPlace(hash), [hash]);
}

function subscribe(listener: () => void): () => void {
  window.addEventListener('hashchange', listener);
  return () => window.removeEventListener('hashchange', listener);
}

const screens: readonly Screen[] = ['stories', 'alerts', 'rules', 'feeds', 'tags', 'settings'];

export function readPlace(hash: string): Place {
  const [path = '', search = ''] = hash.replace(/^#\/?/, '').split('?', 2);
  const [first = '', second] = path.split('/');
  const screen = screens.find((known) => known === first) ?? 'stories';
  const values = new URLSearchParams(search);
  const only = values.get('only');
  const feedId = Number(values.get('feed'));
  const storyId = second === undefined || second === '' ? Number.NaN : Number(second);
  return {
    screen,
    view: {
      ...(only === 'unread' || only === 'starred' || only === 'alerted' ? { only } : {}),
      ...(Number.isSafeInteger(feedId) && feedId > 0 ? { feedId } : {}),
      ...Object.fromEntries(
        ['folder', 'tag', 'query'].flatMap((name) => (values.get(name) ? [[name, values.get(name)]] : [])),
      ),
    },
    ...(Number.isSafeInteger(storyId) ? { storyId } : {}),
    ...(values.get('order') === 'relevance' ? { order: 'relevance' as const } : {}),
  };
}

export function addressOf(place: Place): string {
  const { only, feedId, folder, tag, query } = place.view;
  const values = Object.entries({ only, feed: feedId, folder, tag, query, order: place.order }).filter(
    ([, value]) => value !== undefined,
  );
  const search = new URLSearchParams(values.map(([name, value]) => [name, String(value)])).toString();
  const story = place.storyId === undefined ? '' : `/${place.storyId}`;
  return `#/${place.screen}${story}${search === '' ? '' : `?${search}`}`;
}

/** Goes to a place; `replace` keeps it out of the history, as for moving down a list. */
export function goTo(place: Place, replace = false): void {
  const address = addressOf(place);
  if (location.hash === address) return;
  if (replace) history.replaceState(null, '', address);
  else location.hash = address;
  // The browser tells of it later or not at all, and the next key may come before that.
  window.dispatchEvent(new HashChangeEvent('hashchange'));
}

export function goToScreen(screen: Screen): void {
  goTo({ screen, view: {} });
}

export function goToView(view: StoryView): void {
  goTo({ screen: 'stories', view });
}
