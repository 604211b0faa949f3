/** Hours of the day in local time, on days when clocks change too. */
import type { Hours } from '../../../shared/rule.ts';

/** Whether a time lies in the hours. Those that go over midnight belong to the day they start on. */
export function isWithin({ days, from, to }: Hours, at: number): boolean {
  const time = new Date(at);
  const clock = `${two(time.getHours())}:${two(time.getMinutes())}`;
  const day = time.getDay();
  if (from < to) return days.includes(day) && clock >= from && clock < to;
  return (days.includes(day) && clock >= from) || (days.includes((day + 6) % 7) && clock < to);
}

/** The newest of these times of day that is not after `at`; undefined without any. A time that a day skips comes an hour later. */
export function lastTimeOfDay(times: readonly string[], at: number): number | undefined {
  const candidates = [0, 1].flatMap((daysAgo) => times.map((time) => timeOn(at, time, -daysAgo)));
  const past = candidates.filter((time) => time <= at);
  return past.length === 0 ? undefined : Math.max(...past);
}

/** The next of these times of day after `at`. */
export function nextTimeOfDay(times: readonly string[], at: number): number | undefined {
  const later = [0, 1, 2].flatMap((days) => times.map((time) => timeOn(at, time, days))).filter((time) => time > at);
  return later.length === 0 ? undefined : Math.min(...later);
}

/** The same time of day and week, so many weeks ago; where clocks changed between, that is not a multiple of 168 hours. */
export function weeksBefore(at: number, weeks: number): number {
  const time = new Date(at);
  time.setDate(time.getDate() - 7 * weeks);
  return time.getTime();
}

function timeOn(at: number, time: string, days: number): number {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  const date = new Date(at);
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() + days, hour, minute).getTime();
}

export function clockOf(at: number): string {
  const time = new Date(at);
  return `${two(time.getHours())}:${two(time.getMinutes())}`;
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** Such as `3 Dec 2026, 08:30`, in local time. */
export function dayAndClock(at: number): string {
  const time = new Date(at);
  return `${time.getDate()} ${months[time.getMonth()] ?? ''} ${time.getFullYear()}, ${clockOf(at)}`;
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
