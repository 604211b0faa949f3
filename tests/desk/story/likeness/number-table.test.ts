import fc from 'fast-check';
import { expect, test } from 'vitest';
import { NumberTable } from '../../../../electron/desk/story/likeness/number-table.ts';

test('a table that is emptied again and again holds what was put in last, in its order', () => {
  const table = new NumberTable();
  const key = fc.oneof(fc.integer({ min: 0, max: 20 }), fc.constantFrom(0, 0x80000000, 0xffffffff), fc.nat());
  fc.assert(
    fc.property(fc.array(fc.tuple(key, fc.integer({ min: 0, max: 100 })), { maxLength: 80 }), key, (entries, other) => {
      table.clear();
      for (const [each, value] of entries) table.set(each, value);
      const plain = new Map(entries);
      expect([...table.keys.subarray(0, table.size)]).toEqual([...plain.keys()]);
      expect([...table.values.subarray(0, table.size)]).toEqual([...plain.values()]);
      expect(table.get(other)).toBe(plain.get(other) ?? 0);
      expect(table.indexOf(other)).toBe([...plain.keys()].indexOf(other));
    }),
    { numRuns: 500 },
  );
});

test('a table grows beyond the room it starts with', () => {
  const table = new NumberTable();
  for (let key = 0; key < 5000; key++) table.set(key * 64, key);
  expect(table.size).toBe(5000);
  for (let key = 0; key < 5000; key++) expect(table.get(key * 64)).toBe(key);
  expect(table.indexOf(5000 * 64)).toBe(-1);
});
