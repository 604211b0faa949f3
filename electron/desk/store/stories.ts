/** Stories as kept: one row a story for the list, its body apart. */
import type { DatabaseSync } from 'node:sqlite';
import type { ArticleBody, DateNote, FullTextState, RowTag, StoryRow, StoryView } from '../../../shared/model.ts';
import { severities } from '../../../shared/rule.ts';
import { firstIdAt } from '../../../shared/story-ids.ts';
import { queueForCandidates } from './candidates.ts';
import { packBody, unpackBody } from './compressed.ts';
import { prepared } from './statement.ts';
import { strongestTags } from './tags.ts';

/** What is stored of a story beside its body. */
export interface StoryRecord {
  readonly id: number;
  readonly feedId: number;
  readonly identity: string;
  readonly url: string | null;
  readonly title: string;
  readonly author: string | null;
  readonly siteName: string | null;
  readonly language: string | null;
  readonly publishedAt: number;
  readonly updatedAt: number | null;
  readonly firstSeenAt: number;
  readonly dateNote: DateNote | null;
  readonly categories: readonly string[];
  readonly feedFingerprint: string;
  readonly revisions: number;
  readonly bodySource: 'feed' | 'page';
  readonly fullText: FullTextState;
  readonly fullTextError: string | null;
  /** The headline of the article page, where it was fetched. */
  readonly pageTitle: string | null;
  readonly withdrawnAt: number | null;
}

export type NewStory = Omit<
  StoryRecord,
  'id' | 'revisions' | 'bodySource' | 'fullTextError' | 'pageTitle' | 'withdrawnAt'
>;

