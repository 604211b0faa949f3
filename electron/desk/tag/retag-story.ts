/** Tags one stored story anew, and renews its facts in the index where that changed something. */
import type { DatabaseSync } from 'node:sqlite';
import type { Tag } from '../../../shared/model.ts';
import { indexRow, writeIndexRow } from '../store/index-story.ts';
import { withoutRemoved } from '../store/removed-tags.ts';
import type { StoredText } from '../store/story-texts.ts';
import { setTags, tagsOf } from '../store/tags.ts';
import { StoryText } from './story-text.ts';
import type { Tagger } from './tag-text.ts';

const words = new StoryText();

/**
 * Runs inside the caller's transaction. Gives whether the tags changed. The index row is written here and not through
 * the queue, whose stories are placed among the clusters anew: an old story's words are as they were.
 */
export function retagStory(database: DatabaseSync, tagger: Tagger, story: StoredText): boolean {
  const { id, title, text, feedId } = story;
  const language = story.language === undefined ? {} : { language: story.language };
  const read = words.read(title, text);
  const tags = withoutRemoved(database, id, tagger.tag({ title, text, ...language }, read));
  if (sameTags(tags, tagsOf(database, id))) return false;
  setTags(database, id, tags);
  const ids = tags.map(({ entityId }) => entityId);
  writeIndexRow(database, indexRow({ id, title, text, feedId: String(feedId), tags: ids, ...language }, read));
  return true;
}

function sameTags(some: readonly Tag[], others: readonly Tag[]): boolean {
  if (some.length !== others.length) return false;
  const known = new Map(others.map((tag) => [tag.entityId, printed(tag)]));
  return some.every((tag) => known.get(tag.entityId) === printed(tag));
}

function printed({ label, spans, demonyms = [] }: Tag): string {
  const places = [spans, demonyms].map((list) => list.map(({ field, from, to }) => `${field} ${from} ${to}`));
  return `${label}\n${JSON.stringify(places)}`;
}
