/** The window, by every point of Electron's security checklist that concerns one. */
import { BrowserWindow, type Session, type WebContents } from 'electron';
import { origin } from './origin.ts';

export interface WindowOptions {
  readonly preload: string;
  readonly session: Session;
  readonly dark: boolean;
  /** The page is loaded and can be told things. */
  readonly onReady: () => void;
}

export function openWindow(options: WindowOptions): BrowserWindow {
  const window = new BrowserWindow({
    name: 'main',
    windowStatePersistence: true,
    title: 'Sitrep',
    width: 1440,
    height: 900,
    minWidth: 360,
    minHeight: 480,
    show: false,
    backgroundColor: options.dark ? '#17191c' : '#fbfbfa',
    webPreferences: {
      session: options.session,
      preload: options.preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInSubFrames: false,
      nodeIntegrationInWorker: false,
      webSecurity: true,
      webviewTag: false,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      spellcheck: false,
      navigateOnDragDrop: false,
    },
  });
  keepInside(window.webContents);
  window.once('ready-to-show', () => window.show());
  window.webContents.on('did-finish-load', options.onReady);
  void window.loadURL(`${origin}/`);
  return window;
}

/** No navigation, no new windows, no webview: the page is ours and stays it. */
export function keepInside(contents: WebContents): void {
  const refuse = (event: { preventDefault(): void }): void => event.preventDefault();
  contents.on('will-navigate', refuse);
  contents.on('will-frame-navigate', refuse);
  contents.on('will-redirect', refuse);
  contents.on('will-attach-webview', refuse);
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
}

/** Electron approves every permission unless it is told otherwise. */
export function denyPermissions(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.setSpellCheckerEnabled(false);
}
