import fc from 'fast-check';
import { expect, test } from 'vitest';
import { diffTexts, diffWords } from '../../shared/text-diff.ts';

test('the pieces give both texts back, whatever they are', () => {
  const word = fc.constantFrom(
    'drone',
    'ship',
    ' ',
    ' ',
    '12',
    '1,200',
    '。',
    '无人机',
    'مسيّرة',
    "can't",
    '\u200c',
    '\n',
    '😀',
  );
  const text = fc.array(word, { maxLength: 40 }).map((words) => words.join(''));
  fc.assert(
    fc.property(text, text, (before, after) => {
      const pieces = diffWords(before, after, 'zh');
      const side = (left: string): string =>
        pieces
          .filter(({ kind }) => kind !== left)
          .map(({ text: piece }) => piece)
          .join('');
      expect(side('added')).toBe(before);
      expect(side('removed')).toBe(after);
    }),
  );
});

test('Chinese is compared by words', () => {
  expect(
    diffWords('俄罗斯国防部长访问伊朗', '俄罗斯外交部长访问伊朗', 'zh')
      .filter(({ kind }) => kind === 'same')
      .map(({ text }) => text)
      .join(''),
  ).toContain('访问伊朗');
});

test('a paragraph that was changed stands beside its old form, others stand alone', () => {
  const rows = diffTexts(
    'one two three four\n\nstays\n\ngoes away now',
    'one two three five\n\nstays\n\nsomething else entirely',
  );
  expect(rows.map(({ kind }) => kind)).toEqual(['changed', 'same', 'removed', 'added']);
});
