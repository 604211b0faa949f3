import type { ReactNode } from 'react';
import { ToggleButton } from 'react-aria-components';
import styles from './toggle.module.css';

interface ToggleProps {
  readonly isSelected: boolean;
  readonly onChange: (selected: boolean) => void;
  readonly children: ReactNode;
}

/** One of several things that can each be on or off. */
export function Toggle({ isSelected, onChange, children }: ToggleProps) {
  return (
    <ToggleButton isSelected={isSelected} onChange={onChange} className={styles.toggle ?? ''}>
      {children}
    </ToggleButton>
  );
}
