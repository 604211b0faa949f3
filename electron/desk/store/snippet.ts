import type { Snippet } from '../../../shared/model.ts';
import type { Compiled } from '../rule/compile.ts';
import { createMatcher, type Matcher } from '../rule/percolate.ts';
import { type Found, type RoughWords, roughWordsOf } from './rough-words.ts';

const snippetLength = 220;
const contextBefore = 60;
/** Read around a snippet, so that words and phrases at its edges are whole. */
const margin = 100;

/** Gives the part of a text where most of the query's words stand close together, with those words marked. */
export function createSnippets(query: Compiled): (text: string) => Snippet {
  const matcher = createMatcher(query);
  const rough = roughWordsOf(query);
  if (rough === 'no words') return (text) => snippetFrom(text, 0, []);
  // Words count wherever they stand: a story found by its title still shows what its text has of the query.
  return (text) => glance(matcher, rough, text) ?? snippetOf(text, matcher.words(text));
}

/** A snippet for which only its surroundings were read; undefined when no word of the query is certain there. */
function glance(matcher: Matcher, rough: RoughWords | undefined, text: string): Snippet | undefined {
  const found = rough?.(text);
  if (found === undefined || found.length === 0) return undefined;
  const start = startOf(found, text);
  const from = Math.max(0, start - margin);
  const near = matcher
    .words(text.slice(from, start + snippetLength + margin))
    .map((span) => ({ from: span.from + from, to: span.to + from }));
  const snippet = snippetFrom(text, start, near);
  return snippet.marks.length === 0 ? undefined : snippet;
}

function snippetOf(text: string, spans: readonly Found[]): Snippet {
  return snippetFrom(text, startOf(spans, text), spans);
}

function snippetFrom(text: string, start: number, spans: readonly Found[]): Snippet {
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
