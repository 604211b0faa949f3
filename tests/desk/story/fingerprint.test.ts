import { expect, test } from 'vitest';
import { fingerprint } from '../../../electron/desk/story/fingerprint.ts';

// Another value would make an edit of every story that an archive holds.
test.each([
  ['Frigate leaves the yard', 'The F-16 left at 09:12.', '74415b9895b78c1aa0e195292b6ba062'],
  ['Şahin — İstanbul’da', 'Straße, ﬁn, ½ Æ', '9129edb940452a5882a332fbc81e9503'],
  ['дрон Й й', 'طائرة مسيّـرة ي ك', '9425673a84b7d94a951ff63fc3a3c5f7'],
  ['无人机', 'ドローン 𝔸𝒷 x', '6d074fcf9724ea3a6dbbfb73a04365d6'],
  ['', '', '96a296d224f285c67bee93c30f8a3091'],
])('the fingerprint of "%s" stays what archives hold', (title, text, print) => {
  expect(fingerprint(title, text)).toBe(print);
});

test('white space, punctuation, case and diacritics make no other state; a word more does', () => {
  const print = fingerprint('Frigate leaves', 'The yard is empty.');
  expect(fingerprint('FRIGATE  leaves!', ' The yárd — is empty')).toBe(print);
  expect(fingerprint('Frigate leaves the', 'yard is empty.')).not.toBe(print);
  expect(fingerprint('Frigate leaves', 'The yard is empty now.')).not.toBe(print);
});

test('a long text leaves nothing behind for the next one', () => {
  const print = fingerprint('Frigate', 'leaves');
  fingerprint('x'.repeat(100_000), 'y'.repeat(200_000));
  expect(fingerprint('Frigate', 'leaves')).toBe(print);
});
