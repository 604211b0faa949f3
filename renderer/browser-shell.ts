/** The browser as a shell: what Electron's preload gives a window, done with what a page may do by itself. */

import * as v from 'valibot';
import { type Settings, settingsSchema } from '../shared/settings.ts';
import type { PickedFile, Shell } from '../shared/shell.ts';

export const browserShell: Shell = {
  name: 'browser',
  platform: platformOf(navigator.userAgent),
  announcesAlerts: false,
  async openExternal(url) {
    const parsed = new URL(url);
    if (!/^https?:$/.test(parsed.protocol)) throw new Error('Only web addresses can be opened.');
    window.open(parsed.href, '_blank', 'noopener,noreferrer');
  },
  async saveFile(name, text) {
    const link = document.createElement('a');
    const address = URL.createObjectURL(new Blob([text]));
    link.href = address;
    link.download = name;
    link.click();
    URL.revokeObjectURL(address);
    return true;
  },
  pickFile,
  async notificationPermission(ask) {
    if (!('Notification' in window)) return 'denied';
    return ask && Notification.permission === 'default' ? Notification.requestPermission() : Notification.permission;
  },
  notify({ id, title, body, isSilent, stays, onClick }) {
    if (!('Notification' in window) || Notification.permission !== 'granted') return;
    const notification = new Notification(title, { tag: id, body, silent: isSilent, requireInteraction: stays });
    notification.onclick = () => {
      window.focus();
      onClick();
      notification.close();
    };
  },
  setBadge(count) {
    document.title = count > 0 ? `(${count}) Sitrep` : 'Sitrep';
  },
  readSettings: async () => readSettings(await fetch('/settings')),
  updateSettings: async (patch) =>
    readSettings(
      await fetch('/settings', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(patch),
      }),
    ),
  onOpen: () => () => undefined,
  assetUrl: (asset) => `/asset/${asset}`,
};

async function readSettings(response: Response): Promise<Settings> {
  if (!response.ok) throw new Error(await response.text());
  return v.parse(settingsSchema, await response.json());
}

function pickFile(extensions: readonly string[]): Promise<PickedFile | undefined> {
  const input = document.createElement('input');
  input.type = 'file';
  input.accept = extensions.map((extension) => `.${extension}`).join(',');
  return new Promise((resolve) => {
    input.addEventListener('cancel', () => resolve(undefined));
    input.addEventListener('change', async () => {
      const [file] = input.files ?? [];
      resolve(file === undefined ? undefined : { name: file.name, text: await file.text() });
    });
    input.click();
  });
}

function platformOf(agent: string): Shell['platform'] {
  if (/Mac/.test(agent)) return 'mac';
  if (/Windows/.test(agent)) return 'windows';
  return /Linux/.test(agent) ? 'linux' : 'other';
}
