import type { DatabaseSync } from 'node:sqlite';
import { readArchiveSetting } from '../store/archive-settings.ts';
import { endPageChecks, isWatched, setPageCheck } from '../store/page-checks.ts';
import type { StoryRecord } from '../store/stories.ts';
import { nextCheck, usualCheckHours } from './check-times.ts';

/** The hours after publication at which pages are looked at again, ascending; none switches it off. */
export function checkHours(database: DatabaseSync): readonly number[] {
  const kept = readArchiveSetting(database, 'page-check-hours');
  return Array.isArray(kept) ? kept.filter((hours) => typeof hours === 'number') : usualCheckHours;
}

/** Plans the first look at a page that was just kept; one that is watched already stays as planned. */
export function watchPage(database: DatabaseSync, story: StoryRecord, now: number): void {
  if (!isWatched(database, story.id)) planCheck(database, story, 0, now);
}

/** Plans the first look from `step` on that lies ahead, or none more. */
export function planCheck(
  database: DatabaseSync,
  story: Pick<StoryRecord, 'id' | 'publishedAt'>,
  step: number,
  now: number,
): void {
  const next = nextCheck(story, checkHours(database), step, now);
  if (next === undefined) endPageChecks(database, story.id);
  else setPageCheck(database, story.id, { dueAt: next.at, step: next.step, gone: 0 });
}
