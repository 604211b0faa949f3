/** What a search has to know of the archive before it can be planned. */
import type { DatabaseSync } from 'node:sqlite';
import type { IndexKnowledge } from './index-expression.ts';
import { prepared } from './statement.ts';

/** As many words are named in a question to the index; FTS5 takes about 10 µs for each. */
const mostTerms = 64;

export interface ReadKnowledge extends IndexKnowledge {
  /** Whether some prefix stood for more words than can be named. */
  readonly sawBroadPrefix: () => boolean;
}

/** Reads feeds and terms when they are asked for, each once. */
export function readKnowledge(database: DatabaseSync): ReadKnowledge {
  const known = new Map<string, readonly string[] | undefined>();
  return {
    termsFrom(prefix) {
      if (!known.has(prefix)) known.set(prefix, termsFrom(database, prefix));
      return known.get(prefix);
    },
    sawBroadPrefix: () => [...known.values()].includes(undefined),
    feedsInFolder: (folder) =>
      feedRows(database)
        .filter((feed) => feed.folder === folder || feed.folder?.startsWith(`${folder} / `) === true)
        .map(({ id }) => id),
    feedsOfType: (type) =>
      feedRows(database)
        .filter(({ sourceType }) => sourceType === type)
        .map(({ id }) => id),
  };
}

/**
 * Goes from one term to the next. The vocabulary gives a term for each place it stands at, so that asking for the
 * first of each costs a step; asking for all would read every place.
 */
function termsFrom(database: DatabaseSync, prefix: string): string[] | undefined {
  database.exec('CREATE VIRTUAL TABLE IF NOT EXISTS temp.index_places USING fts5vocab (main, story_index, instance)');
  const next = prepared(database, 'SELECT term FROM temp.index_places WHERE term >= :from AND term < :end LIMIT 1');
  const end = `${prefix}\u{10ffff}`;
  const terms: string[] = [];
  for (let from = prefix; terms.length <= mostTerms; ) {
    const term = next.get({ from, end })?.term;
    if (typeof term !== 'string') return terms;
    terms.push(term);
    from = `${term}\u0001`;
  }
  return undefined;
}

function feedRows(database: DatabaseSync): { id: string; folder: string | undefined; sourceType: unknown }[] {
  return prepared(database, 'SELECT id, folder, source_type AS sourceType FROM feeds WHERE removed_at IS NULL')
    .all()
    .map(({ id, folder, sourceType }) => ({
      id: String(id),
      folder: folder === null ? undefined : String(folder).toLowerCase(),
      sourceType,
    }));
}

/** Feeds whose stories are hidden until they are removed for good. */
export function removedFeeds(database: DatabaseSync): string[] {
  return prepared(database, 'SELECT id FROM feeds WHERE removed_at IS NOT NULL')
    .all()
    .map(({ id }) => String(id));
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
