/** What Sitrep finds in a story's text: tags, index terms and the rules it meets. Runs inside the caller's transaction. */
import type { DatabaseSync } from 'node:sqlite';
import type { Rule } from '../../../shared/model.ts';
import { meetRule } from '../rule/fire.ts';
import type { Percolator } from '../rule/percolate.ts';
import { queueForIndex } from '../store/index-queue.ts';
import { indexRow } from '../store/index-story.ts';
import { withoutRemoved } from '../store/removed-tags.ts';
import { addTags, setTags } from '../store/tags.ts';
import { StoryText } from '../tag/story-text.ts';
import type { Tagger } from '../tag/tag-text.ts';
import type { Indexer } from './indexer.ts';

export interface Annotator {
  readonly tagger: Tagger;
  readonly percolator: () => Percolator;
  readonly rule: (id: string) => Rule | undefined;
  readonly indexer: Indexer;
}

export interface AnnotatedStory {
  readonly id: number;
  readonly feedId: number;
  readonly folder: string | null;
  readonly sourceType: string | null;
  readonly title: string;
  readonly author: string | null;
  readonly language: string | null;
  readonly publishedAt: number;
  readonly firstSeenAt: number;
  readonly text: string;
  readonly lead: string;
  /** It has no tags yet that would have to go. */
  readonly isNew?: boolean;
}

/** Filled again for each story: its words are read once, for tags, rules and index. */
const words = new StoryText();

/** Tags a story, raises the alerts of the rules it meets, and hands its terms to the index. Gives how many alerts are new. */
export function annotateStory(
  database: DatabaseSync,
  annotator: Annotator,
  story: AnnotatedStory,
  now: number,
): number {
  const { id, title, text, lead } = story;
  const read = words.read(title, text);
  const language = story.language ?? undefined;
  const found = annotator.tagger.tag({ title, text, ...(language === undefined ? {} : { language }) }, read);
  const tags = story.isNew ? found : withoutRemoved(database, id, found);
  if (story.isNew) addTags(database, id, tags);
  else setTags(database, id, tags);
  const searchable = {
    ...{ title, text, lead },
    feedId: String(story.feedId),
    tags: tags.map((tag) => tag.entityId),
    publishedAt: story.publishedAt,
    firstSeenAt: story.firstSeenAt,
    ...(language === undefined ? {} : { language }),
    ...(story.author === null ? {} : { author: story.author }),
    ...(story.folder === null ? {} : { folder: story.folder }),
    ...(story.sourceType === null ? {} : { sourceType: story.sourceType }),
  };
  let raised = 0;
  for (const { ruleId, spans } of annotator.percolator().match(searchable, read)) {
    const rule = annotator.rule(ruleId);
    if (rule === undefined) continue;
    if (meetRule(database, rule, { storyId: id, spans, publishedAt: story.publishedAt }, now)) raised++;
  }
  queueForIndex(database, id);
  annotator.indexer.add({ row: indexRow({ id, ...searchable }, read), story: { id, ...searchable } });
  return raised;
}
