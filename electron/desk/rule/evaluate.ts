/** Asks a bound query of a story's positions: first whether it holds, then, for those that do, which words made it. */
import type { Span } from '../../../shared/model.ts';
import type { Bound, BoundOperand, BoundPhrase } from './bind.ts';
import type { MatchableStory } from './matchable-story.ts';
import { patternPlaces, patternStands } from './pattern.ts';
import { fieldNumbers, type StoryPositions } from './story-positions.ts';

/** Enough to show why a rule fired; a word in every line of a long text would drown it. */
const mostSpans = 200;

/** Whether the story that `positions` has read meets the query. */
export function holds(query: Bound, positions: StoryPositions, story: MatchableStory): boolean {
  switch (query.kind) {
    case 'text':
      if (query.only >= 0) return standsInStory(query.only, positions);
      for (const field of query.fields) if (stands(query.operand, positions, field)) return true;
      return false;
    case 'and':
      for (const child of query.children) if (!holds(child, positions, story)) return false;
      return true;
    case 'or':
      for (const child of query.children) if (holds(child, positions, story)) return true;
      return false;
    case 'not':
      return !holds(query.child, positions, story);
    case 'near':
      return query.fields.some((field) => nearOccurrences(query, positions, field, true).length > 0);
    case 'atleast':
      return countAtLeast(query, positions) >= query.count;
    case 'regex':
      return query.fields.some((field) => patternStands(query.pattern, textOf(story, positions, field)));
    case 'entity':
      return story.tags?.some((tag) => query.ids.has(tag)) === true;
    case 'feed':
      return story.feedId !== undefined && query.ids.has(story.feedId);
    case 'fact':
      return query.holds(story);
    default:
      return query satisfies never;
  }
}

/** Adds the words that make the query hold. Call it for queries that do. */
export function collectSpans(query: Bound, positions: StoryPositions, story: MatchableStory, spans: Span[]): void {
  switch (query.kind) {
    case 'text':
      for (const field of query.fields) mark(positions, field, occurrences(query.operand, positions, field), spans);
      break;
    case 'and':
      for (const child of query.children) collectSpans(child, positions, story, spans);
      break;
    case 'or':
      // Every part that holds shows its words.
      for (const child of query.children)
        if (holds(child, positions, story)) collectSpans(child, positions, story, spans);
      break;
    case 'near':
      for (const field of query.fields) mark(positions, field, nearOccurrences(query, positions, field, false), spans);
      break;
    case 'atleast':
      for (const field of query.fields)
        mark(positions, field, apart(occurrences(query.operand, positions, field)), spans);
      break;
    case 'regex':
      for (const field of query.fields) markPattern(query.pattern, textOf(story, positions, field), field, spans);
      break;
    default:
      break;
  }
}

/** Occurrences as pairs in one list: position of the first word, of the last, and so on. Firsts ascend. */
type Occurrences = readonly number[];
const none: Occurrences = [];

/** Whether a leaf stands in title or text, which lie first. */
function standsInStory(leaf: number, positions: StoryPositions): boolean {
  const link = positions.firstLink(leaf);
  return link >= 0 && positions.placeOf(link) < (positions.to[fieldNumbers.body] as number);
}

function stands(operand: BoundOperand, positions: StoryPositions, field: number): boolean {
  if (operand.kind === 'any') return operand.operands.some((one) => stands(one, positions, field));
  const [only] = operand.leaves;
  if (operand.leaves.length !== 1 || only === undefined || operand.exactText !== undefined)
    return phraseOccurrences(operand, positions, field, true).length > 0;
  const from = positions.from[field] as number;
  const to = positions.to[field] as number;
  for (let link = positions.firstLink(only); link >= 0; link = positions.nextLink(link)) {
    const place = positions.placeOf(link);
    if (place >= to) return false;
    if (place >= from) return true;
  }
  return false;
}

function occurrences(operand: BoundOperand, positions: StoryPositions, field: number): Occurrences {
  if (operand.kind === 'phrase') return phraseOccurrences(operand, positions, field, false);
  const found: [number, number][] = [];
  for (const alternative of operand.operands) {
    const own = occurrences(alternative, positions, field);
    for (let at = 0; at < own.length; at += 2) found.push([own[at] as number, own[at + 1] as number]);
  }
  return found.sort((a, b) => a[0] - b[0] || a[1] - b[1]).flat();
}

