/** What the page may ask of Electron: named functions, never `ipcRenderer` or an event. Runs sandboxed. */
import { contextBridge, ipcRenderer } from 'electron';
import type { Settings } from '../shared/settings.ts';
import type { Opening, Shell } from '../shared/shell.ts';

const platforms: Readonly<Record<string, Shell['platform']>> = { darwin: 'mac', win32: 'windows', linux: 'linux' };

const shell: Shell & { readonly requestPort: () => void } = {
  name: 'electron',
  platform: platforms[process.platform] ?? 'other',
  announcesAlerts: true,
  openExternal: (url) => ipcRenderer.invoke('sitrep:open-external', url) as Promise<void>,
  saveFile: (name, text) => ipcRenderer.invoke('sitrep:save-file', { name, text }) as Promise<boolean>,
  pickFile: (extensions) => ipcRenderer.invoke('sitrep:pick-file', [...extensions]) as ReturnType<Shell['pickFile']>,
  notificationPermission: async () => 'granted',
  // The main process shows notifications, also when no window is open.
  notify: () => undefined,
  setBadge: (count) => void ipcRenderer.invoke('sitrep:set-badge', count),
  readSettings: () => ipcRenderer.invoke('sitrep:read-settings') as Promise<Settings>,
  updateSettings: (patch) => ipcRenderer.invoke('sitrep:update-settings', patch) as Promise<Settings>,
  onOpen(open) {
    const listen = (_event: unknown, opening: Opening): void => open(opening);
    ipcRenderer.on('sitrep:open', listen);
    return () => {
      ipcRenderer.removeListener('sitrep:open', listen);
    };
  },
  assetUrl: (asset) => `app://sitrep/asset/${asset}`,
  requestPort: () => ipcRenderer.send('sitrep:request-port'),
};

contextBridge.exposeInMainWorld('sitrep', shell);

// Ports cannot cross the bridge; a message to the window itself can carry them.
ipcRenderer.on('sitrep:port', (event) => {
  window.postMessage('sitrep-port', location.origin, [...event.ports]);
});
