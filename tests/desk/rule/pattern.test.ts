import { expect, test } from 'vitest';
import { compilePattern, patternPlaces, patternStands } from '../../../electron/desk/rule/pattern.ts';

const words = 'calm seas and light winds ';

test('a usual pattern finds what stands at the end of a long article', () => {
  const text = `${words.repeat(4000)}hull number F-123`;
  expect(text.length).toBeGreaterThan(100_000);
  expect(patternStands(compilePattern('f-\\d{3}', 'i'), text)).toBe(true);
});

test('a large pattern reads only as much of a long text as its budget allows', () => {
  const pattern = compilePattern('[a-z ]{0,300}[0-9]', '');
  expect(patternStands(pattern, `${words.repeat(100)}7`)).toBe(true);
  expect(patternStands(pattern, `${words.repeat(4000)}7`)).toBe(false);
});

test('a pattern that is too large is refused with a sentence that says what to do', () => {
  expect(() => compilePattern('[a-z ]{1,1000}[0-9]', '')).toThrow(/too large.*Repeat less/);
});

test('places come in order, without empty ones, and no more than asked for', () => {
  const places = patternPlaces(compilePattern('s?', ''), 'seas', 10);
  expect(places).toEqual([
    { from: 0, to: 1 },
    { from: 3, to: 4 },
  ]);
  expect(patternPlaces(compilePattern('[a-z]', ''), 'seas', 2)).toHaveLength(2);
});
