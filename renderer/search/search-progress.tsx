import { useEffect, useState } from 'react';
import { count } from '../time.ts';
import { Button } from '../ui/button.tsx';
import styles from './search-progress.module.css';

const quietMs = 400;

/** Shows that a search goes on, once it takes long, and lets one stop it. */
export function SearchProgress({ found, onStop }: { readonly found: number; readonly onStop: () => void }) {
  const [isLong, setLong] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLong(true), quietMs);
    return () => clearTimeout(timer);
  }, []);
  if (!isLong) return null;
  return (
    <div className={styles.progress} role="status">
      <progress aria-label="Searching" className={styles.bar} />
      <span>{found === 0 ? 'Searching…' : `${count(found)} found so far`}</span>
      <Button onPress={onStop}>Stop</Button>
    </div>
  );
}
