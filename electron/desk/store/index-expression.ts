/** What FTS5 can answer of a query, and whether that is all of it. */
import type { TextField } from '../../../shared/query/ast.ts';
import type { Compiled, Operand } from '../rule/compile.ts';
import { everyStory, factTerm } from './index-story.ts';

/**
 * `match`: an FTS5 expression that every matching story meets; undefined when the index cannot narrow the search.
 * `exact`: only matching stories meet it. Otherwise the matcher has to look at each.
 */
export interface IndexAnswer {
  readonly match: string | undefined;
  readonly exact: boolean;
}

/** What the index holds beside the stories' own words. */
export interface IndexKnowledge {
  /** The terms that start so; undefined when they are too many to name. */
  readonly termsFrom: (prefix: string) => readonly string[] | undefined;
  readonly feedsInFolder: (folder: string) => readonly string[];
  readonly feedsOfType: (sourceType: string) => readonly string[];
}

/**
 * What becomes of a prefix that stands for too many words to name: `index` has FTS5 collect all of them, which takes
 * as long as they are frequent; `matcher` leaves it to the matcher, which is fast when nearly every story has one.
 */
export type BroadPrefixes = 'index' | 'matcher';

const nothingKnown: IndexAnswer = { match: undefined, exact: false };
/** A term that is no fact and no word. */
const noStory: IndexAnswer = { match: '"\ue000none"', exact: true };
const mostFeeds = 100;

export function askIndex(query: Compiled, index: IndexKnowledge, broad: BroadPrefixes): IndexAnswer {
  const ask = (child: Compiled): IndexAnswer => askIndex(child, index, broad);
  switch (query.kind) {
    case 'text':
      return askOperand(query.operand, query.fields, index, broad);
    case 'and':
      return allOf(query.children, ask);
    case 'or':
      return anyOf(query.children.map(ask));
    case 'not':
      return allOf([query], ask);
    case 'near':
      return askNear(query, index, broad);
    case 'atleast':
      return { ...askOperand(query.operand, query.fields, index, broad), exact: false };
    case 'entity':
      return facts([...query.ids].map((id) => factTerm('tag', id)));
    case 'feed':
      return facts([...query.ids].map((id) => factTerm('feed', id)));
    case 'fact':
      return askFact(query.asked, index);
    default:
      return nothingKnown;
  }
}

function askFact(asked: (Compiled & { readonly kind: 'fact' })['asked'], index: IndexKnowledge): IndexAnswer {
  switch (asked.field) {
    case 'lang':
      return facts([factTerm('lang', asked.value)]);
    case 'folder':
      return feeds(index.feedsInFolder(asked.value));
    case 'source':
      return feeds(index.feedsOfType(asked.value));
    default:
      return nothingKnown;
  }
}

/** Many feeds are rather asked of the stories' rows. */
function feeds(ids: readonly string[]): IndexAnswer {
  return ids.length > mostFeeds ? nothingKnown : facts(ids.map((id) => factTerm('feed', id)));
}

function allOf(children: readonly Compiled[], ask: (child: Compiled) => IndexAnswer): IndexAnswer {
  const wanted = children.filter(({ kind }) => kind !== 'not').map(ask);
  const matches = wanted.flatMap(({ match }) => match ?? []);
  let exact = wanted.every((answer) => answer.exact);
  const excluded: string[] = [];
  for (const child of children) {
    if (child.kind !== 'not') continue;
    const { match, exact: certain } = ask(child.child);
    // Leaving out a superset would lose stories that match.
    if (certain && match !== undefined) excluded.push(match);
    else exact = false;
  }
  if (matches.length === 0 && (excluded.length === 0 || !exact)) return nothingKnown;
  return { match: indexExpression(matches, excluded), exact };
}

/** All of `matches` and none of `excluded`; every story where there are no matches. */
export function indexExpression(matches: readonly string[], excluded: readonly string[]): string {
  const wanted = matches.length === 0 ? `"${everyStory}"` : joined(matches, ' AND ');
  return excluded.length === 0 ? wanted : `(${wanted} NOT ${joined(excluded, ' OR ')})`;
}

