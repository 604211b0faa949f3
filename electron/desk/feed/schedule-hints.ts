/** When a feed asks to be read: RSS `ttl`, `skipHours` and `skipDays`, and the syndication module of RSS 1.0. */
import { defined } from './defined.ts';
import { elementsNamed, firstText } from './elements.ts';
import { textOf, type XmlElement } from './xml-tree.ts';

export interface ScheduleHints {
  /** How long a feed asks to be left alone, a day at most. */
  readonly ttlMs?: number;
  /** Hours of the day, 0 to 23 UTC, in which it does not change. */
  readonly skipHours?: readonly number[];
  /** Days of the week, 0 is Sunday, in which it does not change. */
  readonly skipDays?: readonly number[];
}

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const periods: Readonly<Record<string, number>> = {
  hourly: hourMs,
  daily: dayMs,
  weekly: 7 * dayMs,
  monthly: 30 * dayMs,
  yearly: 365 * dayMs,
};
const weekdays = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

export function scheduleHintsOf(channel: XmlElement): ScheduleHints {
  return defined({ ttlMs: ttlOf(channel), skipHours: skipHoursOf(channel), skipDays: skipDaysOf(channel) });
}

function ttlOf(channel: XmlElement): number | undefined {
  const minutes = Number(firstText(channel, 'ttl'));
  if (Number.isFinite(minutes) && minutes > 0) return Math.min(minutes * 60_000, dayMs);
  const period = periods[firstText(channel, 'sy:updateperiod')?.toLowerCase() ?? ''];
  const frequency = Number(firstText(channel, 'sy:updatefrequency') ?? 1);
  return period === undefined || !(frequency > 0) ? undefined : Math.min(period / frequency, dayMs);
}

function skipHoursOf(channel: XmlElement): readonly number[] | undefined {
  // RSS 0.91 counted from 1 to 24.
  const hours = valuesIn(channel, 'skiphours', 'hour').map((text) => (text === '' ? Number.NaN : Number(text) % 24));
  return someOf(
    24,
    hours.filter((hour) => Number.isInteger(hour) && hour >= 0),
  );
}

function skipDaysOf(channel: XmlElement): readonly number[] | undefined {
  const days = valuesIn(channel, 'skipdays', 'day').map((text) => weekdays.indexOf(text.slice(0, 3).toLowerCase()));
  return someOf(
    7,
    days.filter((day) => day >= 0),
  );
}

function valuesIn(channel: XmlElement, list: string, name: string): string[] {
  return elementsNamed(channel, list).flatMap((parent) =>
    elementsNamed(parent, name).map((element) => textOf(element).trim()),
  );
}

// A feed that skips every hour or day cannot mean it.
function someOf(all: number, values: readonly number[]): readonly number[] | undefined {
  const distinct = [...new Set(values)].sort((one, other) => one - other);
  return distinct.length === 0 || distinct.length >= all ? undefined : distinct;
}
