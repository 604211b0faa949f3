/** What can be asked of a search, and its answers. Runs on any connection; the desk has it run in a thread of its own. */
import type { DatabaseSync } from 'node:sqlite';
import type {
  LabFound,
  SearchFacets,
  SearchHistogram,
  SearchHit,
  SearchOrder,
  StoryView,
} from '../../../shared/model.ts';
import { firstIdAt } from '../../../shared/story-ids.ts';
import { type Compiled, factQuery } from '../rule/compile.ts';
import { compileNamed, type NamedQuery } from '../rule/named-query.ts';
import { countFacets } from './facets.ts';
import { countPerDay, type DayStart } from './histogram.ts';
import { type LabTask, runLabTask } from './lab-search.ts';
import { relevantHits } from './relevance.ts';
import { allHits, countHits, newestHits } from './search.ts';
import { searchHits } from './search-hits.ts';
import { within } from './watch.ts';

export type SearchTask = { readonly query: NamedQuery } & (
  | {
      readonly kind: 'page';
      readonly order: SearchOrder;
      readonly limit: number;
      readonly after?: number | undefined;
    }
  /** Ids only, of the stories that a view shows too. */
  | { readonly kind: 'ids'; readonly limit: number; readonly view: Omit<StoryView, 'query'> }
  /** Those of the given ids that are hits and that a view shows. */
  | { readonly kind: 'among'; readonly ids: readonly number[]; readonly view: Omit<StoryView, 'query'> }
  | { readonly kind: 'facets' }
  /** How many of the hits a view shows, as far as is counted soon. */
  | { readonly kind: 'count'; readonly view: Omit<StoryView, 'query'> }
  | { readonly kind: 'histogram'; readonly days: readonly DayStart[] }
  | { readonly kind: 'hits'; readonly limit: number }
  | LabTask
);

export interface SearchAnswers {
  page: { readonly total?: number; readonly stories: SearchHit[] };
  ids: Float64Array;
  among: number[];
  facets: SearchFacets;
  count: { readonly count: number; readonly capped: boolean };
  histogram: SearchHistogram;
  hits: SearchHit[];
  lab: LabFound;
}

/** The newest hits that are counted by facet, and how long is spent on finding them. */
const facetLimits = { hits: 20_000, timeMs: 200 };
/** Stories that just came are among the newest; those dated far back are not looked for at any price. */
const amongLimits = { hits: 200_000, timeMs: 250 };
/** A number beside a name needs no more; many names are counted one after the other. */
const countLimits = { hits: 999, timeMs: 100 };
const histogramLimits = { hits: 500_000, timeMs: 250 };

export function runSearchTask(database: DatabaseSync, task: SearchTask): SearchAnswers[SearchTask['kind']] {
  const compiled = compileNamed(task.query);
  switch (task.kind) {
    case 'page':
      return readPage(database, compiled, task);
    case 'ids':
      return Float64Array.from(newestHits(database, inView(compiled, task.view), task.limit));
    case 'among': {
      const wanted = new Set(task.ids);
      const first = Math.min(...task.ids);
      return collect(database, inView(compiled, task.view), amongLimits, first).ids.filter((id) => wanted.has(id));
    }
    case 'facets': {
      const { ids, capped } = collect(database, compiled, facetLimits);
      return { total: ids.length, capped, ...countFacets(database, ids) };
    }
    case 'count': {
      const { ids, capped } = collect(database, inView(compiled, task.view), countLimits);
      return { count: ids.length, capped };
    }
    case 'histogram': {
      const first = firstIdAt(task.days[0]?.at ?? 0);
      const { ids, capped } = collect(database, compiled, histogramLimits, first);
      return { days: countPerDay(ids, task.days), capped };
    }
    case 'hits':
      return searchHits(database, compiled, newestHits(database, compiled, task.limit));
    case 'lab':
      return runLabTask(database, compiled, task);
    default:
      return task satisfies never;
  }
}

function readPage(
  database: DatabaseSync,
  compiled: Compiled,
  { order, limit, after }: SearchTask & { readonly kind: 'page' },
): SearchAnswers['page'] {
  const ids =
    order === 'relevance'
      ? relevantHits(database, compiled, limit, after)
      : newestHits(database, compiled, limit, after);
  const stories = searchHits(database, compiled, ids);
  if (after !== undefined) return { stories };
  const total = ids.length < limit ? ids.length : countHits(database, compiled);
  return { ...(total === undefined ? {} : { total }), stories };
}

/** The newest hits with an id of at least `first`, as many as the limits allow. */
function collect(
  database: DatabaseSync,
  compiled: Compiled,
  limits: { readonly hits: number; readonly timeMs: number },
  first = -Infinity,
): { readonly ids: number[]; readonly capped: boolean } {
  const ids: number[] = [];
  const read = (): boolean => {
    for (const id of allHits(database, compiled)) {
      if (id < first) break;
      if (ids.length >= limits.hits) return false;
      ids.push(id);
    }
    return true;
  };
  return { ids, capped: within(database, limits.timeMs, read) !== true };
}

/** `query`, of the stories that the view shows. */
function inView(query: Compiled, { only, feedId, folder, tag }: Omit<StoryView, 'query'>): Compiled {
  const children: Compiled[] = [query];
  if (only !== undefined) children.push(factQuery('is', only));
  if (feedId !== undefined) children.push({ kind: 'feed', ids: new Set([String(feedId)]) });
  if (folder !== undefined) children.push(factQuery('folder', folder));
  if (tag !== undefined) children.push({ kind: 'entity', ids: new Set([tag]) });
  return children.length === 1 ? query : { kind: 'and', children };
}
