/** Query text to query tree. A text parses or gives errors with their places: it is never run as something else. */
import type { SyntaxNode } from '@lezer/common';
import type { Query } from './ast.ts';
import { withoutInvisible } from './invisible.ts';
import { highestCount, longestQuery, longestWord, widestNear } from './limits.ts';
import { spelledOperator } from './operators.ts';
import { parser } from './parser.js';
import { patternError } from './pattern-error.ts';
import type { Problem } from './problem.ts';
import { readDateField, readField } from './read-field.ts';
import { readTerm } from './read-term.ts';
import { fail, isTooDeep, nothing, type Reader, textOf, ungrouped } from './reader.ts';
import { findSurprises } from './surprises.ts';
import { syntaxErrors } from './syntax-errors.ts';

export type ParseResult =
  | { readonly ok: true; readonly query: Query; readonly warnings: readonly Problem[] }
  | { readonly ok: false; readonly errors: readonly Problem[] };

// A pattern is parted by its bars, a phrase by its spaces.
const endlessWord = new RegExp(`[^\\s()（）"＂“”„«»‹›「」『』|]{${longestWord + 1},}`);

/** Parses a query. Linear in the length of `text`; longer than 200,000 characters is an error. */
export function parseQuery(text: string): ParseResult {
  if (text.length > longestQuery) {
    const message = `The query has ${text.length} characters; at most ${longestQuery} can be read.`;
    return { ok: false, errors: [{ from: longestQuery, to: text.length, message }] };
  }
  const endless = endlessWord.exec(text);
  if (endless !== null) {
    const place = { from: endless.index, to: endless.index + endless[0].length };
    return { ok: false, errors: [{ ...place, message: `This word has more than ${longestWord} characters.` }] };
  }
  const tree = parser.parse(text);
  const errors = syntaxErrors(tree, text);
  if (errors.length > 0) return { ok: false, errors };
  const root = tree.topNode.firstChild;
  if (root === null) return { ok: false, errors: [{ from: 0, to: text.length, message: 'The query is empty.' }] };
  const reader: Reader = { text, errors: [] };
  const query = readNode(reader, root, 0);
  if (reader.errors.length > 0) return { ok: false, errors: reader.errors };
  return { ok: true, query, warnings: findSurprises(query, text) };
}

function readNode(reader: Reader, grouped: SyntaxNode, depth: number): Query {
  const node = ungrouped(grouped);
  if (isTooDeep(reader, node, depth)) return nothing(node);
  const place = { from: node.from, to: node.to };
  switch (node.name) {
    case 'And':
    case 'Or':
      return {
        ...place,
        kind: node.name === 'And' ? 'and' : 'or',
        children: node.getChildren('Expression').map((operand) => readNode(reader, operand, depth + 1)),
      };
    case 'Not':
      return readNot(reader, node, depth);
    case 'Near':
      return readNear(reader, node, depth);
    case 'AtLeast':
      return readAtLeast(reader, node, depth);
    case 'Field':
      return readField(reader, node, depth, (value, level) => readNode(reader, value, level));
    case 'DateField':
      return readDateField(reader, node);
    case 'Regex':
      return readRegex(reader, node);
    case 'Saved':
      return readSaved(reader, node);
    default:
      return readTerm(reader, node);
  }
}

function readNot(reader: Reader, node: SyntaxNode, depth: number): Query {
  const [operator, child] = [node.firstChild, node.getChild('Expression')];
  if (operator === null || child === null) return nothing(node);
  // `drone - strike` is a dash between words far more often than it is an exclusion.
  if (operator.name === 'Minus' && withoutInvisible(reader.text.slice(operator.to, child.from)) !== '')
    fail(reader, operator, '- leaves out the word right after it. Write NOT, or take the dash out.', {
      label: 'Take out the dash',
      from: operator.from,
      to: child.from,
      text: '',
    });
  return { kind: 'not', child: readNode(reader, child, depth + 1), from: node.from, to: node.to };
}

function readNear(reader: Reader, node: SyntaxNode, depth: number): Query {
  const operator = node.getChild('NearOp');
  const [left, right, third] = node.getChildren('Expression').map((child) => readNode(reader, child, depth + 1));
  if (operator === null || left === undefined || right === undefined) return nothing(node);
  if (third !== undefined) fail(reader, node, 'NEAR joins two sides. Write a NEAR b AND b NEAR c.');
  const word = spelledOperator(textOf(reader, operator));
  const distance = Number(word.split('/')[1] ?? 4);
  if (distance < 1 || distance > widestNear)
    fail(reader, operator, `NEAR takes a distance from 1 to ${widestNear} words.`);
  for (const side of [left, right]) if (!isNearOperand(side)) fail(reader, side, sideError(side));
  return { kind: 'near', left, right, distance, ordered: word.startsWith('O'), from: node.from, to: node.to };
}

function isNearOperand(query: Query): boolean {
  if (query.kind === 'or') return query.children.every(isNearOperand);
  return query.kind === 'term';
}

function sideError(side: Query): string {
  const rule = 'NEAR stands between words, phrases, prefixes, or groups of them joined by OR.';
  if (side.kind === 'near') return `${rule} Write a NEAR b AND b NEAR c.`;
  if (side.kind === 'field') return `${rule} Put the field around all of it: ${side.field}:(a NEAR b).`;
  if (side.kind === 'not') return `${rule} Put NOT before parentheses: NOT (a NEAR b).`;
  return rule;
}

function readAtLeast(reader: Reader, node: SyntaxNode, depth: number): Query {
  const [operator, inside] = [node.getChild('AtLeastOp'), node.getChild('Expression')];
  if (operator === null || inside === null) return nothing(node);
  const child = readNode(reader, inside, depth + 1);
  const count = Number(spelledOperator(textOf(reader, operator)).split('/')[1]);
  if (count < 1 || count > highestCount) fail(reader, operator, `ATLEAST takes a number from 1 to ${highestCount}.`);
  if (!isNearOperand(child))
    fail(reader, child, 'ATLEAST counts words, phrases and prefixes, or groups of them joined by OR.');
  return { kind: 'atleast', count, child, from: node.from, to: node.to };
}

function readSaved(reader: Reader, node: SyntaxNode): Query {
  const name = withoutInvisible(textOf(reader, node).slice(1)).replace(/^"|"$/g, '').trim();
  if (name === '') fail(reader, node, '@ needs the name of a saved search.');
  return { kind: 'saved', name, from: node.from, to: node.to };
}

function readRegex(reader: Reader, node: SyntaxNode): Query {
  const text = textOf(reader, node);
  const end = text.lastIndexOf('/');
  const source = text.slice(1, end);
  const flags = [...new Set(text.slice(end + 1))].sort().join('');
  if (!/^[ims]*$/.test(flags)) fail(reader, node, 'A pattern takes the flags i, m and s.');
  const error = patternError(source);
  if (error !== undefined) {
    const from = node.from + 1 + error.from;
    fail(reader, { from, to: node.from + 1 + error.to }, error.message);
  }
  const pattern = withoutInvisible(source).replace(/\\\//g, '/');
  if (/^[ *]|^$/.test(pattern)) fail(reader, node, 'A pattern starts with something else than a space or *.');
  return { kind: 'regex', pattern, flags, from: node.from, to: node.to };
}
