/** Hits as they are shown: title, feed, tags and the part of the text where the query's words stand. */
import type { DatabaseSync } from 'node:sqlite';
import { articleText } from '../../../shared/article-text.ts';
import type { SearchHit } from '../../../shared/model.ts';
import type { Compiled } from '../rule/compile.ts';
import { createMatcher } from '../rule/percolate.ts';
import { unpackBody } from './compressed.ts';
import { snippetOf } from './snippet.ts';
import { prepared } from './statement.ts';

/** The hits of `ids`, in their order. Ids that are gone are left out. */
export function searchHits(database: DatabaseSync, compiled: Compiled, ids: readonly number[]): SearchHit[] {
  const matcher = createMatcher(compiled);
  const list = JSON.stringify(ids);
  const tags = tagsOfAll(database, list);
  return prepared(
    database,
    `SELECT s.id, s.title, s.url, f.title AS feed, s.published_at AS publishedAt, b.body
     FROM json_each(:list) j CROSS JOIN stories s ON s.id = j.value JOIN feeds f ON f.id = s.feed_id
       JOIN bodies b ON b.story_id = s.id
     WHERE f.removed_at IS NULL ORDER BY j.key`,
  )
    .all({ list })
    .map(({ id, title, url, feed, publishedAt, body }) => ({
      id: Number(id),
      title: String(title),
      feed: String(feed),
      publishedAt: Number(publishedAt),
      tags: tags.get(Number(id)) ?? [],
      snippet: snippetOf(matcher, articleText(unpackBody(body))),
      ...(url === null ? {} : { url: String(url) }),
    }));
}

/** Tags of many stories, those with most evidence first. */
function tagsOfAll(database: DatabaseSync, list: string): Map<number, { entityId: string; label: string }[]> {
  const byStory = new Map<number, { entityId: string; label: string }[]>();
  for (const { storyId, entityId, label } of prepared(
    database,
    `SELECT t.story_id AS storyId, e.entity_id AS entityId, e.label
     FROM json_each(:list) j CROSS JOIN story_tags t INDEXED BY story_tags_by_story ON t.story_id = j.value
       JOIN tags e ON e.id = t.tag_id
     ORDER BY j.key, json_array_length(t.spans) DESC, e.label`,
  ).iterate({ list })) {
    const tag = { entityId: String(entityId), label: String(label) };
    const known = byStory.get(Number(storyId));
    if (known === undefined) byStory.set(Number(storyId), [tag]);
    else known.push(tag);
  }
  return byStory;
}
