/** What the grammar could not read, in words. */
import type { SyntaxNode, Tree } from '@lezer/common';
import { deepestNesting, mostProblems, nestedTooDeep } from './limits.ts';
import type { Problem } from './problem.ts';

/** The syntax errors of a parsed text, in reading order. */
export function syntaxErrors(tree: Tree, text: string): Problem[] {
  const found: Problem[] = [];
  const seen = new Set<string>();
  const add = (problem: Problem): void => {
    const key = `${problem.from} ${problem.message}`;
    if (found.length < mostProblems && !seen.has(key)) found.push(problem);
    seen.add(key);
  };
  tree.iterate({
    enter({ type, node }) {
      if (found.length >= mostProblems) return false;
      if (type.name === 'OpenPhrase') add(unclosedQuote(node, text));
      else if (type.isError) add(describe(node, text));
      return true;
    },
  });
  // The parser gives up on what nests thousands deep, and what it says then misleads.
  const deep = found.length === 0 ? undefined : tooDeep(text);
  return deep === undefined ? found.sort((a, b) => a.from - b.from) : [deep];
}

function tooDeep(text: string): Problem | undefined {
  let depth = 0;
  for (const { index, 0: sign } of text.matchAll(/[()（）]/g)) {
    depth += /[(（]/.test(sign) ? 1 : -1;
    if (depth > deepestNesting * 5) return { from: index, to: index + 1, message: nestedTooDeep };
  }
  return undefined;
}

const closingMark: Readonly<Record<string, string>> = {
  '＂': '＂',
  '“': '”',
  '„': '“',
  '«': '»',
  '»': '«',
  '‹': '›',
  '「': '」',
  '『': '』',
};

function unclosedQuote(node: SyntaxNode, text: string): Problem {
  const closing = closingMark[text.charAt(node.from)] ?? '"';
  const message = `This quotation mark is never closed. Put ${closing} after the phrase.`;
  const end = node.from + text.slice(node.from, node.to).trimEnd().length;
  return { from: node.from, to: node.to, message, fix: { label: `Add ${closing}`, from: end, to: end, text: closing } };
}

function describe(node: SyntaxNode, text: string): Problem {
  const skipped = text.slice(node.from, node.to);
  const { parent, prevSibling: before } = node;
  if (before !== null && /Op$|^Minus$/.test(before.name)) return describeOperator(before, node, text);
  if (before !== null && /^(FieldName|DateName)$/.test(before.name)) return describeField(before, text);
  if (before?.name === 'Equals')
    return { from: before.from, to: before.to, message: '= needs a word or a phrase right after it.' };
  if (before?.name === 'Open' && (skipped === '' || /^[)）]/.test(skipped))) return describeEmpty(before, node, text);
  const gap = /^\s*/.exec(text.slice(node.from, node.from + 1000))?.[0].length ?? 0;
  const inGroup = parent !== null && /^(Group|AtLeast)$/.test(parent.name);
  if (/^[)）]/.test(text.slice(node.from + gap, node.from + gap + 1)) && (skipped !== '' || !inGroup)) {
    const place = { from: node.from + gap, to: node.from + gap + 1 };
    const fix = { label: 'Take it out', ...place, text: '' };
    return { ...place, message: 'There is no ( for this ).', fix };
  }
  if (inGroup && skipped === '') {
    const open = parent.getChild('Open');
    const end = text.trimEnd().length;
    const fix = { label: 'Add )', from: end, to: end, text: ')' };
    if (open !== null)
      return { from: open.from, to: open.to, message: 'This ( is never closed. Put ) where the group ends.', fix };
  }
  return describeUnexpected(node, skipped, text);
}

function describeOperator(operator: SyntaxNode, node: SyntaxNode, text: string): Problem {
  const place = { from: operator.from, to: operator.to };
  const word = text.slice(place.from, place.to);
  if (operator.name === 'AtLeastOp')
    return { ...place, message: `${word} needs parentheses after it, as in ${word}(drone*).` };
  if (operator.name === 'Minus' && /^[-－−]/.test(text.slice(node.from, node.to)))
    return { ...place, message: '- leaves out one word; it cannot be doubled.' };
  const needs = `${word} needs something after it.`;
  const fix = { label: `Take out ${word}`, ...place, text: '' };
  return { ...place, message: needs, fix };
}

function describeEmpty(open: SyntaxNode, node: SyntaxNode, text: string): Problem {
  const close = /^\s*[)）]/.exec(text.slice(open.to, open.to + 100))?.[0];
  if (close === undefined && node.to >= text.length)
    return { from: open.from, to: open.to, message: 'Something must follow this (.' };
  return {
    from: open.from,
    to: open.to + (close?.length ?? 0),
    message: 'There is nothing between these parentheses.',
  };
}

function describeField(name: SyntaxNode, text: string): Problem {
  const field = text.slice(name.from, name.to);
  const place = { from: name.from, to: name.to };
  if (/^(https?|ftp):$/i.test(field) && text.startsWith('//', name.to))
    return { ...place, message: 'Put a web address in quotation marks.' };
  if (name.name === 'DateName')
    return { ...place, message: `${field} needs a date, as in ${field}2026-11-24 or ${field}7d.` };
  if (/^[-－−]/.test(text.slice(name.to)))
    return { ...place, message: `${field} needs a value right after it. To leave it out, write -${field}…` };
  return { ...place, message: `${field} needs a value right after it.` };
}

function describeUnexpected(node: SyntaxNode, skipped: string, text: string): Problem {
  const word = skipped.trim().split(/\s/, 1)[0] ?? '';
  if (node.firstChild !== null && /^(AND|OR|O?NEAR(\/\d+)?)$/.test(word))
    return { from: node.from, to: node.to, message: `${word} needs something before it and after it.` };
  const to = Math.max(node.to, Math.min(node.from + 1, text.length));
  const place = { from: node.from, to };
  const shown = text.slice(node.from, to);
  if (/^[/／]/.test(shown))
    return { ...place, message: 'A pattern stands between two slashes and starts with no space: /S-?400/.' };
  if (/^[@＠]/.test(shown)) return { ...place, message: '@ needs the name of a saved search right after it.' };
  return { ...place, message: `"${shown || 'The end'}" is not expected here.` };
}
