import { Label, ProgressBar } from 'react-aria-components';
import styles from './progress.module.css';

/** How far a thing is that has a known end. */
export function Progress({
  label,
  done,
  total,
}: {
  readonly label: string;
  readonly done: number;
  readonly total: number;
}) {
  return (
    <ProgressBar value={done} maxValue={Math.max(total, 1)} className={styles.progress ?? ''}>
      {({ percentage = 0 }) => (
        <>
          <Label>{label}</Label>
          <svg className={styles.track} viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true">
            <rect className={styles.rest} width="100" height="1" />
            <rect className={styles.done} width={percentage} height="1" />
          </svg>
        </>
      )}
    </ProgressBar>
  );
}
