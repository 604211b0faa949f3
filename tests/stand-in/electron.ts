/** Stands in for Electron where its binary cannot run: records what the main process asks of it, and can play events. */
import { EventEmitter } from 'node:events';
import { MessageChannel, type MessagePort } from 'node:worker_threads';

export const record = {
  windows: [] as BrowserWindow[],
  notifications: [] as Notification[],
  opened: [] as string[],
  errors: [] as string[],
  ipc: new Map<string, (event: unknown, input: unknown) => unknown>(),
  schemes: new Map<string, (request: Request) => Promise<Response>>(),
  badge: 0,
  canEncrypt: true,
  quit: 0,
  userData: '',
  proxies: 'DIRECT',
  permission: undefined as
    | undefined
    | ((contents: unknown, permission: string, answer: (granted: boolean) => void) => void),
};

class App extends EventEmitter {
  requestSingleInstanceLock = (): boolean => true;
  setAppUserModelId = (): void => undefined;
  setAsDefaultProtocolClient = (): boolean => true;
  setLoginItemSettings = (): void => undefined;
  whenReady = async (): Promise<void> => undefined;
  getPath = (): string => record.userData;
  getVersion = (): string => '0.0.0';
  setBadgeCount = (count: number): boolean => {
    record.badge = count;
    return true;
  };
  quit = (): void => {
    record.quit++;
  };
}
export const app = new App();

class WebContents extends EventEmitter {
  sent: unknown[][] = [];
  openHandler: (() => { action: string }) | undefined;
  setWindowOpenHandler(handler: () => { action: string }): void {
    this.openHandler = handler;
  }
  send(...words: unknown[]): void {
    this.sent.push(words);
  }
}

export class BrowserWindow extends EventEmitter {
  readonly webContents = new WebContents();
  readonly options: { readonly webPreferences: Readonly<Record<string, unknown>> };
  focused = 0;
  url = '';
  constructor(options: { readonly webPreferences: Readonly<Record<string, unknown>> }) {
    super();
    this.options = options;
    record.windows.push(this);
  }
  async loadURL(url: string): Promise<void> {
    this.url = url;
  }
  isMinimized = (): boolean => false;
  restore = (): void => undefined;
  show = (): void => undefined;
  focus(): void {
    this.focused++;
  }
}

export class Notification extends EventEmitter {
  static isSupported = (): boolean => true;
  readonly options: Readonly<Record<string, unknown>>;
  constructor(options: Readonly<Record<string, unknown>>) {
    super();
    this.options = options;
  }
  show(): void {
    record.notifications.push(this);
  }
}

const defaultSession = {
  setPermissionRequestHandler: (handler: typeof record.permission): void => {
    record.permission = handler;
  },
  setPermissionCheckHandler: (): void => undefined,
  setDevicePermissionHandler: (): void => undefined,
  setSpellCheckerEnabled: (): void => undefined,
  resolveProxy: async (url: string): Promise<string> => (url.includes('.corp.') ? 'DIRECT' : record.proxies),
  protocol: {
    handle: (scheme: string, answer: (request: Request) => Promise<Response>): void => {
      record.schemes.set(scheme, answer);
    },
  },
};
export const session = { defaultSession };
export const protocol = { registerSchemesAsPrivileged: (): void => undefined };
export const net = {
  fetch: async (url: string): Promise<Response> => {
    const { readFile } = await import('node:fs/promises');
    return new Response(new Uint8Array(await readFile(new URL(url))));
  },
};
export const shell = {
  openExternal: async (url: string): Promise<void> => {
    record.opened.push(url);
  },
};
export const dialog = {
  showErrorBox: (title: string, text: string): void => {
    record.errors.push(`${title}: ${text}`);
  },
};
/** Turns texts around: enough to see that nothing is kept as it is. */
export const safeStorage = {
  isEncryptionAvailable: (): boolean => record.canEncrypt,
  encryptString: (text: string): Buffer => Buffer.from([...text].reverse().join('')),
  decryptString: (sealed: Buffer): string => [...sealed.toString()].reverse().join(''),
};
export const nativeTheme = { themeSource: 'system', shouldUseDarkColors: false };
export const nativeImage = { createFromPath: (): object => ({}) };
export class Tray extends EventEmitter {
  setToolTip = (): void => undefined;
  setContextMenu = (): void => undefined;
  destroy = (): void => undefined;
}
export const Menu = { buildFromTemplate: (): object => ({}), setApplicationMenu: (): void => undefined };
export const ipcMain = {
  handle: (channel: string, answer: (event: unknown, input: unknown) => unknown): void => {
    record.ipc.set(channel, answer);
  },
  on: (channel: string, hear: (event: unknown, input: unknown) => unknown): void => {
    record.ipc.set(channel, hear);
  },
};
export class MessageChannelMain {
  readonly port1: MessagePort;
  readonly port2: MessagePort;
  constructor() {
    const channel = new MessageChannel();
    this.port1 = channel.port1;
    this.port2 = channel.port2;
  }
}

/** The utility process: what would be sent to it is recorded, its life is played by the test. */
class Child extends EventEmitter {
  readonly messages: { readonly message: unknown; readonly ports: readonly MessagePort[] }[] = [];
  postMessage(message: unknown, ports: readonly MessagePort[] = []): void {
    this.messages.push({ message, ports });
  }
  kill = (): boolean => true;
}
export const children: Child[] = [];
export const utilityProcess = {
  fork: (): Child => {
    const child = new Child();
    children.push(child);
    return child;
  },
};

// electron-store takes Electron's modules from its default export.
// biome-ignore lint/style/noDefaultExport: as Electron has one.
export default { app, ipcMain, shell, dialog };
