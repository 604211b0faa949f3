/**
 * Where the time of an entry goes: each stage of its way alone, one after the other, in one process. Half of the feeds
 * go through first and are not counted: a morning's round is long enough for the compiler to be done.
 */
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { parseBody } from '../../electron/desk/article/body-from-html.ts';
import { decode } from '../../electron/desk/feed/decode.ts';
import { parseFeed } from '../../electron/desk/feed/parse-feed.ts';
import { packBody } from '../../electron/desk/store/compressed.ts';
import { openDatabase, transaction } from '../../electron/desk/store/database.ts';
import { addFeed } from '../../electron/desk/store/feeds.ts';
import { indexRow, writeIndexRow } from '../../electron/desk/store/index-story.ts';
import { insertStory } from '../../electron/desk/store/stories.ts';
import { type Clusterer, createClusterer } from '../../electron/desk/story/cluster.ts';
import { plainLanguage } from '../../electron/desk/tag/language.ts';
import { createTagger, type Tagger } from '../../electron/desk/tag/tag-text.ts';
import { articleText } from '../../shared/article-text.ts';

const feedsOfHalf = 60;
const now = Date.UTC(2026, 10, 24);

interface Stores {
  readonly database: DatabaseSync;
  readonly tagger: Tagger;
  readonly clusterer: Clusterer;
}

export async function printFeedStages(): Promise<void> {
  const file = fileURLToPath(new URL('./feed-server.ts', import.meta.url));
  const server = spawn(process.execPath, [file, String(2 * feedsOfHalf)], { stdio: ['ignore', 'pipe', 'inherit'] });
  const port = await new Promise<string>((resolve) =>
    server.stdout.once('data', (data: Buffer) => resolve(data.toString().trim())),
  );
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'sitrep-stages-'));
  const database = await openDatabase(folder);
  const stores = { database, tagger: await createTagger(), clusterer: createClusterer() };
  addFeed(database, { url: 'http://news.example/' }, now);
  await runStages(stores, port, 0);
  const costs = await runStages(stores, port, feedsOfHalf);
  server.kill();
  database.close();
  fs.rmSync(folder, { recursive: true });
  console.log('\nCPU of an entry, stage by stage');
  for (const [stage, micros] of costs) console.log(`  ${stage.padEnd(10)}${micros.toFixed(1).padStart(8)} µs`);
}

/** CPU microseconds of an entry, by stage. */
async function runStages({ database, tagger, clusterer }: Stores, port: string, from: number) {
  const costs = new Map<string, number>();
  const measure = async <T>(stage: string, work: () => T | Promise<T>): Promise<T> => {
    const before = process.cpuUsage();
    const result = await work();
    const { user, system } = process.cpuUsage(before);
    costs.set(stage, (user + system) / (feedsOfHalf * 50));
    return result;
  };
  const documents = await measure('fetch', async () => {
    const found: Uint8Array[] = [];
    for (let feed = from; feed < from + feedsOfHalf; feed++)
      found.push(new Uint8Array(await (await fetch(`http://127.0.0.1:${port}/${feed}`)).arrayBuffer()));
    return found;
  });
  await measure('decode', () => documents.map((bytes) => decode(bytes, 'application/xml')));
  const parsed = await measure('parse', () => Promise.all(documents.map((bytes) => parseFeed(bytes, {}))));
  const entries = parsed.flatMap((feed) => feed.entries);
  const bodies = await measure('tree', () =>
    entries.map(({ contentHtml, summaryHtml }) => parseBody(contentHtml ?? summaryHtml ?? '', 'http://news.example/')),
  );
  const packed = await measure('compress', () => bodies.map(packBody));
  const stories = entries.map((entry, index) => ({
    ...{ id: from * 50 + index, title: entry.title, text: articleText(bodies[index] ?? { blocks: [] }) },
    ...{ feedId: '1', language: 'en', publishedAt: entry.publishedAt ?? now },
  }));
  await measure('language', () => stories.map(({ text }) => plainLanguage(text)));
  const tags = await measure('tag', () => stories.map((story) => tagger.tag(story).map(({ entityId }) => entityId)));
  await measure('store', () =>
    transaction(database, () =>
      stories.map(({ id, title, publishedAt, language }, index) =>
        insertStory(
          database,
          {
            ...{ feedId: 1, identity: String(id), url: null, title, author: null, siteName: null, language },
            ...{ publishedAt, updatedAt: null, firstSeenAt: now, dateNote: null, categories: [], feedFingerprint: '' },
            fullText: 'none',
          },
          packed[index] ?? new Uint8Array(),
        ),
      ),
    ),
  );
  await measure('index', () =>
    transaction(database, () => {
      for (const [index, story] of stories.entries())
        writeIndexRow(database, indexRow({ ...story, tags: tags[index] ?? [] }));
    }),
  );
  await measure('clusters', () => stories.map((story, index) => clusterer.add({ ...story, tags: tags[index] ?? [] })));
  return costs;
}
