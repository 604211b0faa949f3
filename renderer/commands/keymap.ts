/** From key events to commands. Sequences such as `g a` wait a second for their second key. */
import { type Command, commands } from './commands.ts';

const sequenceMs = 1000;

/** Keys that somebody chose for commands; an empty list takes a command's keys away. */
export type KeyChoices = Readonly<Record<string, readonly string[]>>;

export interface Keymap {
  /** The command of a key event, if it completes one. */
  commandOf(event: KeyboardEvent, singleKeys: boolean): string | undefined;
  /** The first key of a sequence that waits for its second. */
  readonly pending: () => string | undefined;
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

export function createKeymap(isMac: boolean, chosen: KeyChoices = {}, onPending: () => void = () => undefined): Keymap {
  const byKeys = new Map(commands.flatMap((command) => keysOf(command, chosen).map((keys) => [keys, command.id])));
  const prefixes = new Set([...byKeys.keys()].flatMap((keys) => (/^\S+ \S/.test(keys) ? [keys.split(' ')[0]] : [])));
  let pending: { readonly key: string; readonly at: number } | undefined;
  const wait = (key: string | undefined, at: number): void => {
    pending = key === undefined ? undefined : { key, at };
    onPending();
  };
  return {
    pending: () => pending?.key,
    commandOf(event, singleKeys) {
      if (event.isComposing || event.defaultPrevented || isModifier(event.key)) return undefined;
      const keys = keysOfEvent(event, isMac);
      if (keys === undefined) return undefined;
      if (keys.startsWith('Mod+') || /^(Shift\+)?F\d+$/.test(keys)) return byKeys.get(keys);
      if (isTyping(event.target) || isTheirs(event.target, event.key)) return undefined;
      // Only characters can be switched off: arrows, Enter and Escape are how a list is used at all.
      if (!singleKeys && event.key.length === 1) return undefined;
      const first = pending !== undefined && event.timeStamp - pending.at < sequenceMs ? pending.key : undefined;
      if (first !== undefined) {
        wait(undefined, 0);
        const sequence = byKeys.get(`${first} ${keys}`);
        if (sequence !== undefined) return sequence;
      }
      if (prefixes.has(keys)) {
        wait(keys, event.timeStamp);
        return undefined;
      }
      return byKeys.get(keys);
    },
  };
}

/** How keys are written: `j`, `Shift+A`, `Mod+K`, `F6`; undefined for what no command can have. */
export function keysOfEvent(event: KeyboardEvent, isMac: boolean): string | undefined {
  const mod = isMac ? event.metaKey : event.ctrlKey;
  if (event.altKey || (isMac ? event.ctrlKey : event.metaKey)) return undefined;
  const key = nameOf(event);
  const shift = event.shiftKey && (key.length > 1 || /[\p{L}. ]/u.test(key)) ? 'Shift+' : '';
  const name = key.length === 1 && (mod || shift !== '') ? key.toUpperCase() : key;
  return `${mod ? 'Mod+' : ''}${shift}${name}`;
}

/** The key as printed; on a layout of another script, the Latin letter of its place. */
function nameOf({ key, code, shiftKey }: KeyboardEvent): string {
  const letter = /^Key([A-Z])$/.exec(code)?.[1];
  if (letter !== undefined && key.length === 1 && !/^[\x20-\x7e]$/.test(key)) return letter.toLowerCase();
  // With Shift every layout prints something else on this key.
  if (shiftKey && code === 'Period') return '.';
  return key;
}

function isModifier(key: string): boolean {
  return ['Shift', 'Control', 'Alt', 'Meta', 'AltGraph'].includes(key);
}

const pressed = 'a[href], button, summary';
const arrowed = '[role="treegrid"], [role="grid"], [role="radiogroup"], [role="separator"], [role="tablist"]';

/** Enter and Space belong to the control that has the focus; arrows and their like to the widget it is a part of. */
function isTheirs(target: EventTarget | null, key: string): boolean {
  if (!(target instanceof Element)) return false;
  if ((key === 'Enter' || key === ' ') && target.closest(`${pressed}, ${arrowed}`) !== null) return true;
  return (key.length > 1 || key === ' ') && key !== 'Escape' && target.closest(arrowed) !== null;
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof Element)) return false;
  if (target.closest('[role="dialog"], [role="alertdialog"], [role="menu"]') !== null) return true;
  if (target.closest('[aria-haspopup="listbox"]') !== null) return true;
  return (
    target.closest('input:not([type=checkbox]), textarea, select, [contenteditable="true"], [data-editor]') !== null
  );
}
