import type { DatabaseSync } from 'node:sqlite';
import { indexStory } from '../../../electron/desk/store/index-story.ts';
import { insertStory } from '../../../electron/desk/store/stories.ts';
import { setTags } from '../../../electron/desk/store/tags.ts';
import type { ArticleBody } from '../../../shared/model.ts';

export interface StoryDraft {
  readonly title: string;
  readonly text?: string;
  readonly feedId?: number;
  readonly identity?: string;
  readonly author?: string;
  readonly language?: string;
  readonly tags?: readonly string[];
  readonly publishedAt: number;
  readonly firstSeenAt?: number;
}

let made = 0;

/** Stores and indexes a story of feed 1, or another that exists. Gives its id. */
export function addStory(database: DatabaseSync, draft: StoryDraft): number {
  const { title, text = '', feedId = 1, language, tags = [], publishedAt } = draft;
  const body: ArticleBody = { blocks: [{ kind: 'paragraph', inlines: [{ kind: 'text', text }] }] };
  const id = insertStory(
    database,
    {
      feedId,
      title,
      publishedAt,
      identity: draft.identity ?? `story-${made++}`,
      url: null,
      author: draft.author ?? null,
      siteName: null,
      language: language ?? null,
      updatedAt: null,
      firstSeenAt: draft.firstSeenAt ?? publishedAt,
      dateNote: null,
      categories: [],
      feedFingerprint: '',
      fullText: 'none',
    },
    body,
  );
  setTags(
    database,
    id,
    tags.map((entityId) => ({
      entityId,
      kind: entityId.startsWith('country') ? ('country' as const) : ('topic' as const),
      label: entityId,
      spans: [],
    })),
  );
  indexStory(database, {
    id,
    title,
    text,
    feedId: String(feedId),
    tags,
    ...(language === undefined ? {} : { language }),
  });
  return id;
}
