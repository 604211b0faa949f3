/** Settings of the application (not of the archive): one schema for electron-store and conf. */
import * as v from 'valibot';

const bounded = (least: number, most: number, fallback: number) =>
  v.optional(v.pipe(v.number(), v.minValue(least), v.maxValue(most)), fallback);

export const settingsSchema = v.object({
  theme: v.optional(v.picklist(['system', 'light', 'dark']), 'system'),
  density: v.optional(v.picklist(['two-line', 'one-line']), 'two-line'),
  /** One row for the stories that report one event. */
  groupEvents: v.optional(v.boolean(), true),
  times: v.optional(v.picklist(['local', 'utc']), 'local'),
  /** Hours as the system writes them, unless somebody wants it otherwise. */
  clock: v.optional(v.picklist(['system', '24', '12']), 'system'),
  readerFont: v.optional(v.picklist(['serif', 'sans']), 'serif'),
  /** CSS pixels. */
  readerSize: bounded(12, 28, 16.5),
  /** Characters a line. */
  readerWidth: bounded(50, 100, 68),
  singleKeys: v.optional(v.boolean(), true),
  /** Keys that were chosen, by command; an empty list is a command without keys. */
  keys: v.optional(v.record(v.string(), v.array(v.pipe(v.string(), v.maxLength(40)))), {}),
  sidebarWidth: bounded(160, 480, 248),
  listWidth: bounded(260, 720, 400),
  notifications: v.optional(v.boolean(), true),
  notificationHeadlines: v.optional(v.boolean(), true),
  sound: v.optional(v.boolean(), false),
  closeToTray: v.optional(v.boolean(), false),
  startAtLogin: v.optional(v.boolean(), false),
});

export type Settings = v.InferOutput<typeof settingsSchema>;

export const defaultSettings: Settings = v.parse(settingsSchema, {});
