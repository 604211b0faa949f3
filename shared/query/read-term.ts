/** Words, phrases, prefixes and exact forms, to query nodes. */
import type { SyntaxNode } from '@lezer/common';
import type { Query } from './ast.ts';
import { withoutInvisible } from './invisible.ts';
import { replacement } from './problem.ts';
import { fail, type Reader, textOf } from './reader.ts';

/** What stands between quotation marks of any kind; other text as it is. */
export function unquote(text: string): string {
  return /^["＂“„«»‹「『]/.test(text) ? text.slice(1, -1) : text;
}

/** A `Word`, a `Phrase` or an `Exact`. */
export function readTerm(reader: Reader, node: SyntaxNode): Query {
  const exact = node.name === 'Exact';
  const inner = exact ? (node.lastChild ?? node) : node;
  const phrase = inner.name === 'Phrase';
  const words = withoutInvisible(unquote(textOf(reader, inner))).trim();
  const prefix = /[*＊]$/.test(words);
  const text = (prefix ? words.slice(0, -1) : words).trim();
  const error = wordError(text, prefix) ?? (exact ? exactError(reader, node, inner, prefix) : undefined);
  if (error !== undefined) fail(reader, node, error, fixOf(node, words));
  return { kind: 'term', text, phrase, prefix, exact, from: node.from, to: node.to };
}

/** What is wrong with the words of a term, if anything is. */
function wordError(text: string, prefix: boolean): string | undefined {
  if (!/[\p{L}\p{N}]/u.test(text)) return notAWord(text);
  if (/[*＊]/.test(text)) return 'The * stands at the end of a word only.';
  const last = /[\p{L}\p{M}\p{N}]+$/u.exec(text)?.[0] ?? '';
  // One Chinese or Japanese character is a word already.
  const dense = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u.test(last);
  if (prefix && last === '') return 'The * stands right after a letter or digit.';
  if (prefix && [...last].length < 2 && !dense && !/\d/.test(text))
    return 'A prefix needs at least two letters before the *.';
  return undefined;
}

function exactError(reader: Reader, node: SyntaxNode, inner: SyntaxNode, prefix: boolean): string | undefined {
  if (prefix) return 'An exact word cannot end in *.';
  const apart = reader.text.slice(node.firstChild?.to ?? node.from, inner.from);
  return withoutInvisible(apart) === '' ? undefined : 'Write the exact word right after "=", without a space.';
}

function notAWord(text: string): string {
  if (/^&+$/.test(text)) return 'Both words: write AND, or only a space.';
  if (/^\|+$/.test(text)) return 'One word or the other: write OR.';
  if (/^!+$/.test(text)) return 'Without a word: write NOT before it.';
  return 'A word needs at least one letter or digit.';
}

function fixOf(node: SyntaxNode, words: string) {
  const operator = /^&+$/.test(words) ? 'AND' : /^\|+$/.test(words) ? 'OR' : /^!+$/.test(words) ? 'NOT' : undefined;
  return operator === undefined ? undefined : replacement({ from: node.from, to: node.to }, operator);
}
