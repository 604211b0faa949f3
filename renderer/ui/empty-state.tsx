import type { ReactNode } from 'react';
import styles from './empty-state.module.css';

/** What stands where nothing is: why, and what to do about it. */
export function EmptyState({ title, children }: { readonly title: string; readonly children?: ReactNode }) {
  return (
    <div className={styles.empty}>
      <h2 className={styles.title}>{title}</h2>
      {children}
    </div>
  );
}

export function Keys({ children }: { readonly children: string }) {
  return <kbd className={styles.keys}>{children}</kbd>;
}
