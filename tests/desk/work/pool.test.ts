import { afterAll, expect, onTestFinished, test } from 'vitest';
import { unpackBody } from '../../../electron/desk/store/compressed.ts';
import { createWorkerPool } from '../../../electron/desk/work/pool.ts';
import { articleText } from '../../../shared/article-text.ts';

const pool = createWorkerPool(1);
afterAll(() => pool.close());

const words = 'The minister of defence said on Tuesday that the frigate would leave the yard in March after trials. ';
const url = 'https://example.org/';
const page = (inside: string): Uint8Array =>
  Buffer.from(`<html><head><title>Frigate</title></head><body><article>${inside}</article></body></html>`);

test('the bodies of a document come in one buffer that holds nothing else', async () => {
  const items = [1, 2, 3].map(
    (number) => `<item><title>${number}</title><description>${words}${number}</description></item>`,
  );
  const bytes = Buffer.from(`<rss version="2.0"><channel><title>Feed</title>${items.join('')}</channel></rss>`);
  const { entries } = await pool.run({ kind: 'parse-feed', bytes, url });
  expect(entries.map(({ packedBody }) => articleText(unpackBody(packedBody)))).toEqual(entries.map(({ text }) => text));
  const [buffer, ...others] = new Set(entries.map(({ packedBody }) => packedBody.buffer));
  expect(others).toEqual([]);
  expect(buffer?.byteLength).toBe(entries.reduce((length, { packedBody }) => length + packedBody.length, 0));
  expect(bytes.toString()).toContain('</rss>');
});

test('a feed without entries has nothing to hand over', async () => {
  const bytes = Buffer.from('<rss version="2.0"><channel><title>Feed</title></channel></rss>');
  expect(await pool.run({ kind: 'parse-feed', bytes, url })).toMatchObject({ title: 'Feed', entries: [] });
});

test('of a page with very many elements the first are looked through', async () => {
  const paragraphs = (count: number): string =>
    Array.from({ length: count }, (_, index) => `<p>${words}${index}.</p>`).join('');
  const few = await pool.run({ kind: 'extract', bytes: page(paragraphs(100)), url });
  expect(few?.text).toContain('trials. 99.');
  const many = await pool.run({ kind: 'extract', bytes: page(paragraphs(20_100)), url });
  expect(many?.text).toContain('trials. 19000.');
  expect(many?.text).not.toContain('trials. 20050.');
});

test('what takes long does not hold up the rest: another worker comes', async () => {
  const two = createWorkerPool(2, { patienceMs: 50 });
  onTestFinished(() => two.close());
  const large = (paragraphs: number): Uint8Array =>
    page(Array.from({ length: paragraphs }, (_, index) => `<p>${words}${index}.</p>`).join(''));
  const done: string[] = [];
  const run = (name: string, bytes: Uint8Array) =>
    two.run({ kind: 'extract', bytes, url }).then(() => void done.push(name));
  // No worker takes another job behind one of this size.
  await Promise.all([run('first', large(8000)), run('second', large(19_000)), run('small', page(`<p>${words}</p>`))]);
  expect(done.indexOf('small')).toBeLessThan(done.indexOf('second'));
});

test('a document that breaks its reader takes none with it that stands behind', async () => {
  const small = createWorkerPool(1, { timeMs: 30_000, memoryMb: 40 });
  onTestFinished(() => small.close());
  const feed = (title: string): Uint8Array =>
    Buffer.from(
      `<rss version="2.0"><channel><title>${title}</title><item><title>${words}</title></item></channel></rss>`,
    );
  const broken = small.run({ kind: 'extract', bytes: page('<p><b>x</b></p>'.repeat(19_000)), url });
  const others = ['One', 'Two', 'Three', 'Four', 'Five'].map((title) =>
    small.run({ kind: 'parse-feed', bytes: feed(title), url }),
  );
  await expect(broken).rejects.toThrow(/could not be read/);
  expect((await Promise.all(others)).map(({ title }) => title)).toEqual(['One', 'Two', 'Three', 'Four', 'Five']);
});
