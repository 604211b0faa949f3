/** What one hostile feed may cost the round it is polled in. */
import { expect, test } from 'vitest';
import { openDesk } from '../../electron/desk/desk.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { answer, drip, head, rawServer } from './raw-server.ts';

test('pages that drip end with their round, and wait for the next one', async () => {
  const server = await rawServer((socket, request) => {
    if (request.path !== '/feed') {
      socket.write(head('200 OK', ['Content-Type: text/html']));
      return drip(socket, '<p>', 20);
    }
    const items = Array.from(
      { length: 200 },
      (_, index) => `<item><title>${index}</title><link>${server.origin}/${index}</link></item>`,
    );
    return answer('200 OK', [], `<rss version="2.0"><channel>${items.join('')}</channel></rss>`)(socket, request);
  });
  const limits = { wholeMs: 2000 };
  const desk = await openDesk({ folder: temporaryFolder(), limits, allowAddresses: [server.host] });
  await desk.feeds.add({ url: `${server.origin}/feed`, fullText: 'always' });
  // One page at a time, two seconds each: all of them would outlast this test.
  const { newStories, pagesWaiting = 0 } = await desk.desk.poll({ all: true });
  expect(newStories).toBe(200);
  expect(pagesWaiting).toBeGreaterThan(20);
  await desk.close();
  await server.stop();
});

test('of a feed with a hundred thousand entries the first ones are stored, and that is told', async () => {
  const items = Array.from({ length: 100_000 }, (_, index) => `<item><title>${index}</title></item>`);
  const server = await rawServer(answer('200 OK', [], `<rss version="2.0"><channel>${items.join('')}</channel></rss>`));
  const desk = await openDesk({ folder: temporaryFolder(), allowAddresses: [server.host] });
  const { id } = await desk.feeds.add({ url: `${server.origin}/feed` });
  await desk.desk.poll({ all: true });
  const feed = await desk.feeds.get({ id });
  expect(feed.stories).toBe(5000);
  expect(feed.health.warnings).toContain('Only the first 5000 entries were read.');
  await desk.close();
  await server.stop();
});

test('a document of thousands of entries is stored in parts, each entry once, with the pages of the newest only', async () => {
  const item = (index: number): string =>
    `<item><title>Story ${index}</title><guid>${index}</guid><link>https://example.invalid/${index}</link></item>`;
  const items = Array.from({ length: 1201 }, (_, index) => item(index)).join('');
  const server = await rawServer(answer('200 OK', [], `<rss version="2.0"><channel>${items}</channel></rss>`));
  const limits = { wholeMs: 2000 };
  const systemProxy = { http: 'http://127.0.0.1:9', https: 'http://127.0.0.1:9' };
  const desk = await openDesk({ folder: temporaryFolder(), limits, systemProxy, allowAddresses: [server.host] });
  await desk.feeds.add({ url: `${server.origin}/feed`, fullText: 'always' });
  const { newStories, pagesWaiting = 0 } = await desk.desk.poll({ all: true });
  expect(newStories).toBe(1201);
  expect(pagesWaiting).toBeLessThanOrEqual(30);
  expect(await desk.desk.poll({ all: true })).toMatchObject({ notModified: 1, newStories: 0 });
  await desk.close();
  await server.stop();
});
