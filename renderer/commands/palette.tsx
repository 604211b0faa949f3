import { useContext, useState } from 'react';
import { useShell } from '../shell-context.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Keys } from '../ui/empty-state.tsx';
import { type Command, commands } from './commands.ts';
import { keysOf } from './keys.ts';
import styles from './palette.module.css';
import { CommandContext } from './use-commands.ts';

/** All commands by name. Enter runs the marked one. */
export function Palette({ isOpen, onClose }: { readonly isOpen: boolean; readonly onClose: () => void }) {
  const centre = useContext(CommandContext);
  const chosen = useShell().settings.keys;
  const [text, setText] = useState('');
  const [marked, setMarked] = useState(0);
  const words = text.toLowerCase().split(/\s+/);
  const found = commands.filter(
    ({ id, name, group }) =>
      centre.canRun(id) && words.every((word) => `${group} ${name}`.toLowerCase().includes(word)),
  );
  const run = (command: Command | undefined): void => {
    onClose();
    setText('');
    // The dialog gives the focus back first, so that the command finds the page as it was.
    if (command !== undefined) setTimeout(() => centre.run(command.id), 0);
  };
  return (
    <Dialog title="Commands" isOpen={isOpen} onClose={() => run(undefined)}>
      <input
        className={styles.input}
        aria-label="Command"
        role="combobox"
        aria-expanded
        aria-controls="palette-list"
        aria-activedescendant={found[marked] === undefined ? undefined : `command-${found[marked].id}`}
        autoFocus
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setMarked(0);
        }}
        onKeyDown={(event) => {
          const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
          if (step !== undefined) {
            event.preventDefault();
            setMarked((marked + step + found.length) % Math.max(1, found.length));
          } else if (event.key === 'Enter') run(found[marked]);
        }}
      />
      <div id="palette-list" role="listbox" aria-label="Commands" className={styles.list}>
        {found.slice(0, 50).map((command, index) => (
          <div
            key={command.id}
            id={`command-${command.id}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === marked}
            className={styles.command}
            onMouseEnter={() => setMarked(index)}
            onClick={() => run(command)}
            onKeyDown={() => undefined}
          >
            <span>{command.name}</span>
            {keysOf(command, chosen)[0] === undefined ? null : <Keys>{shownKey(keysOf(command, chosen))}</Keys>}
          </div>
        ))}
        {found.length === 0 ? <p className={styles.none}>No command has these words.</p> : null}
      </div>
    </Dialog>
  );
}

/** The keys of all commands, by group. */
export function KeyHelp({ isOpen, onClose }: { readonly isOpen: boolean; readonly onClose: () => void }) {
  const chosen = useShell().settings.keys;
  return (
    <Dialog title="Keys" isOpen={isOpen} onClose={onClose} wide>
      <div className={styles.help}>
        {[...new Set(commands.map(({ group }) => group))].map((group) => (
          <section key={group}>
            <h3>{group}</h3>
            <dl>
              {commands
                .filter((command) => command.group === group && keysOf(command, chosen).length > 0)
                .map((command) => (
                  <div key={command.id} className={styles.key}>
                    <dt>{command.name}</dt>
                    <dd>
                      <Keys>{shownKey(keysOf(command, chosen))}</Keys>
                    </dd>
                  </div>
                ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}

function shownKey([keys]: readonly string[]): string {
  return keys === ' ' ? 'Space' : (keys ?? '');
}
