/** From key events to commands. Sequences such as `g a` wait a second for their second key. */
import { commands } from './commands.ts';
import { type KeyChoices, keysOf, keysOfEvent } from './keys.ts';

const sequenceMs = 1000;

export interface Keymap {
  /** The command of a key event, if it completes one. */
  commandOf(event: KeyboardEvent, singleKeys: boolean): string | undefined;
  /** The first key of a sequence that waits for its second. */
  readonly pending: () => string | undefined;
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
