/** Walks one branch of a search, newest first, by the way that looks at the fewest stories. */
import type { DatabaseSync } from 'node:sqlite';
import type { Compiled } from '../rule/compile.ts';
import { createMatcher } from '../rule/percolate.ts';
import { cheapTestOf, fieldsOf } from './cheap-tests.ts';
import { matchableStory } from './matchable-stories.ts';
import type { Branch } from './search-plan.ts';
import { prepared } from './statement.ts';
import { walk } from './watch.ts';

/** Stories walked through before asking whether few of them can meet the branch's seldom conditions. */
const walkedFirst = 4000;
/** More ids than this are not few: then the walk meets enough of them. */
const mostFew = 20_000;
// What one story costs on the build machine of the benchmark, in µs; only their ratio counts.
const cost = { probe: 25, intersect: 0.2 };

/**
 * Ids before `before` that the branch finds, newest first. With `tried`, a candidate that the matcher refuses comes as
 * NaN, and `tried` is called for each that it looks at.
 */
export function* branchHits(
  database: DatabaseSync,
  branch: Branch,
  before: number,
  tried?: () => void,
): Generator<number> {
  const last = Math.min(branch.last, before - 1);
  const candidates = candidateIds(database, branch, last);
  if (branch.rest === undefined) {
    yield* candidates;
    return;
  }
  const matcher = createMatcher(branch.rest);
  const mayHold = cheapTestOf(branch.rest) ?? (() => true);
  const needs = { facts: asksFacts(branch.rest), fields: fieldsOf(branch.rest) };
  for (const id of candidates) {
    const story = matchableStory(database, id, needs);
    tried?.();
    if (story !== undefined && mayHold(story) && matcher.match(story) !== undefined) yield id;
    else if (tried !== undefined) yield Number.NaN;
  }
}

function asksFacts(query: Compiled): boolean {
  switch (query.kind) {
    case 'and':
    case 'or':
      return query.children.some(asksFacts);
    case 'not':
      return asksFacts(query.child);
    default:
      return query.kind === 'fact' || query.kind === 'entity' || query.kind === 'feed';
  }
}

function* candidateIds(database: DatabaseSync, branch: Branch, last: number): Generator<number> {
  if (branch.seldom.length === 0) {
    yield* walkBranch(database, branch, last, Number.MAX_SAFE_INTEGER);
    return;
  }
  let found = 0;
  const walked = walkBranch(database, branch, last, walkedFirst);
  let reached: number | undefined;
  for (;;) {
    const step = walked.next();
    if (step.done === true) {
      reached = step.value;
      break;
    }
    found++;
    yield step.value;
  }
  if (reached === undefined) return;
  // Where one in forty is wanted, walking on finds a page soon.
  const few = found * 40 > walkedFirst ? undefined : fewIds(database, branch, reached);
  if (few === undefined) yield* walkBranch(database, branch, reached, Number.MAX_SAFE_INTEGER);
  else yield* amongFew(database, branch, few, { last, reached });
}

/** The ids that meet the seldom conditions; undefined when they are many. */
function fewIds(database: DatabaseSync, branch: Branch, last: number): number[] | undefined {
  const sql = `SELECT s.id FROM stories s WHERE ${branch.seldom.join(' AND ')} AND s.id BETWEEN :first AND :last
    LIMIT ${mostFew + 1}`;
  const ids = database
    .prepare(sql)
    .all({ first: bound(branch.first), last: bound(last) })
    .map(({ id }) => Number(id));
  return ids.length > mostFew ? undefined : ids.sort((a, b) => b - a);
}

