/** Warnings for queries that mean something, but probably not what their author wants. */
import type { Query } from './ast.ts';
import type { Problem } from './problem.ts';

const veryCommon = new Set(
  'the a an of in on to and or not for with is are was be by at as it from that this ve bir bu de da ile в и на не с по für und der die das le la les de des et'.split(
    ' ',
  ),
);

export function findSurprises(query: Query, text: string): Problem[] {
  const problems: Problem[] = [];
  if (isNegative(query))
    problems.push({
      from: query.from,
      to: query.to,
      message: 'This only says what must not occur: it matches nearly every story.',
    });
  visit(query, problems, text);
  return problems.slice(0, 20);
}

/** Whether a story without any words would match. */
function isNegative(query: Query): boolean {
  if (query.kind === 'not') return true;
  if (query.kind === 'and') return query.children.every(isNegative);
  if (query.kind === 'or') return query.children.some(isNegative);
  return false;
}

function visit(query: Query, problems: Problem[], text: string): void {
  switch (query.kind) {
    case 'term':
      warnOfTerm(query, problems, text);
      return;
    case 'and':
    case 'or':
      for (const child of query.children) visit(child, problems, text);
      return;
    case 'not':
    case 'atleast':
    case 'field':
      visit(query.child, problems, text);
      return;
    case 'near':
      visit(query.left, problems, text);
      visit(query.right, problems, text);
      return;
    default:
  }
}

function warnOfTerm(query: Query & { readonly kind: 'term' }, problems: Problem[], text: string): void {
  const place = { from: query.from, to: query.to };
  const source = text.slice(query.from, query.to);
  if (/^(and|or|not|near)$/.test(source))
    problems.push({
      ...place,
      message: `"${source}" is searched as a word. The operator is written ${source.toUpperCase()}.`,
    });
  else if (!query.phrase && !query.exact && veryCommon.has(query.text.toLowerCase()))
    problems.push({ ...place, message: `"${query.text}" stands in nearly every story.` });
  if (
    query.prefix &&
    [...query.text].length === 2 &&
    /^\p{L}+$/u.test(query.text) &&
    !/\p{Script=Han}/u.test(query.text)
  )
    problems.push({ ...place, message: `"${query.text}*" matches very many words.` });
}
