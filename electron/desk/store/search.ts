/** Runs queries over the archive: FTS5 where it answers exactly, the rule matcher on candidates where it does not. */
import type { DatabaseSync } from 'node:sqlite';
import { articleText } from '../../../shared/article-text.ts';
import type { Query } from '../../../shared/query/ast.ts';
import { compileQuery, type QueryNames } from '../rule/compile.ts';
import type { MatchableStory } from '../rule/matchable-story.ts';
import { createMatcher } from '../rule/percolate.ts';
import { leadOf } from '../story/lead.ts';
import { unpackBody } from './compressed.ts';
import { planSearch } from './search-plan.ts';
import { prepared } from './statement.ts';

export interface SearchOptions extends QueryNames {
  readonly limit: number;
  /** The last id of the page before. */
  readonly after?: number;
}

/** A count that costs more than the page is left out. */
const mostCounted = 10_000;

/**
 * The newest stories that meet `query`, as ids, newest first. `total` is given when it is known at once.
 * Throws QueryNotSupported for what cannot be matched.
 */
export function searchStories(
  database: DatabaseSync,
  query: Query,
  options: SearchOptions,
): { readonly ids: number[]; readonly total?: number } {
  const names = { ...options, resolveFeed: options.resolveFeed ?? ((name: string) => feedIdsOf(database, name)) };
  const compiled = compileQuery(query, names);
  const plan = planSearch(compiled);
  if (plan.exact && plan.match !== undefined) {
    const ids = candidateIds(database, plan.match, options.after, options.limit);
    if (options.after !== undefined) return { ids };
    if (ids.length < options.limit) return { ids, total: ids.length };
    return { ids, ...countUpTo(database, plan.match) };
  }
  const ids: number[] = [];
  const matcher = createMatcher(compiled);
  for (const candidate of candidates(database, plan.match, options.after)) {
    if (ids.length >= options.limit) return { ids };
    if (matcher.match(candidate.story) !== undefined) ids.push(candidate.id);
  }
  return options.after === undefined ? { ids, total: ids.length } : { ids };
}

function candidateIds(database: DatabaseSync, match: string, after: number | undefined, limit: number): number[] {
  return prepared(
    database,
    `SELECT i.rowid AS id FROM story_index i
     WHERE story_index MATCH :match AND (:after IS NULL OR i.rowid < :after)
       AND NOT EXISTS (SELECT 1 FROM stories s JOIN feeds f ON f.id = s.feed_id
                       WHERE s.id = i.rowid AND f.removed_at IS NOT NULL)
     ORDER BY i.rowid DESC LIMIT :limit`,
  )
    .all({ match, after: after ?? null, limit })
    .map(({ id }) => Number(id));
}

function countUpTo(database: DatabaseSync, match: string): { readonly total?: number } {
  const total = Number(
    prepared(
      database,
      `SELECT count(*) AS total FROM (SELECT i.rowid FROM story_index i WHERE story_index MATCH :match
         AND NOT EXISTS (SELECT 1 FROM stories s JOIN feeds f ON f.id = s.feed_id
                         WHERE s.id = i.rowid AND f.removed_at IS NOT NULL)
       LIMIT :most)`,
    ).get({ match, most: mostCounted + 1 })?.total,
  );
  return total > mostCounted ? {} : { total };
}

const candidateColumns = `s.id, s.title, s.author, s.language, s.feed_id AS feedId, f.folder,
  f.source_type AS sourceType, s.published_at AS publishedAt, s.first_seen_at AS firstSeenAt, s.read_at AS readAt,
  s.starred_at AS starredAt, s.severity, s.revisions, s.withdrawn_at AS withdrawnAt, b.body,
  (SELECT json_group_array(e.entity_id) FROM story_tags t JOIN tags e ON e.id = t.tag_id WHERE t.story_id = s.id) AS tags`;
const candidateTables = `stories s JOIN feeds f ON f.id = s.feed_id JOIN bodies b ON b.story_id = s.id`;

/** Stories that may match, newest first, read one by one. */
function* candidates(
  database: DatabaseSync,
  match: string | undefined,
  after: number | undefined,
): Generator<{ readonly id: number; readonly story: MatchableStory }> {
  // Not from the statement cache: an iterator may be left before its end, and a cached statement would be shared.
  const statement =
    match === undefined
      ? database.prepare(
          `SELECT ${candidateColumns} FROM ${candidateTables}
           WHERE f.removed_at IS NULL AND (:after IS NULL OR s.id < :after) ORDER BY s.id DESC`,
        )
      : database.prepare(
          `SELECT ${candidateColumns} FROM story_index i CROSS JOIN ${candidateTables.replace('stories s', 'stories s ON s.id = i.rowid')}
           WHERE story_index MATCH :match AND f.removed_at IS NULL AND (:after IS NULL OR i.rowid < :after)
           ORDER BY i.rowid DESC`,
        );
  const values = { after: after ?? null, ...(match === undefined ? {} : { match }) };
  for (const record of statement.iterate(values)) yield { id: Number(record.id), story: toStory(record) };
}

function toStory(record: Record<string, unknown>): MatchableStory {
  const body = unpackBody(record.body);
  const optional = {
    author: record.author,
    language: record.language,
    folder: record.folder,
    sourceType: record.sourceType,
  };
  return {
    title: String(record.title),
    text: articleText(body),
    lead: leadOf(body),
    feedId: String(record.feedId),
    publishedAt: Number(record.publishedAt),
    firstSeenAt: Number(record.firstSeenAt),
    tags: JSON.parse(String(record.tags)) as string[],
    states: statesOf(record),
    ...Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== null)),
  };
}

function statesOf(record: Record<string, unknown>): string[] {
  return Object.entries({
    unread: record.readAt === null,
    starred: record.starredAt !== null,
    alerted: record.severity !== null,
    edited: Number(record.revisions) > 1,
    withdrawn: record.withdrawnAt !== null,
  }).flatMap(([state, holds]) => (holds ? [state] : []));
}

/** The feeds that a name stands for: an id, a host, or a part of the title. */
export function feedIdsOf(database: DatabaseSync, name: string): string[] {
  const like = `%${name.replace(/[\\%_]/g, '\\$&')}%`;
  return prepared(
    database,
    `SELECT id FROM feeds WHERE removed_at IS NULL
       AND (title LIKE :like ESCAPE '\\' OR url LIKE :like ESCAPE '\\' OR CAST(id AS TEXT) = :name)`,
  )
    .all({ like, name })
    .map(({ id }) => String(id));
}
