import { expect, test } from 'vitest';
import { parseDate } from '../../../electron/desk/feed/dates.ts';

const noon = '2022-12-05T12:30:00.000Z';

test.each([
  ['Mon, 05 Dec 2022 12:30:00 GMT', noon],
  ['Mon, 05 Dec 2022 15:30:00 +0300', noon],
  ['5 Dec 22 07:30 EST', noon],
  ['2022-12-05T15:30:00+03:00', noon],
  ['2022-12-05 12:30', noon],
  ['December 5, 2022 12:30 PM', noon],
  ['5 Aralık 2022 12:30', noon],
  ['Pzt, 05 Ara 2022 15:30:00 +0300', noon],
  ['5 декабря 2022 г. 12:30', noon],
  ['5 грудня 2022, 12:30', noon],
  ['۵ دسامبر ۲۰۲۲ ۱۲:۳۰', noon],
  ['٥ ديسمبر ٢٠٢٢ 12:30', noon],
  ['5 בדצמבר 2022 12:30', noon],
  ['5 décembre 2022 à 12h30', noon],
  ['5. Dezember 2022 12:30 Uhr', noon],
  ['2022年12月5日 12:30', noon],
  ['05.12.2022 12:30', noon],
  ['1670243400', noon],
  ['Mon, 05 (a (nested) comment) Dec 2022 12:30:00 +0000', noon],
])('reads %s', (text, expected) => {
  expect(new Date(parseDate(text) ?? Number.NaN).toISOString()).toBe(expected);
});

test.each(['', 'yesterday', 'TBA', '99/99/9999', 'version 2.0', '('.repeat(100_000)])('reads no date in %s', (text) => {
  expect(parseDate(text)).toBeUndefined();
});
