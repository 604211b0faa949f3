import { expect, test } from 'vitest';
import { allMatches } from '../../../electron/desk/tag/all-matches.ts';

test.each([
  ['one two three', /\p{L}+/gu],
  ['one two three', /(?<=e)/g],
  ['aXbX', /x/gi],
  ['a b', /(a)|(b)/g],
  ['', /a*/g],
  ['none', /\d/g],
])('finds in %j what matchAll finds', (text, pattern) => {
  const found = allMatches(text, pattern).map((match) => [...match, match.index]);
  expect(found).toEqual([...text.matchAll(pattern)].map((match) => [...match, match.index]));
});

test('an expression that was left in the middle starts anew', () => {
  const pattern = /o/g;
  pattern.test('oo');
  expect(allMatches('oo', pattern)).toHaveLength(2);
});
