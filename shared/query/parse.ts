/** Query text to query tree. A text parses or gives errors with their places: it is never run as something else. */
import type { SyntaxNode, Tree } from '@lezer/common';
import { entityFields, factFields, type Query, type StoryState, storyStates, textFields } from './ast.ts';
import { readDates } from './dates.ts';
import { parser } from './parser.js';
import type { Problem } from './problem.ts';
import { findSurprises } from './surprises.ts';
import { syntaxErrors } from './syntax-errors.ts';

export type ParseResult =
  | { readonly ok: true; readonly query: Query; readonly warnings: readonly Problem[] }
  | { readonly ok: false; readonly errors: readonly Problem[] };

const longestQuery = 20_000;
const deepestNesting = 100;

/** Parses a query. Linear in the length of `text`; longer than 20,000 characters is an error. */
export function parseQuery(text: string): ParseResult {
  if (text.length > longestQuery)
    return { ok: false, errors: [{ from: longestQuery, to: text.length, message: 'The query is too long.' }] };
  const tree = parser.parse(text);
  const errors = syntaxErrors(tree, text);
  if (errors.length > 0) return { ok: false, errors };
  const root = tree.topNode.firstChild;
  if (root === null) return { ok: false, errors: [{ from: 0, to: text.length, message: 'The query is empty.' }] };
  const reader = { text, errors: [] as Problem[], tree };
  const query = readNode(reader, root, 0);
  if (reader.errors.length > 0) return { ok: false, errors: reader.errors.slice(0, 20) };
  return { ok: true, query, warnings: findSurprises(query, text) };
}

interface Reader {
  readonly text: string;
  readonly tree: Tree;
  readonly errors: Problem[];
}

const nothing = (node: SyntaxNode): Query => ({ kind: 'or', children: [], from: node.from, to: node.to });

function fail(reader: Reader, node: { readonly from: number; readonly to: number }, message: string): void {
  reader.errors.push({ from: node.from, to: node.to, message });
}

function readNode(reader: Reader, node: SyntaxNode, depth: number): Query {
  if (depth > deepestNesting) {
    fail(reader, node, 'The query is nested too deeply.');
    return nothing(node);
  }
  const place = { from: node.from, to: node.to };
  switch (node.name) {
    case 'And':
    case 'Or':
      return {
        ...place,
        kind: node.name === 'And' ? 'and' : 'or',
        children: operands(node).map((operand) => readNode(reader, operand, depth + 1)),
      };
    case 'Not':
      return { ...place, kind: 'not', child: readLast(reader, node, depth) };
    case 'Group':
      return readNode(reader, node.getChild('Expression') ?? node, depth + 1);
    case 'Near':
      return readNear(reader, node, depth);
    case 'AtLeast':
      return readAtLeast(reader, node, depth);
    case 'Field':
      return readField(reader, node, depth);
    case 'DateField':
      return readDateField(reader, node);
    case 'Regex':
      return readRegex(reader, node);
    case 'Saved':
      return { ...place, kind: 'saved', name: textOf(reader, node).slice(1).replace(/^"|"$/g, '') };
    default:
      return readTerm(reader, node);
  }
}

/** The operands of a chain of one operator: `a b c` nests to the left, and may be thousands of words deep. */
function operands(node: SyntaxNode): SyntaxNode[] {
  const found: SyntaxNode[] = [];
  let chain: SyntaxNode | null = node;
  while (chain !== null && chain.name === node.name) {
    const children: SyntaxNode[] = chain.getChildren('Expression');
    const last = children.at(-1);
    if (last !== undefined && children.length > 1) found.push(last);
    chain = children[0] ?? null;
  }
  if (chain !== null) found.push(chain);
  return found.reverse();
}

function readLast(reader: Reader, node: SyntaxNode, depth: number): Query {
  return readNode(reader, node.getChild('Expression') ?? node, depth + 1);
}

