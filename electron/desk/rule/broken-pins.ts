import type { DatabaseSync } from 'node:sqlite';
import type { RulePin } from '../../../shared/model.ts';
import type { Query } from '../../../shared/query/ast.ts';
import { textFields } from '../../../shared/query/ast.ts';
import { matchableStory } from '../store/matchable-stories.ts';
import { listPins } from '../store/rule-pins.ts';
import { compileQuery, type QueryNames } from './compile.ts';
import { createMatcher } from './percolate.ts';

/** Everything of a story that a query may ask. */
export const allNeeds = { facts: true, fields: new Set(textFields) } as const;

/** The pins of a rule that this query breaks. Throws QueryNotSupported. */
export function brokenPins(database: DatabaseSync, ruleId: number, query: Query, names: QueryNames): RulePin[] {
  const matcher = createMatcher(compileQuery(query, names));
  return listPins(database, ruleId).filter(({ storyId, mustFire }) => {
    const story = matchableStory(database, storyId, allNeeds);
    return story !== undefined && (matcher.match(story) !== undefined) !== mustFire;
  });
}
