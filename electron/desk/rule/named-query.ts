/** A query together with what its names stand for: plain data, so that another thread can compile it. */
import type { Query } from '../../../shared/query/ast.ts';
import { type Compiled, compileQuery, type QueryNames } from './compile.ts';

export interface NamedQuery {
  readonly query: Query;
  /** The time that ages in it count from, epoch ms. */
  readonly now: number;
  readonly entities: ReadonlyMap<string, readonly string[]>;
  readonly feeds: ReadonlyMap<string, readonly string[]>;
  readonly saved: ReadonlyMap<string, Query | undefined>;
}

/** Looks up every name of `query`. Throws QueryNotSupported for what cannot be matched. */
export function nameQuery(query: Query, names: QueryNames): NamedQuery {
  const entities = new Map<string, readonly string[]>();
  const feeds = new Map<string, readonly string[]>();
  const saved = new Map<string, Query | undefined>();
  const now = names.now?.() ?? Date.now();
  compileQuery(query, {
    now: () => now,
    resolveEntity: (name, kind) => remember(entities, entityKey(name, kind), names.resolveEntity?.(name, kind) ?? []),
    resolveFeed: (name) => remember(feeds, name, names.resolveFeed?.(name) ?? []),
    resolveSaved: (name) => remember(saved, name, names.resolveSaved?.(name)),
  });
  return { query, now, entities, feeds, saved };
}

export function compileNamed({ query, now, entities, feeds, saved }: NamedQuery): Compiled {
  return compileQuery(query, {
    now: () => now,
    resolveEntity: (name, kind) => entities.get(entityKey(name, kind)) ?? [],
    resolveFeed: (name) => feeds.get(name) ?? [],
    resolveSaved: (name) => saved.get(name),
  });
}

function entityKey(name: string, kind: string | undefined): string {
  return `${kind ?? ''}\n${name}`;
}

function remember<T>(known: Map<string, T>, key: string, value: T): T {
  known.set(key, value);
  return value;
}
