/** What the user made or changed of the gazetteer. */
import type { DatabaseSync } from 'node:sqlite';
import type { TagKind } from '../../../shared/model.ts';
import type { OwnEntity } from '../tag/own-entities.ts';
import { prepared } from './statement.ts';

export function listOwnEntities(database: DatabaseSync): OwnEntity[] {
  return prepared(database, 'SELECT id, kind, label, aliases, without, disabled FROM entities ORDER BY id')
    .all()
    .map((record) => ({
      id: String(record.id),
      kind: record.kind as TagKind,
      label: record.label === null ? undefined : String(record.label),
      aliases: JSON.parse(String(record.aliases)) as OwnEntity['aliases'],
      without: JSON.parse(String(record.without)) as OwnEntity['without'],
      disabled: record.disabled === 1,
    }));
}

/** Stores an entity in place of the one of its id. */
export function writeOwnEntity(database: DatabaseSync, entity: OwnEntity, now: number): void {
  const { id, kind, label, aliases, without, disabled } = entity;
  prepared(
    database,
    `INSERT OR REPLACE INTO entities (id, kind, label, aliases, without, disabled, changed_at)
     VALUES (:id, :kind, :label, :aliases, :without, :disabled, :now)`,
  ).run({
    ...{ id, kind, now },
    label: label ?? null,
    aliases: JSON.stringify(aliases),
    without: JSON.stringify(without),
    disabled: Number(disabled),
  });
}

export function removeOwnEntity(database: DatabaseSync, id: string): boolean {
  return Number(prepared(database, 'DELETE FROM entities WHERE id = :id').run({ id }).changes) > 0;
}

/** How many stories carry each of the entities. */
export function storiesOfEntities(database: DatabaseSync, ids: readonly string[]): Map<string, number> {
  return new Map(
    prepared(
      database,
      'SELECT entity_id AS id, stories FROM tags WHERE entity_id IN (SELECT value FROM json_each(:ids)) AND stories > 0',
    )
      .all({ ids: JSON.stringify(ids) })
      .map(({ id, stories }) => [String(id), Number(stories)]),
  );
}
