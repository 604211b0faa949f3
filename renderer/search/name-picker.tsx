import { useQuery } from '@tanstack/react-query';
import { X } from 'lucide-react';
import { useId, useState } from 'react';
import { Foreign } from '../foreign.tsx';
import styles from './builder.module.css';

export interface PickedName {
  readonly key: string;
  readonly name: string;
}

interface NamePickerProps {
  readonly label: string;
  readonly picked: readonly PickedName[];
  readonly onChange: (picked: readonly PickedName[]) => void;
  /** Names for what was typed. */
  readonly find: (text: string) => Promise<readonly PickedName[]>;
}

const mostShown = 8;

/** Picks names by typing their beginning; what is picked stands as chips before the field. */
export function NamePicker({ label, picked, onChange, find }: NamePickerProps) {
  const [text, setText] = useState('');
  const [marked, setMarked] = useState(0);
  const id = useId();
  const found = useQuery({
    queryKey: ['name-picker', label, text],
    queryFn: () => find(text.trim()),
    enabled: text.trim() !== '',
  });
  const choices =
    text.trim() === ''
      ? []
      : (found.data ?? []).filter(({ key }) => picked.every((other) => other.key !== key)).slice(0, mostShown);
  const pick = (choice: PickedName | undefined): void => {
    if (choice === undefined) return;
    onChange([...picked, choice]);
    setText('');
    setMarked(0);
  };
  return (
    <div className={styles.picker}>
      <label className={styles.label} htmlFor={id}>
        {label}
      </label>
      <div className={styles.picked}>
        {picked.map((name) => (
          <button
            key={name.key}
            type="button"
            className={styles.chip}
            aria-label={`Take out ${name.name}`}
            onClick={() => onChange(picked.filter(({ key }) => key !== name.key))}
          >
            <Foreign text={name.name} /> <X size={12} aria-hidden />
          </button>
        ))}
        <input
          id={id}
          className={styles.input}
          role="combobox"
          aria-expanded={choices.length > 0}
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          aria-activedescendant={choices[marked] === undefined ? undefined : `${id}-${marked}`}
          autoComplete="off"
          dir="auto"
          placeholder="Type a name"
          value={text}
          onChange={(event) => {
            setText(event.target.value);
            setMarked(0);
          }}
          onKeyDown={(event) => {
            const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
            if (step !== undefined) setMarked((marked + step + choices.length) % Math.max(1, choices.length));
            else if (event.key === 'Enter' && choices.length > 0) pick(choices[marked]);
            else if (event.key === 'Backspace' && text === '') onChange(picked.slice(0, -1));
            else if (event.key === 'Escape' && text !== '') {
              setText('');
              event.stopPropagation();
            } else return;
            if (event.key !== 'Backspace') event.preventDefault();
          }}
        />
      </div>
      <div id={`${id}-list`} role="listbox" aria-label="Names" className={styles.choices}>
        {choices.map((choice, index) => (
          <div
            key={choice.key}
            id={`${id}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === marked}
            className={styles.choice}
            onMouseEnter={() => setMarked(index)}
            onClick={() => pick(choice)}
            onKeyDown={() => undefined}
          >
            <Foreign text={choice.name} />
          </div>
        ))}
        {text.trim() !== '' && found.isSuccess && choices.length === 0 ? (
          <div role="option" aria-selected={false} aria-disabled tabIndex={-1} className={styles.none}>
            Nothing has this name.
          </div>
        ) : null}
      </div>
    </div>
  );
}
