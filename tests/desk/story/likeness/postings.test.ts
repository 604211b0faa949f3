import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mostHeld, Postings } from '../../../../electron/desk/story/likeness/postings.ts';

/** What `Postings` does, plainly: all items of each key. */
function fileAll(filed: readonly (readonly [number, number])[]): {
  readonly postings: Postings;
  readonly plain: ReadonlyMap<number, readonly number[]>;
} {
  const postings = new Postings();
  const plain = new Map<number, number[]>();
  for (const [key, item] of filed) {
    postings.add(key, item);
    const items = plain.get(key) ?? [];
    items.push(item);
    plain.set(key, items);
  }
  return { postings, plain };
}

function expectSame(postings: Postings, plain: ReadonlyMap<number, readonly number[]>): void {
  const read = new Int32Array(mostHeld);
  for (const [key, items] of plain) {
    const handle = postings.find(key);
    expect(postings.countOf(handle)).toBe(items.length);
    const held = [...read.subarray(0, postings.read(handle, read))];
    expect(held.sort((a, b) => a - b)).toEqual(items.slice(-mostHeld).sort((a, b) => a - b));
  }
}

test('few keys with many items are counted, and the newest items of each are held', () => {
  const key = fc.constantFrom(0, 1, 2, 0x40, 0x80000000, 0xffffffff, 0x12345678);
  fc.assert(
    fc.property(fc.array(key, { maxLength: 600 }), (keys) => {
      const { postings, plain } = fileAll(keys.map((each, item) => [each, item]));
      expectSame(postings, plain);
    }),
    { numRuns: 100 },
  );
});

test('every key is found after the index has grown many times', () => {
  let state = 42;
  const next = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state;
  };
  // Hashes, and beside them keys that differ in their upper or lower bits alone.
  const filed = Array.from({ length: 60_000 }, (_, item): [number, number] => {
    const key = [next(), item, item << 16, next() & 0xffff][item & 3] ?? 0;
    return [key >>> 0, item];
  });
  const { postings, plain } = fileAll(filed);
  expectSame(postings, plain);
  for (let n = 0; n < 1000; n++) {
    const absent = next();
    if (!plain.has(absent)) expect(postings.find(absent)).toBe(0);
  }
});

test('many keys are found at once as one by one', () => {
  const { postings } = fileAll(
    Array.from({ length: 5000 }, (_, item) => [Math.imul(item % 1700, 0x85ebca6b) >>> 0, item]),
  );
  const keys = Uint32Array.from({ length: 2000 }, (_, n) => Math.imul(n, 0x85ebca6b));
  const handles = new Int32Array(2000);
  postings.findAll(keys, 2000, handles);
  expect([...handles]).toEqual([...keys].map((key) => postings.find(key)));
  expect(handles.filter((handle) => handle !== 0)).toHaveLength(1700);
});

test('nothing is filed under an unknown key', () => {
  const postings = new Postings();
  expect(postings.find(7)).toBe(0);
  expect(postings.countOf(0)).toBe(0);
  expect(postings.read(0, new Int32Array(mostHeld))).toBe(0);
});
