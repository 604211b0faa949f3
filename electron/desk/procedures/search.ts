import type { SavedSearchCount } from '../../../shared/model.ts';
import type { Engine } from '../engine.ts';
import { lastDays } from '../store/histogram.ts';
import { listSavedSearches, removeSavedSearch, saveSearch } from '../store/saved-searches.ts';
import { printHits } from '../story/print-hits.ts';
import { os } from './implementer.ts';
import { namedOrUndefined, parseOrReject, runSearch } from './run-query.ts';

export function searchProcedures(engine: Engine) {
  return {
    run: os.search.run.handler(({ input, ...asked }) => {
      const { query, ...page } = input;
      return runSearch<'page'>(engine, query, { kind: 'page', ...page }, asked);
    }),
    facets: os.search.facets.handler(({ input, ...asked }) =>
      runSearch<'facets'>(engine, input.query, { kind: 'facets' }, asked),
    ),
    histogram: os.search.histogram.handler(({ input, ...asked }) => {
      const days = lastDays(engine.now(), input.days, input.timeZone);
      return runSearch<'histogram'>(engine, input.query, { kind: 'histogram', days }, asked);
    }),
    export: os.search.export.handler(async ({ input, ...asked }) => {
      const hits = await runSearch<'hits'>(engine, input.query, { kind: 'hits', limit: input.limit }, asked);
      const name = `sitrep-${new Date(engine.now()).toISOString().slice(0, 10)}.${input.format}`;
      return { name, text: printHits(hits, input.query, input.format) };
    }),
    saved: os.search.saved.handler(() => listSavedSearches(engine.database)),
    savedCounts: os.search.savedCounts.handler(({ signal }) => countSaved(engine, signal)),
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

/** One search at a time, so that what the analyst asks for is never behind more than one of them. */
async function countSaved(engine: Engine, signal: AbortSignal | undefined): Promise<SavedSearchCount[]> {
  const counts: SavedSearchCount[] = [];
  for (const { id, query: text } of listSavedSearches(engine.database)) {
    const query = namedOrUndefined(engine, text);
    if (query === undefined) continue;
    const { count, capped } = await engine.searches.run({ kind: 'count', query, view: { only: 'unread' } }, signal);
    counts.push({ id, unread: count, capped });
  }
  return counts;
}

/** Rules may use a saved search by its name. */
function savedSearchesChanged(engine: Engine): void {
  engine.ruleBook.searchesChanged();
  engine.publish({ kind: 'searches-changed' });
  engine.publish({ kind: 'rules-changed' });
}
