/** Stories as the rule matcher reads them. */
import type { DatabaseSync } from 'node:sqlite';
import { articleText } from '../../../shared/article-text.ts';
import type { TextField } from '../../../shared/query/ast.ts';
import type { MatchableStory } from '../rule/matchable-story.ts';
import { leadOf } from '../story/lead.ts';
import { unpackBody } from './compressed.ts';
import { prepared } from './statement.ts';

export interface Needs {
  /** All that a query can ask beside texts. */
  readonly facts: boolean;
  /** The texts; others are left empty, since reading them is what costs. */
  readonly fields: ReadonlySet<TextField>;
}

/** What is needed of a story; undefined when it is gone. */
export function matchableStory(database: DatabaseSync, id: number, needs: Needs): MatchableStory | undefined {
  const { facts, fields } = needs;
  const record = prepared(
    database,
    fields.has('body') || fields.has('lead')
      ? 'SELECT s.title, s.author, b.body FROM stories s JOIN bodies b ON b.story_id = s.id WHERE s.id = :id'
      : 'SELECT title, author FROM stories WHERE id = :id',
  ).get({ id });
  if (record === undefined) return undefined;
  const body = record.body === undefined ? undefined : unpackBody(record.body);
  return {
    title: fields.has('title') ? String(record.title) : '',
    text: body !== undefined && fields.has('body') ? articleText(body) : '',
    lead: body !== undefined && fields.has('lead') ? leadOf(body) : '',
    ...(record.author === null ? {} : { author: String(record.author) }),
    ...(facts ? storyFacts(database, id) : {}),
  };
}

function storyFacts(database: DatabaseSync, id: number): Partial<MatchableStory> {
  const record =
    prepared(
      database,
      `SELECT s.language, s.feed_id AS feedId, f.folder, f.source_type AS sourceType, s.published_at AS publishedAt,
         s.first_seen_at AS firstSeenAt, s.read_at AS readAt, s.starred_at AS starredAt, s.severity, s.revisions,
         s.withdrawn_at AS withdrawnAt, EXISTS (SELECT 1 FROM annotations a WHERE a.story_id = s.id) AS noted,
         (SELECT json_group_array(e.entity_id) FROM story_tags t JOIN tags e ON e.id = t.tag_id
          WHERE t.story_id = s.id) AS tags
       FROM stories s JOIN feeds f ON f.id = s.feed_id WHERE s.id = :id`,
    ).get({ id }) ?? {};
  const { language, folder, sourceType } = record;
  return {
    feedId: String(record.feedId),
    publishedAt: Number(record.publishedAt),
    firstSeenAt: Number(record.firstSeenAt),
    tags: JSON.parse(String(record.tags)) as string[],
    states: statesOf(record),
    ...Object.fromEntries(Object.entries({ language, folder, sourceType }).filter(([, value]) => value !== null)),
  };
}

function statesOf(record: Record<string, unknown>): string[] {
  return Object.entries({
    unread: record.readAt === null,
    starred: record.starredAt !== null,
    alerted: record.severity !== null,
    edited: Number(record.revisions) > 1,
    withdrawn: record.withdrawnAt !== null,
    noted: record.noted === 1,
  }).flatMap(([state, holds]) => (holds ? [state] : []));
}
