import type { DatabaseSync, StatementSync } from 'node:sqlite';

const cache = new WeakMap<DatabaseSync, Map<string, StatementSync>>();

/** The prepared statement of `sql`, made once a connection. `sql` must be a constant: values go in as parameters. */
export function prepared(database: DatabaseSync, sql: string): StatementSync {
  let statements = cache.get(database);
  if (statements === undefined) {
    statements = new Map();
    cache.set(database, statements);
  }
  let statement = statements.get(sql);
  if (statement === undefined) {
    statement = database.prepare(sql);
    statements.set(sql, statement);
  }
  return statement;
}
