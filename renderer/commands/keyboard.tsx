import { useEffect, useState } from 'react';
import { useShell } from '../shell-context.tsx';
import { Keys } from '../ui/empty-state.tsx';
import { commands } from './commands.ts';
import styles from './keyboard.module.css';
import { createKeymap } from './keymap.ts';
import { keysOf } from './keys.ts';

const hintMs = 1000;

/** Hears the keys of the page; after the first key of a sequence, says what the second can be. */
export function Keyboard({ run }: { readonly run: (id: string) => boolean }) {
  const { shell, settings } = useShell();
  const { keys: chosen, singleKeys } = settings;
  const [first, setFirst] = useState<string>();
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const keymap = createKeymap(shell.platform === 'mac', chosen, () => {
      clearTimeout(timer);
      setFirst(keymap.pending());
      if (keymap.pending() !== undefined) timer = setTimeout(() => setFirst(undefined), hintMs);
    });
    const listen = (event: KeyboardEvent): void => {
      const command = keymap.commandOf(event, singleKeys);
      if (command !== undefined && run(command)) event.preventDefault();
    };
    window.addEventListener('keydown', listen);
    return () => {
      clearTimeout(timer);
      window.removeEventListener('keydown', listen);
    };
  }, [run, shell.platform, chosen, singleKeys]);
  if (first === undefined) return null;
  return (
    <div className={styles.hint} role="status" aria-label={`Keys after ${first}`}>
      {commands.flatMap((command) =>
        keysOf(command, chosen)
          .filter((keys) => keys.startsWith(`${first} `))
          .map((keys) => (
            <span key={keys}>
              <Keys>{keys}</Keys> {command.name}
            </span>
          )),
      )}
    </div>
  );
}
