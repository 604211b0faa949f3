/** The Electron application: one instance, one window, the desk beside it. */
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { app, type BrowserWindow, dialog, nativeTheme, session } from 'electron';
import * as v from 'valibot';
import type { Opening } from '../../shared/shell.ts';
import { openingOf } from './deep-link.ts';
import { type DeskProcess, startDeskProcess } from './desk-process.ts';
import { handle, listen } from './ipc.ts';
import { setApplicationMenu } from './menu.ts';
import { announceAlerts } from './notifications.ts';
import { openExternal } from './open-external.ts';
import { registerScheme, serveOwnProtocol } from './protocol.ts';
import { openAppSecrets } from './secrets.ts';
import { type AppSettings, openAppSettings } from './settings.ts';
import { type AppTray, createTray } from './tray.ts';
import { denyPermissions, openWindow } from './window.ts';

const appId = 'org.sitrep.desktop';

/** Starts the application, or hands its arguments to the one that runs already. */
export async function startApplication(argv: readonly string[]): Promise<void> {
  if (!app.requestSingleInstanceLock()) {
    app.quit();
    return;
  }
  app.setAppUserModelId(appId);
  registerScheme();
  // On macOS what started the program is told before it is ready.
  const early: string[] = [];
  let open = (word: string): void => void early.push(word);
  for (const event of ['open-url', 'open-file'] as const)
    app.on(event as 'open-url', (told, word) => {
      told.preventDefault();
      open(word);
    });
  await app.whenReady();
  app.setAsDefaultProtocolClient('sitrep');
  const application = new Application(argv);
  open = (word) => application.open([word]);
  app.on('second-instance', (_event, words, folder) =>
    // A file is named from where the second one was started.
    application.open(words.map((word) => (/\.opml$/i.test(word) ? path.resolve(folder, word) : word))),
  );
  app.on('activate', () => application.show());
  app.on('window-all-closed', () => application.allWindowsClosed());
  app.on('before-quit', (event) => application.beforeQuit(event));
  application.open([...argv, ...early]);
  if (argv.includes('--smoke')) await application.smoke();
}

class Application {
  readonly #settings: AppSettings;
  readonly #folder: string;
  readonly #desk: DeskProcess;
  readonly #tray: AppTray | undefined;
  #window: BrowserWindow | undefined;
  #isReady = false;
  /** What the page is to open once it is there. */
  #toOpen: Opening | undefined;
  #announcing = new AbortController();
  #stopped = false;

