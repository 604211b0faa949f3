/**
 * Finds the rules that a story meets. The story is read once; a rule is asked only when a term that it cannot do
 * without stands in the story (the presearcher of Lucene Monitor, the percolator of Elasticsearch).
 */
import type { Span } from '../../../shared/model.ts';
import type { Query } from '../../../shared/query/ast.ts';
import { type Compiled, compileQuery, type Operand, type QueryNames } from './compile.ts';
import { evaluate } from './evaluate.ts';
import type { MatchableStory } from './matchable-story.ts';
import { readStoryTerms, type StoryTerms } from './story-terms.ts';

export interface PercolatedRule {
  readonly id: string;
  readonly query: Query;
}

export interface RuleMatch {
  readonly ruleId: string;
  /** The words that made the rule fire. */
  readonly spans: Span[];
}

export interface Percolator {
  match(story: MatchableStory): RuleMatch[];
}

/** What a story must have for a rule to be worth asking: one of these terms, prefixes or tags. */
interface Keys {
  readonly terms: readonly string[];
  readonly prefixes: readonly string[];
  readonly tags: readonly string[];
}

interface ReadyRule {
  readonly id: string;
  readonly query: Compiled;
}

/**
 * Makes `rules` ready to match. Throws QueryNotSupported for a query that cannot be matched.
 * Spans are UTF-16 offsets into the story's title and text.
 */
export function createPercolator(rules: readonly PercolatedRule[], names: QueryNames = {}): Percolator {
  const byTerm = new Map<string, ReadyRule[]>();
  const byPrefix = new Map<string, ReadyRule[]>();
  const byTag = new Map<string, ReadyRule[]>();
  const always: ReadyRule[] = [];
  for (const { id, query } of rules) {
    const ready = { id, query: compileQuery(query, names) };
    const keys = requiredKeys(ready.query);
    if (keys === undefined) always.push(ready);
    else {
      for (const term of keys.terms) file(byTerm, term, ready);
      for (const prefix of keys.prefixes) file(byPrefix, prefix, ready);
      for (const tag of keys.tags) file(byTag, tag, ready);
    }
  }
  const prefixLengths = [...new Set([...byPrefix.keys()].map((prefix) => prefix.length))];

  const candidates = (terms: StoryTerms): Set<ReadyRule> => {
    const found = new Set(always);
    const add = (rules: readonly ReadyRule[] | undefined): void => {
      if (rules !== undefined) for (const rule of rules) found.add(rule);
    };
    for (const tag of terms.story.tags ?? []) add(byTag.get(tag));
    const fields = [terms.field('title'), terms.field('body')];
    if (terms.story.author !== undefined) fields.push(terms.field('author'));
    if (terms.story.lead !== undefined) fields.push(terms.field('lead'));
    for (const { positions } of fields)
      for (const term of positions.keys()) {
        add(byTerm.get(term));
        for (const length of prefixLengths) if (term.length >= length) add(byPrefix.get(term.slice(0, length)));
      }
    return found;
  };

  return {
    match(story) {
      const terms = readStoryTerms(story);
      const matches: RuleMatch[] = [];
      for (const { id, query } of candidates(terms)) {
        const spans: Span[] = [];
        if (evaluate(query, terms, spans)) matches.push({ ruleId: id, spans: inOrder(spans) });
      }
      return matches;
    },
  };
}

function file(table: Map<string, ReadyRule[]>, key: string, rule: ReadyRule): void {
  const filed = table.get(key);
  if (filed === undefined) table.set(key, [rule]);
  else if (filed.at(-1) !== rule) filed.push(rule);
}

/** The cheapest set of keys of which a matching story has at least one; undefined when it may have none. */
function requiredKeys(query: Compiled): Keys | undefined {
  switch (query.kind) {
    case 'text':
    case 'atleast':
      return operandKeys(query.operand);
    case 'near':
      return cheapest([operandKeys(query.left), operandKeys(query.right)]);
    case 'and':
      return cheapest(query.children.map(requiredKeys));
    case 'or':
      return union(query.children.map(requiredKeys));
    case 'entity':
      return { terms: [], prefixes: [], tags: [...query.ids] };
    default:
      return undefined;
  }
}

function operandKeys(operand: Operand): Keys | undefined {
  if (operand.kind === 'any') return union(operand.operands.map(operandKeys));
  const { terms, prefix } = operand;
  if (prefix && terms.length === 1) return { terms: [], prefixes: terms, tags: [] };
  const whole = prefix ? terms.slice(0, -1) : terms;
  // Long terms are rare ones.
  const [rarest] = [...whole].sort((a, b) => b.length - a.length);
  return { terms: rarest === undefined ? [] : [rarest], prefixes: [], tags: [] };
}

function union(parts: readonly (Keys | undefined)[]): Keys | undefined {
  const known = parts.filter((part) => part !== undefined);
  if (known.length < parts.length) return undefined;
  return {
    terms: known.flatMap(({ terms }) => terms),
    prefixes: known.flatMap(({ prefixes }) => prefixes),
    tags: known.flatMap(({ tags }) => tags),
  };
}

function cheapest(parts: readonly (Keys | undefined)[]): Keys | undefined {
  let best: Keys | undefined;
  for (const part of parts) if (part !== undefined && (best === undefined || cost(part) < cost(best))) best = part;
  return best;
}

/** Prefixes meet more words than terms do; short words are common ones. */
function cost({ terms, prefixes, tags }: Keys): number {
  const common = terms.reduce((sum, term) => sum + (term.length < 4 ? 4 : 1), 0);
  return common + prefixes.length * 5 + tags.length;
}

function inOrder(spans: readonly Span[]): Span[] {
  const seen = new Set<string>();
  return spans
    .filter(({ field, from, to }) => {
      const key = `${field} ${from} ${to}`;
      return !seen.has(key) && seen.add(key);
    })
    .sort((a, b) => (a.field === b.field ? a.from - b.from : a.field === 'title' ? -1 : 1));
}
