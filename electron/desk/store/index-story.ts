/**
 * Feeds the full-text index with the terms that the rule matcher reads, so that search and rules agree by
 * construction. Facts stand as terms of a third column: a filter is then one more word (performance.md measured
 * it a hundred times faster than joining).
 */
import type { DatabaseSync } from 'node:sqlite';
import { tokenise } from '../tag/normalise.ts';
import { prepared } from './statement.ts';

export interface IndexedStory {
  readonly id: number;
  readonly title: string;
  readonly text: string;
  readonly feedId: string;
  readonly tags: readonly string[];
  readonly language?: string;
}

/** Puts a story into the index, in place of what stood there for it. */
export function indexStory(database: DatabaseSync, story: IndexedStory): void {
  unindexStory(database, story.id);
  const facts = [factTerm('feed', story.feedId), ...story.tags.map((tag) => factTerm('tag', tag))];
  if (story.language !== undefined) facts.push(factTerm('lang', story.language));
  prepared(database, 'INSERT INTO story_index (rowid, title, body, meta) VALUES (:id, :title, :body, :meta)').run({
    id: story.id,
    title: termsOf(story.title),
    body: termsOf(story.text),
    meta: facts.join(' '),
  });
}

export function unindexStory(database: DatabaseSync, id: number): void {
  prepared(database, 'DELETE FROM story_index WHERE rowid = :id').run({ id });
}

/** The term that stands for a fact, letters and digits only: `tag` and `country:IR` give `tagcountryz3airz…`. */
export function factTerm(kind: 'feed' | 'tag' | 'lang', value: string): string {
  const escaped = [...value.toLowerCase()].map((character) =>
    /[a-y0-9]/.test(character) ? character : `z${(character.codePointAt(0) ?? 0).toString(16)}z`,
  );
  return `${kind}${escaped.join('')}`;
}

function termsOf(text: string): string {
  return tokenise(text)
    .map(({ term }) => term)
    .join(' ');
}
