import { ChevronDown } from 'lucide-react';
import { Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
import { Button } from './button.tsx';
import styles from './field.module.css';
import type { Choice } from './field.tsx';

/** A button that opens a list of things to do. */
export function MenuButton<T extends string>({
  label,
  choices,
  onChoose,
}: {
  readonly label: string;
  readonly choices: readonly Choice<T>[];
  readonly onChoose: (value: T) => void;
}) {
  return (
    <MenuTrigger>
      <Button>
        {label} <ChevronDown size={14} aria-hidden />
      </Button>
      <Popover className={styles.popover ?? ''}>
        <Menu aria-label={label} className={styles.list ?? ''} onAction={(key) => onChoose(key as T)}>
          {choices.map(({ value, label: name }) => (
            <MenuItem key={value} id={value} className={styles.option ?? ''}>
              {name}
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
