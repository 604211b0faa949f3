import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { readPicture } from '../../../electron/desk/article/picture-source.ts';
import { type Desk, openDesk } from '../../../electron/desk/desk.ts';
import { drawPicture } from '../../../electron/desk/sample/pictures/draw-picture.ts';
import type { FullTextMode } from '../../../shared/model.ts';
import { loopbackServer } from '../../loopback-server.ts';
import { temporaryFolder } from '../../temporary-folder.ts';

const now = Date.UTC(2026, 10, 16, 8);
const line =
  'The ministry said on Monday that twelve coastal radars had been handed over to the navy at its northern base.';

interface Site {
  status?: number;
  body?: string;
}

/** A feed of `stories` entries with a page each; `site` says what the pages answer. */
async function newsSite(stories: number, site: Site = {}) {
  const seen = { open: 0, most: 0 };
  const server = await loopbackServer((request, response, origin) => {
    if (request.url === '/feed') {
      const items = Array.from(
        { length: stories },
        (_, index) =>
          `<item><title>Story ${index}</title><guid>${index}</guid><link>${origin}/${index}</link><pubDate>Mon, 16 Nov 2026 06:00:00 GMT</pubDate></item>`,
      );
      response
        .writeHead(200, { 'content-type': 'application/rss+xml' })
        .end(`<rss version="2.0"><channel><title>Paper</title>${items.join('')}</channel></rss>`);
    } else if (request.url?.endsWith('.png')) {
      response.writeHead(200, { 'content-type': 'text/plain' }).end(drawPicture('frigate', 960));
    } else if (request.url?.endsWith('.svg')) {
      response
        .writeHead(200, { 'content-type': 'image/png' })
        .end('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>');
    } else {
      seen.open++;
      seen.most = Math.max(seen.most, seen.open);
      setImmediate(() => {
        seen.open--;
        const body = site.body ?? `${`<p>${line}</p>`.repeat(3)}<p>Page ${request.url}.</p>`;
        response
          .writeHead(site.status ?? 200, { 'content-type': 'text/html' })
          .end(`<html><body><article><h1>Story ${request.url?.slice(1)}</h1>${body}</article></body></html>`);
      });
    }
  });
  const folder = temporaryFolder();
  const open = async (): Promise<Desk> => {
    const desk = await openDesk({ folder, allowAddresses: [server.host], now: () => now });
    onTestFinished(() => desk.close());
    return desk;
  };
  const subscribe = async (desk: Desk, fullText: FullTextMode = 'always'): Promise<void> => {
    await desk.feeds.add({ url: `${server.origin}/feed`, fullText });
    await desk.desk.poll({ all: true });
  };
  const stored = async (desk: Desk): Promise<number> => {
    const { stories: found } = await desk.search.run({ query: 'story*', limit: 100 });
    const rows = await desk.stories.rows({ ids: found.map(({ id }) => id) });
    return rows.filter(({ fullText }) => fullText === 'stored').length;
  };
  return { server, folder, open, subscribe, stored, seen };
}

test('one host gets one request at a time, however many pages wait', async () => {
  const site = await newsSite(12);
  const desk = await site.open();
  await site.subscribe(desk);
  expect(await site.stored(desk)).toBe(12);
  expect(site.seen.most).toBe(1);
});

test('a page that could not be had is listed with the reason, and can be asked for again', async () => {
  const answers: Site = { status: 403 };
  const site = await newsSite(2, answers);
  const desk = await site.open();
  await site.subscribe(desk);
  const queue = await desk.articles.queue();
  expect(queue.failed.map(({ feed, reason }) => [feed, reason])).toEqual(
    Array.from({ length: 2 }, () => ['Paper', 'The article page answered 403 Forbidden.']),
  );
  delete answers.status;
  expect(await desk.articles.retry({})).toEqual({ queued: 2 });
  await desk.desk.poll({});
  expect(await desk.articles.queue()).toMatchObject({ waiting: 0, failed: [] });
  expect(await site.stored(desk)).toBe(2);
});

