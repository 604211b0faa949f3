/** Settings in electron-store, by the shared schema. */
import path from 'node:path';
import { app } from 'electron';
import Store from 'electron-store';
import { defaultSettings, type Settings } from '../../shared/settings.ts';
import { type SettingsStore, setAsideBroken, settingsOver } from '../settings-file.ts';

export interface AppSettings extends SettingsStore {
  onChange(listener: (settings: Settings) => void): void;
}

/** Opens the settings. A file that cannot be read is set aside, and `tell` gets a sentence about it. */
export function openAppSettings(tell: (sentence: string) => void): AppSettings {
  setAsideBroken(path.join(app.getPath('userData'), 'settings.json'), tell);
  const store = settingsOver(new Store<Partial<Settings>>({ name: 'settings', defaults: defaultSettings }));
  const listeners: ((settings: Settings) => void)[] = [];
  return {
    read: store.read,
    update(patch) {
      const settings = store.update(patch);
      for (const listener of listeners) listener(settings);
      return settings;
    },
    onChange: (listener) => listeners.push(listener),
  };
}
