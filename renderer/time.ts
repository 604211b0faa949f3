/** Times as the list and the reader show them. */
export type TimeZoneChoice = 'local' | 'utc';

export type ClockChoice = 'system' | '24' | '12';

const formatters = new Map<string, Intl.DateTimeFormat>();
// A page has one clock, as it has one theme.
let hourCycle: Intl.DateTimeFormatOptions['hourCycle'];

/** Writes hours in this way from now on. */
export function setClock(choice: ClockChoice): void {
  hourCycle = ({ system: undefined, '24': 'h23', '12': 'h12' } as const)[choice];
}

/** In the way of the user's own system, whatever the language of the page. */
function formatter(options: Intl.DateTimeFormatOptions, zone: TimeZoneChoice, locale?: string): Intl.DateTimeFormat {
  const all = {
    ...options,
    ...(hourCycle === undefined || options.hour === undefined ? {} : { hourCycle }),
    ...(zone === 'utc' ? { timeZone: 'UTC' } : {}),
  };
  const key = `${locale}${JSON.stringify(all)}`;
  let known = formatters.get(key);
  if (known === undefined) {
    known = new Intl.DateTimeFormat(locale, all);
    formatters.set(key, known);
  }
  return known;
}

const day = { day: 'numeric', month: 'short' } as const;
const clock = { hour: '2-digit', minute: '2-digit' } as const;

/** The clock for today, the day before that. */
export function shortTime(time: number, zone: TimeZoneChoice, now = Date.now()): string {
  // Swedish writes days as `2026-11-24`.
  const dayOf = (at: number): string =>
    formatter({ year: 'numeric', month: '2-digit', day: '2-digit' }, zone, 'sv').format(at);
  if (dayOf(time) === dayOf(now)) return formatter(clock, zone).format(time);
  const sameYear = dayOf(time).slice(0, 4) === dayOf(now).slice(0, 4);
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
