/** Where the time of an entry goes: each stage of its way alone, one after the other, in one process. */
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseBody } from '../../electron/desk/article/body-from-html.ts';
import { decode } from '../../electron/desk/feed/decode.ts';
import { parseFeed } from '../../electron/desk/feed/parse-feed.ts';
import { openDatabase, transaction } from '../../electron/desk/store/database.ts';
import { addFeed } from '../../electron/desk/store/feeds.ts';
import { indexRow, writeIndexRow } from '../../electron/desk/store/index-story.ts';
import { insertStory } from '../../electron/desk/store/stories.ts';
import { createClusterer } from '../../electron/desk/story/cluster.ts';
import { plainLanguage } from '../../electron/desk/tag/language.ts';
import { createTagger } from '../../electron/desk/tag/tag-text.ts';
import { articleText } from '../../shared/article-text.ts';

const feeds = 40;
const now = Date.UTC(2026, 10, 24);

export async function printFeedStages(): Promise<void> {
  const file = fileURLToPath(new URL('./feed-server.ts', import.meta.url));
  const server = spawn(process.execPath, [file, String(feeds)], { stdio: ['ignore', 'pipe', 'inherit'] });
  const port = await new Promise<string>((resolve) =>
    server.stdout.once('data', (data: Buffer) => resolve(data.toString().trim())),
  );
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'sitrep-stages-'));
  const database = await openDatabase(folder);
  const tagger = await createTagger();
  console.log('\nCPU of an entry, stage by stage');
  const documents = await measure('fetch', async () => {
    const found: Uint8Array[] = [];
    for (let feed = 0; feed < feeds; feed++)
      found.push(new Uint8Array(await (await fetch(`http://127.0.0.1:${port}/${feed}`)).arrayBuffer()));
    return found;
  });
  server.kill();
  await measure('decode', () => documents.map((bytes) => decode(bytes, 'application/xml')));
  const parsed = await measure('parse', () => Promise.all(documents.map((bytes) => parseFeed(bytes, {}))));
  const entries = parsed.flatMap((feed) => feed.entries);
  const bodies = await measure('tree', () =>
    entries.map(({ contentHtml, summaryHtml }) => parseBody(contentHtml ?? summaryHtml ?? '', 'http://news.example/')),
  );
  const stories = entries.map((entry, id) => ({
    ...{ id, title: entry.title, text: articleText(bodies[id] ?? { blocks: [] }), feedId: '1', language: 'en' },
    publishedAt: entry.publishedAt ?? now,
  }));
  await measure('language', () => stories.map(({ text }) => plainLanguage(text)));
  const tags = await measure('tag', () => stories.map((story) => tagger.tag(story).map(({ entityId }) => entityId)));
  addFeed(database, { url: 'http://news.example/' }, now);
  await measure('store', () =>
    transaction(database, () =>
      stories.map(({ id, title, publishedAt, language }) =>
        insertStory(
          database,
          {
            ...{
              feedId: 1,
              identity: String(id),
              url: null,
              title,
              author: null,
              siteName: null,
              language,
              publishedAt,
            },
            ...{ updatedAt: null, firstSeenAt: now, dateNote: null, categories: [], feedFingerprint: '' },
            fullText: 'none',
          },
          bodies[id] ?? { blocks: [] },
        ),
      ),
    ),
  );
  await measure('index', () =>
    transaction(database, () => {
      for (const story of stories) writeIndexRow(database, indexRow({ ...story, tags: tags[story.id] ?? [] }));
    }),
  );
  const clusterer = createClusterer();
  await measure('clusters', () => stories.map((story) => clusterer.add({ ...story, tags: tags[story.id] ?? [] })));
  database.close();
  fs.rmSync(folder, { recursive: true });
}

/** Runs a stage over all entries and prints its CPU microseconds for one. */
async function measure<T>(stage: string, work: () => T | Promise<T>): Promise<T> {
  const before = process.cpuUsage();
  const result = await work();
  const { user, system } = process.cpuUsage(before);
  console.log(`  ${stage.padEnd(10)}${((user + system) / (feeds * 50)).toFixed(1).padStart(8)} µs`);
  return result;
}
