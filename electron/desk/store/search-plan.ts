/**
 * A query as branches that can each be walked newest first: what the index answers, what the stories' rows answer,
 * and what only the matcher can tell. A story that any branch finds meets the query.
 */
import { firstIdAt } from '../../../shared/story-ids.ts';
import type { AskedFact, Compiled } from '../rule/compile.ts';
import { askIndex, type BroadPrefixes, type IndexKnowledge, indexExpression } from './index-expression.ts';

export interface Branch {
  /** An FTS5 expression; undefined for every story. */
  readonly match: string | undefined;
  /** SQL conditions on a row `s` of stories. */
  readonly rows: readonly string[];
  /** Conditions of `rows` that an index of stories answers, and that few stories may meet. */
  readonly seldom: readonly string[];
  /** Ids from `first` up to `last` only. */
  readonly first: number;
  readonly last: number;
  /** What the matcher has to decide, all of it. */
  readonly rest: Compiled | undefined;
}

/** More would be a sorted list of the archive. */
const mostBranches = 16;
const dayMs = 86_400_000;
/**
 * Ids carry the time of publication, but a second that is full spills into the next ones, and a time that lies ahead
 * (by a day at most, see story-time.ts) is replaced by that of arrival. Rows decide; ids only narrow.
 */
const spillMs = dayMs / 4;

export function planSearch(query: Compiled, index: IndexKnowledge, broad: BroadPrefixes): Branch[] {
  const plan = { index, broad };
  const alternatives = partsOf(query, false, plan) ?? [restOf(query, false, plan)];
  return alternatives.map(assemble);
}

/** One thing that must hold. */
type Part =
  | { readonly kind: 'index'; readonly match: string; readonly negated: boolean }
  | { readonly kind: 'row'; readonly sql: string; readonly seldom: boolean }
  | { readonly kind: 'ids'; readonly first: number; readonly last: number }
  | { readonly kind: 'rest'; readonly query: Compiled };

interface Planning {
  readonly index: IndexKnowledge;
  readonly broad: BroadPrefixes;
}

/** The query as alternatives of parts that must all hold; undefined when there would be too many. */
function partsOf(query: Compiled, negated: boolean, plan: Planning): Part[][] | undefined {
  const answer = askIndex(query, plan.index, plan.broad);
  if (answer.exact && answer.match !== undefined) return [[{ kind: 'index', match: answer.match, negated }]];
  switch (query.kind) {
    case 'not':
      return partsOf(query.child, !negated, plan);
    case 'and':
    case 'or': {
      const parts = query.children.map((child) => partsOf(child, negated, plan) ?? [restOf(child, negated, plan)]);
      return (query.kind === 'or') === negated ? product(parts) : union(parts);
    }
    case 'fact':
      return [rowParts(query.asked, negated, plan.index)];
    default:
      return [restOf(query, negated, plan)];
  }
}

/** The matcher decides; what the index knows of it narrows the search. */
function restOf(query: Compiled, negated: boolean, { index, broad }: Planning): Part[] {
  if (negated) return [{ kind: 'rest', query: { kind: 'not', child: query } }];
  const { match } = askIndex(query, index, broad);
  const rest: Part = { kind: 'rest', query };
  return match === undefined ? [rest] : [{ kind: 'index', match, negated }, rest];
}

function union(alternatives: readonly (readonly Part[][])[]): Part[][] | undefined {
  const all = alternatives.flat();
  return all.length > mostBranches ? undefined : all;
}

function product(factors: readonly (readonly Part[][])[]): Part[][] | undefined {
  let all: Part[][] = [[]];
  for (const factor of factors) {
    all = all.flatMap((parts) => factor.map((more) => [...parts, ...more]));
    if (all.length > mostBranches) return undefined;
  }
  return all;
}

const stateSql: Readonly<Record<string, readonly [holds: string, not: string]>> = {
  unread: ['s.read_at IS NULL', 's.read_at IS NOT NULL'],
  starred: ['s.starred_at IS NOT NULL', 's.starred_at IS NULL'],
  alerted: ['s.severity IS NOT NULL', 's.severity IS NULL'],
  edited: ['s.revisions > 1', 's.revisions <= 1'],
  withdrawn: ['s.withdrawn_at IS NOT NULL', 's.withdrawn_at IS NULL'],
  noted: [
    'EXISTS (SELECT 1 FROM annotations a WHERE a.story_id = s.id)',
    'NOT EXISTS (SELECT 1 FROM annotations a WHERE a.story_id = s.id)',
  ],
};

function rowParts(asked: AskedFact, negated: boolean, index: IndexKnowledge): Part[] {
  switch (asked.field) {
    case 'folder':
      return [feedRow(index.feedsInFolder(asked.value), negated)];
    case 'source':
      return [feedRow(index.feedsOfType(asked.value), negated)];
    case 'lang':
    case 'is': {
      // A state that no story can have yet holds for none.
      const [holds, not] = stateSql[asked.value] ?? ['0', '1'];
      return [{ kind: 'row', sql: negated ? not : holds, seldom: !negated }];
    }
    case 'date':
    case 'seen':
      return timeParts(asked.field === 'date' ? 's.published_at' : 's.first_seen_at', asked, negated);
    default:
      return asked satisfies never;
  }
}

function feedRow(ids: readonly string[], negated: boolean): Part {
  const list = ids.filter((id) => /^\d+$/.test(id)).join(', ');
  return { kind: 'row', sql: `s.feed_id ${negated ? 'NOT ' : ''}IN (${list})`, seldom: false };
}

function timeParts(
  column: string,
  { field, first, end }: AskedFact & { readonly first: number; readonly end: number },
  negated: boolean,
): Part[] {
  const bounds = [
    ...(first === -Infinity ? [] : [`${column} >= ${Math.ceil(first)}`]),
    ...(end === Infinity ? [] : [`${column} < ${Math.ceil(end)}`]),
  ];
  const sql = bounds.length === 0 ? '1' : bounds.join(' AND ');
  if (negated) return [{ kind: 'row', sql: `NOT (${sql})`, seldom: false }];
  const row: Part = { kind: 'row', sql, seldom: field === 'seen' && first !== -Infinity };
  // A story may be first seen long after it was published, so that `seen` bounds ids at one end only.
  const from = field === 'date' && first !== -Infinity ? firstIdAt(first - dayMs) : -Infinity;
  const last = end === Infinity ? Infinity : firstIdAt(end + spillMs);
  return [row, { kind: 'ids', first: from, last }];
}

function assemble(parts: readonly Part[]): Branch {
  const matches: string[] = [];
  const excluded: string[] = [];
  const rows: string[] = [];
  const seldom: string[] = [];
  const rest: Compiled[] = [];
  let [first, last] = [-Infinity, Infinity];
  for (const part of parts) {
    if (part.kind === 'index') (part.negated ? excluded : matches).push(part.match);
    else if (part.kind === 'row') (part.seldom ? seldom : rows).push(part.sql);
    else if (part.kind === 'rest') rest.push(part.query);
    else [first, last] = [Math.max(first, part.first), Math.min(last, part.last)];
  }
  const [only] = rest;
  const any = matches.length + excluded.length > 0;
  return {
    match: any ? indexExpression([...new Set(matches)], excluded) : undefined,
    ...{ rows: [...rows, ...seldom], seldom, first, last },
    rest: rest.length > 1 ? { kind: 'and', children: rest } : only,
  };
}
