import { describe, expect, test } from 'vitest';
import { extractArticle } from '../../../electron/desk/article/extract.ts';
import { sniffPicture } from '../../../electron/desk/article/images.ts';
import { parseFeed } from '../../../electron/desk/feed/parse-feed.ts';
import { openSampleDesk } from '../../../electron/desk/sample/sample-desk.ts';
import { readOutlets, readStories } from '../../../electron/desk/sample/sample-stories.ts';
import { createSampleWire } from '../../../electron/desk/sample/sample-wire.ts';
import { temporaryFolder } from '../../temporary-folder.ts';

const startedAt = Date.UTC(2026, 10, 24, 6);
const minuteMs = 60_000;

describe('sample wire', () => {
  test('has a dozen outlets in ten languages and about 150 stories', () => {
    const outlets = readOutlets();
    expect(outlets.length).toBeGreaterThanOrEqual(12);
    expect(new Set(outlets.map(({ language }) => language)).size).toBe(10);
    expect(readStories(startedAt).length).toBeGreaterThanOrEqual(145);
  });

  test('every feed parses to the stories whose time has come, and answers 304 when nothing changed', async () => {
    const wire = createSampleWire({ now: () => startedAt, startedAt });
    for (const { url, title } of wire.feeds) {
      const response = await wire.fetch(url);
      const feed = await parseFeed(new Uint8Array(await response.arrayBuffer()), {
        url,
        contentType: response.headers.get('content-type') ?? '',
      });
      expect(feed.title).toBe(title);
      expect(feed.entries.length).toBeGreaterThan(0);
      const times = feed.entries.flatMap(({ publishedAt }) => publishedAt ?? []);
      expect(Math.max(...times)).toBeLessThanOrEqual(startedAt);
      const again = await wire.fetch(url, { headers: { 'if-none-match': response.headers.get('etag') ?? '' } });
      expect(again.status).toBe(304);
    }
  });

  test('each page gives its paragraphs back, and each picture is one', async () => {
    const later = startedAt + 60 * minuteMs;
    const wire = createSampleWire({ now: () => later, startedAt });
    const stories = readStories(startedAt).filter(({ paragraphs }) => paragraphs.length > 2);
    for (const story of stories) {
      const shown = story.edited ?? story;
      const url = `https://${story.outlet}.sample.sitrep.invalid/stories/${story.slug}`;
      const article = await extractArticle(await (await wire.fetch(url)).text(), url);
      expect([story.slug, article?.text]).toEqual([story.slug, shown.paragraphs.join('\n\n')]);
      expect(article?.title).toBe(shown.title);
      if (story.picture === undefined) continue;
      const picture = await wire.fetch(`https://${story.outlet}.sample.sitrep.invalid/pictures/${story.picture}.png`);
      expect(sniffPicture(new Uint8Array(await picture.arrayBuffer()))).toEqual({
        type: 'image/png',
        width: 960,
        height: 540,
      });
    }
  });

  test('publishes while one watches: rules fire, an entry is edited', async () => {
    let now = startedAt;
    const desk = await openSampleDesk({ folder: temporaryFolder(), now: () => now });
    await desk.desk.poll({ all: true });
    const before = await desk.desk.status();
    const fired = new Set((await desk.alerts.list({ limit: 200 })).map(({ ruleName }) => ruleName));
    expect(fired.size).toBeGreaterThanOrEqual(2);
    now += 15 * minuteMs;
    const round = await desk.desk.poll({ all: true });
    expect(round.newStories).toBeGreaterThanOrEqual(15);
    expect(round.alerts).toBeGreaterThanOrEqual(3);
    expect((await desk.search.run({ query: 'is:edited' })).stories.map(({ title }) => title)).toEqual([
      'Nine of fourteen drones shot down over Odesa, grain terminal damaged',
    ]);
    expect((await desk.desk.status()).stories).toBe(before.stories + round.newStories);
    await desk.close();
  });
});
