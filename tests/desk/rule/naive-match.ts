/** The meaning of a compiled query, read off its words one by one: slow, short, and without anything of the matcher. */
import type { Compiled, Operand } from '../../../electron/desk/rule/compile.ts';
import type { MatchableStory } from '../../../electron/desk/rule/matchable-story.ts';
import { type Token, tokenise } from '../../../electron/desk/tag/normalise.ts';
import type { TextField } from '../../../shared/query/ast.ts';

type Range = readonly [first: number, last: number];

export function naiveMatch(query: Compiled, story: MatchableStory): boolean {
  switch (query.kind) {
    case 'text':
      return query.fields.some((field) => ranges(query.operand, story, field).length > 0);
    case 'and':
      return query.children.every((child) => naiveMatch(child, story));
    case 'or':
      return query.children.some((child) => naiveMatch(child, story));
    case 'not':
      return !naiveMatch(query.child, story);
    case 'near':
      return query.fields.some((field) => {
        const right = ranges(query.right, story, field);
        return ranges(query.left, story, field).some((a) => right.some((b) => isNear(a, b, query)));
      });
    case 'atleast':
      return query.fields.reduce((sum, field) => sum + apart(ranges(query.operand, story, field)), 0) >= query.count;
    case 'regex':
      return query.fields.some((field) => query.pattern.matcher(textOf(story, field)).find());
    case 'entity':
      return story.tags?.some((tag) => query.ids.has(tag)) === true;
    case 'feed':
      return query.ids.has(story.feedId ?? '');
    case 'fact':
      return query.holds(story);
    default:
      return query satisfies never;
  }
}

function textOf(story: MatchableStory, field: TextField): string {
  const { title, text, author = '' } = story;
  return { title, body: text, lead: story.lead ?? text.split('\n\n', 1)[0] ?? '', author }[field];
}

function ranges(operand: Operand, story: MatchableStory, field: TextField): Range[] {
  if (operand.kind === 'any') return operand.operands.flatMap((one) => ranges(one, story, field));
  const { terms, prefix, exactText } = operand;
  const text = textOf(story, field);
  const tokens = tokenise(text);
  if (terms.length === 0) return [];
  return tokens
    .map((_, first): Range => [first, first + terms.length - 1])
    .filter(([first, last]) => {
      const run = tokens.slice(first, last + 1);
      const isEqual = (token: Token, index: number): boolean =>
        prefix && index === terms.length - 1
          ? token.term.startsWith(terms[index] ?? '')
          : token.term === (terms[index] ?? '');
      if (run.length < terms.length || !run.every(isEqual)) return false;
      if (exactText === undefined) return true;
      const to = run.at(-1)?.to ?? 0;
      const written = text.slice(run[0]?.from, to).replace(/\s+/g, ' ');
      return written === exactText.replace(/\s+/g, ' ') && !/^[\p{L}\p{N}]/u.test(text.slice(to));
    });
}

function isNear(a: Range, b: Range, { distance, ordered }: Compiled & { kind: 'near' }): boolean {
  const after = b[0] > a[1] && b[0] - a[1] - 1 <= distance;
  const before = a[0] > b[1] && a[0] - b[1] - 1 <= distance;
  return after || (before && !ordered);
}

function apart(found: readonly Range[]): number {
  let count = 0;
  let end = -1;
  for (const [first, last] of [...found].sort((a, b) => a[0] - b[0] || a[1] - b[1]))
    if (first > end) {
      count++;
      end = last;
    }
  return count;
}
