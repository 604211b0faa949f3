/** What the lab reads of stories that meet a query. */
import type { DatabaseSync } from 'node:sqlite';
import type { LabOverlap } from '../../../shared/model.ts';
import type { ReplayedStory } from '../rule/replay.ts';
import { originSql } from './event-facts.ts';
import { prepared } from './statement.ts';

export function replayedStories(database: DatabaseSync, ids: readonly number[]): ReplayedStory[] {
  return prepared(
    database,
    `SELECT s.id, s.published_at AS at, c.cluster_id AS clusterId,
       coalesce(CASE WHEN c.story_id IS NOT NULL THEN ${originSql} END, 'feed ' || s.feed_id) AS origin,
       (SELECT json_group_array(t.entity_id) FROM story_tags st JOIN tags t ON t.id = st.tag_id
        WHERE st.story_id = s.id AND t.kind = 'country') AS countries
     FROM stories s LEFT JOIN story_clusters c ON c.story_id = s.id
     WHERE s.id IN (SELECT value FROM json_each(:ids))`,
  )
    .all({ ids: JSON.stringify(ids) })
    .map((row) => ({
      ...{ id: Number(row.id), at: Number(row.at), origin: String(row.origin) },
      clusterId: row.clusterId === null ? undefined : Number(row.clusterId),
      countries: JSON.parse(String(row.countries)) as string[],
    }));
}

/** The other rules that met most of these stories. */
export function overlaps(database: DatabaseSync, ids: readonly number[], ruleId: number | undefined): LabOverlap[] {
  return prepared(
    database,
    `SELECT r.id AS ruleId, r.name, count(*) AS stories FROM rule_hits h JOIN rules r ON r.id = h.rule_id
     WHERE r.removed_at IS NULL AND r.id IS NOT :ruleId AND h.story_id IN (SELECT value FROM json_each(:ids))
     GROUP BY r.id ORDER BY stories DESC LIMIT 5`,
  ).all({ ids: JSON.stringify(ids), ruleId: ruleId ?? null }) as unknown as LabOverlap[];
}
