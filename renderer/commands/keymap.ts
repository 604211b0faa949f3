/** From key events to commands. Sequences such as `g a` wait a second for their second key. */
import { commands } from './commands.ts';

const sequenceMs = 1000;
const byKeys = new Map(commands.flatMap(({ id, keys }) => keys.map((key) => [key, id] as const)));
const prefixes = new Set(
  commands.flatMap(({ keys }) => keys.flatMap((key) => (/^. ./.test(key) ? [key.slice(0, 1)] : []))),
);

export interface Keymap {
  /** The command of a key event, if it completes one. */
  commandOf(event: KeyboardEvent, singleKeys: boolean): string | undefined;
}

export function createKeymap(isMac: boolean): Keymap {
  let pending: { readonly key: string; readonly at: number } | undefined;
  return {
    commandOf(event, singleKeys) {
      if (event.isComposing || event.defaultPrevented) return undefined;
      const mod = isMac ? event.metaKey : event.ctrlKey;
      const key = nameOf(event);
      if (mod && !event.altKey)
        return byKeys.get(`Mod+${event.shiftKey ? 'Shift+' : ''}${key.length === 1 ? key.toUpperCase() : key}`);
      if (event.altKey || event.ctrlKey || event.metaKey) return undefined;
      if (/^F\d+$/.test(key)) return byKeys.get(key);
      if (isTyping(event.target) || isPressing(event.target, key)) return undefined;
      // Only characters can be switched off: arrows, Enter and Escape are how a list is used at all.
      if (!singleKeys && key.length === 1) return undefined;
      const sequence =
        pending !== undefined && event.timeStamp - pending.at < sequenceMs
          ? byKeys.get(`${pending.key} ${key}`)
          : undefined;
      pending = sequence === undefined && prefixes.has(key) ? { key, at: event.timeStamp } : undefined;
      if (sequence !== undefined) return sequence;
      if (pending !== undefined) return undefined;
      return byKeys.get(event.shiftKey && key.length === 1 && /\p{L}/u.test(key) ? `Shift+${key.toUpperCase()}` : key);
    },
  };
}

/** The key as printed; on a layout of another script, the Latin letter of its place. */
function nameOf({ key, code }: KeyboardEvent): string {
  const letter = /^Key([A-Z])$/.exec(code)?.[1];
  if (letter !== undefined && key.length === 1 && !/^[\x20-\x7e]$/.test(key)) return letter.toLowerCase();
  return key;
}

/** Enter and Space belong to the link, button or disclosure that has the focus. */
function isPressing(target: EventTarget | null, key: string): boolean {
  return (
    (key === 'Enter' || key === ' ') && target instanceof Element && target.closest('a[href], button, summary') !== null
  );
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof Element)) return false;
  if (
    target.closest('[role="dialog"], [role="alertdialog"], [role="treegrid"], [role="grid"], [role="radiogroup"]') !==
    null
  )
    return true;
  return target.closest('input, textarea, select, [contenteditable="true"], [data-editor]') !== null;
}
