/** The rules in force: stored queries parsed, resolved and ready to match. Rules come and go one by one. */
import type { DatabaseSync } from 'node:sqlite';
import type { Rule } from '../../../shared/model.ts';
import type { Query } from '../../../shared/query/ast.ts';
import { parseQuery } from '../../../shared/query/parse.ts';
import { feedIdsOf } from '../store/index-knowledge.ts';
import { createRuleFacts } from '../store/rule-facts.ts';
import { listRules, readRule } from '../store/rules.ts';
import { listSavedSearches } from '../store/saved-searches.ts';
import type { Tagger } from '../tag/tag-text.ts';
import { compileQuery, type QueryNames } from './compile.ts';
import { createPercolator, type Percolator } from './percolate.ts';
import { deadRuleProblem, ruleNotes } from './rule-notes.ts';
import { inScope } from './scope.ts';
import { waitsForEvent } from './trigger.ts';

export interface RuleBook {
  readonly percolator: Percolator;
  /** What names in the rules' queries stand for now. */
  readonly names: QueryNames;
  rule(id: string): Rule | undefined;
  /** Whether a rule waits to be told which event a story reports. */
  readonly anyWaitForEvents: boolean;
  /** All rules as they run, without their counts. */
  rules(): Iterable<Rule>;
  /** All rules, or the one with `id`, with their counts and what keeps them from running, if anything does. */
  list(id?: number): Rule[];
  /** Reads one rule again. Call it after it was saved, removed or restored; the others run on. */
  change(id: number): Rule | undefined;
  /** Reads the rules again that use saved searches. Call it after one of those changed. */
  searchesChanged(): void;
  /** Reads all rules again: entities have other names now. */
  namesChanged(): void;
}

export function openRuleBook(database: DatabaseSync, tagger: Tagger, now: () => number): RuleBook {
  const rules = new Map<string, Rule>();
  const waitingForEvents = new Set<string>();
  const names: QueryNames = {
    now,
    resolveEntity: tagger.resolve,
    resolveFeed: (name) => feedIdsOf(database, name),
    resolveSaved: (name) => savedQuery(database, name),
  };
  const percolator = createPercolator([], names);

  const take = (stored: Rule): Rule => {
    const id = String(stored.id);
    percolator.remove(id);
    const problem = stored.enabled ? start(percolator, stored) : check(stored, names);
    const rule = problem === undefined ? stored : { ...stored, problem };
    rules.set(id, rule);
    if (waitsForEvent(stored.trigger)) waitingForEvents.add(id);
    else waitingForEvents.delete(id);
    return rule;
  };
  const takeAgain = (which: (rule: Rule) => boolean): void => {
    for (const rule of [...rules.values()]) {
      const { problem: _, ...stored } = rule;
      if (which(rule)) take(stored);
    }
  };
  for (const stored of listRules(database, now())) take(stored);

  return {
    percolator,
    names,
    rule: (id) => rules.get(id),
    get anyWaitForEvents() {
      return waitingForEvents.size > 0;
    },
    rules: () => rules.values(),
    list(id) {
      const factsOf = createRuleFacts(database, now());
      return listRules(database, now(), id).map((stored) => {
        const facts = factsOf(stored);
        const problem = rules.get(String(stored.id))?.problem ?? deadRuleProblem(stored, facts);
        return { ...stored, ...(problem === undefined ? {} : { problem }), notes: ruleNotes(stored, facts) };
      });
    },
    change(id) {
      const stored = readRule(database, id);
      if (stored !== undefined) return take(stored);
      percolator.remove(String(id));
      rules.delete(String(id));
      waitingForEvents.delete(String(id));
      return undefined;
    },
    searchesChanged: () => takeAgain(({ query }) => query.includes('@')),
    namesChanged: () => takeAgain(() => true),
  };
}

function savedQuery(database: DatabaseSync, name: string): Query | undefined {
  const saved = listSavedSearches(database).find((search) => search.name.toLowerCase() === name.toLowerCase());
  const parsed = parseQuery(saved?.query ?? '');
  return parsed.ok ? parsed.query : undefined;
}

/** Has the rule run from now on; gives why it cannot. One that cannot must not stop the others. */
function start(percolator: Percolator, { id, query, scope }: Rule): string | undefined {
  return problemOf(query, (parsed) => percolator.add({ id: String(id), query: inScope(parsed, scope) }));
}

function check({ query }: Rule, names: QueryNames): string | undefined {
  return problemOf(query, (parsed) => compileQuery(parsed, names));
}

function problemOf(text: string, attempt: (query: Query) => void): string | undefined {
  const parsed = parseQuery(text);
  if (!parsed.ok) return parsed.errors[0]?.message ?? 'The query has an error.';
  try {
    attempt(parsed.query);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