test('a pause is kept over a restart, and what waited is fetched after it', async () => {
  const site = await newsSite(5);
  const first = await site.open();
  await first.articles.pause({ paused: true });
  await site.subscribe(first);
  expect(await first.articles.queue()).toMatchObject({ waiting: 5, paused: true });
  await first.close();
  const second = await site.open();
  await second.desk.poll({});
  expect(await second.articles.queue()).toMatchObject({ waiting: 5, paused: true });
  await second.articles.pause({ paused: false });
  await second.desk.poll({});
  expect(await second.articles.queue()).toMatchObject({ waiting: 0 });
  expect(await site.stored(second)).toBe(5);
});

test('a feed whose pages are fetched when opened asks for none before', async () => {
  const site = await newsSite(3);
  const desk = await site.open();
  await site.subscribe(desk, 'on-open');
  expect(await site.stored(desk)).toBe(0);
  const { stories } = await desk.search.run({ query: '"story 1"' });
  const storyId = stories[0]?.id ?? 0;
  expect(await desk.articles.opened({ storyId })).toEqual({ queued: true });
  await desk.desk.poll({});
  expect((await desk.stories.get({ id: storyId })).text).toContain('coastal radars');
  expect(await desk.articles.opened({ storyId })).toEqual({ queued: false });
  expect(await site.stored(desk)).toBe(1);
});

test('a picture of two stories is kept once, whatever type its server says; a drawing with scripts is not kept', async () => {
  const pictures = '<figure><img src="/a.png" alt="Frigate"></figure><figure><img src="/b.svg" alt="Map"></figure>';
  const site = await newsSite(2, { body: `${pictures}${`<p>${line}</p>`.repeat(3)}` });
  const desk = await site.open();
  await site.subscribe(desk);
  const files = fs
    .readdirSync(path.join(site.folder, 'assets'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile());
  expect(files).toHaveLength(1);
  const { stories } = await desk.search.run({ query: 'story*' });
  for (const { id } of stories) {
    const { body } = await desk.stories.get({ id });
    const kept = body.blocks.flatMap((block) =>
      block.kind === 'figure' ? block.pictures.map(({ asset }) => asset) : [],
    );
    expect(kept).toEqual([files[0]?.name, undefined]);
  }
});

test('a damaged page and a missing picture are named by the check', async () => {
  const site = await newsSite(1, { body: `<figure><img src="/a.png"></figure>${`<p>${line}</p>`.repeat(3)}` });
  const desk = await site.open();
  await site.subscribe(desk);
  expect((await desk.desk.check()).ok).toBe(true);
  const fileOf = (kind: string): string => {
    const entry = fs
      .readdirSync(path.join(site.folder, kind), { recursive: true, withFileTypes: true })
      .find((found) => found.isFile());
    return path.join(entry?.parentPath ?? '', entry?.name ?? '');
  };
  fs.writeFileSync(fileOf('captures'), 'something else');
  fs.rmSync(fileOf('assets'));
  const faults = (await desk.desk.check()).checks.filter(({ ok }) => !ok);
  expect(faults.map(({ name }) => name).toSorted()).toEqual(['captures', 'pictures']);
  expect(faults.map(({ detail }) => detail).join(' ')).toContain(`${site.server.origin}/0`);
  const { stories } = await desk.search.run({ query: 'story*' });
  const { captures } = await desk.stories.get({ id: stories[0]?.id ?? 0 });
  expect(await desk.captures.verify({ id: captures[0]?.id ?? 0 })).toMatchObject({ ok: false });
});

describe('which file of a srcset', () => {
  const chosen = (srcset: string): string | undefined =>
    readPicture({ tag: 'img', attributes: { srcset, src: 'fallback.jpg' }, children: [] }, 'https://a.example/')?.src;
  test.each([
    ['s.jpg 400w, m.jpg 1200w, l.jpg 3000w', 'https://a.example/m.jpg'],
    ['s.jpg 1x,l.jpg 2x', 'https://a.example/l.jpg'],
    ['huge.jpg 4000w', 'https://a.example/huge.jpg'],
    [
      'https://c.example/w_300,h_200/p.jpg 300w, https://c.example/w_900,h_600/p.jpg 900w',
      'https://c.example/w_900,h_600/p.jpg',
    ],
    ['only.jpg', 'https://a.example/only.jpg'],
    ['data:image/gif;base64,R0 1w, real.jpg 800w', 'https://a.example/real.jpg'],
    ['', 'https://a.example/fallback.jpg'],
  ])('%s', (srcset, src) => {
    expect(chosen(srcset)).toBe(src);
  });
});