function anyOf(answers: readonly IndexAnswer[]): IndexAnswer {
  if (answers.length === 0) return noStory;
  const matches = answers.flatMap(({ match }) => match ?? []);
  if (matches.length < answers.length) return nothingKnown;
  return { match: joined(matches, ' OR '), exact: answers.every(({ exact }) => exact) };
}

function joined(parts: readonly string[], by: string): string {
  return parts.length === 1 ? (parts[0] ?? '') : `(${parts.join(by)})`;
}

function askNear(
  query: Compiled & { readonly kind: 'near' },
  index: IndexKnowledge,
  broad: BroadPrefixes,
): IndexAnswer {
  const column = columnsOf(query.fields);
  if (column === undefined) return nothingKnown;
  const [left, right] = [phrasesOf(query.left), phrasesOf(query.right)];
  if ([...left, ...right].some((phrase) => isBroad(phrase, index, broad))) return nothingKnown;
  const pairs = left.flatMap((a) => right.map((b) => `${column.filter}NEAR(${a.text} ${b.text}, ${query.distance})`));
  if (pairs.length === 0) return noStory;
  // FTS5 lets one word stand for both sides; then the matcher decides.
  const apart = left.every((a) => a.single && right.every((b) => b.single && a.text !== b.text));
  const exact = column.exact && !query.ordered && apart && [...left, ...right].every((phrase) => phrase.exact);
  return { match: joined(pairs, ' OR '), exact };
}

function askOperand(
  operand: Operand,
  fields: readonly TextField[],
  index: IndexKnowledge,
  broad: BroadPrefixes,
): IndexAnswer {
  const column = columnsOf(fields);
  if (column === undefined) return nothingKnown;
  const phrases = phrasesOf(operand);
  if (phrases.length === 0) return noStory;
  if (phrases.some((phrase) => isBroad(phrase, index, broad))) return nothingKnown;
  const matches = phrases.flatMap((phrase) => named(phrase, index)).map((text) => column.filter + text);
  if (matches.length === 0) return noStory;
  return { match: joined(matches, ' OR '), exact: column.exact && phrases.every((phrase) => phrase.exact) };
}

/** A prefix as the words it stands for: forty times faster than having FTS5 collect them. */
function named({ text, prefix }: IndexPhrase, index: IndexKnowledge): readonly string[] {
  if (prefix === undefined) return [text];
  return index.termsFrom(prefix)?.map((term) => `"${term}"`) ?? [text];
}

function isBroad({ prefix }: IndexPhrase, index: IndexKnowledge, broad: BroadPrefixes): boolean {
  return broad === 'matcher' && prefix !== undefined && index.termsFrom(prefix) === undefined;
}

/** The columns that hold the fields' words. The lead is part of the body; the author is not indexed. */
function columnsOf(fields: readonly TextField[]): { readonly filter: string; readonly exact: boolean } | undefined {
  if (fields.includes('author')) return undefined;
  const columns = new Set(fields.map((field) => (field === 'title' ? 'title' : 'body')));
  // Facts are no words, so that asking for both columns needs no filter.
  const filter = columns.size === 2 ? '' : `{${[...columns].join(' ')}} : `;
  return { filter, exact: !fields.includes('lead') };
}

interface IndexPhrase {
  readonly text: string;
  readonly exact: boolean;
  /** One whole term. */
  readonly single: boolean;
  /** The start of the one term that it asks for. */
  readonly prefix?: string;
}

function phrasesOf(operand: Operand): IndexPhrase[] {
  if (operand.kind === 'any') return operand.operands.flatMap(phrasesOf);
  const { terms, prefix } = operand;
  const [only] = terms;
  if (only === undefined) return [];
  return [
    {
      text: `"${terms.join(' ')}"${prefix ? ' *' : ''}`,
      exact: operand.exactText === undefined,
      single: terms.length === 1 && !prefix,
      ...(prefix && terms.length === 1 ? { prefix: only } : {}),
    },
  ];
}

function facts(terms: readonly string[]): IndexAnswer {
  if (terms.length === 0) return noStory;
  return {
    match: joined(
      terms.map((term) => `"${term}"`),
      ' OR ',
    ),
    exact: true,
  };
}
