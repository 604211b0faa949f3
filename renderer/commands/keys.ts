/** Keys as they are written, chosen and told apart. */
import { type Command, commands } from './commands.ts';

/** Keys that somebody chose for commands; an empty list takes a command's keys away. */
export type KeyChoices = Readonly<Record<string, readonly string[]>>;

/** The part of a keyboard event that says which keys were pressed. */
export interface KeyPress {
  readonly key: string;
  readonly code: string;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly metaKey: boolean;
}

/** The keys of a command: those that were chosen, else its own. */
export function keysOf({ id, keys }: Pick<Command, 'id' | 'keys'>, chosen: KeyChoices): readonly string[] {
  return chosen[id] ?? keys;
}

/** The command that has these keys already, or whose sequence they would start or cut short. */
export function conflictOf(id: string, wanted: string, chosen: KeyChoices): Command | undefined {
  const clash = (known: string): boolean =>
    known === wanted || known.startsWith(`${wanted} `) || wanted.startsWith(`${known} `);
  return commands.find((command) => command.id !== id && keysOf(command, chosen).some(clash));
}

/** How keys are written: `j`, `Shift+A`, `Mod+K`, `F6`; undefined for what no command can have. */
export function keysOfEvent(event: KeyPress, isMac: boolean): string | undefined {
  const mod = isMac ? event.metaKey : event.ctrlKey;
  if (event.altKey || (isMac ? event.ctrlKey : event.metaKey)) return undefined;
  const key = nameOf(event);
  const shift = event.shiftKey && (key.length > 1 || /[\p{L}. ]/u.test(key)) ? 'Shift+' : '';
  const name = key.length === 1 && (mod || shift !== '') ? key.toUpperCase() : key;
  return `${mod ? 'Mod+' : ''}${shift}${name}`;
}

/** The key as printed; on a layout of another script, the Latin letter of its place. */
function nameOf({ key, code, shiftKey }: KeyPress): string {
  const letter = /^Key([A-Z])$/.exec(code)?.[1];
  if (letter !== undefined && key.length === 1 && !/^[\x20-\x7e]$/.test(key)) return letter.toLowerCase();
  // With Shift every layout prints something else on this key.
  if (shiftKey && code === 'Period') return '.';
  return key;
}
