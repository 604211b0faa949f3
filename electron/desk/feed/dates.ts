/**
 * Dates as feeds write them: RFC 822 and its abuses, ISO 8601, month names in the languages Sitrep reads. A date
 * without a zone is UTC: reading it as local time moved the entries of real feeds by hours.
 */
import { assemble, type Clock, clockMs, inZone, isSolarHijri, midnight, weekTime, type Zone } from './calendar.ts';
import { takeHalfDay, takeTimeOfDay, takeZone } from './date-clock.ts';
import { westernised } from './date-script.ts';
import { monthOf } from './date-words.ts';

const longestDate = 200;

/** The time a text states, epoch ms, or undefined when it states none. Never throws, takes bounded time. */
export function parseDate(text: string | undefined): number | undefined {
  if (text === undefined || text.length > longestDate * 10) return undefined;
  const usual = readUsual(text.trim());
  if (usual !== undefined) return usual;
  const clean = withoutComments(westernised(text.trim().slice(0, longestDate)))
    .replace(/\s+/g, ' ')
    .trim();
  if (!/\d/.test(clean)) return undefined;
  const time = readEpoch(clean) ?? readIso(clean) ?? readWritten(clean);
  return time === undefined || Math.abs(time) > 8.64e15 ? undefined : time;
}

const usualIso = /^((?:19|20)\d\d)-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))?(?:Z|([+-])(0\d|1[0-3]):?(\d\d))$/;
const usualRfc =
  /^(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), )?(\d{1,2}) (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) ((?:19|20)\d\d) (\d\d):(\d\d):(\d\d) (?:GMT|UTC|Z|([+-])(0\d|1[0-3])(\d\d))$/;
const monthsOfRfc = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

/** The two forms of the standards, RFC 3339 and RFC 822, to which nearly every feed keeps: they are read at once. */
function readUsual(text: string): number | undefined {
  const iso = usualIso.exec(text);
  if (iso !== null) {
    const [, year, month, day, hour, minute, second, fraction, sign, zoneHour, zoneMinute] = iso;
    const clock = { ...clockOf(hour, minute, second), ms: Number(`0.${fraction ?? 0}`) * 1000 };
    return assemble(Number(year), Number(month), Number(day), clock, eastOf(sign, zoneHour, zoneMinute));
  }
  const rfc = usualRfc.exec(text);
  if (rfc === null) return undefined;
  const [, day, name = '', year, hour, minute, second, sign, zoneHour, zoneMinute] = rfc;
  const month = monthsOfRfc.indexOf(name) + 1;
  return assemble(Number(year), month, Number(day), clockOf(hour, minute, second), eastOf(sign, zoneHour, zoneMinute));
}

function clockOf(hour?: string, minute?: string, second?: string): Clock {
  return { hour: Number(hour), minute: Number(minute), second: Number(second), ms: 0 };
}

function eastOf(sign?: string, hour?: string, minute?: string): number {
  const minutes = Number(hour ?? 0) * 60 + Number(minute ?? 0);
  return sign === '-' ? -minutes : minutes;
}

/** RFC 822 comments may nest and hold anything, even months; a zone name alone in one is kept. */
function withoutComments(text: string): string {
  if (!text.includes('(') || /\(\p{Lu}{2,5}\)\s*$/u.test(text)) return text;
  let depth = 0;
  let kept = '';
  for (let index = 0; index < text.length; index++) {
    const character = text[index];
    if (character === '\\') index++;
    else if (character === '(') depth++;
    else if (character === ')') {
      if (depth > 0) depth--;
      kept += ' ';
    } else if (depth === 0) kept += character;
  }
  return kept;
}

function readEpoch(text: string): number | undefined {
  if (/^\d{9,10}(?:\.\d{1,9})?$/.test(text)) return Math.floor(Number(text) * 1000);
  return /^\d{12,13}$/.test(text) ? Number(text) : undefined;
}

const isoDate = /^([+-]?\d{4})(?:-?W(\d{2})(?:-?(\d))?|-(0?\d{1,2})(?:-(\d{1,2}))?|(\d{2})(\d{2})|-?(\d{3}))?(?!\d)/i;
const isoClock = /^(?:[T ,]|\s*T\s*)+(\d{1,2})(?::?(\d{2})(?::?(\d{2})(?:[.,](\d{1,9}))?)?)?\s*(.*)$/i;

/** ISO 8601 and W3CDTF, with the spaces and missing parts seen in the wild. */
function readIso(text: string): number | undefined {
  const hyphened = text.replace(/^(\d{4})(?:\/|\.\s?)(\d{1,2})(?:\/|\.\s?)(\d{1,2})\.?(?!\d)/, '$1-$2-$3');
  const found = isoDate.exec(hyphened);
  const behind = hyphened.slice(found?.[0].length);
  const clock = isoClock.exec(behind);
  if (found === null || (clock === null && behind !== '')) return undefined;
  const time = clock === null ? { clock: midnight, zone: 0 } : isoTime(clock);
  if (time === undefined) return undefined;
  const [, year, week, weekday, month, day, month2, day2, ordinal] = found;
  if (week !== undefined)
    return inZone(weekTime(Number(year), Number(week), Number(weekday ?? 1)) + clockMs(time.clock), time.zone);
  if (ordinal !== undefined) return inZone(Date.UTC(Number(year), 0, Number(ordinal)) + clockMs(time.clock), time.zone);
  return assemble(Number(year), Number(month ?? month2 ?? 1), Number(day ?? day2 ?? 1), time.clock, time.zone);
}