function* amongFew(
  database: DatabaseSync,
  branch: Branch,
  few: readonly number[],
  { last, reached }: { readonly last: number; readonly reached: number },
): Generator<number> {
  const [newest, oldest] = [few[0], few.at(-1)];
  if (newest === undefined || oldest === undefined) return;
  const ids = JSON.stringify(few);
  const rows = branch.rows.map((row) => ` AND ${row}`).join('');
  if (branch.match === undefined) {
    const sql = `SELECT s.id FROM json_each(:ids) j CROSS JOIN stories s ON s.id = j.value
      WHERE walked(:walk, s.id)${rows}`;
    yield* walk(database, sql, { ids }, Number.MAX_SAFE_INTEGER);
    return;
  }
  const { match } = branch;
  const share = shareOfMatches(database, last, reached);
  const probes = Math.min(few.length, 50 / share) * cost.probe;
  const intersection = storiesBetween(database, oldest, newest) * share * cost.intersect;
  const story = 'CROSS JOIN stories s ON s.id = i.rowid';
  if (probes < intersection) {
    const sql = `SELECT i.rowid AS id FROM json_each(:ids) j CROSS JOIN story_index i ON i.rowid = j.value ${story}
      WHERE story_index MATCH :match AND walked(:walk, i.rowid)${rows}`;
    yield* walk(database, sql, { ids, match }, Number.MAX_SAFE_INTEGER);
  } else {
    // The plus keeps SQLite from asking the index once for each id.
    const sql = `SELECT i.rowid AS id FROM story_index i ${story}
      WHERE story_index MATCH :match AND i.rowid BETWEEN :oldest AND :newest
        AND +i.rowid IN (SELECT value FROM json_each(:ids)) AND walked(:walk, i.rowid)${rows} ORDER BY i.rowid DESC`;
    yield* walk(database, sql, { ids, match, oldest: bound(oldest), newest: bound(newest) }, Number.MAX_SAFE_INTEGER);
  }
}

/** The share of stories that the index found on the way walked so far. */
function shareOfMatches(database: DatabaseSync, last: number, reached: number): number {
  return Math.min(1, walkedFirst / Math.max(1, storiesBetween(database, reached, last)));
}

/** About how many, as dense as the last thousands are. */
function storiesBetween(database: DatabaseSync, oldest: number, newest: number): number {
  const sampled = 2000;
  const row = prepared(
    database,
    `SELECT min(id) AS first, max(id) AS last, count(*) AS stories
     FROM (SELECT id FROM stories WHERE id <= :newest ORDER BY id DESC LIMIT :sampled)`,
  ).get({ newest: bound(newest), sampled });
  const [first, last, stories] = [Number(row?.first), Number(row?.last), Number(row?.stories)];
  if (stories < sampled) return stories;
  return (stories * (Math.min(newest, last) - oldest)) / Math.max(1, last - first);
}

function* walkBranch(
  database: DatabaseSync,
  branch: Branch,
  last: number,
  rows: number,
): Generator<number, number | undefined> {
  const conditions = branch.rows.map((row) => ` AND ${row}`).join('');
  const values = { first: bound(branch.first), last: bound(last) };
  if (branch.match === undefined) {
    const sql = `SELECT s.id FROM stories s WHERE s.id BETWEEN :first AND :last AND walked(:walk, s.id)${conditions}
      ORDER BY s.id DESC`;
    return yield* walk(database, sql, values, rows);
  }
  const story = branch.rows.length === 0 ? '' : 'CROSS JOIN stories s ON s.id = i.rowid';
  const sql = `SELECT i.rowid AS id FROM story_index i ${story}
    WHERE story_index MATCH :match AND i.rowid BETWEEN :first AND :last AND walked(:walk, i.rowid)${conditions}
    ORDER BY i.rowid DESC`;
  return yield* walk(database, sql, { ...values, match: branch.match }, rows);
}

/**
 * An id for SQLite, whose integers know no infinity. A number would be bound as a float, and FTS5 does not jump to a
 * float: it walks the whole way (13 times longer in an archive of 400,000 stories).
 */
function bound(id: number): bigint {
  return BigInt(Math.max(Number.MIN_SAFE_INTEGER, Math.min(Number.MAX_SAFE_INTEGER, id)));
}
