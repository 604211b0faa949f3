/** What the grammar could not read, in words. */
import type { SyntaxNode, Tree } from '@lezer/common';
import type { Problem } from './problem.ts';

const mostErrors = 20;

/** The syntax errors of a parsed text, in reading order. */
export function syntaxErrors(tree: Tree, text: string): Problem[] {
  const found: Problem[] = [];
  const seen = new Set<string>();
  const add = (problem: Problem): void => {
    const key = `${problem.from} ${problem.message}`;
    if (found.length < mostErrors && !seen.has(key)) found.push(problem);
    seen.add(key);
  };
  tree.iterate({
    enter({ type, node }) {
      if (found.length >= mostErrors) return false;
      if (type.isError) add(describe(node, text));
      if (type.name === 'OpenPhrase')
        add({ from: node.from, to: node.to, message: 'This quotation mark is never closed.' });
      return true;
    },
  });
  return found.sort((a, b) => a.from - b.from);
}

function describe(node: SyntaxNode, text: string): Problem {
  const skipped = text.slice(node.from, node.to);
  const parent = node.parent;
  const before = node.prevSibling;
  if (skipped.startsWith(')')) return { from: node.from, to: node.from + 1, message: 'There is no ( for this ).' };
  if (before !== null && /Op$|^Minus$/.test(before.name)) {
    const operator = text.slice(before.from, before.to);
    return { from: before.from, to: before.to, message: `${operator} needs something after it.` };
  }
  if (before !== null && /^(FieldName|DateName)$/.test(before.name)) return describeField(before, text);
  if (before?.name === '=' || before?.name === '(')
    return { from: before.from, to: before.to, message: `Something must follow this ${before.name}` };
  if (parent !== null && /^(Group|AtLeast)$/.test(parent.name) && skipped === '') {
    const open = parent.getChild('(');
    if (open !== null) return { from: open.from, to: open.to, message: 'This ( is never closed.' };
  }
  const operator = operatorIn(node, skipped);
  if (operator !== undefined)
    return { from: node.from, to: node.to, message: `${operator} needs something before it and after it.` };
  const to = Math.max(node.to, Math.min(node.from + 1, text.length));
  return { from: node.from, to, message: `"${text.slice(node.from, to) || 'The end'}" is not expected here.` };
}

function describeField(name: SyntaxNode, text: string): Problem {
  const field = text.slice(name.from, name.to);
  const example =
    name.name === 'DateName' ? ` a date, as in ${field}2026-11-24 or ${field}7d` : ' a value right after it';
  return { from: name.from, to: name.to, message: `${field} needs${example}.` };
}

function operatorIn(node: SyntaxNode, skipped: string): string | undefined {
  const word = skipped.trim().split(/\s/)[0] ?? '';
  return node.firstChild !== null && /^(AND|OR|O?NEAR(\/\d+)?)$/.test(word) ? word : undefined;
}
