/**
 * What the page may ask of the program around it. Electron's preload and the browser each implement it;
 * `renderer/main.tsx` chooses once, and nothing else asks where it runs.
 */
import type { Settings } from './settings.ts';

export interface PickedFile {
  readonly name: string;
  readonly text: string;
}

/** What the program asks the page to open: a notification, a link or a file was chosen outside of it. */
export type Opening =
  | { readonly kind: 'story'; readonly storyId: number }
  /** An address to look for feeds at. */
  | { readonly kind: 'feed'; readonly address: string }
  /** An OPML list to import. */
  | ({ readonly kind: 'list' } & PickedFile);

export interface Shell {
  readonly name: 'electron' | 'browser';
  readonly platform: 'mac' | 'windows' | 'linux' | 'other';
  /** True where the program announces alerts itself, even with the window closed; else the page does. */
  readonly announcesAlerts: boolean;
  /** Opens an http(s) address in the system browser. Rejects any other scheme. */
  openExternal(url: string): Promise<void>;
  /** Lets the user save `text`; resolves to false if the user cancelled. */
  saveFile(name: string, text: string): Promise<boolean>;
  /** Lets the user pick one text file with one of these extensions (no dot); undefined if cancelled. */
  pickFile(extensions: readonly string[]): Promise<PickedFile | undefined>;
  /** Whether notifications may be shown; `ask` must be called from a user gesture. */
  notificationPermission(ask: boolean): Promise<'granted' | 'denied' | 'default'>;
  notify(notification: {
    readonly id: string;
    readonly title: string;
    readonly body: string;
    readonly isSilent: boolean;
    /** It stays until somebody sees to it. */
    readonly stays: boolean;
    readonly onClick: () => void;
  }): void;
  setBadge(count: number): void;
  readSettings(): Promise<Settings>;
  updateSettings(patch: Partial<Settings>): Promise<Settings>;
  /** Hears what the program asks the page to open. Returns an unsubscribe. */
  onOpen(open: (opening: Opening) => void): () => void;
  /** Where a stored picture is served from, for `<img src>`. */
  assetUrl(asset: string): string;
}
