import { expect, test } from 'vitest';
import { tokenise, tokeniseQuery } from '../../../electron/desk/tag/normalise.ts';

const terms = (text: string): string =>
  tokenise(text)
    .map(({ term }) => term)
    .join(' ');

test.each([
  [['İran', 'IRAN', 'iran', 'ıran', 'İran’ın', "Iran's", "l'Iran"], 'iran'],
  [['S-400', 'S 400', 'S400', 'С-400', 's–400'], 's 400'],
  [['Су-35С', 'Su-35S'], 'su 35 s'],
  [['Çankırı', 'CANKIRI', 'cankiri'], 'cankiri'],
  [['ёлка', 'елка', 'ЁЛКА'], 'елка'],
  [['إيران', 'ایران', 'ایـران', 'إِيران'], 'ایران'],
  [['الصواريخ', 'صواريخ', 'والصواريخ'], 'صواریخ'],
  [['۱۲۳', '١٢٣', '１２３'], '123'],
  [['straße', 'STRASSE'], 'strasse'],
  [["об'єкт", 'об’єкт'], 'обєкт'],
  [["צ'אד", 'צ׳אד', 'צ’אד'], 'צאד'],
])('%s read alike', (variants, expected) => {
  for (const variant of variants) expect(terms(variant)).toBe(expected);
});

test('й is a letter of its own', () => {
  expect(terms('мой')).not.toBe(terms('мои'));
});

test('a Han term is found inside a longer run', () => {
  const text = tokenise('俄罗斯国防部长').map(({ term }) => term);
  const [first, second] = tokeniseQuery('国防部').map(({ term }) => term);
  const at = text.indexOf(first ?? '');
  expect([text[at], text[at + 1]]).toEqual([first, second]);
});

test('offsets point into the original', () => {
  const text = 'Wie ‏إيران‎ and İran’ın S-400 俄罗斯 şehirde';
  for (const { term, from, to } of tokenise(text)) expect(terms(text.slice(from, to)).split(' ')).toContain(term);
});
