/** What the steps from syntax tree to query share: the text, and the errors found so far. */
import type { SyntaxNode } from '@lezer/common';
import type { Place, Query } from './ast.ts';
import { deepestNesting, mostProblems, nestedTooDeep } from './limits.ts';
import type { Fix, Problem } from './problem.ts';

export interface Reader {
  readonly text: string;
  readonly errors: Problem[];
}

/** Notes an error; the query is not run then, whatever stands in its place in the tree. */
export function fail(reader: Reader, place: Place, message: string, fix?: Fix): void {
  if (reader.errors.length >= mostProblems) return;
  reader.errors.push({ from: place.from, to: place.to, message, ...(fix === undefined ? {} : { fix }) });
}

/** Stands where an error is. */
export function nothing(place: Place): Query {
  return { kind: 'or', children: [], from: place.from, to: place.to };
}

/** Whether a node lies too deep to be read; says so. */
export function isTooDeep(reader: Reader, node: SyntaxNode, depth: number): boolean {
  if (depth <= deepestNesting) return false;
  fail(reader, node, nestedTooDeep);
  return true;
}

export function textOf(reader: Reader, node: SyntaxNode): string {
  return reader.text.slice(node.from, node.to);
}

/** What a group holds, whatever the number of parentheses around it. */
export function ungrouped(node: SyntaxNode): SyntaxNode {
  let inside = node;
  while (inside.name === 'Group') {
    const next = inside.getChild('Expression');
    if (next === null) break;
    inside = next;
  }
  return inside;
}