/** Stores a new story under the next free id of its time. Gives that id. A body may come packed already. */
export function insertStory(database: DatabaseSync, story: NewStory, body: ArticleBody | Uint8Array): number {
  const id = freeId(database, Math.min(story.publishedAt, story.firstSeenAt));
  // By position: looking up fifteen names costs as much as writing the row.
  prepared(
    database,
    `INSERT INTO stories (id, feed_id, identity, url, title, author, site_name, language, published_at, updated_at,
       first_seen_at, date_note, categories, feed_fingerprint, full_text)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    id,
    story.feedId,
    story.identity,
    story.url,
    story.title,
    story.author,
    story.siteName,
    story.language,
    story.publishedAt,
    story.updatedAt,
    story.firstSeenAt,
    story.dateNote,
    JSON.stringify(story.categories),
    story.feedFingerprint,
    story.fullText,
  );
  prepared(database, 'INSERT INTO bodies (story_id, body) VALUES (?, ?)').run(
    id,
    body instanceof Uint8Array ? body : packBody(body),
  );
  prepared(database, 'UPDATE feed_counts SET stories = stories + 1, unread = unread + 1 WHERE feed_id = ?').run(
    story.feedId,
  );
  queueForCandidates(database, id);
  return id;
}

/** Where the last run of taken ids ended, by where it was entered: feeds that date by the hour make long ones. */
const runEnds = new WeakMap<DatabaseSync, Map<number, number>>();
const mostRunEnds = 1000;

/** The first id from the time on that no story has: a burst in one second spills into the next. */
function freeId(database: DatabaseSync, timeMs: number): number {
  const ends = runEnds.get(database) ?? new Map<number, number>();
  runEnds.set(database, ends);
  const taken = prepared(database, 'SELECT 1 FROM stories WHERE id = ?');
  const first = firstIdAt(timeMs);
  let id = ends.get(first) ?? first;
  while (taken.get(id) !== undefined) id++;
  if (id - first > 8) {
    if (ends.size >= mostRunEnds) ends.clear();
    ends.set(first, id);
  }
  return id;
}

export interface StoryChange {
  readonly title?: string;
  readonly url?: string | null;
  readonly author?: string | null;
  readonly siteName?: string | null;
  readonly language?: string | null;
  readonly updatedAt?: number | null;
  readonly feedFingerprint?: string;
  readonly revisions?: number;
  readonly bodySource?: 'feed' | 'page';
  readonly fullText?: FullTextState;
  readonly fullTextError?: string | null;
  readonly pageTitle?: string | null;
  readonly withdrawnAt?: number | null;
  readonly materialEditAt?: number | null;
}

const changeColumns: Readonly<Record<keyof StoryChange, string>> = {
  title: 'title',
  url: 'url',
  author: 'author',
  siteName: 'site_name',
  language: 'language',
  updatedAt: 'updated_at',
  feedFingerprint: 'feed_fingerprint',
  revisions: 'revisions',
  bodySource: 'body_source',
  fullText: 'full_text',
  fullTextError: 'full_text_error',
  pageTitle: 'page_title',
  withdrawnAt: 'withdrawn_at',
  materialEditAt: 'material_edit_at',
};

/** Changes the given columns of a story, and its body where one is given. */
export function updateStory(database: DatabaseSync, id: number, change: StoryChange, body?: ArticleBody): void {
  const keys = (Object.keys(change) as (keyof StoryChange)[]).filter((key) => change[key] !== undefined);
  if (keys.length > 0) {
    const assignments = keys.map((key) => `${changeColumns[key]} = :${key}`).join(', ');
    const values = Object.fromEntries(keys.map((key) => [key, change[key] ?? null]));
    prepared(database, `UPDATE stories SET ${assignments} WHERE id = :id`).run({ id, ...values });
  }
  if (body !== undefined)
    prepared(database, 'UPDATE bodies SET body = :body WHERE story_id = :id').run({ id, body: packBody(body) });
}

const recordSql = `
  SELECT id, feed_id AS feedId, identity, url, title, author, site_name AS siteName, language,
    published_at AS publishedAt, updated_at AS updatedAt, first_seen_at AS firstSeenAt, date_note AS dateNote,
    categories, feed_fingerprint AS feedFingerprint, revisions, body_source AS bodySource, full_text AS fullText,
    full_text_error AS fullTextError, page_title AS pageTitle, withdrawn_at AS withdrawnAt
  FROM stories`;

export function getStoryRecord(database: DatabaseSync, id: number): StoryRecord | undefined {
  return toRecord(prepared(database, `${recordSql} WHERE id = :id`).get({ id }));
}

/** The stories that this feed already gave under these identities, by identity. */
export function findStories(
  database: DatabaseSync,
  feedId: number,
  identities: readonly string[],
): Map<string, Pick<StoryRecord, 'id' | 'feedFingerprint'>> {
  const known = prepared(
    database,
    `SELECT id, identity, feed_fingerprint AS feedFingerprint FROM stories
     WHERE feed_id = :feedId AND identity IN (SELECT value FROM json_each(:identities))`,
  ).all({ feedId, identities: JSON.stringify(identities) });
  return new Map(
    known.map(({ id, identity, feedFingerprint }) => [
      String(identity),
      { id: Number(id), feedFingerprint: String(feedFingerprint) },
    ]),
  );
}

export function hasStories(database: DatabaseSync, feedId: number): boolean {
  return prepared(database, 'SELECT 1 FROM stories WHERE feed_id = :feedId LIMIT 1').get({ feedId }) !== undefined;
}

/** The story of this feed with this address and title, for entries whose id the publisher changed. */
export function findStoryByAddress(
  database: DatabaseSync,
  feedId: number,
  url: string,
  title: string,
): StoryRecord | undefined {
  return toRecord(
    prepared(database, `${recordSql} WHERE feed_id = :feedId AND url = :url AND title = :title LIMIT 1`).get({
      feedId,
      url,
      title,
    }),
  );
}

function toRecord(record: Record<string, unknown> | undefined): StoryRecord | undefined {
  if (record === undefined) return undefined;
  return { ...record, categories: JSON.parse(String(record.categories)) as string[] } as unknown as StoryRecord;
}

export function getBody(database: DatabaseSync, id: number): ArticleBody {
  return unpackBody(prepared(database, 'SELECT body FROM bodies WHERE story_id = :id').get({ id })?.body);
}

/** List rows of the given ids, in their order. Ids that are gone are left out. */
export function storyRows(database: DatabaseSync, ids: readonly number[]): StoryRow[] {
  const found = new Map<number, StoryRow>();
  const tags = strongestTags(database, ids);
  for (const record of prepared(
    database,
    `SELECT s.id, s.feed_id AS feedId, f.title AS feedTitle, s.title, s.language, s.url,
       s.published_at AS publishedAt, s.first_seen_at AS firstSeenAt, s.date_note AS dateNote, s.read_at, s.starred_at,
       s.severity, s.revisions, s.material_edit_at, s.withdrawn_at, s.full_text AS fullText,
       EXISTS (SELECT 1 FROM annotations a WHERE a.story_id = s.id) AS noted
     FROM stories s JOIN feeds f ON f.id = s.feed_id
     WHERE s.id IN (SELECT value FROM json_each(:ids)) AND f.removed_at IS NULL`,
  ).all({ ids: JSON.stringify(ids) }))
    found.set(Number(record.id), toRow(record, tags.get(Number(record.id)) ?? []));
  return ids.flatMap((id) => found.get(id) ?? []);
}

function toRow(record: Record<string, unknown>, topTags: readonly RowTag[]): StoryRow {
  const { read_at, starred_at, withdrawn_at, material_edit_at, noted, severity, language, url, dateNote, ...rest } =
    record;
  return {
    ...(rest as unknown as StoryRow),
    topTags,
    read: read_at !== null,
    starred: starred_at !== null,
    withdrawn: withdrawn_at !== null,
    noted: noted !== 0,
    materiallyEdited: material_edit_at !== null,
    ...(language === null ? {} : { language: String(language) }),
    ...(url === null ? {} : { url: String(url) }),
    ...(dateNote === null ? {} : { dateNote: dateNote as DateNote }),
    ...(severity === null ? {} : { severity: severities[Number(severity)] ?? 'info' }),
  };
}

/** The ids that a view without a query shows, newest first, at most `limit`; only those `among` the given, if any are. */
export function viewIds(database: DatabaseSync, view: StoryView, limit: number, among?: readonly number[]): number[] {
  const conditions = ['f.removed_at IS NULL'];
  if (view.only === 'unread') conditions.push('s.read_at IS NULL');
  if (view.only === 'starred') conditions.push('s.starred_at IS NOT NULL');
  if (view.only === 'alerted') conditions.push('s.severity IS NOT NULL');
  const values: Record<string, string | number> = { limit };
  if (among !== undefined) {
    conditions.push('s.id IN (SELECT value FROM json_each(:among))');
    values.among = JSON.stringify(among);
  }
  if (view.feedId !== undefined) {
    conditions.push('s.feed_id = :feedId');
    values.feedId = view.feedId;
  }
  if (view.folder !== undefined) {
    conditions.push("(f.folder = :folder OR f.folder LIKE :below ESCAPE '\\')");
    values.folder = view.folder;
    values.below = `${view.folder.replace(/[\\%_]/g, '\\$&')} / %`;
  }
  if (view.tag !== undefined) {
    conditions.push(
      `EXISTS (SELECT 1 FROM story_tags t JOIN tags e ON e.id = t.tag_id WHERE t.story_id = s.id AND e.entity_id = :tag)`,
    );
    values.tag = view.tag;
  }
  return prepared(
    database,
    `SELECT s.id FROM stories s JOIN feeds f ON f.id = s.feed_id WHERE ${conditions.join(' AND ')}
     ORDER BY s.id DESC LIMIT :limit`,
  )
    .all(values)
    .map((record) => Number(record.id));
}

/** Sets the read and starred marks. Gives the ids that really changed. */
export function markStories(
  database: DatabaseSync,
  ids: readonly number[],
  marks: { readonly read?: boolean | undefined; readonly starred?: boolean | undefined },
  now: number,
): number[] {
  const changed = new Set<number>();
  for (const [column, value] of [
    ['read_at', marks.read],
    ['starred_at', marks.starred],
  ] as const) {
    if (value === undefined) continue;
    for (const record of prepared(
      database,
      `UPDATE stories SET ${column} = :at
       WHERE id IN (SELECT value FROM json_each(:ids)) AND (${column} IS NULL) = :wasUnset RETURNING id`,
    ).all({ ids: JSON.stringify(ids), at: value ? now : null, wasUnset: Number(value) }))
      changed.add(Number(record.id));
  }
  return [...changed];
}
