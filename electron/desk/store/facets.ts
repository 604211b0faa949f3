/** What the hits of a search have in common, counted from their ids. */
import type { DatabaseSync } from 'node:sqlite';
import type { SearchFacets, SourceType } from '../../../shared/model.ts';
import { prepared } from './statement.ts';

const mostTags = 60;

/** Counts tags, feeds, languages and source types of `ids`. */
export function countFacets(database: DatabaseSync, ids: readonly number[]): Omit<SearchFacets, 'total' | 'capped'> {
  const list = JSON.stringify(ids);
  const feeds = new Map<number, { id: number; title: string; count: number }>();
  const languages = new Map<string, number>();
  const sourceTypes = new Map<SourceType, number>();
  for (const row of prepared(
    database,
    `SELECT c.*, f.title, f.source_type AS sourceType FROM
       (SELECT s.feed_id AS feedId, s.language, count(*) AS count
        FROM json_each(:list) j CROSS JOIN stories s ON s.id = j.value GROUP BY 1, 2) c
     JOIN feeds f ON f.id = c.feedId`,
  ).iterate({ list })) {
    const [feedId, count] = [Number(row.feedId), Number(row.count)];
    feeds.set(feedId, { id: feedId, title: String(row.title), count: (feeds.get(feedId)?.count ?? 0) + count });
    if (row.language !== null) add(languages, String(row.language), count);
    if (row.sourceType !== null) add(sourceTypes, row.sourceType as SourceType, count);
  }
  return {
    tags: countTags(database, list),
    feeds: [...feeds.values()].sort((a, b) => b.count - a.count || a.id - b.id),
    languages: mostFirst(languages).map(([language, count]) => ({ language, count })),
    sourceTypes: mostFirst(sourceTypes).map(([type, count]) => ({ type, count })),
  };
}

function countTags(database: DatabaseSync, list: string): SearchFacets['tags'] {
  return prepared(
    database,
    `SELECT e.entity_id AS entityId, e.kind, e.label, c.count FROM
       (SELECT t.tag_id, count(*) AS count
        FROM json_each(:list) j CROSS JOIN story_tags t INDEXED BY story_tags_by_story ON t.story_id = j.value
        GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT :most) c
     JOIN tags e ON e.id = c.tag_id ORDER BY c.count DESC, e.label`,
  ).all({ list, most: mostTags }) as unknown as SearchFacets['tags'];
}

function add<K>(counts: Map<K, number>, key: K, count: number): void {
  counts.set(key, (counts.get(key) ?? 0) + count);
}

function mostFirst<K extends string>(counts: ReadonlyMap<K, number>): [K, number][] {
  return [...counts].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0]));
}
