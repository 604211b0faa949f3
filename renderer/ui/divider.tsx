import { useRef } from 'react';
import styles from './divider.module.css';

interface DividerProps {
  readonly label: string;
  /** The width of what stands before it, CSS pixels. */
  readonly value: number;
  readonly least: number;
  readonly most: number;
  readonly onChange: (value: number) => void;
}

const step = 16;

/** A movable border between two panes, by pointer or by arrow keys. */
export function Divider({ label, value, least, most, onChange }: DividerProps) {
  const start = useRef<{ readonly x: number; readonly value: number }>(undefined);
  const set = (wanted: number): void => onChange(Math.round(Math.min(most, Math.max(least, wanted))));
  const sign = (element: Element): number => (getComputedStyle(element).direction === 'rtl' ? -1 : 1);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a rule cannot be moved; a separator that takes the focus can (WAI-ARIA).
    <div
      role="separator"
      aria-orientation="vertical"
      aria-label={label}
      aria-valuenow={value}
      aria-valuemin={least}
      aria-valuemax={most}
      tabIndex={0}
      className={styles.divider}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        start.current = { x: event.clientX, value };
      }}
      onPointerMove={(event) => {
        const from = start.current;
        if (from !== undefined) set(from.value + (event.clientX - from.x) * sign(event.currentTarget));
      }}
      onPointerUp={() => {
        start.current = undefined;
      }}
      onKeyDown={(event) => {
        const by = { ArrowLeft: -step, ArrowRight: step }[event.key];
        if (by === undefined) return;
        event.preventDefault();
        set(value + by * sign(event.currentTarget));
      }}
    />
  );
}
