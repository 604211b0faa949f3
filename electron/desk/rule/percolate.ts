/**
 * Finds the rules that a story meets. The story is read once; a rule is asked only when the rarest word that it cannot
 * do without stands in the story (the presearcher of Lucene Monitor, the percolator of Elasticsearch). Which words are
 * rare is learned from the stories that pass.
 */
import type { Span } from '../../../shared/model.ts';
import type { Query } from '../../../shared/query/ast.ts';
import type { StoryText } from '../tag/story-text.ts';
import { type Bound, type BoundOperand, bind } from './bind.ts';
import { type Compiled, compileQuery, type QueryNames } from './compile.ts';
import { collectSpans, holds } from './evaluate.ts';
import { FiledRules } from './filed-rules.ts';
import type { MatchableStory } from './matchable-story.ts';
import { requiredKeys } from './required-keys.ts';
import { StoryPositions } from './story-positions.ts';

export interface PercolatedRule {
  readonly id: string;
  readonly query: Query;
}

export interface RuleMatch {
  readonly ruleId: string;
  /** The words that made the rule fire, in reading order. UTF-16 offsets into the story's title and text. */
  readonly spans: Span[];
}

export interface Percolator {
  /** The rules that `story` meets, in the order they were added. `read`: its words, where they were read already. */
  match(story: MatchableStory, read?: StoryText): RuleMatch[];
  /** Adds a rule, or replaces the one with its id. Throws QueryNotSupported for a query that cannot be matched. */
  add(rule: PercolatedRule): void;
  remove(id: string): void;
}

interface ReadyRule {
  readonly id: string;
  readonly query: Bound;
  readonly order: number;
  asked: number;
  isRemoved: boolean;
}

/** How many stories are learned from one by one; of those behind them one in so many is. */
const learnedFirst = 2048;
const learnedThen = 16;

/** Makes `rules` ready to match. Throws QueryNotSupported for a query that cannot be matched. */
export function createPercolator(rules: readonly PercolatedRule[], names: QueryNames = {}): Percolator {
  const positions = new StoryPositions();
  const ready = new Map<string, ReadyRule>();
  const learned = { stories: 0, refileAt: 32, seen: new Uint32Array(1024), uses: new Uint32Array(1024) };
  let filed = new FiledRules<ReadyRule>();
  let story = 0;
  let added = 0;
  let removed = 0;

  const share = (leaf: number): number => {
    // What many rules name is a common word until the stories tell.
    const guess = Math.min(0.5, (learned.uses[leaf] ?? 0) / 200 + 0.002) * 4;
    return ((learned.seen[leaf] ?? 0) + guess) / (learned.stories + 4);
  };
  const file = (rule: ReadyRule): void => filed.add(rule, requiredKeys(rule.query, share));
  const refile = (): void => {
    removed = 0;
    filed = new FiledRules<ReadyRule>();
    for (const rule of ready.values()) file(rule);
    filed.gather();
  };
  const learn = (): void => {
    if (story > learnedFirst && story % learnedThen !== 0) return;
    learned.stories++;
    const { met, metCount } = positions;
    const { seen } = learned;
    for (let index = 0; index < metCount; index++) {
      const leaf = met[index] as number;
      seen[leaf] = (seen[leaf] as number) + 1;
    }
    if (learned.stories < learned.refileAt) return;
    learned.refileAt *= 8;
    refile();
  };
  const remove = (id: string): void => {
    const rule = ready.get(id);
    if (rule === undefined) return;
    rule.isRemoved = true;
    ready.delete(id);
    removed++;
  };
  const add = ({ id, query }: PercolatedRule): ReadyRule => {
    const bound = bind(compileQuery(query, names), positions);
    remove(id);
    const rule = { id, query: bound, order: added++, asked: -1, isRemoved: false };
    learned.seen = fitted(learned.seen, positions.leafCount);
    learned.uses = fitted(learned.uses, positions.leafCount);
    countUses(rule.query, learned.uses);
    ready.set(id, rule);
    return rule;
  };

  for (const rule of rules) add(rule);
  refile();

  return {
    match(asked, read) {
      story++;
      positions.read(asked, read);
      const matched: ReadyRule[] = [];
      filed.forEach(positions, asked, (rule) => {
        if (rule.asked === story || rule.isRemoved) return;
        rule.asked = story;
        if (holds(rule.query, positions, asked)) matched.push(rule);
      });
      matched.sort((a, b) => a.order - b.order);
      const matches = matched.map(({ id, query }) => ({ ruleId: id, spans: spansOf(query, positions, asked) }));
      learn();
      return matches;
    },
    add(rule) {
      file(add(rule));
      // Rules that are saved again and again leave their old selves behind.
      if (removed > 64 + ready.size) refile();
    },
    remove,
  };
}

export interface Matcher {
  /** The words that make the story meet the query, or undefined when it does not. */
  match(story: MatchableStory): Span[] | undefined;
  /** The query's words in `text`, wherever they stand, as spans of a story's text. What NOT asks for is left out. */
  words(text: string): Span[];
}

/** One compiled query, to ask of many stories. */
export function createMatcher(query: Compiled): Matcher {
  const positions = new StoryPositions();
  const bound = bind(query, positions);
  return {
    match(story) {
      positions.read(story);
      return holds(bound, positions, story) ? spansOf(bound, positions, story) : undefined;
    },
    words(text) {
      const story = { title: '', text };
      positions.read(story);
      const spans: Span[] = [];
      const visit = (part: Bound): void => {
        if (part.kind === 'and' || part.kind === 'or') part.children.forEach(visit);
        else collectSpans(part, positions, story, spans);
      };
      visit(bound);
      return inOrder(spans);
    },
  };
}

function spansOf(query: Bound, positions: StoryPositions, story: MatchableStory): Span[] {
  const spans: Span[] = [];
  collectSpans(query, positions, story, spans);
  return inOrder(spans);
}

/** Title before text, by offset, each once. */
function inOrder(spans: Span[]): Span[] {
  if (spans.length < 2) return spans;
  spans.sort((a, b) => (a.field === b.field ? a.from - b.from || a.to - b.to : a.field === 'title' ? -1 : 1));
  return spans.filter((span, index) => {
    const before = spans[index - 1];
    return before === undefined || before.from !== span.from || before.to !== span.to || before.field !== span.field;
  });
}

/** Adds one for each leaf that the query names. */
function countUses(query: Bound, uses: Uint32Array): void {
  const count = (operand: BoundOperand): void => {
    if (operand.kind === 'any') for (const one of operand.operands) count(one);
    else for (const leaf of operand.leaves) uses[leaf] = (uses[leaf] as number) + 1;
  };
  switch (query.kind) {
    case 'text':
    case 'atleast':
      count(query.operand);
      break;
    case 'near':
      count(query.left);
      count(query.right);
      break;
    case 'and':
    case 'or':
      for (const child of query.children) countUses(child, uses);
      break;
    case 'not':
      countUses(query.child, uses);
      break;
    default:
      break;
  }
}

function fitted(column: Uint32Array<ArrayBuffer>, length: number): Uint32Array<ArrayBuffer> {
  if (column.length > length) return column;
  const larger = new Uint32Array(length * 2);
  larger.set(column);
  return larger;
}
