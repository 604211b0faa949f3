import zlib from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { packBody, packText, unpackBody, unpackText } from '../../../electron/desk/store/compressed.ts';

const long = 'The frigate left the yard in March after trials. '.repeat(20);

test('any text comes back as it was', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), (text) => {
      expect(unpackText(packText(text))).toBe(text);
      expect(unpackText(packText(text + long))).toBe(text + long);
    }),
  );
});

test('a small text is stored as it is, a long one in a third of its size', () => {
  expect(Buffer.from(packText('(µ) Frigate')).toString()).toBe('(µ) Frigate');
  expect(packText(long).length).toBeLessThan(long.length / 3);
});

test('what was stored when every text was compressed is still read', () => {
  const body = { blocks: [{ kind: 'code' as const, text: 'x' }] };
  expect(unpackBody(zlib.zstdCompressSync(JSON.stringify(body)))).toEqual(body);
  expect(unpackBody(packBody(body))).toEqual(body);
  expect(unpackText(zlib.zstdCompressSync(''))).toBe('');
});
