/** Day, month and year to a time, in the calendars that feeds write: Gregorian, and the Solar Hijri one of Iran. */

export interface Clock {
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly ms: number;
}

export const midnight: Clock = { hour: 0, minute: 0, second: 0, ms: 0 };

/** Minutes east of UTC, or a place such as Europe/Istanbul, whose offset depends on the day. */
export type Zone = number | { readonly place: string };

const minuteMs = 60_000;
const dayMs = 86_400_000;

/** Epoch ms of a moment on a calendar, or undefined when there is no such day or hour. */
export function assemble(year: number, month: number, day: number, clock: Clock, zone: Zone): number | undefined {
  if (clock.hour > 24 || clock.minute > 59 || clock.second > 60) return undefined;
  const dayTime = dayAt(year, month, day);
  return dayTime === undefined ? undefined : inZone(dayTime + clockMs(clock), zone);
}

export function clockMs({ hour, minute, second, ms }: Clock): number {
  return Math.floor(((hour * 60 + minute) * 60 + second) * 1000 + ms);
}

/** A local time as epoch ms. */
export function inZone(localTime: number, zone: Zone): number {
  if (typeof zone === 'number') return localTime - zone * minuteMs;
  // Twice: the first guess may fall on the other side of a change of the clocks.
  const guess = localTime - placeOffset(zone.place, localTime) * minuteMs;
  return localTime - placeOffset(zone.place, guess) * minuteMs;
}

/** Monday of an ISO week and the days after it, epoch ms. */
export function weekTime(year: number, week: number, weekday: number): number {
  const january4 = new Date(Date.UTC(year, 0, 4));
  const monday = january4.getTime() - ((january4.getUTCDay() + 6) % 7) * dayMs;
  return monday + ((week - 1) * 7 + weekday - 1) * dayMs;
}

// What a year means is told by its size: nobody publishes in the Gregorian 15th century. 1405 in Iran is 2026, and so
// is 1448 of the lunar calendar, whose months depend on the moon and are not read.
const solarHijriYears = { first: 1300, last: 1425 };
const lunarHijriYears = { first: 1426, last: 1500 };

function dayAt(year: number, month: number, day: number): number | undefined {
  if (year < 100 || month < 1 || month > 12 || day < 1 || day > 31) return undefined;
  if (isSolarHijri(year)) return solarHijriDay(year, month, day);
  if (year >= lunarHijriYears.first && year <= lunarHijriYears.last) return undefined;
  const time = new Date(Date.UTC(2000, 0, 1)).setUTCFullYear(year, month - 1, day);
  return new Date(time).getUTCDate() === day ? time : undefined;
}

export function isSolarHijri(year: number): boolean {
  return year >= solarHijriYears.first && year <= solarHijriYears.last;
}

const leapYearsOfCycle = [1, 5, 9, 13, 17, 22, 26, 30];

/** The 33-year rule, which meets the astronomical one from 1178 to 1633 of that calendar. */
function solarHijriDay(year: number, month: number, day: number): number | undefined {
  const isLeap = leapYearsOfCycle.includes(year % 33);
  const length = month <= 6 ? 31 : month <= 11 || isLeap ? 30 : 29;
  if (day > length) return undefined;
  const leapsBefore = (limit: number): number =>
    Math.floor((limit - 1) / 33) * 8 + leapYearsOfCycle.filter((one) => one <= (limit - 1) % 33).length;
  const newYear1405 = Date.UTC(2026, 2, 21);
  const years = (year - 1405) * 365 + leapsBefore(year) - leapsBefore(1405);
  const days = (month - 1) * 30 + Math.min(month - 1, 6) + day - 1;
  return newYear1405 + (years + days) * dayMs;
}

const formats = new Map<string, Intl.DateTimeFormat | undefined>();
const mostFormats = 500;

function placeOffset(place: string, time: number): number {
  const parts = formatOf(place)?.formatToParts(new Date(time)) ?? [];
  const name = parts.find(({ type }) => type === 'timeZoneName')?.value ?? '';
  const [, sign, hours, minutes] = /([+-])(\d{2}):(\d{2})/.exec(name) ?? [];
  const offset = Number(hours ?? 0) * 60 + Number(minutes ?? 0);
  return sign === '-' ? -offset : offset;
}

// Making one is slow, and a document names the same place in all of its entries.
function formatOf(place: string): Intl.DateTimeFormat | undefined {
  if (formats.size > mostFormats) formats.clear();
  if (!formats.has(place)) formats.set(place, newFormat(place));
  return formats.get(place);
}

function newFormat(place: string): Intl.DateTimeFormat | undefined {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: place, timeZoneName: 'longOffset' });
  } catch {
    return undefined;
  }
}
