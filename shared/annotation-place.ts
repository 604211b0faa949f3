/** Where a highlight stands in a text: noted by block and offset, found again by its words when the text was revised. */
import type { AnnotationAnchor } from './model.ts';

/** The part of a leaf of the text that finding needs; see `textLeaves`. */
export interface PlacedLeaf {
  readonly from: number;
  readonly text: string;
}

const contextLength = 32;
/** Less agreement of what stands around is chance. */
const leastContext = 10;

/** The anchor of `text.slice(from, to)`. Pure. */
export function anchorAt(
  text: string,
  leaves: readonly PlacedLeaf[],
  from: number,
  to: number,
): Omit<AnnotationAnchor, 'field'> {
  const block = Math.max(
    0,
    leaves.findLastIndex((leaf) => leaf.from <= from),
  );
  return {
    block,
    start: from - (leaves[block]?.from ?? 0),
    quote: text.slice(from, to),
    before: text.slice(Math.max(0, from - contextLength), from),
    after: text.slice(to, to + contextLength),
  };
}

/** Where the anchored words stand now: in their place, else where they went, else undefined. Pure. */
export function placeAnchor(
  text: string,
  leaves: readonly PlacedLeaf[],
  anchor: Omit<AnnotationAnchor, 'field'>,
): { readonly from: number; readonly to: number } | undefined {
  const { quote } = anchor;
  if (quote === '') return undefined;
  const expected = (leaves[anchor.block]?.from ?? 0) + anchor.start;
  if (text.startsWith(quote, expected) && agreement(text, expected, anchor) > 0)
    return { from: expected, to: expected + quote.length };
  const best = occurrences(text, quote).reduce<{ at: number; score: number } | undefined>((found, at) => {
    // What stands around says more than how far the words moved.
    const score = agreement(text, at, anchor) - Math.abs(at - expected) / (text.length + 1);
    return found === undefined || score > found.score ? { at, score } : found;
  }, undefined);
  if (best !== undefined) return { from: best.at, to: best.at + quote.length };
  return betweenContext(text, anchor);
}

const mostOccurrences = 500;

function occurrences(text: string, quote: string): number[] {
  const found: number[] = [];
  for (let at = text.indexOf(quote); at >= 0 && found.length < mostOccurrences; at = text.indexOf(quote, at + 1))
    found.push(at);
  return found;
}

/** How many units before and after are as they were; one when there was nothing around at all. */
function agreement(text: string, at: number, { quote, before, after }: Omit<AnnotationAnchor, 'field'>): number {
  let score = before === '' && after === '' ? 1 : 0;
  while (score < before.length && text[at - 1 - score] === before[before.length - 1 - score]) score++;
  const end = at + quote.length;
  let following = 0;
  while (following < after.length && text[end + following] === after[following]) following++;
  return score + following;
}

/** The words themselves were edited: what stands between the same neighbours, if it is about as long. */
function betweenContext(
  text: string,
  { quote, before, after }: Omit<AnnotationAnchor, 'field'>,
): { readonly from: number; readonly to: number } | undefined {
  if (before.length < leastContext || after.length < leastContext) return undefined;
  const left = text.indexOf(before);
  if (left < 0) return undefined;
  const from = left + before.length;
  const to = text.indexOf(after, from);
  const length = to - from;
  return to > from && length < quote.length * 2 + 20 ? { from, to } : undefined;
}
