import { longTime, shortTime, type TimeZoneChoice } from './time.ts';

/** The clock for today, the day before that; in full to whoever points at it, and to machines. */
export function ExactTime({ at, zone }: { readonly at: number; readonly zone: TimeZoneChoice }) {
  return (
    <time dateTime={new Date(at).toISOString()} title={longTime(at, zone)}>
      {shortTime(at, zone)}
    </time>
  );
}
