import type { DatabaseSync } from 'node:sqlite';
import type { SavedSearch } from '../../../shared/model.ts';
import { prepared } from './statement.ts';

const searchSql = 'SELECT id, name, query, created_at AS createdAt FROM saved_searches';

export function listSavedSearches(database: DatabaseSync): SavedSearch[] {
  return prepared(database, `${searchSql} ORDER BY name COLLATE NOCASE`).all() as unknown as SavedSearch[];
}

/** Stores a search under its name; one of the same name, or with the same id, is replaced. */
export function saveSearch(
  database: DatabaseSync,
  draft: { readonly id?: number | undefined; readonly name: string; readonly query: string },
  now: number,
): SavedSearch {
  if (draft.id !== undefined) prepared(database, 'DELETE FROM saved_searches WHERE id = :id').run({ id: draft.id });
  prepared(
    database,
    `INSERT INTO saved_searches (id, name, query, created_at) VALUES (:id, :name, :query, :now)
     ON CONFLICT (name) DO UPDATE SET query = :query`,
  ).run({ id: draft.id ?? null, name: draft.name, query: draft.query, now });
  return prepared(database, `${searchSql} WHERE name = :name`).get({ name: draft.name }) as unknown as SavedSearch;
}

export function removeSavedSearch(database: DatabaseSync, id: number): number {
  return Number(prepared(database, 'DELETE FROM saved_searches WHERE id = :id').run({ id }).changes);
}
