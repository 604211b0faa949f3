/** Dates and weekdays in running text, by the month and day names of the languages that Sitrep reads. */

const languages = ['en', 'tr', 'ru', 'uk', 'fa', 'ar', 'he', 'fr', 'de', 'zh'];
const patterns = new Map<string, RegExp>();

/** The dates a text names, in order, and the text without them. A language that is not known is read as English. */
export function takeDates(text: string, language = 'en'): { readonly dates: string[]; readonly rest: string } {
  const dates: string[] = [];
  const rest = text.replace(patternOf(language), (found) => {
    dates.push(found.toLowerCase().replace(/\s+/g, ' ').trim());
    return ' ';
  });
  return { dates, rest };
}

function patternOf(language: string): RegExp {
  const known = languages.includes(language) ? language : 'en';
  let pattern = patterns.get(known);
  if (pattern === undefined) {
    const [months, days] = [monthNames(known).join('|'), dayNames(known).join('|')];
    const numeric = String.raw`\p{Nd}{4}[-/.年]\p{Nd}{1,2}[-/.月]\p{Nd}{1,2}日?|\p{Nd}{1,2}[./]\p{Nd}{1,2}[./]\p{Nd}{2,4}|\p{Nd}{1,2}月\p{Nd}{1,2}日`;
    const edge = known === 'zh' ? '' : String.raw`(?<![\p{L}\p{N}])`;
    const end = known === 'zh' ? '' : String.raw`(?![\p{L}\p{N}])`;
    pattern = new RegExp(
      `${numeric}|${edge}(?:\\p{Nd}{1,2}\\.? ?(?:de )?(?:${months})(?: \\p{Nd}{4})?|(?:${months}) \\p{Nd}{1,4}(?:, \\p{Nd}{4})?|${days})${end}`,
      'giu',
    );
    patterns.set(known, pattern);
  }
  return pattern;
}

function monthNames(language: string): string[] {
  const times = Array.from({ length: 12 }, (_, month) => Date.UTC(2026, month, 15));
  // Inside a date some languages bend the name of the month.
  const within = times.map((time) => parts(language, time, { day: 'numeric', month: 'long' }).month);
  const alone = times.map((time) => parts(language, time, { month: 'long' }).month);
  const short = language === 'en' ? times.map((time) => parts(language, time, { month: 'short' }).month) : [];
  return distinct([...within, ...alone, ...short]);
}

function dayNames(language: string): string[] {
  const times = Array.from({ length: 7 }, (_, day) => Date.UTC(2026, 10, 1 + day));
  return distinct(times.map((time) => parts(language, time, { weekday: 'long' }).weekday));
}

function parts(language: string, time: number, options: Intl.DateTimeFormatOptions): Record<string, string> {
  const format = new Intl.DateTimeFormat(`${language}-u-ca-gregory`, { ...options, timeZone: 'UTC' });
  return Object.fromEntries(format.formatToParts(time).map(({ type, value }) => [type, value]));
}

function distinct(names: readonly (string | undefined)[]): string[] {
  const found = names.filter((name) => name !== undefined && name !== '').map((name) => String(name));
  return [...new Set(found)]
    .sort((a, b) => b.length - a.length)
    .map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
}