  constructor(argv: readonly string[]) {
    this.#settings = openAppSettings((sentence) => dialog.showErrorBox('Settings', sentence));
    const sample = argv.includes('--sample');
    this.#folder = path.join(app.getPath('userData'), sample ? 'sample' : 'archive');
    // The sample starts afresh each time, so that one can watch it come in.
    if (sample) fs.rmSync(this.#folder, { recursive: true, force: true });
    denyPermissions(session.defaultSession);
    serveOwnProtocol(session.defaultSession, builtFile('../renderer'), this.#folder);
    setApplicationMenu(process.platform === 'darwin');
    this.#desk = startDeskProcess({
      sample,
      folder: this.#folder,
      secrets: openAppSecrets(this.#folder),
      resolveProxy: (url) => session.defaultSession.resolveProxy(url),
      entry: builtFile('../main/electron/desk/process.js'),
      onFailure: (sentence) => {
        dialog.showErrorBox('Sitrep cannot open its archive', sentence);
        app.quit();
      },
    });
    this.#desk.onStart(() => this.#announce());
    this.#tray = this.#makeTray();
    this.#answerPage();
    this.#followSettings();
  }

  /** Opens what the words of a command line or of the system name, or just the window. */
  open(words: readonly string[]): void {
    try {
      this.show(openingOf(words));
    } catch (error) {
      this.show();
      dialog.showErrorBox('Sitrep cannot open this', error instanceof Error ? error.message : String(error));
    }
  }

  /** Brings the window to the front, opening it when there is none, and something in it. */
  show(opening?: Opening): void {
    this.#toOpen = opening ?? this.#toOpen;
    if (this.#window === undefined) {
      this.#isReady = false;
      this.#window = openWindow({
        session: session.defaultSession,
        preload: builtFile('../preload/preload.cjs'),
        dark: nativeTheme.shouldUseDarkColors,
        onReady: () => {
          this.#isReady = true;
          this.#tellPage();
        },
      });
      this.#window.on('closed', () => {
        this.#window = undefined;
      });
      return;
    }
    if (this.#window.isMinimized()) this.#window.restore();
    this.#window.show();
    this.#window.focus();
    this.#tellPage();
  }

  /** For a check after packaging: waits until the desk answers, and leaves. */
  async smoke(): Promise<void> {
    const { version } = await this.#desk.client().desk.status();
    process.stdout.write(`Sitrep ${version} answers\n`);
    app.quit();
  }

  allWindowsClosed(): void {
    const stays = process.platform === 'darwin' || (this.#settings.read().closeToTray && this.#tray !== undefined);
    if (!stays) app.quit();
  }

  /** Nothing is lost when the desk is killed, but a clean stop lets the next start skip the recovery. */
  beforeQuit(event: { preventDefault(): void }): void {
    if (this.#stopped) return;
    event.preventDefault();
    this.#announcing.abort();
    this.#tray?.destroy();
    void this.#desk.stop().finally(() => {
      this.#stopped = true;
      app.quit();
    });
  }

  #tellPage(): void {
    if (!this.#isReady || this.#toOpen === undefined) return;
    this.#window?.webContents.send('sitrep:open', this.#toOpen);
    this.#toOpen = undefined;
  }

  #announce(): void {
    this.#announcing.abort();
    this.#announcing = new AbortController();
    const client = this.#desk.client();
    const { signal } = this.#announcing;
    const openStory = (storyId: number): void => this.show({ kind: 'story', storyId });
    announceAlerts({ client, settings: this.#settings.read, openStory, signal }).catch(() => undefined);
    if (this.#tray !== undefined) followCounts(client, this.#tray, signal).catch(() => undefined);
  }

  #makeTray(): AppTray | undefined {
    try {
      return createTray(builtFile('../../build/tray.png'), {
        open: () => this.show(),
        openAlerts: () => this.show(),
        poll: () =>
          void this.#desk
            .client()
            .desk.poll({ all: true })
            .catch(() => undefined),
        quit: () => app.quit(),
      });
    } catch {
      // Some Linux desktops have no tray. Then the window's end is the program's end.
      return undefined;
    }
  }

  #answerPage(): void {
    handle('sitrep:read-settings', v.undefined(), () => this.#settings.read());
    handle('sitrep:update-settings', v.record(v.string(), v.unknown()), (patch) => this.#settings.update(patch));
    handle('sitrep:open-external', v.string(), (url) => openExternal(url));
    handle('sitrep:set-badge', v.pipe(v.number(), v.integer(), v.minValue(0)), (count) => app.setBadgeCount(count));
    handle('sitrep:save-file', v.object({ name: v.pipe(v.string(), v.maxLength(200)), text: v.string() }), saveFile);
    handle('sitrep:pick-file', v.array(v.pipe(v.string(), v.regex(/^[a-z0-9]{1,8}$/))), pickFile);
    listen('sitrep:request-port', (event) => {
      event.sender.postMessage('sitrep:port', null, [this.#desk.openPort()]);
    });
  }

  #followSettings(): void {
    const apply = (): void => {
      const { theme, startAtLogin } = this.#settings.read();
      nativeTheme.themeSource = theme;
      if (process.platform !== 'linux') app.setLoginItemSettings({ openAtLogin: startAtLogin, args: ['--hidden'] });
    };
    apply();
    this.#settings.onChange(apply);
  }
}

async function followCounts(
  client: ReturnType<DeskProcess['client']>,
  tray: AppTray,
  signal: AbortSignal,
): Promise<void> {
  for await (const event of await client.desk.events(undefined, { signal }))
    if (event.kind === 'status') tray.setCounts(event.status.unread, event.status.alertsUnacknowledged);
}

async function saveFile({ name, text }: { readonly name: string; readonly text: string }): Promise<boolean> {
  const { canceled, filePath } = await dialog.showSaveDialog({ defaultPath: path.basename(name) });
  if (canceled || filePath === '') return false;
  await fs.promises.writeFile(filePath, text);
  return true;
}

async function pickFile(extensions: readonly string[]): Promise<{ name: string; text: string } | undefined> {
  const filters = [{ name: 'Files', extensions: [...extensions] }];
  const { canceled, filePaths } = await dialog.showOpenDialog({ properties: ['openFile'], filters });
  const [file] = filePaths;
  if (canceled || file === undefined) return undefined;
  return { name: path.basename(file), text: await fs.promises.readFile(file, 'utf8') };
}

/** A file of the built application, from `out/main`. */
function builtFile(relative: string): string {
  const here = fileURLToPath(import.meta.url);
  const out = here.slice(0, here.lastIndexOf(`${path.sep}main${path.sep}`));
  return path.join(out, 'main', relative);
}
