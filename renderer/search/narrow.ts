/** Adds to and takes from a query: what facets, days and chips do when they are clicked. */
import type { Query } from '../../shared/query/ast.ts';
import { parseQuery } from '../../shared/query/parse.ts';
import { printQuery } from '../../shared/query/print.ts';

/** `query` and `term` both. What stands there already is not added again; another span of days replaces the first. */
export function narrow(query: string, term: string): string {
  const kept = /^-?(date|seen):/.test(term)
    ? without(query, (child) => child.kind === 'date' && term.startsWith(child.field))
    : query;
  const parsed = parseQuery(kept);
  if (kept.trim() === '') return term;
  if (!parsed.ok) return kept;
  const children = conjuncts(parsed.query);
  if (children.some((child) => sameTerm(child, term))) return kept;
  return `${parsed.query.kind === 'or' ? `(${kept.trim()})` : kept.trim()} ${term}`;
}

/** A part of a query that narrows it and can be taken out again. */
export interface Narrowing {
  readonly text: string;
  /** The query without it. */
  readonly without: string;
}

/** The fields and dates that a query is narrowed by, in its order. */
export function narrowings(query: string): Narrowing[] {
  const parsed = parseQuery(query);
  if (!parsed.ok) return [];
  const isNarrowing = (child: Query): boolean =>
    child.kind === 'not' ? isNarrowing(child.child) : ['entity', 'fact', 'date'].includes(child.kind);
  return conjuncts(parsed.query)
    .filter(isNarrowing)
    .map((child) => ({ text: printQuery(child), without: without(query, (other) => other === child, parsed.query) }));
}

function without(query: string, isTaken: (child: Query) => boolean, tree?: Query): string {
  const parsed = tree === undefined ? parseQuery(query) : { ok: true as const, query: tree };
  if (!parsed.ok) return query;
  const children = conjuncts(parsed.query);
  const kept = children.filter((child) => !isTaken(child));
  if (kept.length === children.length) return query;
  const [only] = kept;
  if (only === undefined) return '';
  return printQuery(kept.length === 1 ? only : { ...parsed.query, kind: 'and', children: kept });
}

function conjuncts(query: Query): readonly Query[] {
  return query.kind === 'and' ? query.children : [query];
}

function sameTerm(child: Query, term: string): boolean {
  const parsed = parseQuery(term);
  return parsed.ok && printQuery(parsed.query) === printQuery(child);
}
