/** Settings outside Electron: the file format of electron-store, through `conf`, its base. */
import path from 'node:path';
import Conf from 'conf';
import { defaultSettings, type Settings } from '../../shared/settings.ts';
import { type SettingsStore, setAsideBroken, settingsOver } from '../settings-file.ts';

/** Opens `settings.json` in `folder`. A file that cannot be read is set aside, and `tell` gets a sentence about it. */
export function openSettings(folder: string, tell: (sentence: string) => void): SettingsStore {
  setAsideBroken(path.join(folder, 'settings.json'), tell);
  return settingsOver(new Conf<Partial<Settings>>({ cwd: folder, configName: 'settings', defaults: defaultSettings }));
}
