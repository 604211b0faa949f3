/**
 * Dates as feeds write them: RFC 822 and its abuses, ISO 8601, month names in the languages Sitrep reads. A date
 * without a zone is UTC: reading it as local time moved the entries of real feeds by hours.
 */
import { fold } from '../tag/normalise.ts';
import { monthNames, pmMarks, zones } from './date-words.ts';

const longestDate = 200;
const minuteMs = 60_000;

/** The time a text states, epoch ms, or undefined when it states none. */
export function parseDate(text: string | undefined): number | undefined {
  if (text === undefined || text.length > longestDate * 10) return undefined;
  const clean = withoutComments(foldDigits(text.slice(0, longestDate)))
    .replace(/\s+/g, ' ')
    .trim();
  if (clean === '' || !/\d/.test(clean)) return undefined;
  const time = readEpoch(clean) ?? readIso(clean) ?? readWords(clean) ?? readNumbers(clean);
  return time === undefined || Math.abs(time) > 8.64e15 ? undefined : time;
}

function foldDigits(text: string): string {
  return text
    .replace(/[٠-٩۰-۹]/g, (digit) => String((digit.codePointAt(0) ?? 0) & 15))
    .replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '');
}

/** RFC 822 comments may nest and hold anything, even months; a zone name alone in one is kept. */
function withoutComments(text: string): string {
  if (!text.includes('(') || /\([A-Z]{2,5}\)\s*$/.test(text)) return text;
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
  if (/^\d{9,10}$/.test(text)) return Number(text) * 1000;
  return /^\d{12,13}$/.test(text) ? Number(text) : undefined;
}

const iso =
  /^([+-]?\d{4})(?:-?W(\d{2})(?:-?(\d))?|-(0?\d{1,2})(?:-(\d{1,2}))?|(\d{2})(\d{2})|-?(\d{3}))?(?:(?:[T ,]|\s*T\s*)+(\d{1,2})(?::?(\d{2})(?::?(\d{2})(?:[.,](\d{1,9}))?)?)?\s*(.*))?$/i;

/** ISO 8601 and W3CDTF, with the spaces and missing parts seen in the wild. */
function readIso(text: string): number | undefined {
  const found = iso.exec(
    text.replace(/^(\d{4})\/(\d{1,2})\/(\d{1,2})/, '$1-$2-$3').replace(/^(\d{4})\.(\d{1,2})\.(\d{1,2})\.?/, '$1-$2-$3'),
  );
  if (found === null) return undefined;
  const [, year, week, weekday, month, day, month2, day2, ordinal, hour, minute, second, fraction, rest = ''] = found;
  const zone = readZone(rest);
  if (zone === undefined) return undefined;
  const clock = {
    hour: Number(hour ?? 0),
    minute: Number(minute ?? 0),
    second: Number(second ?? 0),
    ms: Number(`0.${fraction ?? 0}`) * 1000,
  };
  if (week !== undefined)
    return weekTime(Number(year), Number(week), Number(weekday ?? 1)) + clockMs(clock) - zone * minuteMs;
  if (ordinal !== undefined) return Date.UTC(Number(year), 0, Number(ordinal)) + clockMs(clock) - zone * minuteMs;
  return assemble(Number(year), Number(month ?? month2 ?? 1), Number(day ?? day2 ?? 1), clock, zone);
}

interface Clock {
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly ms: number;
}

function clockMs({ hour, minute, second, ms }: Clock): number {
  return Math.floor(((hour * 60 + minute) * 60 + second) * 1000 + ms);
}

function weekTime(year: number, week: number, weekday: number): number {
  const january4 = new Date(Date.UTC(year, 0, 4));
  const monday = january4.getTime() - ((january4.getUTCDay() + 6) % 7) * 86_400_000;
  return monday + ((week - 1) * 7 + weekday - 1) * 86_400_000;
}

function assemble(year: number, month: number, day: number, clock: Clock, zone: number): number | undefined {
  if (month < 1 || month > 12 || day < 1 || day > 31 || clock.hour > 24 || clock.minute > 59 || clock.second > 60)
    return undefined;
  const time = Date.UTC(2000, month - 1, day);
  const date = new Date(time);
  date.setUTCFullYear(year, month - 1, day);
  return date.getTime() + clockMs(clock) - zone * minuteMs;
}

