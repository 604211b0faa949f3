import { useState } from 'react';
import { type Command, commands } from '../commands/commands.ts';
import { conflictOf, keysOf, keysOfEvent } from '../commands/keys.ts';
import { useShell } from '../shell-context.tsx';
import { Button } from '../ui/button.tsx';
import { Keys } from '../ui/empty-state.tsx';
import styles from './key-table.module.css';

/** The keys of every command, which can be changed, taken away and given back. */
export function KeyTable() {
  const { shell, settings, changeSettings } = useShell();
  const { keys: chosen } = settings;
  const isMac = shell.platform === 'mac';
  const [asking, setAsking] = useState<string>();
  const [trouble, setTrouble] = useState<{ readonly id: string; readonly text: string }>();
  const choose = (id: string, keys: readonly string[]): void => {
    changeSettings({ keys: { ...chosen, [id]: [...keys] } });
    setAsking(undefined);
    setTrouble(undefined);
  };
  const reset = ({ id, keys }: Command): void => {
    const { [id]: _, ...rest } = chosen;
    const clash = keys.map((wanted) => conflictOf(id, wanted, rest)).find((command) => command !== undefined);
    if (clash === undefined) changeSettings({ keys: rest });
    setTrouble(clash && { id, text: `Its own keys are those of “${clash.name}” now.` });
  };
  const take = (command: Command, wanted: string): void => {
    const clash = conflictOf(command.id, wanted, chosen);
    if (clash === undefined) choose(command.id, [wanted]);
    else setTrouble({ id: command.id, text: `${shown(wanted, isMac)} is already used for “${clash.name}”.` });
  };
  return (
    <section className={styles.table} aria-label="Keys">
      <header className={styles.header}>
        <h2>Keys</h2>
        <Button look="quiet" isDisabled={Object.keys(chosen).length === 0} onPress={() => changeSettings({ keys: {} })}>
          Reset all keys
        </Button>
      </header>
      <ul className={styles.list}>
        {commands.map((command) => (
          <li key={command.id} className={styles.row}>
            <span className={styles.name}>{command.name}</span>
            {asking === command.id ? (
              <KeyCatcher
                name={command.name}
                isMac={isMac}
                onKeys={(wanted) => take(command, wanted)}
                onCancel={() => setAsking(undefined)}
              />
            ) : (
              <span className={styles.keys}>
                {keysOf(command, chosen).map((keys) => (
                  <Keys key={keys}>{shown(keys, isMac)}</Keys>
                ))}
              </span>
            )}
            <Button
              look="quiet"
              aria-label={`Change the keys of ${command.name}`}
              onPress={() => setAsking(command.id)}
            >
              Change
            </Button>
            {chosen[command.id] === undefined ? (
              <Button
                look="quiet"
                aria-label={`Remove the keys of ${command.name}`}
                onPress={() => choose(command.id, [])}
              >
                Remove
              </Button>
            ) : (
              <Button look="quiet" aria-label={`Reset the keys of ${command.name}`} onPress={() => reset(command)}>
                Reset
              </Button>
            )}
            {trouble?.id === command.id ? (
              <p role="alert" className={styles.trouble}>
                {trouble.text}
              </p>
            ) : null}
          </li>
        ))}
      </ul>
    </section>
  );
}

interface KeyCatcherProps {
  readonly name: string;
  readonly isMac: boolean;
  readonly onKeys: (keys: string) => void;
  readonly onCancel: () => void;
}

/** Hears the next keys. `g` starts a sequence; Tab goes on, so that nobody is caught here. */
function KeyCatcher({ name, isMac, onKeys, onCancel }: KeyCatcherProps) {
  const [first, setFirst] = useState<string>();
  return (
    <input
      className={styles.catcher}
      aria-label={`New keys of ${name}`}
      placeholder="Press the keys"
      readOnly
      ref={takeFocus}
      value={first === undefined ? '' : `${first} …`}
      onBlur={onCancel}
      onKeyDown={(event) => {
        if (event.key === 'Tab' || ['Shift', 'Control', 'Alt', 'Meta'].includes(event.key)) return;
        event.preventDefault();
        if (event.key === 'Escape') return onCancel();
        const keys = keysOfEvent(event.nativeEvent, isMac);
        if (keys === undefined) return;
        if (first === undefined && keys === 'g') setFirst(keys);
        else onKeys(first === undefined ? keys : `${first} ${keys}`);
      }}
    />
  );
}

function takeFocus(element: HTMLElement | null): void {
  element?.focus();
}

function shown(keys: string, isMac: boolean): string {
  return keys
    .replace(/(^|\+) $/, '$1Space')
    .replace('Mod', isMac ? '⌘' : 'Ctrl')
    .replace('ArrowLeft', '←')
    .replace('ArrowRight', '→')
    .replace('ArrowDown', '↓')
    .replace('ArrowUp', '↑');
}
