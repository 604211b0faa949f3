import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createRowStore } from '../../../renderer/stories/row-store.ts';
import type { StoryRow } from '../../../shared/model.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const rowOf = (id: number): StoryRow => ({
  ...{ id, feedId: 1, feedTitle: 'Feed', title: `Story ${id}`, publishedAt: id, firstSeenAt: id },
  ...{ read: false, starred: false, revisions: 1, withdrawn: false, fullText: 'none' },
  ...{ materiallyEdited: false, noted: false, topTags: [] },
});
const from = (start: number, count: number): number[] => Array.from({ length: count }, (_, index) => start + index);

test('a failed call is made again, and gives up when it fails for long', async () => {
  let failing = true;
  let calls = 0;
  const store = createRowStore(async (ids) => {
    calls++;
    if (failing) throw new Error('busy');
    return ids.map(rowOf);
  });
  store.show([1, 2]);
  await vi.advanceTimersByTimeAsync(400);
  expect(store.get(1)).toBeUndefined();
  failing = false;
  await vi.advanceTimersByTimeAsync(200);
  expect(store.get(1)?.title).toBe('Story 1');
  expect(calls).toBe(2);
  failing = true;
  store.show([3]);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(calls).toBe(6);
  failing = false;
  store.show([3]);
  await vi.advanceTimersByTimeAsync(0);
  expect(store.get(3)?.id).toBe(3);
});

test('rows are bounded: those not seen for longest go, those shown stay', async () => {
  const store = createRowStore(async (ids) => ids.map(rowOf));
  for (let start = 0; start < 8000; start += 100) {
    store.show(from(start, 100));
    await vi.advanceTimersByTimeAsync(0);
  }
  expect(store.get(0)).toBeUndefined();
  expect(from(7900, 100).every((id) => store.get(id) !== undefined)).toBe(true);
  expect(from(0, 8000).filter((id) => store.get(id) !== undefined)).toHaveLength(5000);
});

test('after the desk was away, what is shown is fetched again and the rest is forgotten', async () => {
  let title = 'before';
  const store = createRowStore(async (ids) => ids.map((id) => ({ ...rowOf(id), title })));
  store.show([1]);
  store.show([2]);
  await vi.advanceTimersByTimeAsync(0);
  title = 'after';
  store.renew();
  await vi.advanceTimersByTimeAsync(0);
  expect(store.get(1)).toBeUndefined();
  expect(store.get(2)?.title).toBe('after');
});

test('a row that is still on its way is waited for, and one that cannot be had is not', async () => {
  let failing = false;
  const store = createRowStore(async (ids) => {
    await new Promise((resolve) => setTimeout(resolve, 50));
    if (failing) throw new Error('busy');
    return ids.map(rowOf);
  });
  store.show([1]);
  const first = store.ready(1);
  await vi.advanceTimersByTimeAsync(60);
  expect((await first)?.title).toBe('Story 1');
  failing = true;
  const second = store.ready(2);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(await second).toBeUndefined();
});
