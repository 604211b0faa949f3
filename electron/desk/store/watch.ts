/** Lets a long query be stopped from inside: SQLite asks for each row whether it is still wanted. */
import type { DatabaseSync } from 'node:sqlite';

/** The search was stopped, or took longer than it may. */
export class SearchStopped extends Error {
  override readonly name = 'SearchStopped';
}

/** A walk looked at as many rows as it may; it stopped before the row `id`. */
class WalkEnded extends Error {
  readonly id: number;

  constructor(id: number) {
    super('walked far enough');
    this.id = id;
  }
}

interface Watch {
  check: () => void;
  readonly left: Map<number, number>;
  next: number;
}

const watches = new WeakMap<DatabaseSync, Watch>();
/** Of so many rows, as bits: a check costs a tenth of a row. */
const checkEvery = 31;
const never = (): void => undefined;

/**
 * Calls `check` now and then while statements with `walked` run on `database`; what it throws ends them. Inside another
 * watch both are asked.
 */
export function watchWith<T>(database: DatabaseSync, check: () => void, work: () => T): T {
  const watch = watchOf(database);
  const before = watch.check;
  watch.check = () => {
    before();
    check();
  };
  try {
    return work();
  } finally {
    watch.check = before;
  }
}

/** What `work` gives; undefined when its statements with `walked` would take longer than `timeMs`. */
export function within<T>(database: DatabaseSync, timeMs: number, work: () => T): T | undefined {
  const over = new Error('took long enough');
  const end = performance.now() + timeMs;
  const check = (): void => {
    if (performance.now() > end) throw over;
  };
  try {
    return watchWith(database, check, work);
  } catch (error) {
    if (error === over) return undefined;
    throw error;
  }
}

/**
 * The rows of a statement that has `walked(:walk, id)` among its conditions, until `rows` rows were looked at.
 * Gives the id where it stopped, undefined when it came to the end.
 */
export function* walk(
  database: DatabaseSync,
  sql: string,
  values: Record<string, string | number | bigint>,
  rows: number,
): Generator<number, number | undefined> {
  const watch = watchOf(database);
  const number = watch.next++;
  watch.left.set(number, rows);
  try {
    // Not from the statement cache: an iterator may be left before its end, and a cached statement would be shared.
    for (const { id } of database.prepare(sql).iterate({ ...values, walk: number })) yield Number(id);
    return undefined;
  } catch (error) {
    if (error instanceof WalkEnded) return error.id;
    throw error;
  } finally {
    watch.left.delete(number);
  }
}

function watchOf(database: DatabaseSync): Watch {
  let watch = watches.get(database);
  if (watch !== undefined) return watch;
  const made: Watch = { check: never, left: new Map(), next: 1 };
  watch = made;
  watches.set(database, made);
  let calls = 0;
  database.function('walked', { directOnly: true }, (number, id) => {
    const left = made.left.get(Number(number)) ?? 0;
    if (left <= 0) throw new WalkEnded(Number(id));
    made.left.set(Number(number), left - 1);
    if ((++calls & checkEvery) === 0) made.check();
    return 1;
  });
  return watch;
}
