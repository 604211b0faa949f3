import { count } from '../time.ts';
import styles from './spark.module.css';

/** Hits of each day as bars, oldest first. */
export function Spark({ perDay }: { readonly perDay: readonly number[] }) {
  const most = Math.max(1, ...perDay);
  const total = perDay.reduce((sum, hits) => sum + hits, 0);
  return (
    <svg
      className={styles.spark}
      viewBox={`0 0 ${perDay.length * 4} 24`}
      preserveAspectRatio="none"
      role="img"
      aria-label={`${count(total)} hits in ${perDay.length} days, at most ${count(most)} a day`}
    >
      <rect className={styles.ground} x={0} y={23} width={perDay.length * 4} height={1} />
      {perDay.map((hits, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a bar is its day
        <rect key={index} x={index * 4} width={3} y={24 - (hits / most) * 24} height={(hits / most) * 24} />
      ))}
    </svg>
  );
}
