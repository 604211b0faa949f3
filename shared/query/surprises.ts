/** Warnings for queries that mean something, but probably not what their author wants. */
import type { Query } from './ast.ts';
import { mostProblems } from './limits.ts';
import { type Problem, replacement } from './problem.ts';

const veryCommon = new Set(
  'the a an of in on to and or not for with is are was be by at as it from that this ve bir bu de da ile в и на не с по für und der die das le la les des et و في من על של 的 是 在'.split(
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
  return problems.slice(0, mostProblems);
}

/** Whether a story without any words would match. */
function isNegative(query: Query): boolean {
  if (query.kind === 'not') return !isNegative(query.child);
  if (query.kind === 'and') return query.children.every(isNegative);
  if (query.kind === 'or') return query.children.some(isNegative);
  return query.kind === 'field' && isNegative(query.child);
}

function visit(query: Query, problems: Problem[], text: string): void {
  if (problems.length >= mostProblems) return;
  switch (query.kind) {
    case 'term':
      warnOfTerm(query, problems, text);
      return;
    case 'fact':
    case 'entity':
      warnOfValue(query, problems, text);
      return;
    case 'and':
      warnOfContradiction(query.children, problems);
      for (const child of query.children) visit(child, problems, text);
      return;
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
    case 'regex':
      if (/\{(\d+,)?\d{3,}\}/.test(query.pattern))
        problems.push({
          from: query.from,
          to: query.to,
          message: 'A pattern that repeats so often is slow: of long texts only the start is looked at.',
        });
      return;
    default:
  }
}

type Term = Query & { readonly kind: 'term' };

function warnOfTerm(query: Term, problems: Problem[], text: string): void {
  const source = text.slice(query.from, query.to);
  if (query.phrase || query.exact) return;
  const warning =
    warnOfOperator(query, source) ??
    warnOfPunctuation(query, source) ??
    (veryCommon.has(query.text.toLowerCase()) ? `"${query.text}" stands in nearly every story.` : undefined) ??
    (isShortPrefix(query) ? `"${query.text}*" matches very many words.` : undefined);
  if (typeof warning === 'string') problems.push({ from: query.from, to: query.to, message: warning });
  else if (warning !== undefined) problems.push(warning);
}

function isShortPrefix({ prefix, text }: Term): boolean {
  return prefix && [...text].length === 2 && /^\p{L}+$/u.test(text) && !/\p{Script=Han}/u.test(text);
}

/** `or`, `Not`, `near/3`: words, though their author may think of the operator. */
function warnOfOperator(place: { readonly from: number; readonly to: number }, source: string): Problem | undefined {
  const upper = source.toUpperCase();
  if (/^(AND|OR|NOT|O?NEAR(\/\d+)?|ATLEAST\/\d+)$/.test(upper) && source !== upper)
    return {
      from: place.from,
      to: place.to,
      message: `"${source}" is searched as a word. The operator is written ${upper}.`,
      fix: replacement(place, upper),
    };
  const example = { NEAR: 'NEAR/5', ONEAR: 'ONEAR/5', ATLEAST: 'ATLEAST/3(drone*)' }[upper.split('/')[0] ?? ''];
  if (example === undefined) return undefined;
  const message = `"${source}" is searched as a word. The operator is written ${example}.`;
  return { from: place.from, to: place.to, message };
}

function warnOfPunctuation(query: Term, source: string): string | undefined {
  const sign = /^[!+~–—'‘’\\]/.exec(source)?.[0];
  if (sign === '!' || sign === '–' || sign === '—') return `"${sign}" has no meaning here. NOT or - leaves a word out.`;
  if (sign === "'" || sign === '‘') return 'A phrase stands in double quotation marks; these are read as apostrophes.';
  if (sign !== undefined) return `"${sign}" has no meaning here: "${query.text}" is searched as the word alone.`;
  const joint = /[^\d\p{P}]([,;|，、；。])(?=[\p{L}\p{N}])/u.exec(source)?.[1];
  if (joint !== undefined) return `"${joint}" joins these words to a phrase. Put a space or OR between them.`;
  return undefined;
}

/** `country:(iran and russia)`: the operator is no country. */
function warnOfValue(query: Query & { readonly value: string }, problems: Problem[], text: string): void {
  if (!/^(and|or|not)$/i.test(text.slice(query.from, query.to))) return;
  const operator = query.value.toUpperCase();
  const message = `"${query.value}" is taken as a value. The operator is written ${operator}.`;
  problems.push({ from: query.from, to: query.to, message, fix: replacement(query, operator) });
}

/** `lang:en lang:tr`: no story has two languages, feeds or source types. */
function warnOfContradiction(children: readonly Query[], problems: Problem[]): void {
  const seen = new Map<string, string>();
  for (const child of children) {
    if (child.kind !== 'fact' || child.field === 'is') continue;
    const other = seen.get(child.field);
    if (other !== undefined && other !== child.value)
      problems.push({
        from: child.from,
        to: child.to,
        message: `No story is of two values of "${child.field}:" at once. Write OR between them.`,
      });
    seen.set(child.field, child.value);
  }
}
