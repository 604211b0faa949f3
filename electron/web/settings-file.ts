/** Settings outside Electron: the file format of electron-store, through `conf`, its base. */
import fs from 'node:fs';
import path from 'node:path';
import Conf from 'conf';
import * as v from 'valibot';
import { defaultSettings, type Settings, settingsSchema } from '../../shared/settings.ts';
import type { SettingsStore } from './http.ts';

/** Opens `settings.json` in `folder`. A file that cannot be read is set aside, and `tell` gets a sentence about it. */
export function openSettings(folder: string, tell: (sentence: string) => void): SettingsStore {
  setAsideBroken(path.join(folder, 'settings.json'), tell);
  const conf = new Conf<Partial<Settings>>({ cwd: folder, configName: 'settings', defaults: defaultSettings });
  return {
    read: () => v.parse(settingsSchema, conf.store),
    update(patch) {
      const parsed = v.safeParse(v.partial(settingsSchema), patch);
      if (!parsed.success) throw new TypeError(v.summarize(parsed.issues));
      // Only what was given: parsing a partial patch fills in defaults that nobody chose.
      const given = Object.entries(parsed.output).filter(([key]) => Object.hasOwn(patch as object, key));
      conf.store = v.parse(settingsSchema, { ...conf.store, ...Object.fromEntries(given) });
      return v.parse(settingsSchema, conf.store);
    },
  };
}

function setAsideBroken(file: string, tell: (sentence: string) => void): void {
  if (!fs.existsSync(file)) return;
  try {
    v.parse(settingsSchema, JSON.parse(fs.readFileSync(file, 'utf8')));
  } catch (error) {
    const aside = `${file}.broken-${Date.now()}`;
    fs.renameSync(file, aside);
    const reason = error instanceof Error ? error.message : String(error);
    tell(`The settings could not be read (${reason}). They were set aside as ${aside}; the defaults are in force.`);
  }
}
