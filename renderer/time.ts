/** Times as the list and the reader show them. */
export type TimeZoneChoice = 'local' | 'utc';

const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter(options: Intl.DateTimeFormatOptions, zone: TimeZoneChoice): Intl.DateTimeFormat {
  const all = { ...options, hourCycle: 'h23' as const, ...(zone === 'utc' ? { timeZone: 'UTC' } : {}) };
  const key = JSON.stringify(all);
  let known = formatters.get(key);
  if (known === undefined) {
    known = new Intl.DateTimeFormat('en-GB', all);
    formatters.set(key, known);
  }
  return known;
}

const day = { day: 'numeric', month: 'short' } as const;
const clock = { hour: '2-digit', minute: '2-digit' } as const;

/** The clock for today, the day before that. */
export function shortTime(time: number, zone: TimeZoneChoice, now = Date.now()): string {
  const dayOf = (at: number): string => formatter({ ...day, year: 'numeric' }, zone).format(at);
  if (dayOf(time) === dayOf(now)) return formatter(clock, zone).format(time);
  const sameYear = dayOf(time).slice(-4) === dayOf(now).slice(-4);
  return formatter(sameYear ? day : { ...day, year: 'numeric' }, zone).format(time);
}

/** `Tuesday 24 November 2026 at 06:12 UTC`. */
export function longTime(time: number, zone: TimeZoneChoice): string {
  const options = {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    ...clock,
    timeZoneName: 'short',
  } as const;
  return formatter(options, zone).format(time);
}

/** `3 minutes ago`, `in 2 hours`. */
export function relativeTime(time: number, now = Date.now()): string {
  const seconds = Math.round((time - now) / 1000);
  const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });
  const size = Math.abs(seconds);
  if (size < 60) return relative.format(seconds, 'second');
  if (size < 3600) return relative.format(Math.round(seconds / 60), 'minute');
  if (size < 86_400) return relative.format(Math.round(seconds / 3600), 'hour');
  return relative.format(Math.round(seconds / 86_400), 'day');
}

export function count(value: number): string {
  return value.toLocaleString('en');
}
