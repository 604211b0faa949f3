/** Keeps the state of a story before and after an edit, with what the edit changed. Inside the caller's transaction. */
import type { DatabaseSync } from 'node:sqlite';
import type { Revision } from '../../../shared/model.ts';
import { addRevision, hasRevision } from '../store/revisions.ts';
import { type StoryRecord, updateStory } from '../store/stories.ts';
import type { Tagger } from '../tag/tag-text.ts';
import { describeChanges, isMaterial } from './describe-changes.ts';

export interface RevisedText {
  readonly title: string;
  readonly text: string;
}

/** Records that `source` now gives `after` where it gave `before`. Gives whether that changed what the story says. */
export function recordRevision(
  database: DatabaseSync,
  tagger: Tagger,
  story: StoryRecord,
  source: Revision['source'],
  {
    before,
    after,
    now,
  }: { readonly before: RevisedText | undefined; readonly after: RevisedText; readonly now: number },
): boolean {
  if (before !== undefined && !hasRevision(database, story.id, source))
    addRevision(database, story.id, { seenAt: story.firstSeenAt, source, ...before });
  if (before === undefined) {
    addRevision(database, story.id, { seenAt: now, source, ...after });
    return false;
  }
  const language = story.language ?? undefined;
  const named = (state: RevisedText) => ({
    ...state,
    names: tagger
      .tag({ ...state, ...(language === undefined ? {} : { language }) })
      .filter(({ kind }) => kind !== 'topic')
      .map(({ label }) => label),
  });
  const changes = describeChanges(named(before), named(after), language);
  addRevision(database, story.id, { seenAt: now, source, ...after, changes });
  if (!isMaterial(changes)) return false;
  updateStory(database, story.id, { materialEditAt: now });
  return true;
}
