/**
 * Feeds the full-text index with the terms that the rule matcher reads, so that search and rules agree by
 * construction. Facts stand as terms of a third column: a filter is then one more word (performance.md measured
 * it a hundred times faster than joining).
 */
import type { DatabaseSync } from 'node:sqlite';
import { StoryText } from '../tag/story-text.ts';
import { prepared } from './statement.ts';

export interface IndexedStory {
  readonly id: number;
  readonly title: string;
  readonly text: string;
  readonly feedId: string;
  readonly tags: readonly string[];
  readonly language?: string;
}

// A letter for private use: no word of a text has it, so that facts and words never meet, in whatever column they stand.
const factMark = '\ue000';

/** The term that every story has, so that NOT and facts alone are questions to the index too. */
export const everyStory = `${factMark}every`;

/** What the index holds of a story: its terms, and its facts as terms. */
export interface IndexRow {
  readonly id: number;
  readonly title: string;
  readonly body: string;
  readonly meta: string;
}

const scratch = new StoryText();

/** The row of a story. `read`: its words, where they were read already. */
export function indexRow(story: IndexedStory, read: StoryText = scratch.read(story.title, story.text)): IndexRow {
  const facts = [everyStory, factTerm('feed', story.feedId), ...story.tags.map((tag) => factTerm('tag', tag))];
  if (story.language !== undefined) facts.push(factTerm('lang', story.language.toLowerCase()));
  return { id: story.id, title: read.title.joined(), body: read.body.joined(), meta: facts.join(' ') };
}

/** Puts a row into the index, in place of what stood there for its story. */
export function writeIndexRow(database: DatabaseSync, row: IndexRow): void {
  // A contentless row is replaced by its id; terms of the old text go with it.
  prepared(database, 'INSERT OR REPLACE INTO story_index (rowid, title, body, meta) VALUES (?, ?, ?, ?)').run(
    row.id,
    row.title,
    row.body,
    row.meta,
  );
}

/** Puts a story into the index, in place of what stood there for it. */
export function indexStory(database: DatabaseSync, story: IndexedStory): void {
  writeIndexRow(database, indexRow(story));
}

/** The term that stands for a fact: `tag` and `country:IR` give a mark and `tagcountryz3azir`. */
export function factTerm(kind: 'feed' | 'tag' | 'lang', value: string): string {
  const escaped = value
    .toLowerCase()
    .replace(/[^a-y0-9]/gu, (character) => `z${(character.codePointAt(0) ?? 0).toString(16)}z`);
  return `${factMark}${kind}${escaped}`;
}
