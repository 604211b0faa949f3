/** Dates in other scripts, rewritten as Western ones: digits, East Asian units and half days, two-word months. */

/** `text` with ASCII digits, ISO-like East Asian dates, half days behind the clock, and without invisible marks. */
export function westernised(text: string): string {
  const plain = dayFirst(text)
    .normalize('NFKC')
    .replace(/[٠-٩۰-۹]/g, (digit) => String((digit.codePointAt(0) ?? 0) & 15))
    .replace(/[\u200c-\u200f\u202a-\u202e\u2060\u2066-\u2069\u00ad\ufeff\u0640]/g, '')
    .replace(/[\u2010-\u2012\u2212]/g, '-');
  const zoned = zonesInFigures(plain);
  return arabicDate(/[\u3007\u4e00-\u9fff\uac00-\ud7af]/u.test(zoned) ? eastAsian(zoned) : zoned);
}

/** Slashes part a date as in America unless its script, or the marks that hold it in order, say otherwise. */
function dayFirst(text: string): string {
  if (!/[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Cyrillic}\u200f]/u.test(text)) return text;
  return text.replace(/(\p{Nd}{1,2})\u200f?\/(\p{Nd}{1,2})\u200f?\/(?=\p{Nd}{2,4})/u, '$1.$2.');
}

/** Zones that are told in several words, or without a space to set them off. */
const zonePhrases: readonly (readonly [RegExp, string])[] = [
  [/по\s+моск\p{L}*|московское время/iu, '+03:00'],
  [/türkiye saati\p{L}*/iu, '+03:00'],
  [/(?:بتوقيت\s+)?[غج]رين[تي]ش/u, '+00:00'],
  [/بتوقيت مكة/u, '+03:00'],
  [/به وقت تهران/u, '+03:30'],
  [/北京[时時][间間]/u, '+08:00'],
  [/日本時間/u, '+09:00'],
];

function zonesInFigures(text: string): string {
  const phrase = zonePhrases.find(([words]) => words.test(text));
  return phrase === undefined ? text : `${text.replace(phrase[0], ' ')} ${phrase[1]}`;
}

// The Levantine names of four months are two words: a reader would stop at the first. Where a date of the lunar
// calendar stands beside the common one, the common one is read.
function arabicDate(text: string): string {
  if (!/\p{Script=Arabic}/u.test(text)) return text;
  return text
    .replace(/\d{1,2}\s+\p{L}+\s+(?:\p{L}+\s+)?1[34]\d\d\s*ه(?!\p{L})/u, ' ')
    .replace(/(\d{4})م(?!\p{L})/gu, '$1')
    .replace(/(تشرين|كانون)\s*(?:ال)?[أا]ول/g, '$1الأول')
    .replace(/(تشرين|كانون)\s*(?:ال)?ثان[يى]?/g, '$1الثاني');
}

const eras: Readonly<Record<string, number>> = { 令和: 2018, 平成: 1988, 昭和: 1925, 民國: 1911, 民国: 1911 };
const monthsInEnglish = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
const numerals = '〇一二三四五六七八九';

/** Longest first where one holds another. */
const halfDays: readonly (readonly [RegExp, 'am' | 'pm'])[] = [
  [/(?:上午|凌晨|清晨|早上|早晨|午前|오전|새벽)\s*(\d{1,2}:\d{2}(?::\d{2})?)/gu, 'am'],
  [/(?:下午|晚上|傍晚|夜晚|晚间|晚間|深夜|中午|午後|夜|오후|저녁|밤|낮)\s*(\d{1,2}:\d{2}(?::\d{2})?)/gu, 'pm'],
];

function eastAsian(text: string): string {
  let western = text
    .replace(/[〇零一二三四五六七八九十]+(?=[年月日号號時时点點分秒])/gu, (run) => String(fromNumerals(run)))
    .replace(/(令和|平成|昭和|民國|民国)\s*(\d{1,3}|元)(?=年)/gu, (_, era: string, year: string) =>
      String((eras[era] ?? 0) + (year === '元' ? 1 : Number(year))),
    )
    .replace(/[(（]?(?:星期|周|週|礼拜|禮拜)[一二三四五六日天][)）]?/gu, ' ')
    .replace(/[(（][月火水木金土日월화수목금토일][)）]|[月火水木金土日월화수목금토일](?:曜日|요일)/gu, ' ')
    .replace(
      /(\d{2,4})\s*[年년]\s*(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日号號일]?/gu,
      (_, year: string, month: string, day: string) => ` ${year.length === 2 ? '20' : ''}${year}-${month}-${day} `,
    )
    .replace(/(\d{1,2})月/gu, (month, number: string) => monthsInEnglish[Number(number) - 1] ?? month)
    .replace(/(\d{1,2})\s*[時时点點시]\s*(\d{1,2})\s*[分분]?(?:\s*(\d{1,2})\s*[秒초])?/gu, clockOf);
  for (const [mark, half] of halfDays) western = western.replace(mark, `$1 ${half} `);
  return writtenInKorea(text) && !/(?:[+-]\d{1,2}:?(?:\d{2})?|\b(?:z|gmt|utc|[a-z]st))\s*$/i.test(text)
    ? `${western} kst`
    : western;
}

function clockOf(_: string, hour: string, minute: string, second: string | undefined): string {
  const clock = `${hour}:${minute.padStart(2, '0')}`;
  return second === undefined ? `${clock} ` : `${clock}:${second.padStart(2, '0')} `;
}

/** Dates in Korean words are local: the country has one zone, and its publishers name none. */
function writtenInKorea(text: string): boolean {
  return /[\uac00-\ud7af]/u.test(text);
}

/** 二〇二六 is 2026, 二十四 is 24. */
function fromNumerals(run: string): number {
  const digits = run.replace(/零/gu, '〇');
  const ten = digits.indexOf('十');
  if (ten < 0) return Number([...digits].map((character) => numerals.indexOf(character)).join(''));
  const tens = ten === 0 ? 1 : numerals.indexOf(digits[ten - 1] ?? '');
  return tens * 10 + Math.max(numerals.indexOf(digits[ten + 1] ?? '〇'), 0);
}
