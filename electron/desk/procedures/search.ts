import { articleText } from '../../../shared/article-text.ts';
import type { SearchHit } from '../../../shared/model.ts';
import type { Query } from '../../../shared/query/ast.ts';
import type { Engine } from '../engine.ts';
import { compileQuery } from '../rule/compile.ts';
import { listSavedSearches, removeSavedSearch, saveSearch } from '../store/saved-searches.ts';
import { snippetOf } from '../store/snippet.ts';
import { getBody, storyRows } from '../store/stories.ts';
import { tagsOf } from '../store/tags.ts';
import { os } from './implementer.ts';
import { parseOrReject, queryContext, runQuery } from './run-query.ts';

export function searchProcedures(engine: Engine) {
  return {
    run: os.search.run.handler(({ input, errors }) => {
      const after = input.after === undefined ? {} : { after: input.after };
      const { ids, query, total } = runQuery(
        engine,
        input.query,
        { limit: input.limit, ...after },
        errors.INVALID_QUERY,
      );
      return { ...(total === undefined ? {} : { total }), stories: searchHits(engine, query, ids) };
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
