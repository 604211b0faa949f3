/** Hits a day. Story ids carry their time, so no row has to be read. */
import type { SearchHistogram } from '../../../shared/model.ts';
import { firstIdAt } from '../../../shared/story-ids.ts';

const dayMs = 86_400_000;

export interface DayStart {
  /** `2026-11-24`. */
  readonly day: string;
  /** When it starts, epoch ms. */
  readonly at: number;
}

/** The last `days` calendar days of `timeZone` (IANA; the system's without one) up to `now`, oldest first. */
export function lastDays(now: number, days: number, timeZone: string | undefined): DayStart[] {
  const clock = zoneClock(timeZone);
  const today = Math.floor((now + clock(now)) / dayMs);
  return Array.from({ length: days }, (_, index) => {
    const midnight = (today - days + 1 + index) * dayMs;
    // The offset at the guess may be that of the other side of a clock change: look again from there.
    const guess = midnight - clock(midnight);
    return { day: new Date(midnight).toISOString().slice(0, 10), at: midnight - clock(guess) };
  });
}

/** Counts `ids`, newest first, into `days`, oldest first. */
export function countPerDay(ids: readonly number[], days: readonly DayStart[]): SearchHistogram['days'] {
  const counts = days.map(({ day }) => ({ day, count: 0 }));
  let index = days.length - 1;
  let first = firstIdAt(days[index]?.at ?? Infinity);
  for (const id of ids) {
    while (index > 0 && id < first) first = firstIdAt(days[--index]?.at ?? -Infinity);
    const count = counts[index];
    if (count === undefined || id < first) break;
    count.count++;
  }
  return counts;
}

/** How far a zone's wall clock is ahead of UTC at a time, in ms. */
function zoneClock(timeZone: string | undefined): (at: number) => number {
  const format = new Intl.DateTimeFormat('en-US', {
    ...(timeZone === undefined ? {} : { timeZone }),
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  return (at) => {
    const part: Record<string, number> = {};
    for (const { type, value } of format.formatToParts(at)) part[type] = Number(value);
    const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part;
    return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(at / 1000) * 1000;
  };
}