function readNear(reader: Reader, node: SyntaxNode, depth: number): Query {
  const operator = node.getChild('NearOp');
  const [left, right] = node.getChildren('Expression').map((child) => readNode(reader, child, depth + 1));
  if (operator === null || left === undefined || right === undefined) return nothing(node);
  const word = textOf(reader, operator);
  const distance = Number(word.split('/')[1] ?? 4);
  if (distance < 1 || distance > 100) fail(reader, operator, 'NEAR takes a distance from 1 to 100 words.');
  for (const side of [left, right])
    if (!isNearOperand(side))
      fail(reader, side, 'NEAR stands between words, phrases, prefixes, or groups of them joined by OR.');
  return { kind: 'near', left, right, distance, ordered: word.startsWith('O'), from: node.from, to: node.to };
}

function isNearOperand(query: Query): boolean {
  if (query.kind === 'or') return query.children.every(isNearOperand);
  return query.kind === 'term';
}

function readAtLeast(reader: Reader, node: SyntaxNode, depth: number): Query {
  const operator = node.getChild('AtLeastOp');
  const child = readLast(reader, node, depth);
  const count = Number(operator === null ? 0 : textOf(reader, operator).split('/')[1]);
  if (count < 1 || count > 1000) fail(reader, node, 'ATLEAST takes a number from 1 to 1000.');
  if (!isNearOperand(child))
    fail(reader, child, 'ATLEAST counts words, phrases and prefixes, or groups of them joined by OR.');
  return { kind: 'atleast', count, child, from: node.from, to: node.to };
}

function readField(reader: Reader, node: SyntaxNode, depth: number): Query {
  const nameNode = node.firstChild;
  const valueNode = node.lastChild;
  if (nameNode === null || valueNode === null) return nothing(node);
  const name = textOf(reader, nameNode).slice(0, -1).toLowerCase();
  const place = { from: node.from, to: node.to };
  if (nameNode.to !== valueNode.from)
    fail(reader, nameNode, `Write the value right after "${name}:", without a space.`);
  const textField = textFields.find((known) => known === name);
  if (textField !== undefined) {
    const child = readNode(reader, valueNode, depth + 1);
    checkFieldGroup(reader, child);
    return { ...place, kind: 'field', field: textField, child };
  }
  const factField = factFields.find((known) => known === name);
  const entityField = entityFields.find((known) => known === name);
  if (factField === undefined && entityField === undefined) {
    fail(reader, nameNode, `There is no field "${name}".${suggestField(name)}`);
    return nothing(node);
  }
  const one = (value: SyntaxNode): Query => readFact(reader, value, factField, entityField);
  return valueNode.name === 'Group' ? readValueGroup(reader, valueNode, one, depth) : { ...one(valueNode), ...place };
}

/** `country:(iran OR russia)`: each word of the group is a value. */
function readValueGroup(reader: Reader, node: SyntaxNode, one: (node: SyntaxNode) => Query, depth: number): Query {
  const place = { from: node.from, to: node.to };
  if (depth > deepestNesting) {
    fail(reader, node, 'The query is nested too deeply.');
    return nothing(node);
  }
  switch (node.name) {
    case 'Group':
      return readValueGroup(reader, node.getChild('Expression') ?? node, one, depth + 1);
    case 'And':
    case 'Or': {
      const children = operands(node).map((operand) => readValueGroup(reader, operand, one, depth + 1));
      return { ...place, kind: node.name === 'And' ? 'and' : 'or', children };
    }
    case 'Not': {
      const child = readValueGroup(reader, node.getChild('Expression') ?? node, one, depth + 1);
      return { ...place, kind: 'not', child };
    }
    default:
      return one(node);
  }
}

function readFact(
  reader: Reader,
  node: SyntaxNode,
  factField: (typeof factFields)[number] | undefined,
  entityField: (typeof entityFields)[number] | undefined,
): Query {
  const place = { from: node.from, to: node.to };
  if (node.name !== 'Word' && node.name !== 'Phrase') {
    fail(reader, node, 'A field takes a word or a phrase in quotation marks.');
    return nothing(node);
  }
  const value = unquote(textOf(reader, node)).trim();
  if (value === '') fail(reader, node, 'The value is empty.');
  if (entityField !== undefined) return { ...place, kind: 'entity', field: entityField, value };
  if (factField === 'is' && !storyStates.includes(value as StoryState))
    fail(reader, node, `"is:" takes ${storyStates.join(', ')}.${nearest(value, storyStates)}`);
  if (factField === 'lang' && !/^[a-z]{2,3}$/i.test(value))
    fail(reader, node, '"lang:" takes a language code such as en, tr or fa.');
  return { ...place, kind: 'fact', field: factField ?? 'feed', value };
}

