import { articleText } from '../../../shared/article-text.ts';
import type { SearchHit } from '../../../shared/model.ts';
import type { Query } from '../../../shared/query/ast.ts';
import type { Engine } from '../engine.ts';
import { compileQuery } from '../rule/compile.ts';
import { countFacets } from '../store/facets.ts';
import { countPerDay, lastDays } from '../store/histogram.ts';
import { listSavedSearches, removeSavedSearch, saveSearch } from '../store/saved-searches.ts';
import { snippetOf } from '../store/snippet.ts';
import { getBody, storyRows } from '../store/stories.ts';
import { tagsOf } from '../store/tags.ts';
import { printHits } from '../story/print-hits.ts';
import { os } from './implementer.ts';
import { parseOrReject, queryContext, runQuery } from './run-query.ts';

const mostRanked = 2000;
const mostFaceted = 20_000;

export function searchProcedures(engine: Engine) {
  return {
    run: os.search.run.handler(async ({ input, errors }) => {
      const { order, limit, after } = input;
      const most = order === 'relevance' ? mostRanked : limit;
      const page = order === 'relevance' || after === undefined ? { limit: most } : { limit, after };
      const { ids, query, total } = await runQuery(engine, input.query, page, errors.INVALID_QUERY);
      const ordered = order === 'relevance' ? pageAfter(rank(engine, query, ids), after, limit) : ids;
      return { ...(total === undefined ? {} : { total }), stories: searchHits(engine, query, ordered) };
    }),
    facets: os.search.facets.handler(async ({ input, errors }) => {
      const { ids } = await runQuery(engine, input.query, { limit: mostFaceted + 1 }, errors.INVALID_QUERY);
      const counted = ids.slice(0, mostFaceted);
      return { total: counted.length, capped: ids.length > mostFaceted, ...countFacets(engine.reader, counted) };
    }),
    histogram: os.search.histogram.handler(async ({ input, errors }) => {
      const { ids } = await runQuery(engine, input.query, { limit: mostFaceted + 1 }, errors.INVALID_QUERY);
      const days = lastDays(engine.now(), input.days, input.timeZone);
      return { days: countPerDay(ids.slice(0, mostFaceted), days), capped: ids.length > mostFaceted };
    }),
    export: os.search.export.handler(async ({ input, errors }) => {
      const { ids, query } = await runQuery(engine, input.query, { limit: input.limit }, errors.INVALID_QUERY);
      const name = `sitrep-${new Date(engine.now()).toISOString().slice(0, 10)}.${input.format}`;
      return { name, text: printHits(searchHits(engine, query, ids), input.query, input.format) };
    }),
    saved: os.search.saved.handler(() => listSavedSearches(engine.database)),
    save: os.search.save.handler(({ input, errors }) => {
      parseOrReject(input.query, errors.INVALID_QUERY);
      const saved = saveSearch(engine.database, input, engine.now());
      savedSearchesChanged(engine);
      return saved;
    }),
    remove: os.search.remove.handler(({ input }) => {
      const removed = removeSavedSearch(engine.database, input.id);
      savedSearchesChanged(engine);
      return { removed };
    }),
  };
}

/** The hits whose titles say most of the query come first; among equals the newest. */
function rank(engine: Engine, query: Query, ids: readonly number[]): number[] {
  const compiled = compileQuery(query, queryContext(engine));
  const hits = new Map<number, number>();
  for (const { id, title } of storyRows(engine.reader, ids)) hits.set(id, snippetOf(compiled, title).marks.length);
  return [...ids].sort((a, b) => (hits.get(b) ?? 0) - (hits.get(a) ?? 0) || b - a);
}

function pageAfter(ids: readonly number[], after: number | undefined, limit: number): number[] {
  const start = after === undefined ? 0 : ids.indexOf(after) + 1;
  return ids.slice(start, start + limit);
}

/** Rules may use a saved search by its name. */
function savedSearchesChanged(engine: Engine): void {
  engine.ruleBook.reload();
  engine.publish({ kind: 'searches-changed' });
  engine.publish({ kind: 'rules-changed' });
}

export function searchHits(engine: Engine, query: Query, ids: readonly number[]): SearchHit[] {
  const compiled = compileQuery(query, queryContext(engine));
  return storyRows(engine.reader, ids).map((row) => ({
    id: row.id,
    title: row.title,
    feed: row.feedTitle,
    publishedAt: row.publishedAt,
    tags: tagsOf(engine.reader, row.id).map(({ entityId, label }) => ({ entityId, label })),
    snippet: snippetOf(compiled, articleText(getBody(engine.reader, row.id))),
    ...(row.url === undefined ? {} : { url: row.url }),
  }));
}
