/** Orders hits by how much they are about the query: words in the title, how many of its words, then how new. */
import type { DatabaseSync } from 'node:sqlite';
import type { Compiled } from '../rule/compile.ts';
import { createMatcher } from '../rule/percolate.ts';
import { newestHits } from './search.ts';
import { prepared } from './statement.ts';

/** The newest hits that are ranked; what is older comes behind them, newest first. */
export const mostRanked = 2000;
/** The matcher reads whole stories, so that fewer can be ranked in the same time. */
const mostRead = 200;

/** What a word in the title is worth beside half the age of the ranked hits. */
const titleWeight = 2;

/** A page by relevance. `after` is the last id of the page before. */
export function relevantHits(database: DatabaseSync, compiled: Compiled, limit: number, after?: number): number[] {
  const ids = newestHits(database, compiled, readsStories(compiled) ? mostRead : mostRanked);
  const ranked = rank(database, compiled, ids);
  const place = after === undefined ? -1 : ranked.indexOf(after);
  const page = after !== undefined && place < 0 ? [] : ranked.slice(place + 1, place + 1 + limit);
  if (page.length >= limit) return page;
  const oldest = after !== undefined && place < 0 ? after : ids.at(-1);
  return oldest === undefined ? page : [...page, ...newestHits(database, compiled, limit - page.length, oldest)];
}

function rank(database: DatabaseSync, compiled: Compiled, ids: readonly number[]): number[] {
  const matcher = createMatcher(compiled);
  const score = new Map<number, number>();
  const titles = prepared(
    database,
    `SELECT s.id, s.title, s.severity FROM json_each(:ids) j CROSS JOIN stories s ON s.id = j.value`,
  );
  for (const { id, title, severity } of titles.iterate({ ids: JSON.stringify(ids) })) {
    // The text of a story is never read here: a title says what it is about.
    const inTitle = new Set(matcher.words(String(title)).map(({ from }) => from)).size;
    score.set(Number(id), titleWeight * Math.min(3, inTitle) + (severity === null ? 0 : 1));
  }
  const age = new Map(ids.map((id, index) => [id, index / Math.max(1, ids.length)]));
  const of = (id: number): number => (score.get(id) ?? 0) - (age.get(id) ?? 0);
  return [...ids].sort((a, b) => of(b) - of(a) || b - a);
}

/** Whether hits are found by reading stories, at least in part. */
function readsStories(query: Compiled): boolean {
  switch (query.kind) {
    case 'and':
    case 'or':
      return query.children.some(readsStories);
    case 'not':
      return readsStories(query.child);
    case 'regex':
    case 'atleast':
      return true;
    case 'near':
      return query.ordered;
    case 'text':
      return query.fields.some((field) => field === 'author' || field === 'lead');
    default:
      return false;
  }
}
