/** A settings file that is validated when it is read and never overwritten unread. For electron-store and conf alike. */
import fs from 'node:fs';
import * as v from 'valibot';
import { type Settings, settingsSchema } from '../shared/settings.ts';

/** The part of conf that electron-store shares. */
export interface SettingsBackend {
  store: Partial<Settings>;
}

export interface SettingsStore {
  read(): Settings;
  /** Throws a TypeError that says what is wrong with a patch. */
  update(patch: unknown): Settings;
}

export function settingsOver(backend: SettingsBackend): SettingsStore {
  const read = (): Settings => v.parse(settingsSchema, backend.store);
  return {
    read,
    update(patch) {
      const parsed = v.safeParse(v.partial(settingsSchema), patch);
      if (!parsed.success) throw new TypeError(v.summarize(parsed.issues));
      // Only what was given: parsing a partial patch fills in defaults that nobody chose.
      const given = Object.entries(parsed.output).filter(([key]) => Object.hasOwn(patch as object, key));
      backend.store = v.parse(settingsSchema, { ...backend.store, ...Object.fromEntries(given) });
      return read();
    },
  };
}

/** Sets a file aside that is no settings file; `tell` gets a sentence about it. Call it before the file is opened. */
export function setAsideBroken(file: string, tell: (sentence: string) => void): void {
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
