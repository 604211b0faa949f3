/** Asks a compiled query of a story's terms. */
import type { Span } from '../../../shared/model.ts';
import type { TextField } from '../../../shared/query/ast.ts';
import type { Compiled, Operand, Phrase } from './compile.ts';
import type { FieldTerms, StoryTerms } from './story-terms.ts';

/** Where something stands: the positions of its first and last term. */
interface Occurrence {
  readonly first: number;
  readonly last: number;
}

/** Enough to show why a rule fired; a word in every line of a long text would drown it. */
const mostSpans = 200;

/** Whether the story meets the query; the words that made it do so are added to `spans`. */
export function evaluate(query: Compiled, terms: StoryTerms, spans: Span[]): boolean {
  switch (query.kind) {
    case 'text':
      return someField(query.fields, (field) =>
        mark(terms, field, occurrences(query.operand, terms.field(field)), spans),
      );
    case 'and': {
      const found: Span[] = [];
      if (!query.children.every((child) => evaluate(child, terms, found))) return false;
      spans.push(...found);
      return true;
    }
    case 'or':
      // Every part that holds shows its words.
      return query.children.reduce((holds, child) => evaluate(child, terms, spans) || holds, false);
    case 'not':
      return !evaluate(query.child, terms, []);
    case 'near':
      return someField(query.fields, (field) => mark(terms, field, nearOccurrences(query, terms.field(field)), spans));
    case 'atleast':
      return evaluateAtLeast(query, terms, spans);
    case 'regex':
      return someField(query.fields, (field) => markPattern(query.pattern, terms, field, spans));
    case 'entity':
      return (terms.story.tags ?? []).some((tag) => query.ids.has(tag));
    case 'feed':
      return terms.story.feedId !== undefined && query.ids.has(terms.story.feedId);
    case 'fact':
      return query.holds(terms.story);
    default:
      return query satisfies never;
  }
}

/** All fields are asked, so that each shows its words. */
function someField(fields: readonly TextField[], ask: (field: TextField) => boolean): boolean {
  return fields.reduce((holds, field) => ask(field) || holds, false);
}

function occurrences(operand: Operand, field: FieldTerms): Occurrence[] {
  if (operand.kind === 'phrase') return phraseOccurrences(operand, field);
  return operand.operands
    .flatMap((alternative) => occurrences(alternative, field))
    .sort((a, b) => a.first - b.first || a.last - b.last);
}

function phraseOccurrences(phrase: Phrase, field: FieldTerms): Occurrence[] {
  const [head, ...rest] = phrase.terms;
  if (head === undefined) return [];
  const starts = rest.length === 0 && phrase.prefix ? prefixPositions(head, field) : (field.positions.get(head) ?? []);
  const found: Occurrence[] = [];
  for (const first of starts) {
    const last = first + rest.length;
    if (rest.every((term, index) => fits(term, index === rest.length - 1 && phrase.prefix, field, first + index + 1)))
      if (phrase.exactText === undefined || readsExactly(phrase.exactText, field, first, last))
        found.push({ first, last });
  }
  return found;
}

function fits(term: string, prefix: boolean, field: FieldTerms, position: number): boolean {
  const found = field.tokens[position]?.term;
  return prefix ? found?.startsWith(term) === true : found === term;
}

function prefixPositions(prefix: string, field: FieldTerms): number[] {
  const found: number[] = [];
  for (const [term, positions] of field.positions) if (term.startsWith(prefix)) found.push(...positions);
  return found.sort((a, b) => a - b);
}

/** Letter for letter, but for the kind of white space. The text around it must not go on as the same word. */
function readsExactly(wanted: string, field: FieldTerms, first: number, last: number): boolean {
  const [from, to] = [field.tokens[first]?.from, field.tokens[last]?.to];
  if (from === undefined || to === undefined) return false;
  const original = field.text.slice(from, to);
  return original.replace(/\s+/g, ' ') === wanted.replace(/\s+/g, ' ') && !/[\p{L}\p{N}]/u.test(field.text[to] ?? ' ');
}

function nearOccurrences(query: Compiled & { readonly kind: 'near' }, field: FieldTerms): Occurrence[] {
  const left = occurrences(query.left, field);
  if (left.length === 0) return [];
  const right = occurrences(query.right, field);
  const found = new Set<Occurrence>();
  const longest = Math.max(0, ...right.map(({ first, last }) => last - first));
  let start = 0;
  for (const a of left) {
    // Both lists ascend, so what is out of reach behind stays so.
    while (start < right.length && (right[start]?.first ?? 0) + longest < a.first - query.distance - 1) start++;
    for (let index = start; index < right.length; index++) {
      const b = right[index];
      if (b === undefined || b.first - a.last - 1 > query.distance) break;
      const after = b.first > a.last;
      const before = !query.ordered && b.last < a.first && a.first - b.last - 1 <= query.distance;
      if (after || before) found.add(a).add(b);
    }
  }
  return [...found];
}

function evaluateAtLeast(query: Compiled & { readonly kind: 'atleast' }, terms: StoryTerms, spans: Span[]): boolean {
  const byField = query.fields.map((field) => ({
    field,
    found: apart(occurrences(query.operand, terms.field(field))),
  }));
  if (byField.reduce((count, { found }) => count + found.length, 0) < query.count) return false;
  for (const { field, found } of byField) mark(terms, field, found, spans);
  return true;
}

/** Occurrences that do not overlap, counted from the start. */
function apart(found: readonly Occurrence[]): Occurrence[] {
  const kept: Occurrence[] = [];
  for (const occurrence of found) if (occurrence.first > (kept.at(-1)?.last ?? -1)) kept.push(occurrence);
  return kept;
}

function mark(terms: StoryTerms, field: TextField, found: readonly Occurrence[], spans: Span[]): boolean {
  if (found.length === 0) return false;
  if (field === 'author') return true;
  const { tokens } = terms.field(field);
  for (const { first, last } of found.slice(0, mostSpans)) {
    const [from, to] = [tokens[first]?.from, tokens[last]?.to];
    if (from !== undefined && to !== undefined) addSpan(spans, field, from, to);
  }
  return true;
}

function markPattern(
  pattern: (Compiled & { readonly kind: 'regex' })['pattern'],
  terms: StoryTerms,
  field: TextField,
  spans: Span[],
): boolean {
  const matcher = pattern.matcher(terms.field(field).text);
  let holds = false;
  while (spans.length < mostSpans && matcher.find()) {
    holds = true;
    if (field !== 'author' && matcher.end() > matcher.start()) addSpan(spans, field, matcher.start(), matcher.end());
  }
  return holds || matcher.find();
}

function addSpan(spans: Span[], field: TextField, from: number, to: number): void {
  spans.push({ field: field === 'title' ? 'title' : 'text', from, to });
}
