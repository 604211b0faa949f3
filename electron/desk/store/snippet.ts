import type { Snippet } from '../../../shared/model.ts';
import type { Matcher } from '../rule/percolate.ts';

const snippetLength = 220;
const contextBefore = 60;

/** The part of `text` where most of a query's words stand close together, with those words marked. */
export function snippetOf(matcher: Matcher, text: string): Snippet {
  // Words count wherever they stand: a story found by its title still shows what its text has of the query.
  const spans = matcher.words(text);
  const start = startOf(spans, text);
  const end = Math.min(text.length, start + snippetLength);
  const lead = start > 0 ? '…' : '';
  const shown = text.slice(start, end);
  const marks = spans
    .filter(({ from, to }) => from >= start && to <= end)
    .map(({ from, to }) => ({ from: from - start + lead.length, to: to - start + lead.length }));
  return { text: `${lead}${shown}${end < text.length ? '…' : ''}`, marks: apart(marks) };
}

function startOf(spans: readonly { readonly from: number }[], text: string): number {
  let best = { from: 0, count: 0 };
  for (const [index, { from }] of spans.entries()) {
    let count = 0;
    while ((spans[index + count]?.from ?? Infinity) < from + snippetLength - contextBefore) count++;
    if (count > best.count) best = { from, count };
  }
  if (best.from < contextBefore) return 0;
  const space = text.indexOf(' ', best.from - contextBefore);
  return space >= 0 && space < best.from ? space + 1 : best.from;
}

function apart(marks: readonly { readonly from: number; readonly to: number }[]) {
  const kept: { from: number; to: number }[] = [];
  for (const mark of marks) if (mark.from >= (kept.at(-1)?.to ?? 0)) kept.push(mark);
  return kept;
}