/** Inside `title:(…)` only words can stand: other fields ask about the story, not about its title. */
function checkFieldGroup(reader: Reader, query: Query): void {
  switch (query.kind) {
    case 'and':
    case 'or':
      for (const child of query.children) checkFieldGroup(reader, child);
      return;
    case 'not':
    case 'atleast':
      checkFieldGroup(reader, query.child);
      return;
    case 'fact':
    case 'entity':
    case 'date':
    case 'field':
    case 'saved':
      fail(reader, query, 'Inside a text field only words, phrases and patterns can stand.');
      return;
    default:
  }
}

function readDateField(reader: Reader, node: SyntaxNode): Query {
  const [name, value] = [node.getChild('DateName'), node.getChild('DateValue')];
  if (name === null || value === null) return nothing(node);
  const span = readDates(textOf(reader, value));
  if (typeof span === 'string') {
    fail(reader, value, span);
    return nothing(node);
  }
  const field = textOf(reader, name).startsWith('seen') ? 'seen' : 'date';
  return { kind: 'date', field, span, from: node.from, to: node.to };
}

function readRegex(reader: Reader, node: SyntaxNode): Query {
  const text = textOf(reader, node);
  const end = text.lastIndexOf('/');
  const [pattern, flags] = [text.slice(1, end).replace(/\\\//g, '/'), text.slice(end + 1)];
  if (!/^[ims]*$/.test(flags)) fail(reader, node, 'A pattern takes the flags i, m and s.');
  try {
    new RegExp(pattern, 'u');
  } catch (error) {
    fail(reader, node, `The pattern has an error: ${error instanceof Error ? error.message : String(error)}.`);
  }
  return { kind: 'regex', pattern, flags, from: node.from, to: node.to };
}

function readTerm(reader: Reader, node: SyntaxNode): Query {
  const exact = node.name === 'Exact';
  const inner = exact ? (node.lastChild ?? node) : node;
  const raw = textOf(reader, inner);
  const phrase = inner.name === 'Phrase';
  const words = phrase ? unquote(raw) : raw;
  const prefix = words.trimEnd().endsWith('*');
  const text = (prefix ? words.trimEnd().slice(0, -1) : words).trim();
  if (!/[\p{L}\p{N}]/u.test(text)) fail(reader, node, 'A word needs at least one letter or digit.');
  if (text.includes('*')) fail(reader, inner, 'The * stands at the end of a word only.');
  const last = /[\p{L}\p{M}\p{N}]+$/u.exec(text)?.[0] ?? '';
  const dense = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u.test(last);
  if (prefix && [...last].length < 2 && !dense && !/\d/.test(text))
    fail(reader, inner, 'A prefix needs at least two letters before the *.');
  if (prefix && exact) fail(reader, node, 'An exact word cannot end in *.');
  return { kind: 'term', text, phrase, prefix, exact, from: node.from, to: node.to };
}

function textOf(reader: Reader, node: SyntaxNode): string {
  return reader.text.slice(node.from, node.to);
}

function unquote(text: string): string {
  return /^["“„«「]/.test(text) ? text.slice(1, -1) : text;
}

function suggestField(name: string): string {
  return nearest(name, [...textFields, ...factFields, ...entityFields, 'date', 'seen'], ':');
}

/** " Did you mean …?" for the closest known word, if any is close. */
function nearest(word: string, known: readonly string[], ending = ''): string {
  let best: { readonly name: string; readonly distance: number } | undefined;
  for (const name of known) {
    const distance = editDistance(word.toLowerCase(), name);
    if (distance <= Math.max(1, Math.ceil(name.length / 3)) && distance < (best?.distance ?? Infinity))
      best = { name, distance };
  }
  return best === undefined ? '' : ` Did you mean "${best.name}${ending}"?`;
}

function editDistance(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > 3) return Infinity;
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const changed = (row[j - 1] ?? 0) + Number(a[i - 1] !== b[j - 1]);
      next.push(Math.min(changed, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? Infinity;
}
