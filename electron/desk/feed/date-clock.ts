/** The time of day in a text, with its half of the day and its zone; what is left is the date. */
import { fold } from '../tag/normalise.ts';
import { type Clock, midnight, type Zone } from './calendar.ts';
import { amMarks, pmMarks, zones } from './date-words.ts';

export interface TimeOfDay {
  readonly clock: Clock;
  readonly zone: Zone;
  /** The text without them. */
  readonly date: string;
}

// A colon always tells a clock, an h or am nearly so; digits with a dot only behind a date.
const clocks: readonly RegExp[] = [
  /(?<![\d:+]|\s-)(\d{1,2})\s?:\s?(\d{2})(?:\s?:\s?(\d{2})(?:[.,:](\d{1,9}))?)?(?!\d)/u,
  /(?<![\d.])(\d{1,2})\s?h\s?(\d{2})?(?!\p{L})/iu,
  /(?<![\d.])(\d{1,2})(?=\s?[ap]\.?\s?m\b)/iu,
  /(?<=\d[^\d].{0,199}\s)(\d{1,2})\.(\d{2})(?:\.(\d{2}))?(?![.\d])/u,
];

/** Splits a text with a date into clock, zone and date. Without a clock it is midnight; without a zone UTC. */
export function takeTimeOfDay(text: string): TimeOfDay {
  for (const pattern of clocks) {
    const found = pattern.exec(text);
    if (found === null) continue;
    const before = text.slice(0, found.index).replace(/(\d)T$/i, '$1');
    const half = takeHalfDay(before, text.slice(found.index + found[0].length));
    const { zone, rest } = takeZone(half.after);
    const clock = {
      hour: hourOf(Number(found[1]), half.half),
      minute: Number(found[2] ?? 0),
      second: Number(found[3] ?? 0),
      ms: Number(`0.${found[4] ?? 0}`) * 1000,
    };
    return { clock, zone: zone ?? 0, date: `${half.before} ${rest}` };
  }
  return { clock: midnight, zone: 0, date: text };
}

function hourOf(hour: number, half: 'am' | 'pm' | undefined): number {
  if (half === 'pm' && hour < 12) return hour + 12;
  return half === 'am' && hour === 12 ? 0 : hour;
}

/** Am or pm from the words that stand next to a clock, before or after it. */
export function takeHalfDay(
  before: string,
  after: string,
): { readonly half?: 'am' | 'pm'; readonly before: string; readonly after: string } {
  const behind = /^\s*(\p{L}\.?\s?\p{L}\.?(?![\p{L}\p{M}])|[\p{L}\p{M}]+(?:\s(?:از|di|của)\s\p{L}+)?)/u.exec(after);
  const halfBehind = halfOf(behind?.[0]);
  if (halfBehind !== undefined) return { half: halfBehind, before, after: after.slice(behind?.[0].length) };
  const ahead = /(\p{L}\.\p{L}\.|[\p{L}\p{M}]+)\s*$/u.exec(before);
  const halfAhead = halfOf(ahead?.[0]);
  if (halfAhead !== undefined) return { half: halfAhead, before: before.slice(0, ahead?.index), after };
  return { before, after };
}

function halfOf(word: string | undefined): 'am' | 'pm' | undefined {
  const mark = fold((word ?? '').replace(/[^\p{L}\p{M}]/gu, ''));
  if (pmMarks.has(mark)) return 'pm';
  return amMarks.has(mark) ? 'am' : undefined;
}

const offsetPattern = /(?:^|[\s(]|utc|gmt|z|[ap]m)\s?([+-])\s?(\d{1,2})(?::?(\d{2}))?(?![\d:]|-\d)/i;
const mostOffsetHours = 14;

/** The zone that a text behind a clock names, and the text without it. */
export function takeZone(after: string): { readonly zone: Zone | undefined; readonly rest: string } {
  const offset = offsetPattern.exec(after);
  if (offset !== null && Number(offset[2]) <= mostOffsetHours) {
    const minutes = Number(offset[2]) * 60 + Number(offset[3] ?? 0);
    return { zone: offset[1] === '-' ? -minutes : minutes, rest: after.slice(offset.index + offset[0].length) };
  }
  const place = /\b[A-Z][A-Za-z]+\/[A-Z][A-Za-z_]+(?:\/[A-Z][A-Za-z_]+)?\b/.exec(after);
  if (place !== null) return { zone: { place: place[0] }, rest: after.replace(place[0], ' ') };
  for (const found of after.matchAll(/[\p{L}\p{M}]{1,6}/gu)) {
    const [word] = found;
    // Short names are words of other languages, too: "at", "et", "a".
    const isShort = word.length <= 2 && word !== word.toUpperCase();
    const zone = isShort ? undefined : zones.get(fold(word));
    if (zone !== undefined)
      return { zone, rest: `${after.slice(0, found.index)} ${after.slice(found.index + word.length)}` };
  }
  return { zone: undefined, rest: after };
}