/** Dates with a month in words, in any order of day, month and year: RFC 822, asctime, newspaper style. */
function readWords(text: string): number | undefined {
  const words = text
    .replace(/\bo'?clock\b/gi, ' ')
    .replace(/([年月日])/g, '$1 ')
    .split(/[\s,،;/|()]+|(?<=\p{L}{3,})[-.]|[-.](?=\p{L}{2,})/u)
    .filter((word) => word !== '');
  const month = findMonth(words);
  if (month === undefined) return undefined;
  const clock = readClock(text);
  const numbers = words
    .filter(
      (word, index) =>
        index !== month.index &&
        /^\d{1,4}(?:st|nd|rd|th|\.|er|º|ª|-го|日|年)?$/i.test(word) &&
        !isPartOfClock(text, word),
    )
    .map((word) => Number.parseInt(word, 10));
  const year = pickYear(numbers, words, month.index);
  const day = numbers.find((number, index) => index !== year.index && number >= 1 && number <= 31);
  if (year.value === undefined) return undefined;
  const zone = readTrailingZone(text);
  return assemble(year.value, month.value, day ?? 1, clock, zone);
}

function findMonth(words: readonly string[]): { readonly index: number; readonly value: number } | undefined {
  // Some weekdays read as months, as in "Mar, 02 Ene 2024": the second such word is the month then.
  const rest = words.slice(1);
  const later = /^\p{L}+$/u.test(words[0] ?? '') && monthOf(words[0] ?? '') !== undefined ? findMonth(rest) : undefined;
  if (later !== undefined && rest.some((word, index) => index < later.index && /^\d/.test(word)))
    return { index: later.index + 1, value: later.value };
  for (const [index, word] of words.entries()) {
    const chinese = /^(\d{1,2})月$/.exec(word);
    if (chinese !== null) return { index, value: Number(chinese[1]) };
    const value = monthOf(word);
    if (value !== undefined) return { index, value };
  }
  return undefined;
}

function monthOf(word: string): number | undefined {
  const key = fold(word.replace(/\.$/, ''));
  if (key.length < 2 || /\d/.test(key)) return undefined;
  return monthNames.get(key) ?? (/^[a-z]{4,}$/.test(key) ? monthNames.get(key.slice(0, 3)) : undefined);
}

function pickYear(
  numbers: readonly number[],
  words: readonly string[],
  monthIndex: number,
): { readonly index: number; readonly value: number | undefined } {
  const four = numbers.findIndex((number) => number >= 1000);
  if (four >= 0) return { index: four, value: numbers[four] };
  const large = numbers.findIndex((number) => number > 31);
  const index = large >= 0 ? large : numbers.length > 1 ? 1 : -1;
  if (index >= 0) return { index, value: fullYear(numbers[index] ?? 0) };
  const attached = words[monthIndex + 1]?.match(/^'(\d{2})$/)?.[1];
  return { index: -1, value: attached === undefined ? undefined : fullYear(Number(attached)) };
}

function fullYear(year: number): number {
  if (year >= 100) return year;
  return year < 70 ? 2000 + year : 1900 + year;
}

const clockPattern =
  /(?:^|[^\d:])(\d{1,2})\s*[:.h時]\s*(\d{2})(?:\s*[:.]\s*(\d{2})(?:[.,](\d{1,6}))?)?(?!\d)\s*(\p{L}{1,6}\.?\s?\p{L}?\.?)?/u;

function readClock(text: string): Clock {
  const found = clockPattern.exec(text.replace(/\d{1,2}\.\d{1,2}\.\d{4}/, ' '));
  const bare = found === null ? /(?:^|\s)(\d{1,2})\s*([ap])\.?m\b/i.exec(text) : null;
  if (bare !== null)
    return { hour: (Number(bare[1]) % 12) + (/p/i.test(bare[2] ?? '') ? 12 : 0), minute: 0, second: 0, ms: 0 };
  if (found === null) return { hour: 0, minute: 0, second: 0, ms: 0 };
  const before = /(\p{L}+)\s*$/u.exec(text.slice(0, found.index + 1))?.[1];
  const hour = Number(found[1]);
  const second = Number(found[3] ?? 0);
  return {
    hour: halfDay(hour, found[5], before),
    minute: Number(found[2]),
    second,
    ms: Number(`0.${found[4] ?? 0}`) * 1000,
  };
}

function halfDay(hour: number, after: string | undefined, before: string | undefined): number {
  const mark = fold((after ?? '').replace(/[.\s]/g, ''));
  const ahead = fold(before ?? '');
  if (mark.startsWith('am') && hour === 12) return 0;
  if ((mark.startsWith('pm') || pmMarks.has(mark) || pmMarks.has(ahead)) && hour < 12) return hour + 12;
  return hour;
}

/** Whether a number of the text is an hour or minute, not a day or year. */
function isPartOfClock(text: string, word: string): boolean {
  const digits = /^\d+/.exec(word)?.[0] ?? '';
  if (digits.length > 2)
    return (
      /^\d{4}$/.test(digits) &&
      new RegExp(`[+-]${digits}\\b`).test(text) &&
      !new RegExp(`(?:^|[^+\\-\\d])${digits}\\b`).test(text)
    );
  return (
    new RegExp(`(?:^|\\s)${digits}\\s*[ap]\\.?m\\b`, 'i').test(text) &&
    !new RegExp(`(?:^|\\s)${digits}(?!\\s*[ap]\\.?m\\b)`, 'i').test(text)
  );
}

/** Minutes east of UTC for what stands behind a time: `Z`, `+03:00`, `EST`, ``; undefined for other words. */
function readZone(text: string): number | undefined {
  const clean = text.trim().replace(/^\(|\)$/g, '');
  if (clean === '' || /^z$/i.test(clean)) return 0;
  const offset = /^(?:utc|gmt)?\s*([+-−])\s?(\d{1,2}):?(\d{2})?(?:\s*\(?[\p{L}\s]*\)?)?$/iu.exec(clean);
  if (offset !== null) return signed(offset[1], Number(offset[2]) * 60 + Number(offset[3] ?? 0));
  const half = /^([ap])\.?m\.?\s*(.*)$/i.exec(clean);
  if (half !== null) return readZone(half[2] ?? '');
  return zones.get(clean.toLowerCase().split(/\s/)[0] ?? '');
}

function signed(sign: string | undefined, minutes: number): number {
  return sign === '+' ? minutes : -minutes;
}

/** The zone somewhere behind the clock of a date in words; UTC when there is none. */
function readTrailingZone(text: string): number {
  const offset = /(?:\d|\s|utc|gmt|[ap]m)\s*([+−-])(\d{1,2}):?(\d{2})\b(?!-)(?!\s*:)/i.exec(
    text.replace(/\b\d{1,4}-\d{1,2}-\d{1,4}\b/, ' '),
  );
  if (offset !== null) return signed(offset[1], Number(offset[2]) * 60 + Number(offset[3] ?? 0));
  const short = /(?:utc|gmt)\s*([+−-])\s?(\d{1,2})\b/i.exec(text);
  if (short !== null) return signed(short[1], Number(short[2]) * 60);
  const place = /\b([A-Z][a-z]+\/[A-Z][A-Za-z_]+(?:\/[A-Z][A-Za-z_]+)?)\b/.exec(text)?.[1];
  if (place !== undefined) return placeZone(place) ?? 0;
  for (const word of text.split(/[\s(),]+/).reverse()) {
    const zone = /^[a-z]{1,5}$/i.test(word) ? zones.get(word.toLowerCase()) : undefined;
    if (zone !== undefined) return zone;
  }
  return 0;
}

/** Standard time of a place such as Europe/Brussels, minutes east of UTC. Summer time is not known without the date. */
function placeZone(place: string): number | undefined {
  try {
    const parts = new Intl.DateTimeFormat('en', { timeZone: place, timeZoneName: 'longOffset' }).formatToParts(
      new Date(Date.UTC(2024, 0, 15)),
    );
    const name = parts.find(({ type }) => type === 'timeZoneName')?.value ?? '';
    const offset = /([+-])(\d{2}):(\d{2})/.exec(name);
    return offset === null ? 0 : signed(offset[1], Number(offset[2]) * 60 + Number(offset[3]));
  } catch {
    return undefined;
  }
}

/** All numbers: `24.11.2026 06:12`, `11/24/2026`, `20261124061200`, `26-11-24`. */
function readNumbers(text: string): number | undefined {
  const run = /^(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})?$/.exec(text);
  const clock = readClock(text);
  if (run !== null) {
    const [year, month, day, hour, minute, second] = run.slice(1).map(Number);
    return assemble(
      year ?? 0,
      month ?? 0,
      day ?? 0,
      { hour: hour ?? 0, minute: minute ?? 0, second: second || 0, ms: 0 },
      0,
    );
  }
  const found = /(\d{1,4})([./-])(\d{1,2})\2(\d{1,4})/.exec(text);
  if (found === null) return undefined;
  const [a, b, c] = [Number(found[1]), Number(found[3]), Number(found[4])];
  const zone = readTrailingZone(text);
  if (a > 31) return assemble(a, b, c, clock, zone);
  const year = fullYear(c);
  // Slashes are mostly American, dots and hyphens European, where the numbers leave a choice.
  const monthFirst = b > 12 || (found[2] === '/' && a <= 12);
  return monthFirst ? assemble(year, a, b, clock, zone) : assemble(year, b, a, clock, zone);
}
