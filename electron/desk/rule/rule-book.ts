/** The rules in force: stored queries parsed, resolved and ready to match. */
import type { DatabaseSync } from 'node:sqlite';
import type { Rule } from '../../../shared/model.ts';
import type { Query } from '../../../shared/query/ast.ts';
import { parseQuery } from '../../../shared/query/parse.ts';
import { feedIdsOf } from '../store/index-knowledge.ts';
import { listRules } from '../store/rules.ts';
import { listSavedSearches } from '../store/saved-searches.ts';
import type { Tagger } from '../tag/tag-text.ts';
import { createPercolator, type Percolator } from './percolate.ts';

export interface RuleBook {
  readonly percolator: Percolator;
  /** All rules with what keeps them from running, if anything does. */
  readonly rules: readonly Rule[];
  rule(id: string): Rule | undefined;
  /** Reads rules and saved searches again. Call it after either changed. */
  reload(): void;
}

export function openRuleBook(database: DatabaseSync, tagger: Tagger, now: () => number): RuleBook {
  let percolator: Percolator = createPercolator([]);
  let rules: readonly Rule[] = [];

  const reload = (): void => {
    const saved = new Map(listSavedSearches(database).map(({ name, query }) => [name.toLowerCase(), query]));
    const options = {
      now,
      resolveEntity: tagger.resolve,
      resolveFeed: (name: string) => feedIdsOf(database, name),
      resolveSaved: (name: string): Query | undefined => {
        const parsed = parseQuery(saved.get(name.toLowerCase()) ?? '');
        return parsed.ok ? parsed.query : undefined;
      },
    };
    const ready: { id: string; query: Query }[] = [];
    rules = listRules(database).map((rule) => {
      const parsed = parseQuery(rule.query);
      if (!parsed.ok) return { ...rule, problem: parsed.errors[0]?.message ?? 'The query has an error.' };
      const entry = { id: String(rule.id), query: parsed.query };
      try {
        // Alone first: one rule that cannot run must not stop the others.
        createPercolator([entry], options);
      } catch (error) {
        return { ...rule, problem: error instanceof Error ? error.message : String(error) };
      }
      if (rule.enabled) ready.push(entry);
      return rule;
    });
    percolator = createPercolator(ready, options);
  };
  reload();

  return {
    get percolator() {
      return percolator;
    },
    get rules() {
      return rules;
    },
    rule: (id) => rules.find((rule) => String(rule.id) === id),
    reload,
  };
}
