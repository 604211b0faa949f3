import { expect, onTestFinished, test } from 'vitest';
import { openDatabase } from '../../../electron/desk/store/database.ts';
import { addFeed } from '../../../electron/desk/store/feeds.ts';
import { storyRows } from '../../../electron/desk/store/stories.ts';
import { setTags } from '../../../electron/desk/store/tags.ts';
import type { Span, Tag, TagKind } from '../../../shared/model.ts';
import { temporaryFolder } from '../../temporary-folder.ts';
import { addStory } from './add-story.ts';

const at = Date.UTC(2026, 10, 24);
const tag = (kind: TagKind, label: string, field: Span['field'], mentions: number): Tag => ({
  ...{ entityId: `${kind}:${label}`, kind, label },
  spans: Array.from({ length: mentions }, (_, index) => ({ field, from: index * 10, to: index * 10 + 5 })),
});

test('a row of the list carries the strongest tag of three kinds, those of the title before all others', async () => {
  const database = await openDatabase(temporaryFolder());
  onTestFinished(() => database.close());
  addFeed(database, { url: 'https://wire.example/feed', title: 'Wire' }, at);
  const tagged = addStory(database, { title: 'Tagged', publishedAt: at });
  const bare = addStory(database, { title: 'Bare', publishedAt: at });
  setTags(database, tagged, [
    tag('country', 'often', 'text', 9),
    tag('country', 'title', 'title', 1),
    tag('topic', 'rarely', 'text', 1),
    tag('person', 'twice', 'text', 2),
    tag('system', 'thrice', 'text', 3),
  ]);
  const [row, other] = storyRows(database, [tagged, bare]);
  expect(row?.topTags.map(({ label }) => label)).toEqual(['title', 'twice', 'thrice']);
  expect(other?.topTags).toEqual([]);
});
