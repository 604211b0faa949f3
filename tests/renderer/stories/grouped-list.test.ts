import { expect, test } from 'vitest';
import { groupList, rowsOf, stillOpened } from '../../../renderer/stories/grouped-list.ts';

// Newest first: 9 and 6 and 2 report one event, 8 and 3 another, 5 stands alone.
const ids = Float64Array.of(9, 8, 6, 5, 3, 2);
const places = Uint32Array.of(0, 1, 0, 3, 1, 0);

test('the newest story of an event stands for the others', () => {
  const groups = groupList(ids, places);
  expect([...rowsOf(groups, new Set())]).toEqual([9, 8, 5]);
  expect(groups.others.get(9)).toEqual([6, 2]);
  expect(groups.leadOf.get(3)).toBe(8);
  expect(groups.leadOf.has(8)).toBe(false);
});

test('an open group shows its stories behind the lead and moves nothing above it', () => {
  const groups = groupList(ids, places);
  expect([...rowsOf(groups, new Set([8]))]).toEqual([9, 8, 3, 5]);
  expect([...rowsOf(groups, new Set([9, 8]))]).toEqual([9, 6, 2, 8, 3, 5]);
  // A story that is alone opens nothing.
  expect([...rowsOf(groups, new Set([5, 77]))]).toEqual([9, 8, 5]);
});

test('every story is in the rows or behind one of them', () => {
  const groups = groupList(ids, places);
  const behind = [...groups.others.values()].flat();
  expect([...groups.leads, ...behind].sort()).toEqual([...ids].sort());
});

test('without places every story stands for itself', () => {
  expect([...rowsOf(groupList(ids, undefined), new Set([9]))]).toEqual([...ids]);
});

test('a group stays open when a newer story leads it', () => {
  const later = groupList(Float64Array.of(12, 9, 8), Uint32Array.of(0, 0, 2));
  expect([...stillOpened(later, new Set([9]))]).toEqual([12]);
});
