import { expect, test } from 'vitest';
import { createWords, readWords, type Words, wordFlag } from '../../../../electron/desk/story/likeness/read-words.ts';

function read(text: string): Words {
  const words = createWords();
  readWords(text, words);
  return words;
}

const hashesOf = (text: string): number[] => {
  const { hashes, length } = read(text);
  return [...hashes.subarray(0, length)];
};
const has = (text: string, row: number, flag: number): boolean => ((read(text).flags[row] ?? 0) & flag) !== 0;

test.each([
  ['Çankırı', 'cankiri'],
  ['1,200 tanks', '1200 TANKS'],
  ['1.200', '1 200'.replace(' ', '\u00a0')],
  ['3,5', '3.5'],
  ["Iran's fleet", 'Iran fleet'],
  ['İran’ın filosu', 'iran filosu'],
  ['السفينة', 'سفينة'],
  ['والسفينة', 'سفينة'],
  ['سَفِينة', 'سفينة'],
  ['ﺍﻟﺴﻔﻴﻨﺔ', 'سفينة'],
  ['نیروی‌دریایی', 'نیرویدریایی'],
])('%s reads as %s', (text, same) => {
  expect(hashesOf(text)).toEqual(hashesOf(same));
});

test.each([
  ['1,20', '120'],
  ['3.5', '35'],
  ['ship', 'ships'],
  ['ال', 'لا'],
])('%s does not read as %s', (text, other) => {
  expect(hashesOf(text)).not.toEqual(hashesOf(other));
});

test('a run of Han reads as overlapping pairs, and one letter alone as itself', () => {
  expect(read('该船离开港口').length).toBe(5);
  expect(hashesOf('船。').length).toBe(1);
});

test('the article alone is no word, nor is a text without letters', () => {
  expect(read('ال').length).toBe(0);
  expect(read(' …—\ud800\udc00 ').length).toBe(0);
  expect(read('').length).toBe(0);
});

test('a sentence starts behind a stop, and a capital is seen', () => {
  expect(has('Ships left. Crews stayed', 2, wordFlag.startsSentence)).toBe(true);
  expect(has('Ships left. Crews stayed', 1, wordFlag.startsSentence)).toBe(false);
  expect(has('the Kara left', 1, wordFlag.capital)).toBe(true);
  expect(has('the kara left', 1, wordFlag.capital)).toBe(false);
});

test('names of one sound in two scripts sound alike, and words that cannot be names are not sounded', () => {
  const [latin, cyrillic] = [read('Kharkiv'), read('Харьков')];
  expect(latin.sounds[0]).not.toBe(0);
  expect(latin.sounds[0]).toBe(cyrillic.sounds[0]);
  expect(read('kharkiv').sounds[0]).toBe(0);
});

test('a text reads the same behind a longer one', () => {
  const before = hashesOf('Ships left at 3');
  read(`${'Long text 12 '.repeat(3000)}5`);
  expect(hashesOf('Ships left at 3')).toEqual(before);
});

test('reading stops at the most words that are asked for', () => {
  const words = createWords();
  readWords('one two three four', words, 3);
  expect(words.length).toBe(3);
});
