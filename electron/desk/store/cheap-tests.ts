/** What can be told of a candidate before its words are read: the fields a query looks at, and text it must contain. */
import type { TextField } from '../../../shared/query/ast.ts';
import type { Compiled, Operand } from '../rule/compile.ts';
import type { MatchableStory } from '../rule/matchable-story.ts';

/** The fields that the query reads words of. */
export function fieldsOf(query: Compiled, fields = new Set<TextField>()): ReadonlySet<TextField> {
  if (query.kind === 'and' || query.kind === 'or') for (const child of query.children) fieldsOf(child, fields);
  else if (query.kind === 'not') fieldsOf(query.child, fields);
  else if ('fields' in query) for (const field of query.fields) fields.add(field);
  return fields;
}

/** Whether a story may meet the query; false is certain. */
export type CheapTest = (story: MatchableStory) => boolean;

/** Looks for letters that a matching story must have; undefined when the query asks for none. */
export function cheapTestOf(query: Compiled): CheapTest | undefined {
  switch (query.kind) {
    case 'and': {
      const tests = query.children.flatMap((child) => cheapTestOf(child) ?? []);
      return tests.length === 0 ? undefined : (story) => tests.every((test) => test(story));
    }
    case 'text': {
      const [word] = exactWords(query.operand);
      return word === undefined
        ? undefined
        : (story) => query.fields.some((field) => textOf(story, field).includes(word));
    }
    case 'regex': {
      const { pattern, fields } = query;
      const literal = requiredLiteral(pattern.pattern());
      if (literal === undefined) return undefined;
      return (story) => fields.some((field) => holdsLiteral(textOf(story, field), literal));
    }
    default:
      return undefined;
  }
}

/** Exact text reads letter for letter, but for white space. */
function exactWords(operand: Operand): string[] {
  if (operand.kind === 'any' || operand.exactText === undefined) return [];
  return operand.exactText.split(/\s+/).sort((a, b) => b.length - a.length);
}

/**
 * The longest run of plain letters and digits that every match of the pattern contains, in lower case. Only what stands
 * outside of groups and classes counts, and nothing does where there are alternatives.
 */
export function requiredLiteral(pattern: string): string | undefined {
  if (/[|]|\(\?[^:]/.test(pattern)) return undefined;
  const plain = pattern
    .replace(/\\Q[\s\S]*?(\\E|$)/g, '(')
    .replace(/\\[pP]\{[^}]*\}|\\x\{[^}]*\}|\\x[0-9a-f]{2}|\\[0-7]{1,3}|\\[\s\S]/gi, '.');
  let depth = 0;
  let runs = '';
  for (const character of plain.replace(/\[\^?\]?(?:\[:\^?\w+:\]|[^\]])*\]/g, '.')) {
    if (character === '(') depth++;
    runs += depth === 0 ? character : '.';
    if (character === ')') depth--;
  }
  // A letter before ?, * or {n} may be missing.
  const literals = runs.replace(/[\s\S](?:[?*]|\{[^}]*\})/gu, '.').match(/[a-z0-9]{2,}/gi) ?? [];
  return literals.sort((a, b) => b.length - a.length)[0]?.toLowerCase();
}

function holdsLiteral(text: string, literal: string): boolean {
  // The long s and the Kelvin sign are an s and a k to a pattern that ignores case.
  return text.toLowerCase().replaceAll('ſ', 's').includes(literal);
}

function textOf(story: MatchableStory, field: TextField): string {
  switch (field) {
    case 'title':
      return story.title;
    case 'body':
      return story.text;
    case 'lead':
      return story.lead ?? '';
    case 'author':
      return story.author ?? '';
    default:
      return field satisfies never;
  }
}
