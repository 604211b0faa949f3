import { expect, test } from 'vitest';
import { commands } from '../../../renderer/commands/commands.ts';
import { conflictOf, type KeyPress, keysOfEvent } from '../../../renderer/commands/keys.ts';

const pressed = (event: Partial<KeyPress>): string | undefined =>
  keysOfEvent({ key: '', code: '', shiftKey: false, ctrlKey: false, altKey: false, metaKey: false, ...event }, false);

test.each([
  ['j', { key: 'j', code: 'KeyJ' }],
  ['Shift+A', { key: 'A', code: 'KeyA', shiftKey: true }],
  ['Mod+K', { key: 'k', code: 'KeyK', ctrlKey: true }],
  ['Mod+Shift+F', { key: 'F', code: 'KeyF', ctrlKey: true, shiftKey: true }],
  ['?', { key: '?', code: 'Slash', shiftKey: true }],
  ['Shift+.', { key: '>', code: 'Period', shiftKey: true }],
  ['Shift+F6', { key: 'F6', code: 'F6', shiftKey: true }],
  ['j', { key: 'о', code: 'KeyJ' }],
  [undefined, { key: 'j', code: 'KeyJ', altKey: true }],
])('%s is what was pressed', (keys, event) => {
  expect(pressed(event)).toBe(keys);
});

test('no two commands have the same keys, nor one the start of a sequence of another', () => {
  for (const { id, keys } of commands)
    for (const key of keys) expect([id, conflictOf(id, key, {})?.id]).toEqual([id, undefined]);
});

test('keys that were taken away are free', () => {
  expect(conflictOf('toggle-star', 'm', {})?.id).toBe('toggle-read');
  expect(conflictOf('toggle-star', 'm', { 'toggle-read': [] })).toBeUndefined();
  expect(conflictOf('toggle-star', 'g', {})?.id).toBe('go-all');
});
