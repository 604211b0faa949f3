import fc from 'fast-check';
import { expect, test } from 'vitest';
import { BestList } from '../../../../electron/desk/story/likeness/best-list.ts';

test('a list holds what sorting would put first, and of equals what came first', () => {
  const list = new BestList(5);
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 30 }), (worths) => {
      list.clear();
      for (const [number, worth] of worths.entries()) list.offer(number, worth);
      const sorted = [...worths.entries()].sort(([, one], [, other]) => other - one).map(([number]) => number);
      expect([...list.numbers.subarray(0, list.length)]).toEqual(sorted.slice(0, 5));
    }),
  );
});
