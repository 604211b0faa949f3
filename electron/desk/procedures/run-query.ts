import type { Query } from '../../../shared/query/ast.ts';
import { parseQuery } from '../../../shared/query/parse.ts';
import type { Problem } from '../../../shared/query/problem.ts';
import type { Engine } from '../engine.ts';
import { QueryNotSupported } from '../rule/compile.ts';
import { listSavedSearches } from '../store/saved-searches.ts';
import { searchStories } from '../store/search.ts';

/** Stories that just came are in the index within milliseconds; only a first round of many feeds takes longer. */
const longestSettleMs = 5000;

/** Makes the contract's INVALID_QUERY error. */
export type Reject = (options: {
  message: string;
  data: { problems: { from: number; to: number; message: string }[] };
}) => Error;

export function parseOrReject(text: string, reject: Reject): Query {
  const parsed = parseQuery(text);
  if (parsed.ok) return parsed.query;
  throw rejection(parsed.errors, reject);
}

/** Runs a query text over the archive. Throws the contract's INVALID_QUERY, with places, when it cannot be run. */
export async function runQuery(
  engine: Engine,
  text: string,
  page: { readonly limit: number; readonly after?: number },
  reject: Reject,
): Promise<{ readonly ids: number[]; readonly total?: number; readonly query: Query }> {
  const query = parseOrReject(text, reject);
  await engine.indexer.settle(longestSettleMs);
  try {
    const found = searchStories(engine.reader, query, { ...page, ...queryContext(engine) });
    return { ...found, query };
  } catch (error) {
    if (!(error instanceof QueryNotSupported)) throw error;
    throw rejection([{ from: 0, to: text.length, message: error.message }], reject);
  }
}

/** What names in a query stand for. */
export function queryContext(engine: Engine) {
  return {
    now: engine.now,
    resolveEntity: engine.tagger.resolve,
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
