/** Dates in queries: days, spans of days and ages. */
import type { Age, DaySpan } from './ast.ts';

const unitMs: Readonly<Record<string, number>> = {
  min: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 7 * 86_400_000,
  m: 30 * 86_400_000,
  y: 365 * 86_400_000,
};

const longestAgeMs = 100 * 365 * 86_400_000;
const [firstYear, lastYear] = [1900, 2999];

/**
 * Reads `2026-11-01`, `2026-11`, `2026`, `2026-11-01..2026-11-07`, `>2026-11-01`, `<=2026-11`, `7d`, `24h`.
 * Gives a sentence when it is none of these.
 */
export function readDates(text: string): DaySpan | Age | string {
  const age = /^(\d+)(min|h|d|w|m|y)$/i.exec(text);
  if (age !== null) return readAge(Number(age[1]), (age[2] ?? '').toLowerCase());
  const range = /^(.*?)\.\.(.*)$/.exec(text);
  if (range !== null) return readRange(range[1] ?? '', range[2] ?? '');
  const compared = /^(>=|<=|>|<|=)(.*)$/.exec(text);
  const days = readDays(compared?.[2] ?? text);
  if (typeof days === 'string') return days;
  switch (compared?.[1]) {
    case '>':
      return { kind: 'days', first: shiftDay(days.last, 1) };
    case '>=':
      return { kind: 'days', first: days.first };
    case '<':
      return { kind: 'days', last: shiftDay(days.first, -1) };
    case '<=':
      return { kind: 'days', last: days.last };
    default:
      return { kind: 'days', ...days };
  }
}

function readAge(count: number, unit: string): Age | string {
  const ms = count * (unitMs[unit] ?? 0);
  if (ms === 0) return 'The time until now must be longer than 0.';
  return ms > longestAgeMs ? 'The time until now is at most 100 years.' : { kind: 'age', ms };
}

function readRange(from: string, to: string): DaySpan | string {
  const first = from === '' ? undefined : readDays(from);
  const last = to === '' ? undefined : readDays(to);
  if (typeof first === 'string') return first;
  if (typeof last === 'string') return last;
  if (first === undefined && last === undefined) return 'A range needs a day on at least one side of "..".';
  if (first !== undefined && last !== undefined && first.first > last.last) return 'The range ends before it starts.';
  return {
    kind: 'days',
    ...(first === undefined ? {} : { first: first.first }),
    ...(last === undefined ? {} : { last: last.last }),
  };
}

/** The first and last day of a day, a month or a year; or a sentence. */
function readDays(text: string): { readonly first: string; readonly last: string } | string {
  const parts = /^(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?$/.exec(text);
  if (parts === null) return `"${text}" is not a date. Write ${examples(text)}.`;
  const [year = 0, month, day] = parts.slice(1).map((part) => (part === undefined ? undefined : Number(part)));
  if (year < firstYear || year > lastYear) return `Years run from ${firstYear} to ${lastYear}.`;
  const first = new Date(Date.UTC(year, (month ?? 1) - 1, day ?? 1));
  const wrongMonth = month !== undefined && (month < 1 || month > 12);
  if (wrongMonth || (day !== undefined && first.getUTCDate() !== day)) return `There is no ${text} in the calendar.`;
  if (day !== undefined) return { first: isoDay(first), last: isoDay(first) };
  const last = new Date(Date.UTC(year, month ?? 12, 0));
  return { first: isoDay(first), last: isoDay(last) };
}

/** The right spelling of what was probably meant, else one of each form. */
function examples(text: string): string {
  const [, day = '', month = '', year = ''] = /^(\d{1,2})[./](\d{1,2})[./](\d{4})$/.exec(text) ?? [];
  if (year !== '') return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const slashed = /^(\d{4})[./](\d{1,2})[./](\d{1,2})$/.exec(text);
  if (slashed !== null) return slashed.slice(1).join('-');
  const word = { today: '24h', yesterday: '2d', week: '7d', month: '30d', year: '365d' }[text.toLowerCase()];
  return word ?? '2026-11-24, 2026-11-01..2026-11-07, >2026-11-01 or 7d';
}

function shiftDay(day: string, by: number): string {
  return isoDay(new Date(Date.parse(`${day}T00:00:00Z`) + by * 86_400_000));
}

function isoDay(date: Date): string {
  return date.toISOString().slice(0, 10);
}

/** When a day of a query starts in the user's time zone, epoch ms; `days` later than the day itself. */
export function startOfDay(day: string, days = 0): number {
  const [year = 1970, month = 1, date = 1] = day.split('-').map(Number);
  return new Date(year, month - 1, date + days).getTime();
}
