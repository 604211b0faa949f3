/** Builds an archive of made-up stories through the product's own insert path, and keeps it for the next run. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { openDatabase, transaction } from '../../electron/desk/store/database.ts';
import { addFeed } from '../../electron/desk/store/feeds.ts';
import { leaveIndexQueue, queueForIndex } from '../../electron/desk/store/index-queue.ts';
import { type IndexRow, indexRow, writeIndexRow } from '../../electron/desk/store/index-story.ts';
import { insertStory } from '../../electron/desk/store/stories.ts';
import { addTags } from '../../electron/desk/store/tags.ts';
import type { ArticleBody } from '../../shared/model.ts';
import { feedCount, makeStory, type RandomStory, randomFrom } from './random-stories.ts';

export interface BuiltArchive {
  readonly folder: string;
  readonly stories: number;
  readonly textBytes: number;
  readonly storiesPerCpuSecond: number;
}

/** When the newest story was published; the others are spread over the half year before. */
export const archiveNow = Date.UTC(2026, 10, 24);
const spanMs = 180 * 86_400_000;
const batch = 2000;
/** As many as the indexer writes in one transaction. */
const indexedAtOnce = 200;
const languages = ['trade-press', 'news-agency', 'official', 'state-media', 'think-tank', 'blog'] as const;

/** The archive of `stories` stories under the system's temporary folder; built when it is not there yet. */
export async function builtArchive(stories: number): Promise<BuiltArchive> {
  const folder = path.join(os.tmpdir(), `sitrep-benchmark-${stories}`);
  const facts = path.join(folder, 'built.json');
  if (fs.existsSync(facts)) return { ...(JSON.parse(fs.readFileSync(facts, 'utf8')) as BuiltArchive), folder };
  fs.rmSync(folder, { recursive: true, force: true });
  const built = await build(folder, stories);
  fs.writeFileSync(facts, JSON.stringify(built));
  return built;
}

async function build(folder: string, stories: number): Promise<BuiltArchive> {
  const database = await openDatabase(folder);
  addFeeds(database);
  const random = randomFrom(stories);
  let cpuMicros = 0;
  let textBytes = 0;
  for (let from = 0; from < stories; from += batch) {
    // Making the stories is not what is measured.
    const made = Array.from({ length: Math.min(batch, stories - from) }, () => makeStory(random));
    for (const { title, text } of made) textBytes += Buffer.byteLength(title) + Buffer.byteLength(text);
    const before = process.cpuUsage();
    addStories(database, made, from, (index) => archiveNow - spanMs + ((from + index) / stories) * spanMs);
    const { user, system } = process.cpuUsage(before);
    cpuMicros += user + system;
    if ((from / batch) % 25 === 24)
      console.log(`${from + batch} stories, ${perSecond(from + batch, cpuMicros)} a CPU second`);
  }
  database.exec('PRAGMA wal_checkpoint(TRUNCATE); PRAGMA optimize');
  database.close();
  return { folder, stories, textBytes, storiesPerCpuSecond: perSecond(stories, cpuMicros) };
}

function perSecond(stories: number, cpuMicros: number): number {
  return Math.round(stories / (cpuMicros / 1_000_000));
}

function addFeeds(database: DatabaseSync): void {
  transaction(database, () => {
    for (let index = 0; index < feedCount; index++) {
      const url = `https://feed-${index}.example/rss`;
      addFeed(
        database,
        {
          url,
          title: `Feed ${index}`,
          folder: `Folder ${index % 20}`,
          ...{ sourceType: languages[index % languages.length] ?? 'blog' },
        },
        archiveNow,
      );
    }
  });
}

/**
 * Stores the stories as a poll does, in one transaction, and indexes them as the indexer does, in others; annotation by
 * tagger, rules and clusters left out. Gives their ids.
 */
export function addStories(
  database: DatabaseSync,
  stories: readonly RandomStory[],
  firstNumber: number,
  publishedAt: (index: number) => number,
): number[] {
  const rows: IndexRow[] = [];
  transaction(database, () => {
    for (const [index, story] of stories.entries()) {
      const id = addRows(database, story, firstNumber + index, publishedAt(index));
      const { title, text, tags, language } = story;
      rows.push(indexRow({ id, title, text, feedId: String(story.feed), tags, language }));
    }
  });
  for (let from = 0; from < rows.length; from += indexedAtOnce) {
    const some = rows.slice(from, from + indexedAtOnce);
    transaction(database, () => {
      for (const { id } of some) leaveIndexQueue(database, id);
      for (const row of some) writeIndexRow(database, row);
    });
  }
  return rows.map(({ id }) => id);
}

function addRows(database: DatabaseSync, story: RandomStory, number: number, publishedAt: number): number {
  const body: ArticleBody = {
    blocks: story.text.split('\n\n').map((text) => ({ kind: 'paragraph', inlines: [{ kind: 'text', text }] })),
  };
  const url = `https://feed-${story.feed}.example/2026/${number}/story`;
  const firstSeenAt = publishedAt + 60_000;
  const id = insertStory(
    database,
    {
      feedId: story.feed,
      identity: url,
      url,
      title: story.title,
      author: null,
      siteName: null,
      language: story.language,
      publishedAt: Math.floor(publishedAt),
      updatedAt: null,
      firstSeenAt: Math.floor(firstSeenAt),
      dateNote: null,
      categories: [],
      feedFingerprint: number.toString(16).padStart(16, '0'),
      fullText: 'none',
    },
    body,
  );
  addTags(
    database,
    id,
    story.tags.map((entityId) => ({
      entityId,
      kind: 'topic',
      label: entityId,
      spans: [{ field: 'text', from: 10, to: 20 }],
    })),
  );
  queueForIndex(database, id);
  return id;
}
