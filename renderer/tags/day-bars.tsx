import { count } from '../time.ts';
import styles from './tags.module.css';

const height = 96;

/** Stories a day as bars, oldest first. */
export function DayBars({ days }: { readonly days: readonly { readonly day: string; readonly count: number }[] }) {
  const most = Math.max(1, ...days.map((day) => day.count));
  const total = days.reduce((sum, day) => sum + day.count, 0);
  return (
    <>
      <svg
        className={styles.days}
        viewBox={`0 0 ${Math.max(1, days.length)} ${height}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={`${count(total)} stories in ${days.length} days, at most ${count(most)} a day`}
      >
        {days.map(({ day, count: stories }, index) => {
          const tall = stories === 0 ? 0 : Math.max(2, (stories / most) * (height - 4));
          return (
            <rect key={day} className={styles.day} x={index + 0.1} width={0.8} y={height - tall} height={tall}>
              <title>
                {day}: {count(stories)}
              </title>
            </rect>
          );
        })}
      </svg>
      <div className={styles.axis} aria-hidden>
        <span>{days[0]?.day}</span>
        <span>at most {count(most)} a day</span>
        <span>{days.at(-1)?.day}</span>
      </div>
    </>
  );
}
