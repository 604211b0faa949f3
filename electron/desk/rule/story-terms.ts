/** A story's fields as terms with their positions, read when a query first asks for them. */
import type { TextField } from '../../../shared/query/ast.ts';
import { type Token, tokenise } from '../tag/normalise.ts';
import type { MatchableStory } from './matchable-story.ts';

export interface FieldTerms {
  readonly text: string;
  readonly tokens: readonly Token[];
  /** Positions of each term, ascending. */
  readonly positions: ReadonlyMap<string, readonly number[]>;
}

export interface StoryTerms {
  readonly story: MatchableStory;
  field(name: TextField): FieldTerms;
}

export function readStoryTerms(story: MatchableStory): StoryTerms {
  const read = new Map<TextField, FieldTerms>();
  return {
    story,
    field(name) {
      let terms = read.get(name);
      if (terms === undefined) {
        terms = readField(fieldText(story, name));
        read.set(name, terms);
      }
      return terms;
    },
  };
}

/** The text that a field reads. The lead is the start of the text, so that its offsets hold in the text too. */
function fieldText(story: MatchableStory, name: TextField): string {
  switch (name) {
    case 'title':
      return story.title;
    case 'body':
      return story.text;
    case 'lead':
      return story.lead ?? story.text.split('\n\n', 1)[0] ?? '';
    case 'author':
      return story.author ?? '';
    default:
      return name satisfies never;
  }
}

function readField(text: string): FieldTerms {
  const tokens = tokenise(text);
  const positions = new Map<string, number[]>();
  for (const [position, { term }] of tokens.entries()) {
    const known = positions.get(term);
    if (known === undefined) positions.set(term, [position]);
    else known.push(position);
  }
  return { text, tokens, positions };
}
