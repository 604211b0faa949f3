/** What Sitrep finds in a story's text: tags, index terms and the rules it meets. Runs inside the caller's transaction. */
import type { DatabaseSync } from 'node:sqlite';
import { articleText } from '../../../shared/article-text.ts';
import type { ArticleBody, Rule, Span } from '../../../shared/model.ts';
import type { Percolator } from '../rule/percolate.ts';
import { raiseAlert } from '../store/alerts.ts';
import { indexStory } from '../store/index-story.ts';
import { setTags } from '../store/tags.ts';
import type { Tagger } from '../tag/tag-text.ts';
import { leadOf } from './lead.ts';

export interface Annotator {
  readonly tagger: Tagger;
  readonly percolator: () => Percolator;
  readonly rule: (id: string) => Rule | undefined;
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
  readonly body: ArticleBody;
}

/** Tags and indexes a story and raises the alerts of the rules it meets. Gives how many alerts are new. */
export function annotateStory(
  database: DatabaseSync,
  annotator: Annotator,
  story: AnnotatedStory,
  now: number,
): number {
  const text = articleText(story.body);
  const language = story.language ?? undefined;
  const tags = annotator.tagger.tag({ title: story.title, text, ...(language === undefined ? {} : { language }) });
  setTags(database, story.id, tags);
  const searchable = {
    title: story.title,
    text,
    lead: leadOf(story.body),
    feedId: String(story.feedId),
    tags: tags.map((tag) => tag.entityId),
    publishedAt: story.publishedAt,
    firstSeenAt: story.firstSeenAt,
    ...(language === undefined ? {} : { language }),
    ...(story.author === null ? {} : { author: story.author }),
    ...(story.folder === null ? {} : { folder: story.folder }),
    ...(story.sourceType === null ? {} : { sourceType: story.sourceType }),
  };
  indexStory(database, { id: story.id, ...searchable });
  let raised = 0;
  for (const match of annotator.percolator().match(searchable))
    if (raise(database, annotator, story.id, match, now)) raised++;
  return raised;
}

function raise(
  database: DatabaseSync,
  annotator: Annotator,
  storyId: number,
  match: { readonly ruleId: string; readonly spans: readonly Span[] },
  now: number,
): boolean {
  const rule = annotator.rule(match.ruleId);
  if (rule === undefined) return false;
  return raiseAlert(
    database,
    {
      ruleId: rule.id,
      storyId,
      severity: rule.severity,
      spans: match.spans,
      ...(rule.notify ? {} : { notAnnounced: 'The rule does not notify.' }),
    },
    now,
  );
}
