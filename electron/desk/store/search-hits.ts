/** Hits as they are shown: title, feed, tags and the part of the text where the query's words stand. */
import type { DatabaseSync } from 'node:sqlite';
import { articleText } from '../../../shared/article-text.ts';
import type { SearchHit } from '../../../shared/model.ts';
import type { Compiled } from '../rule/compile.ts';
import { unpackBody } from './compressed.ts';
import { createSnippets } from './snippet.ts';
import { prepared } from './statement.ts';

/** The hits of `ids`, in their order, their tags with most evidence first. Ids that are gone are left out. */
export function searchHits(database: DatabaseSync, compiled: Compiled, ids: readonly number[]): SearchHit[] {
  const snippets = createSnippets(compiled);
  return prepared(
    database,
    `SELECT s.id, s.title, s.url, f.title AS feed, s.published_at AS publishedAt, b.body,
       (SELECT json_group_array(json(tag)) FROM
         (SELECT json_object('entityId', e.entity_id, 'label', e.label) AS tag
          FROM story_tags t INDEXED BY story_tags_by_story JOIN tags e ON e.id = t.tag_id WHERE t.story_id = s.id
          ORDER BY json_array_length(t.spans) DESC, e.label)) AS tags
     FROM json_each(:list) j CROSS JOIN stories s ON s.id = j.value JOIN feeds f ON f.id = s.feed_id
       JOIN bodies b ON b.story_id = s.id
     WHERE f.removed_at IS NULL ORDER BY j.key`,
  )
    .all({ list: JSON.stringify(ids) })
    .map(({ id, title, url, feed, publishedAt, body, tags }) => ({
      id: Number(id),
      title: String(title),
      feed: String(feed),
      publishedAt: Number(publishedAt),
      tags: JSON.parse(String(tags)) as SearchHit['tags'],
      snippet: snippets(articleText(unpackBody(body))),
      ...(url === null ? {} : { url: String(url) }),
    }));
}
