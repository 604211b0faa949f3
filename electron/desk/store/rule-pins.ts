import type { DatabaseSync } from 'node:sqlite';
import type { RulePin } from '../../../shared/model.ts';
import { prepared } from './statement.ts';

/** Stories that guard a rule, newest first. */
export function listPins(database: DatabaseSync, ruleId: number): RulePin[] {
  return prepared(
    database,
    `SELECT p.story_id AS storyId, s.title, p.must_fire AS mustFire FROM rule_pins p JOIN stories s ON s.id = p.story_id
     WHERE p.rule_id = :ruleId ORDER BY p.story_id DESC`,
  )
    .all({ ruleId })
    .map((row) => ({ storyId: Number(row.storyId), title: String(row.title), mustFire: row.mustFire === 1 }));
}

/** Pins a story as one that must or must not fire; null takes the pin away. */
export function setPin(database: DatabaseSync, ruleId: number, storyId: number, mustFire: boolean | null): void {
  if (mustFire === null)
    prepared(database, 'DELETE FROM rule_pins WHERE rule_id = :ruleId AND story_id = :storyId').run({
      ruleId,
      storyId,
    });
  else
    prepared(
      database,
      'INSERT OR REPLACE INTO rule_pins (rule_id, story_id, must_fire) VALUES (:ruleId, :storyId, :mustFire)',
    ).run({ ruleId, storyId, mustFire: Number(mustFire) });
}
