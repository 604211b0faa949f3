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
import type { MatchableStory } from './matchable-story.ts';
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
  asked: number;
}

/** What a story must have for a rule to be worth asking: one of these leaves or tags. */
interface Keys {
  readonly leaves: readonly number[];
  readonly tags: readonly string[];
  /** The share of stories that have one of them, as far as is known. */
  readonly share: number;
}

/** Makes `rules` ready to match. Throws QueryNotSupported for a query that cannot be matched. */
export function createPercolator(rules: readonly PercolatedRule[], names: QueryNames = {}): Percolator {
  const positions = new StoryPositions();
  let byLeaf: (ReadyRule[] | undefined)[] = [];
  let byTag = new Map<string, ReadyRule[]>();
  let always: ReadyRule[] = [];
  const ready = new Map<string, ReadyRule>();
  const order = new Map<ReadyRule, number>();
  const learned = { stories: 0, refileAt: 32, seen: new Uint32Array(1024), uses: new Uint32Array(1024) };
  let added = 0;

  const share = (leaf: number): number => {
    // What many rules name is a common word until the stories tell.
    const guess = Math.min(0.5, (learned.uses[leaf] ?? 0) / 200 + 0.002) * 4;
    return ((learned.seen[leaf] ?? 0) + guess) / (learned.stories + 4);
  };
  const file = (rule: ReadyRule): void => {
    const keys = requiredKeys(rule.query, share);
    if (keys === undefined) always.push(rule);
    else {
      for (const leaf of keys.leaves) fileUnder(byLeaf, leaf, rule);
      for (const tag of keys.tags) byTag.set(tag, [...(byTag.get(tag) ?? []), rule]);
    }
  };
  const refile = (): void => {
    byLeaf = [];
    byTag = new Map();
    always = [];
    for (const rule of ready.values()) file(rule);
  };
  const learn = (): void => {
    learned.stories++;
    for (let index = 0; index < positions.metCount; index++) {
      const leaf = positions.met[index] as number;
      learned.seen[leaf] = (learned.seen[leaf] as number) + 1;
    }
    if (learned.stories < learned.refileAt) return;
    learned.refileAt *= 8;
    refile();
  };
  const add = ({ id, query }: PercolatedRule): ReadyRule => {
    ready.delete(id);
    const rule = { id, query: bind(compileQuery(query, names), positions), asked: -1 };
    learned.seen = fitted(learned.seen, positions.leafCount);
    learned.uses = fitted(learned.uses, positions.leafCount);
    countUses(rule.query, learned.uses);
    ready.set(id, rule);
    order.set(rule, added++);
    return rule;
  };

  for (const rule of rules) add(rule);
  refile();
  let story = 0;

  const ask = (filed: readonly ReadyRule[] | undefined, matched: ReadyRule[], asked: MatchableStory): void => {
    if (filed === undefined) return;
    for (const rule of filed) {
      if (rule.asked === story) continue;
      rule.asked = story;
      if (ready.get(rule.id) === rule && holds(rule.query, positions, asked)) matched.push(rule);
    }
  };

  return {
    match(asked, read) {
      story++;
      positions.read(asked, read);
      const matched: ReadyRule[] = [];
      ask(always, matched, asked);
      for (const tag of asked.tags ?? []) ask(byTag.get(tag), matched, asked);
      for (let index = 0; index < positions.metCount; index++)
        ask(byLeaf[positions.met[index] as number], matched, asked);
      matched.sort((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0));
      const matches = matched.map(({ id, query }) => ({ ruleId: id, spans: spansOf(query, positions, asked) }));
      learn();
      return matches;
    },
    add: (rule) => file(add(rule)),
    remove(id) {
      const rule = ready.get(id);
      if (rule !== undefined) order.delete(rule);
      ready.delete(id);
    },
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

function fileUnder(table: (ReadyRule[] | undefined)[], leaf: number, rule: ReadyRule): void {
  const filed = table[leaf];
  if (filed === undefined) table[leaf] = [rule];
  else if (filed.at(-1) !== rule) filed.push(rule);
}

/** The rarest set of keys of which a matching story has at least one; undefined when it may have none. */
function requiredKeys(query: Bound, share: (leaf: number) => number): Keys | undefined {
  switch (query.kind) {
    case 'text':
    case 'atleast':
      return operandKeys(query.operand, share);
    case 'near':
      return rarest([operandKeys(query.left, share), operandKeys(query.right, share)]);
    case 'and':
      return rarest(query.children.map((child) => requiredKeys(child, share)));
    case 'or':
      return union(query.children.map((child) => requiredKeys(child, share)));
    case 'entity':
      return { leaves: [], tags: [...query.ids], share: 0.05 };
    default:
      return undefined;
  }
}

function operandKeys(operand: BoundOperand, share: (leaf: number) => number): Keys | undefined {
  if (operand.kind === 'any') return union(operand.operands.map((one) => operandKeys(one, share)));
  // A phrase of no words stands nowhere.
  if (operand.leaves.length === 0) return { leaves: [], tags: [], share: 0 };
  return rarest(operand.leaves.map((leaf) => ({ leaves: [leaf], tags: [], share: share(leaf) })));
}

function union(parts: readonly (Keys | undefined)[]): Keys | undefined {
  const known = parts.filter((part) => part !== undefined);
  if (known.length < parts.length) return undefined;
  return {
    leaves: [...new Set(known.flatMap(({ leaves }) => leaves))],
    tags: [...new Set(known.flatMap(({ tags }) => tags))],
    share: known.reduce((sum, part) => sum + part.share, 0),
  };
}

function rarest(parts: readonly (Keys | undefined)[]): Keys | undefined {
  let best: Keys | undefined;
  for (const part of parts) if (part !== undefined && (best === undefined || part.share < best.share)) best = part;
  return best;
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
