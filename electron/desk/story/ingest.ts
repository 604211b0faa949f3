/** Turns the entries of a feed document into stories: new ones, changed ones, and those that stay as they are. */
import type { DatabaseSync } from 'node:sqlite';
import { articleText } from '../../../shared/article-text.ts';
import type { ReadEntry } from '../feed/read-feed.ts';
import { queueArticle } from '../store/article-queue.ts';
import { unpackBody } from '../store/compressed.ts';
import type { PolledFeed } from '../store/feeds.ts';
import { retiredIdentities } from '../store/retention.ts';
import { lastRevision } from '../store/revisions.ts';
import {
  findStories,
  findStoryByAddress,
  getBody,
  getStoryRecord,
  hasStories,
  insertStory,
  type StoryRecord,
  updateStory,
} from '../store/stories.ts';
import { detectLanguage } from '../tag/language.ts';
import { type Annotator, annotateStory } from './annotate.ts';
import { canonicalLink } from './identity.ts';
import { leadOf } from './lead.ts';
import { recordRevision } from './record-revision.ts';
import { storyTime } from './story-time.ts';

/** A feed's first document may hold hundreds of entries; only the newest get their page fetched unasked. */
const mostArticlesPerDocument = 30;

export interface IngestResult {
  readonly added: readonly number[];
  readonly revised: readonly number[];
  readonly alerts: number;
  readonly queued: number;
}

/** Stores `entries` of `feed`. Runs inside the caller's transaction. */
export function ingestEntries(
  database: DatabaseSync,
  annotator: Annotator,
  feed: PolledFeed,
  entries: readonly ReadEntry[],
  now: number,
): IngestResult {
  const revised: number[] = [];
  const fresh: { readonly id: number; readonly publishedAt: number }[] = [];
  let alerts = 0;
  const addedIds: number[] = [];
  const known = knownStories(database, feed.id, entries);
  const identities = entries.map(({ identity }) => identity);
  const retired = retiredIdentities(database, feed.id, identities);
  for (const entry of entries) {
    const story = known(entry);
    if (story === undefined) {
      if (retired.has(entry.identity)) continue;
      const added = addStory(database, annotator, feed, entry, now);
      addedIds.push(added.id);
      alerts += added.alerts;
      if (entry.link !== undefined && wantsArticle(feed, added.alerts)) fresh.push(added);
    } else if (story.feedFingerprint !== entry.fingerprint && entry.isCut !== true) {
      const record = getStoryRecord(database, story.id);
      if (record === undefined) continue;
      alerts += reviseStory(database, annotator, feed, record, entry, now);
      revised.push(story.id);
    }
  }
  fresh.sort((a, b) => b.publishedAt - a.publishedAt);
  const queued = fresh.slice(0, mostArticlesPerDocument);
  for (const { id } of queued) queueArticle(database, id, now);
  return { added: addedIds, revised, alerts, queued: queued.length };
}

type KnownStory = Pick<StoryRecord, 'id' | 'feedFingerprint'>;

/** Finds the story that an entry already is, by identity, else by address and title. */
function knownStories(
  database: DatabaseSync,
  feedId: number,
  entries: readonly ReadEntry[],
): (entry: ReadEntry) => KnownStory | undefined {
  const identities = entries.map(({ identity }) => identity);
  // A feed's first document is its largest, and there is nothing to look for.
  const places = entries.map(({ link, title, identity }) => (link === undefined ? identity : `${link}\n${title}`));
  const allDiffer = new Set(identities).size === entries.length && new Set(places).size === entries.length;
  if (allDiffer && !hasStories(database, feedId)) return () => undefined;
  const byIdentity = findStories(database, feedId, identities);
  return (entry) => {
    const known = byIdentity.get(entry.identity) ?? findStories(database, feedId, [entry.identity]).get(entry.identity);
    if (known !== undefined || entry.link === undefined) return known;
    return findStoryByAddress(database, feedId, canonicalLink(entry.link), entry.title);
  };
}

function wantsArticle(feed: PolledFeed, alerts: number): boolean {
  return feed.fullText === 'always' || (feed.fullText === 'on-alert' && alerts > 0);
}

function addStory(
  database: DatabaseSync,
  annotator: Annotator,
  feed: PolledFeed,
  entry: ReadEntry,
  now: number,
): { readonly id: number; readonly publishedAt: number; readonly alerts: number } {
  const { publishedAt, dateNote } = storyTime(entry.publishedAt ?? entry.updatedAt, now);
  const story = {
    feedId: feed.id,
    identity: entry.identity,
    url: entry.link === undefined ? null : canonicalLink(entry.link),
    title: entry.title,
    author: entry.author ?? null,
    siteName: null,
    language: entry.language ?? detectLanguage(`${entry.title}\n${entry.text}`) ?? feed.language,
    publishedAt,
    updatedAt: entry.updatedAt ?? null,
    firstSeenAt: now,
    dateNote,
    categories: entry.categories,
    feedFingerprint: entry.fingerprint,
    fullText: 'none' as const,
  };
  const id = insertStory(database, story, entry.packedBody);
  const { folder, sourceType } = feed;
  const { text, lead } = entry;
  const alerts = annotateStory(database, annotator, { ...story, id, folder, sourceType, text, lead, isNew: true }, now);
  return { id, publishedAt, alerts };
}

/** Keeps the state before the change and the one after it, and shows the new one. Gives how many alerts are new. */
function reviseStory(
  database: DatabaseSync,
  annotator: Annotator,
  feed: PolledFeed,
  known: StoryRecord,
  entry: ReadEntry,
  now: number,
): number {
  const shown = getBody(database, known.id);
  const before =
    lastRevision(database, known.id, 'feed') ??
    (known.bodySource === 'feed' ? { title: known.title, text: articleText(shown) } : undefined);
  const after = { title: entry.title, text: entry.text };
  recordRevision(database, annotator.tagger, known, 'feed', { before, after, now });
  const body = known.bodySource === 'feed' ? unpackBody(entry.packedBody) : shown;
  updateStory(
    database,
    known.id,
    {
      title: entry.title,
      feedFingerprint: entry.fingerprint,
      revisions: known.revisions + 1,
      ...(entry.updatedAt === undefined ? {} : { updatedAt: entry.updatedAt }),
    },
    known.bodySource === 'feed' ? body : undefined,
  );
  if (known.url !== null && known.fullText !== 'none') queueArticle(database, known.id, now);
  return annotateStory(
    database,
    annotator,
    {
      ...known,
      title: entry.title,
      folder: feed.folder,
      sourceType: feed.sourceType,
      text: articleText(body),
      lead: leadOf(body),
    },
    now,
  );
}
