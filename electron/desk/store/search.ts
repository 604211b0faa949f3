/** Runs queries over the archive: by index and rows where they answer exactly, by the rule matcher where they do not. */
import type { DatabaseSync } from 'node:sqlite';
import type { Query } from '../../../shared/query/ast.ts';
import { type Compiled, compileQuery, type QueryNames } from '../rule/compile.ts';
import { branchHits } from './branch-hits.ts';
import { feedIdsOf, readKnowledge, removedFeeds } from './index-knowledge.ts';
import { factTerm } from './index-story.ts';
import { type Branch, planSearch } from './search-plan.ts';
import { walk, within } from './watch.ts';

export interface SearchOptions extends QueryNames {
  readonly limit: number;
  /** The last id of the page before. */
  readonly after?: number | undefined;
}

/** Larger pages go straight to the index: what the matcher saves at the start is soon lost. */
const mostTried = 500;
/** Counts beyond this cost more than the page. */
const mostCounted = 1000;
const longestCountMs = 4;

/**
 * The newest stories that meet `query`, as ids, newest first. `total` is given when it is known at once.
 * Throws QueryNotSupported for what cannot be matched.
 */
export function searchStories(
  database: DatabaseSync,
  query: Query,
  options: SearchOptions,
): { readonly ids: number[]; readonly total?: number } {
  const compiled = compileQuery(query, withFeeds(database, options));
  const ids = newestHits(database, compiled, options.limit, options.after);
  if (options.after !== undefined) return { ids };
  const total = ids.length < options.limit ? ids.length : countHits(database, compiled);
  return total === undefined ? { ids } : { ids, total };
}

/** `names`, with feeds found by their names in the archive. */
export function withFeeds(database: DatabaseSync, names: QueryNames): QueryNames {
  return { ...names, resolveFeed: names.resolveFeed ?? ((name: string) => feedIdsOf(database, name)) };
}

/** Up to `limit` ids of stories that meet `compiled`, newest first, older than `after`. */
export function newestHits(database: DatabaseSync, compiled: Compiled, limit: number, after?: number): number[] {
  const knowledge = readKnowledge(database);
  const before = after ?? Infinity;
  if (limit <= mostTried) {
    const branches = shown(database, planSearch(compiled, knowledge, 'matcher'));
    const tries = knowledge.sawBroadPrefix() ? tryFew() : undefined;
    const ids = take(hits(database, branches, before, tries?.tried), limit, tries);
    if (ids !== undefined) return ids;
  }
  return take(hits(database, shown(database, planSearch(compiled, knowledge, 'index')), before), limit) ?? [];
}

/** All hits, newest first, found by the index as far as it can. */
export function* allHits(database: DatabaseSync, compiled: Compiled, before = Infinity): Generator<number> {
  yield* hits(database, shown(database, planSearch(compiled, readKnowledge(database), 'index')), before);
}

/** How many stories meet `compiled`; undefined when counting would take longer than a page. */
export function countHits(database: DatabaseSync, compiled: Compiled): number | undefined {
  const knowledge = readKnowledge(database);
  const branches = shown(database, planSearch(compiled, knowledge, 'index'));
  const [only] = branches;
  const simple = branches.length === 1 && only?.rest === undefined && only?.rows.length === 0;
  if (!simple || only?.match === undefined || knowledge.sawBroadPrefix()) return undefined;
  const sql = `SELECT count(*) AS id FROM (SELECT 1 FROM story_index i
    WHERE story_index MATCH :match AND walked(:walk, i.rowid) LIMIT ${mostCounted + 1})`;
  const values = { match: only.match };
  const total = within(database, longestCountMs, () => walk(database, sql, values, Infinity).next().value);
  return total === undefined || total > mostCounted ? undefined : total;
}

interface Tries {
  readonly tried: () => void;
  /** Whether the matcher refuses too many for it to be worth going on. */
  readonly failing: (found: number) => boolean;
}

function tryFew(): Tries {
  let looked = 0;
  return { tried: () => looked++, failing: (found) => looked > 48 && found * 4 < looked };
}

/** The first `limit`; undefined when the tries fail. */
function take(found: Generator<number>, limit: number, tries?: Tries): number[] | undefined {
  const ids: number[] = [];
  for (const id of found) {
    // A refused candidate comes as NaN, so that a walk that finds nothing can be left.
    if (!Number.isNaN(id)) ids.push(id);
    if (ids.length >= limit) break;
    if (tries?.failing(ids.length) === true) return undefined;
  }
  return ids;
}

/** Leaves out the stories of removed feeds. */
function shown(database: DatabaseSync, branches: readonly Branch[]): Branch[] {
  const removed = removedFeeds(database);
  if (removed.length === 0) return [...branches];
  const terms = removed.map((id) => `"${factTerm('feed', id)}"`);
  return branches.map((branch) =>
    branch.match === undefined || removed.length > 50
      ? { ...branch, rows: [...branch.rows, `s.feed_id NOT IN (${removed.join(', ')})`] }
      : { ...branch, match: `(${branch.match} NOT (${terms.join(' OR ')}))` },
  );
}

/** What any branch finds, newest first, each once. */
function* hits(
  database: DatabaseSync,
  branches: readonly Branch[],
  before: number,
  tried?: () => void,
): Generator<number> {
  const [only] = branches;
  if (branches.length === 1 && only !== undefined) {
    yield* branchHits(database, only, before, tried);
    return;
  }
  const walks = branches.map((branch) => branchHits(database, branch, before, tried));
  try {
    const heads = walks.map((walk) => nextOf(walk));
    for (;;) {
      const newest = Math.max(-Infinity, ...heads.map((head) => head ?? -Infinity));
      if (newest === -Infinity) return;
      yield newest;
      for (const [index, walk] of walks.entries()) if (heads[index] === newest) heads[index] = nextOf(walk);
    }
  } finally {
    for (const walk of walks) walk.return(undefined);
  }
}

function nextOf(walk: Generator<number>): number | undefined {
  for (;;) {
    const { value, done } = walk.next();
    if (done === true) return undefined;
    if (!Number.isNaN(value)) return value;
  }
}