function isoTime([, hour, minute, second, fraction, rest = '']: RegExpExecArray):
  | { readonly clock: Clock; readonly zone: Zone }
  | undefined {
  const { half, after } = takeHalfDay('', rest);
  const zone = /^z?$/i.test(after.trim()) ? 0 : takeZone(after).zone;
  if (zone === undefined) return undefined;
  const clock = {
    hour: (half === undefined ? Number(hour) : Number(hour) % 12) + (half === 'pm' ? 12 : 0),
    minute: Number(minute ?? 0),
    second: Number(second ?? 0),
    ms: Number(`0.${fraction ?? 0}`) * 1000,
  };
  return { clock, zone };
}

/** Dates in words or numbers, with a clock somewhere: RFC 822, asctime, newspaper style, `24.11.26 06:12`. */
function readWritten(text: string): number | undefined {
  const run = /^(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})?$/.exec(text);
  if (run !== null) {
    const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = run
      .slice(1)
      .map((part) => Number(part ?? 0));
    return assemble(year, month, day, { hour, minute, second, ms: 0 }, 0);
  }
  const { clock, zone, date } = takeTimeOfDay(text);
  const named = readWords(date) ?? readNumbers(date);
  return named === undefined ? undefined : assemble(named.year, named.month, named.day, clock, zone);
}

interface Day {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** A day whose month is a word, with day and year around it in any order. */
function readWords(text: string): Day | undefined {
  const words = text
    .split(/[\s,،;:/|()[\]."“”-]+|(?<=\d)(?=\p{L}{3})|(?<=\p{L}{3})(?=\d)/u)
    .filter((word) => word !== '');
  const month = findMonth(words);
  if (month === undefined) return undefined;
  const numbers = words.flatMap((word, index) =>
    index !== month.index && /^['’]?\d{1,4}(?:\p{L}{0,3})$/u.test(word) ? [word] : [],
  );
  const year = findYear(numbers);
  if (year === undefined) return undefined;
  const day = numbers.map(numberIn).find((number, index) => index !== year.index && number >= 1 && number <= 31);
  const full = month.isSolarHijri && year.value < 100 ? 1400 + year.value : fullYear(numbers[year.index] ?? '');
  // A month of Iran in a year of another calendar would name another day.
  if (month.isSolarHijri !== isSolarHijri(full)) return undefined;
  return { year: full, month: month.month, day: day ?? 1 };
}

function findMonth(words: readonly string[]): { index: number; month: number; isSolarHijri: boolean } | undefined {
  for (const [index, word] of words.entries()) {
    const found = monthOf(word);
    if (found === undefined) continue;
    // Some weekdays read as months, as in "Mar, 02 Ene 2024": the second such word is the month then.
    const later = index === 0 ? findMonth(words.slice(1)) : undefined;
    const isWeekday = later !== undefined && words.slice(1, later.index + 1).some((between) => /^\d/.test(between));
    return isWeekday ? { ...later, index: later.index + 1 } : { index, ...found };
  }
  return undefined;
}

/** The year among the numbers beside a month: four digits, an apostrophe, more than a month has days, or the second. */
function findYear(numbers: readonly string[]): { readonly index: number; readonly value: number } | undefined {
  const tests: readonly ((word: string) => boolean)[] = [
    (word) => numberIn(word) >= 1000,
    (word) => /^['’]/.test(word),
    (word) => numberIn(word) > 31,
  ];
  for (const test of tests) {
    const index = numbers.findIndex(test);
    if (index >= 0) return { index, value: numberIn(numbers[index] ?? '') };
  }
  return numbers.length > 1 ? { index: 1, value: numberIn(numbers[1] ?? '') } : undefined;
}

function numberIn(word: string): number {
  return Number.parseInt(word.replace(/^['’]/, ''), 10);
}

/** Two digits are of this century or the last; three are years since 1900, as some programs print them. */
function fullYear(written: string): number {
  const year = numberIn(written);
  if (/^\d{4}/.test(written)) return year;
  if (year >= 100) return year < 200 ? 1900 + year : year;
  return year < 70 ? 2000 + year : 1900 + year;
}

/** All numbers: `24.11.2026`, `11/24/2026`, `26-11-24`. */
function readNumbers(text: string): Day | undefined {
  const found = /(?<!\d)(\d{1,4})\s?([./-])\s?(\d{1,2})\s?\2\s?(\d{1,4})/.exec(text);
  if (found === null) return undefined;
  const [, first = '', separator, b = '', last = ''] = found;
  const a = Number(first);
  if (a > 31 || first.length === 4) return { year: fullYear(first), month: Number(b), day: Number(last) };
  // Slashes are mostly American, dots and hyphens European, where the numbers leave a choice.
  const year = fullYear(last);
  const monthFirst = Number(b) > 12 || (separator === '/' && a <= 12 && !isSolarHijri(year));
  return monthFirst ? { year, month: a, day: Number(b) } : { year, month: Number(b), day: a };
}
