/** Which entities were found in which story, with the spans that prove it. */
import type { DatabaseSync } from 'node:sqlite';
import {
  mentionsOf,
  type RowTag,
  type Span,
  type Tag,
  type TagCount,
  type TagKind,
  tagKinds,
} from '../../../shared/model.ts';
import { prepared } from './statement.ts';

/** Replaces the tags of a story. */
export function setTags(database: DatabaseSync, storyId: number, tags: readonly Tag[]): void {
  prepared(database, 'DELETE FROM story_tags WHERE story_id = :storyId').run({ storyId });
  addTags(database, storyId, tags);
}

/** Gives a story without tags its own, no entity twice. */
export function addTags(database: DatabaseSync, storyId: number, tags: readonly Tag[]): void {
  // Plain statements of one row each: for all else SQLite keeps a journal of every page that the statement changes.
  const insert = prepared(database, 'INSERT INTO story_tags (tag_id, story_id, spans) VALUES (?, ?, ?)');
  const count = prepared(database, 'UPDATE tags SET stories = stories + 1 WHERE id = ?');
  for (const tag of tags) {
    const tagId = knownTag(database, tag) ?? keepTag(database, tag);
    insert.run(tagId, storyId, packSpans(tag));
    count.run(tagId);
  }
}

/** The number of a tag that is known as it is; nearly every one is. */
function knownTag(database: DatabaseSync, { entityId, kind, label }: Tag): number | undefined {
  const found = prepared(database, 'SELECT id FROM tags WHERE entity_id = ? AND kind = ? AND label = ?').get(
    entityId,
    kind,
    label,
  );
  return found === undefined ? undefined : Number(found.id);
}

/** One list, in which demonyms say so. */
function packSpans({ spans, demonyms = [] }: Tag): string {
  return JSON.stringify(
    demonyms.length === 0 ? spans : [...spans, ...demonyms.map((span) => ({ ...span, demonym: true }))],
  );
}

function unpackSpans(packed: string): Pick<Tag, 'spans' | 'demonyms'> {
  const all = JSON.parse(packed) as (Span & { readonly demonym?: true })[];
  const demonyms = all.filter(({ demonym }) => demonym === true).map(({ field, from, to }) => ({ field, from, to }));
  return { spans: all.filter(({ demonym }) => demonym !== true), ...(demonyms.length === 0 ? {} : { demonyms }) };
}

function keepTag(database: DatabaseSync, { entityId, kind, label }: Tag): number {
  const kept = prepared(
    database,
    `INSERT INTO tags (entity_id, kind, label) VALUES (:entityId, :kind, :label)
     ON CONFLICT (entity_id) DO UPDATE SET label = :label, kind = :kind RETURNING id`,
  ).get({ entityId, kind, label });
  return Number(kept?.id);
}

export function tagsOf(database: DatabaseSync, storyId: number): Tag[] {
  return prepared(
    database,
    `SELECT e.entity_id AS entityId, e.kind, e.label, t.spans FROM story_tags t JOIN tags e ON e.id = t.tag_id
     WHERE t.story_id = :storyId`,
  )
    .all({ storyId })
    .map((record) => ({ ...record, ...unpackSpans(String(record.spans)) }) as unknown as Tag)
    .sort((a, b) => tagKinds.indexOf(a.kind) - tagKinds.indexOf(b.kind) || mentionsOf(b) - mentionsOf(a));
}

/** The tags that most stories carry. */
export function topTags(database: DatabaseSync, kind: TagKind | undefined, limit: number): TagCount[] {
  return prepared(
    database,
    `SELECT entity_id AS entityId, kind, label, stories FROM tags
     WHERE stories > 0 AND (:kind IS NULL OR kind = :kind) ORDER BY stories DESC, label LIMIT :limit`,
  ).all({ kind: kind ?? null, limit }) as unknown as TagCount[];
}

/** Labels of a story's tags by entity id. */
export function tagLabels(database: DatabaseSync, storyId: number): Map<string, string> {
  const rows = prepared(
    database,
    'SELECT t.entity_id AS id, t.label FROM story_tags s JOIN tags t ON t.id = s.tag_id WHERE s.story_id = :storyId',
  ).all({ storyId });
  return new Map(rows.map(({ id, label }) => [String(id), String(label)]));
}

/** Tags of a list row: more would be noise. */
const mostOnRow = 3;

/**
 * The tags that most of a story's words prove, at most one of a kind and three in all, for each of the stories; in the
 * order of `tagKinds`. A name in the title outweighs any number below it.
 */
export function strongestTags(database: DatabaseSync, storyIds: readonly number[]): Map<number, RowTag[]> {
  const strongest = new Map<number, RowTag[]>();
  // The packed spans are as long as there are mentions, which saves reading them.
  for (const record of prepared(
    database,
    `SELECT t.story_id AS storyId, e.entity_id AS entityId, e.kind, e.label FROM story_tags t
     JOIN tags e ON e.id = t.tag_id WHERE t.story_id IN (SELECT value FROM json_each(:storyIds))
     ORDER BY t.story_id, instr(t.spans, '"title"') > 0 DESC, length(t.spans) DESC, e.label`,
  ).iterate({ storyIds: JSON.stringify(storyIds) })) {
    const { storyId, ...tag } = record as unknown as RowTag & { readonly storyId: number };
    const tags = strongest.get(storyId) ?? [];
    strongest.set(storyId, tags);
    if (tags.length < mostOnRow && !tags.some(({ kind }) => kind === tag.kind)) tags.push(tag);
  }
  for (const tags of strongest.values()) tags.sort((a, b) => tagKinds.indexOf(a.kind) - tagKinds.indexOf(b.kind));
  return strongest;
}
