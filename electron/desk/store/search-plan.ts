/** What FTS5 can answer of a query, and whether that is all of it. */
import type { TextField } from '../../../shared/query/ast.ts';
import type { Compiled, Operand } from '../rule/compile.ts';
import { factTerm } from './index-story.ts';

/**
 * `match`: an FTS5 expression that every matching story meets; undefined when the index cannot narrow the search.
 * `exact`: only matching stories meet it. Otherwise the matcher has to look at each.
 */
export interface SearchPlan {
  readonly match: string | undefined;
  readonly exact: boolean;
}

const nothingKnown: SearchPlan = { match: undefined, exact: false };
const noStory: SearchPlan = { match: '"zznostoryhasthisterm"', exact: true };

export function planSearch(query: Compiled): SearchPlan {
  switch (query.kind) {
    case 'text':
      return planOperand(query.operand, query.fields);
    case 'and':
      return planAnd(query.children);
    case 'or':
      return planOr(query.children.map(planSearch));
    case 'near':
      return planNear(query);
    case 'atleast':
      return { ...planOperand(query.operand, query.fields), exact: false };
    case 'entity':
      return planFacts([...query.ids].map((id) => factTerm('tag', id)));
    case 'feed':
      return planFacts([...query.ids].map((id) => factTerm('feed', id)));
    default:
      return nothingKnown;
  }
}

function planAnd(children: readonly Compiled[]): SearchPlan {
  const positive = children.filter(({ kind }) => kind !== 'not').map(planSearch);
  const known = positive.flatMap(({ match }) => match ?? []);
  let exact = positive.every((plan) => plan.exact && plan.match !== undefined);
  if (known.length === 0) return nothingKnown;
  let match = known.length === 1 ? (known[0] ?? '') : `(${known.join(' AND ')})`;
  for (const child of children) {
    if (child.kind !== 'not') continue;
    const excluded = planSearch(child.child);
    // Leaving out a superset would lose stories that match.
    if (excluded.exact && excluded.match !== undefined) match = `(${match} NOT ${excluded.match})`;
    else exact = false;
  }
  return { match, exact };
}

function planOr(parts: readonly SearchPlan[]): SearchPlan {
  if (parts.length === 0) return noStory;
  if (parts.some(({ match }) => match === undefined)) return nothingKnown;
  const match = parts.map((part) => part.match).join(' OR ');
  return { match: parts.length === 1 ? match : `(${match})`, exact: parts.every(({ exact }) => exact) };
}

function planNear(query: Compiled & { readonly kind: 'near' }): SearchPlan {
  const column = columnsOf(query.fields);
  if (column === undefined) return nothingKnown;
  const [left, right] = [phrasesOf(query.left), phrasesOf(query.right)];
  const pairs = left.flatMap((a) => right.map((b) => `${column.filter}NEAR(${a.text} ${b.text}, ${query.distance})`));
  if (pairs.length === 0) return noStory;
  // FTS5 lets one word stand for both sides; then the matcher decides.
  const apart = left.every((a) => a.single && right.every((b) => b.single && a.text !== b.text));
  const exact = column.exact && !query.ordered && apart && [...left, ...right].every((phrase) => phrase.exact);
  return { match: pairs.length === 1 ? (pairs[0] ?? '') : `(${pairs.join(' OR ')})`, exact };
}

function planOperand(operand: Operand, fields: readonly TextField[]): SearchPlan {
  const column = columnsOf(fields);
  if (column === undefined) return nothingKnown;
  const phrases = phrasesOf(operand);
  if (phrases.length === 0) return noStory;
  const match = phrases.map(({ text }) => `${column.filter}${text}`).join(' OR ');
  return {
    match: phrases.length === 1 ? match : `(${match})`,
    exact: column.exact && phrases.every((phrase) => phrase.exact),
  };
}

/** The columns that hold the fields' words. The lead is part of the body; the author is not indexed. */
function columnsOf(fields: readonly TextField[]): { readonly filter: string; readonly exact: boolean } | undefined {
  if (fields.includes('author')) return undefined;
  const columns = new Set(fields.map((field) => (field === 'title' ? 'title' : 'body')));
  return { filter: `{${[...columns].join(' ')}} : `, exact: !fields.includes('lead') };
}

interface IndexPhrase {
  readonly text: string;
  readonly exact: boolean;
  /** One whole term. */
  readonly single: boolean;
}

function phrasesOf(operand: Operand): IndexPhrase[] {
  if (operand.kind === 'any') return operand.operands.flatMap(phrasesOf);
  if (operand.terms.length === 0) return [];
  return [
    {
      text: `"${operand.terms.join(' ')}"${operand.prefix ? ' *' : ''}`,
      exact: operand.exactText === undefined,
      single: operand.terms.length === 1 && !operand.prefix,
    },
  ];
}

function planFacts(terms: readonly string[]): SearchPlan {
  if (terms.length === 0) return noStory;
  const match = terms.map((term) => `meta : "${term}"`).join(' OR ');
  return { match: terms.length === 1 ? match : `(${match})`, exact: true };
}
