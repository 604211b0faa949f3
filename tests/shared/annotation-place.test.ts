import { expect, test } from 'vitest';
import { anchorAt, placeAnchor } from '../../shared/annotation-place.ts';

const leavesOf = (text: string) => {
  let from = 0;
  return text.split('\n\n').map((leaf) => {
    const placed = { from, text: leaf };
    from += leaf.length + 2;
    return placed;
  });
};
const text = 'The ship left port.\n\nIt carried twelve radars to the north.\n\nThe ship left port again later.';

function found(after: string, words: string, at = text.indexOf(words)): string | undefined {
  const anchor = anchorAt(text, leavesOf(text), at, at + words.length);
  const place = placeAnchor(after, leavesOf(after), anchor);
  return place === undefined ? undefined : after.slice(place.from, place.to);
}

test('a highlight stands where it was put', () => {
  const at = text.indexOf('twelve');
  const anchor = anchorAt(text, leavesOf(text), at, at + 13);
  expect(anchor).toMatchObject({ block: 1, start: 11, quote: 'twelve radars' });
  expect(placeAnchor(text, leavesOf(text), anchor)).toEqual({ from: at, to: at + 13 });
});

test('it moves with its words when paragraphs come before it', () => {
  expect(found(`A new first line.\n\n${text}`, 'twelve radars')).toBe('twelve radars');
});

test('of the same words twice it keeps the one with its neighbours', () => {
  const second = text.lastIndexOf('The ship left port');
  const after = `Intro.\n\n${text}`;
  const anchor = anchorAt(text, leavesOf(text), second, second + 18);
  expect(placeAnchor(after, leavesOf(after), anchor)?.from).toBe(after.lastIndexOf('The ship left port'));
});

test('edited words are found between their neighbours', () => {
  expect(found(text.replace('twelve radars', 'fourteen radars'), 'twelve radars')).toBe('fourteen radars');
});

test('words that are gone have no place', () => {
  expect(found('Nothing of it is left here.', 'twelve radars')).toBeUndefined();
});