function phraseOccurrences(
  phrase: BoundPhrase,
  positions: StoryPositions,
  field: number,
  onlyFirst: boolean,
): Occurrences {
  const { leaves, exactText } = phrase;
  const anchor = rarestIndex(leaves, positions);
  if (anchor < 0) return none;
  const from = positions.from[field] as number;
  const to = positions.to[field] as number;
  const found: number[] = [];
  for (let link = positions.firstLink(leaves[anchor] as number); link >= 0; link = positions.nextLink(link)) {
    const first = positions.placeOf(link) - anchor;
    const last = first + leaves.length - 1;
    if (first < from || last >= to) continue;
    if (!standsWhole(leaves, anchor, positions, field, first)) continue;
    if (exactText !== undefined && !readsExactly(exactText, positions, field, first, last)) continue;
    found.push(first, last);
    if (onlyFirst) break;
  }
  return found;
}

function standsWhole(
  leaves: readonly number[],
  anchor: number,
  positions: StoryPositions,
  field: number,
  first: number,
): boolean {
  for (let index = 0; index < leaves.length; index++)
    if (index !== anchor && !positions.standsAt(leaves[index] as number, field, first + index)) return false;
  return true;
}

/** The word of the phrase that the story holds least often; -1 when it lacks one. */
function rarestIndex(leaves: readonly number[], positions: StoryPositions): number {
  let rarest = -1;
  let fewest = Number.POSITIVE_INFINITY;
  for (let index = 0; index < leaves.length; index++) {
    const count = positions.count(leaves[index] as number);
    if (count === 0) return -1;
    if (count < fewest) {
      fewest = count;
      rarest = index;
    }
  }
  return rarest;
}

/** Letter for letter, but for the kind of white space. The text around it must not go on as the same word. */
function readsExactly(wanted: string, positions: StoryPositions, field: number, first: number, last: number): boolean {
  const { from, to } = positions.offsets(field, first, last);
  const text = positions.fields[field]?.text ?? '';
  const original = text.slice(from, to);
  return original.replace(/\s+/g, ' ') === wanted.replace(/\s+/g, ' ') && !/[\p{L}\p{N}]/u.test(text[to] ?? ' ');
}

function nearOccurrences(
  query: Bound & { readonly kind: 'near' },
  positions: StoryPositions,
  field: number,
  onlyFirst: boolean,
): Occurrences {
  const left = occurrences(query.left, positions, field);
  if (left.length === 0) return none;
  const right = occurrences(query.right, positions, field);
  let longest = 0;
  for (let at = 0; at < right.length; at += 2)
    longest = Math.max(longest, (right[at + 1] as number) - (right[at] as number));
  const found: number[] = [];
  let start = 0;
  for (let a = 0; a < left.length; a += 2) {
    const aFirst = left[a] as number;
    const aLast = left[a + 1] as number;
    // Both lists ascend, so what is out of reach behind stays so.
    while (start < right.length && (right[start] as number) + longest < aFirst - query.distance - 1) start += 2;
    for (let b = start; b < right.length; b += 2) {
      const bFirst = right[b] as number;
      const bLast = right[b + 1] as number;
      if (bFirst - aLast - 1 > query.distance) break;
      const after = bFirst > aLast;
      const before = !query.ordered && bLast < aFirst && aFirst - bLast - 1 <= query.distance;
      if (!after && !before) continue;
      found.push(aFirst, aLast, bFirst, bLast);
      if (onlyFirst || found.length > mostSpans * 4) return found;
    }
  }
  return found;
}

function countAtLeast(query: Bound & { readonly kind: 'atleast' }, positions: StoryPositions): number {
  let count = 0;
  for (const field of query.fields) count += apart(occurrences(query.operand, positions, field)).length / 2;
  return count;
}

/** Occurrences that do not overlap, counted from the start. */
function apart(found: Occurrences): Occurrences {
  const kept: number[] = [];
  for (let at = 0; at < found.length; at += 2)
    if ((found[at] as number) > (kept.at(-1) ?? -1)) kept.push(found[at] as number, found[at + 1] as number);
  return kept;
}

function mark(positions: StoryPositions, field: number, found: Occurrences, spans: Span[]): void {
  if (field === fieldNumbers.author) return;
  for (let at = 0; at < Math.min(found.length, mostSpans * 2); at += 2) {
    const { from, to } = positions.offsets(field, found[at] as number, found[at + 1] as number);
    addSpan(spans, field, from, to);
  }
}

function textOf(story: MatchableStory, positions: StoryPositions, field: number): string {
  return field === fieldNumbers.title ? story.title : (positions.fields[field]?.text ?? '');
}

function markPattern(
  pattern: (Bound & { readonly kind: 'regex' })['pattern'],
  text: string,
  field: number,
  spans: Span[],
): void {
  if (field === fieldNumbers.author) return;
  for (const { from, to } of patternPlaces(pattern, text, mostSpans - spans.length)) addSpan(spans, field, from, to);
}

function addSpan(spans: Span[], field: number, from: number, to: number): void {
  spans.push({ field: field === fieldNumbers.title ? 'title' : 'text', from, to });
}
