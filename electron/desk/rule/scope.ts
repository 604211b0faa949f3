/** Where a rule looks, as a part of its query: one meaning for live stories, search and the lab. */
import type { FactField, Query } from '../../../shared/query/ast.ts';
import type { RuleScope } from '../../../shared/rule.ts';

const nowhere = { from: 0, to: 0 } as const;

/** The query, narrowed to feeds, folders and languages; feeds and folders together widen each other. */
export function inScope(query: Query, { feedIds, folders, languages }: RuleScope): Query {
  const places = [...feedIds.map((id) => fact('feed', `#${id}`)), ...folders.map((name) => fact('folder', name))];
  const parts = [query, ...either(places), ...either(languages.map((code) => fact('lang', code)))];
  return parts.length === 1 ? query : { ...nowhere, kind: 'and', children: parts };
}

function fact(field: FactField, value: string): Query {
  return { ...nowhere, kind: 'fact', field, value };
}

function either(children: readonly Query[]): Query[] {
  if (children.length < 2) return [...children];
  return [{ ...nowhere, kind: 'or', children }];
}
