import type { Query } from '../../../shared/query/ast.ts';
import { parseQuery } from '../../../shared/query/parse.ts';
import type { Problem } from '../../../shared/query/problem.ts';
import type { Engine } from '../engine.ts';
import { type NamedQuery, nameQuery } from '../rule/named-query.ts';
import { QueryNotSupported } from '../rule/query-not-supported.ts';
import { feedIdsOf } from '../store/index-knowledge.ts';
import { listSavedSearches } from '../store/saved-searches.ts';
import type { SearchAnswers, SearchTask } from '../store/search-tasks.ts';
import { SearchTooSlow } from '../store/search-threads.ts';

/** Stories that just came are in the index within milliseconds; only a first round of many feeds takes longer. */
const longestSettleMs = 5000;

/** Makes the contract's INVALID_QUERY error. */
export type Reject = (options: {
  message: string;
  data: { problems: { from: number; to: number; message: string }[] };
}) => Error;

/** What a search needs of the call that asks for it. */
export interface Asked {
  readonly errors: { readonly INVALID_QUERY: Reject; readonly SEARCH_TOO_SLOW: () => Error };
  readonly signal?: AbortSignal | undefined;
}

export function parseOrReject(text: string, reject: Reject): Query {
  const parsed = parseQuery(text);
  if (parsed.ok) return parsed.query;
  throw rejection(parsed.errors, reject);
}

/** Runs a search in its thread. Throws the contract's INVALID_QUERY, with places, and SEARCH_TOO_SLOW. */
export async function runSearch<K extends SearchTask['kind']>(
  engine: Engine,
  text: string,
  task: Omit<Extract<SearchTask, { readonly kind: K }>, 'query'>,
  { errors, signal }: Asked,
): Promise<SearchAnswers[K]> {
  const query = nameOrReject(engine, text, errors.INVALID_QUERY);
  await engine.indexer.settle(longestSettleMs);
  try {
    // Leaving out a part of a union and adding it again is more than the compiler can follow.
    return await engine.searches.run<K>({ ...task, query } as unknown as Extract<SearchTask, { kind: K }>, signal);
  } catch (error) {
    if (error instanceof SearchTooSlow) throw errors.SEARCH_TOO_SLOW();
    throw error;
  }
}

/** A query text with what its names stand for. Throws INVALID_QUERY, with places, when it cannot be run. */
export function nameOrReject(engine: Engine, text: string, reject: Reject): NamedQuery {
  const query = parseOrReject(text, reject);
  try {
    return nameQuery(query, queryContext(engine));
  } catch (error) {
    if (!(error instanceof QueryNotSupported)) throw error;
    throw rejection([{ from: 0, to: text.length, message: error.message }], reject);
  }
}

/** As `nameOrReject`; undefined for a query that does not run, such as a saved one that names another that is gone. */
export function namedOrUndefined(engine: Engine, text: string): NamedQuery | undefined {
  const parsed = parseQuery(text);
  if (!parsed.ok) return undefined;
  try {
    return nameQuery(parsed.query, queryContext(engine));
  } catch (error) {
    if (error instanceof QueryNotSupported) return undefined;
    throw error;
  }
}

/** What names in a query stand for. */
function queryContext(engine: Engine) {
  return {
    now: engine.now,
    resolveEntity: engine.tagger.resolve,
    resolveFeed: (name: string) => feedIdsOf(engine.reader, name),
    resolveSaved: (name: string): Query | undefined => {
      const saved = listSavedSearches(engine.reader).find((search) => search.name.toLowerCase() === name.toLowerCase());
      const parsed = parseQuery(saved?.query ?? '');
      return parsed.ok ? parsed.query : undefined;
    },
  };
}

function rejection(errors: readonly Problem[], reject: Reject): Error {
  const [first] = errors;
  const message = first === undefined ? 'The query has an error.' : `${first.message} (at ${first.from + 1})`;
  return reject({ message, data: { problems: errors.map(({ from, to, message }) => ({ from, to, message })) } });
}
