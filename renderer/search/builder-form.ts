/** What the builder asks, as a query and back. What it has no field for, it keeps as it was typed. */
import { type Query, type TermQuery, type TextField, textFields } from '../../shared/query/ast.ts';
import { parseQuery } from '../../shared/query/parse.ts';
import { printQuery } from '../../shared/query/print.ts';

export const rowKinds = ['all', 'any', 'none', 'phrase', 'near', 'query'] as const;
export type RowKind = (typeof rowKinds)[number];

export interface WordRow {
  readonly kind: RowKind;
  /** Words parted by spaces, phrases in quotation marks; for `query` a piece of a query. */
  readonly words: string;
  /** The other side of `near`. */
  readonly other: string;
  readonly distance: number;
  /** Empty: title and text. */
  readonly field: TextField | '';
}

export interface PickedTag {
  readonly entityId: string;
  readonly label: string;
}

export interface BuilderForm {
  readonly rows: readonly WordRow[];
  /** Stories with any of them. */
  readonly tags: readonly PickedTag[];
  readonly languages: readonly string[];
  readonly feeds: readonly string[];
  /** As after `date:`; empty for any time. */
  readonly date: string;
}

export const emptyRow: WordRow = { kind: 'all', words: '', other: '', distance: 5, field: '' };
export const emptyForm: BuilderForm = { rows: [emptyRow], tags: [], languages: [], feeds: [], date: '' };

/** The query of a form; empty for an empty one. */
export function writeQuery({ rows, tags, languages, feeds, date }: BuilderForm): string {
  const parts = [
    ...rows.map(writeRow),
    writeValues(
      'tag',
      tags.map(({ entityId }) => entityId),
    ),
    writeValues('lang', languages),
    writeValues('feed', feeds),
    date === '' ? '' : `date:${date}`,
  ].filter((part) => part !== '');
  const [only] = parts;
  // Alone, a group needs no parentheses.
  return parts.length === 1 && only !== undefined ? only.replace(/^\(([^()]*)\)$/, '$1') : parts.join(' ');
}

function writeRow({ kind, words, other, distance, field }: WordRow): string {
  if (kind === 'query') return writePiece(words);
  const terms = splitWords(words);
  if (kind === 'phrase') return words.trim() === '' ? '' : inField(field, quoted(words));
  if (terms.length === 0) return '';
  switch (kind) {
    case 'all':
      return field === '' ? terms.join(' ') : inField(field, grouped(terms, ' '));
    case 'any':
      return inField(field, grouped(terms, ' OR '));
    case 'none':
      return `-${inField(field, grouped(terms, ' OR '))}`;
    case 'near': {
      const right = splitWords(other);
      if (right.length === 0) return inField(field, grouped(terms, ' OR '));
      const near = `${grouped(terms, ' OR ')} NEAR/${distance} ${grouped(right, ' OR ')}`;
      return field === '' ? near : `${field}:(${near})`;
    }
    default:
      return kind satisfies never;
  }
}

/** A piece of a query among others: an OR needs its parentheses. */
function writePiece(text: string): string {
  const parsed = parseQuery(text);
  return parsed.ok && parsed.query.kind === 'or' ? `(${text.trim()})` : text.trim();
}

function inField(field: string, text: string): string {
  return field === '' ? text : `${field}:${text}`;
}

function grouped(terms: readonly string[], joint: string): string {
  return terms.length === 1 ? (terms[0] ?? '') : `(${terms.join(joint)})`;
}

function writeValues(field: string, values: readonly string[]): string {
  const terms = values.map((value) => (/^[\p{L}\p{N}_.]+$/u.test(value) ? value : quoted(value)));
  return terms.length === 0 ? '' : `${field}:${grouped(terms, ' OR ')}`;
}

/** Words as typed by people who do not type operators: what is more than a word becomes a phrase. */
function splitWords(text: string): string[] {
  const found = text.match(/=?"[^"]*"|[^\s"]+/g) ?? [];
  return found.flatMap((word) => {
    if (/^=?"/.test(word)) return /[\p{L}\p{N}]/u.test(word) ? [word] : [];
    const isPlain = /^=?[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}'’._+&-]|\u200c|\u200d)*\*?$/u.test(word);
    const isOperator = /^(AND|OR|NOT|O?NEAR|ATLEAST)$/.test(word);
    if (isPlain && !isOperator) return [word];
    return /[\p{L}\p{N}]/u.test(word) ? [quoted(word)] : [];
  });
}

function quoted(text: string): string {
  return `"${text.replaceAll('"', ' ').trim()}"`;
}

/** The form of a query; undefined when the query has an error. Writing it asks the same. */
export function readForm(text: string): BuilderForm | undefined {
  if (text.trim() === '') return emptyForm;
  const parsed = parseQuery(text);
  if (!parsed.ok) return undefined;
  let form: BuilderForm = { ...emptyForm, rows: [] };
  for (const child of parsed.query.kind === 'and' ? parsed.query.children : [parsed.query]) form = addPart(form, child);
  return form.rows.length === 0 ? { ...form, rows: [emptyRow] } : form;
}

function addPart(form: BuilderForm, part: Query): BuilderForm {
  const [tags, languages, feeds] = [valuesOf(part, 'tag'), valuesOf(part, 'lang'), valuesOf(part, 'feed')];
  if (tags !== undefined && form.tags.length === 0)
    return { ...form, tags: tags.map((value) => ({ entityId: value, label: value })) };
  if (languages !== undefined && form.languages.length === 0) return { ...form, languages };
  if (feeds !== undefined && form.feeds.length === 0) return { ...form, feeds };
  if (part.kind === 'date' && part.field === 'date' && form.date === '')
    return { ...form, date: printQuery(part).slice('date:'.length) };
  const row = readRow(part) ?? { ...emptyRow, kind: 'query' as const, words: printQuery(part) };
  const before = form.rows.at(-1);
  // Words that stood beside each other share a row.
  if (row.kind === 'all' && before?.kind === 'all' && before.field === '' && row.field === '')
    return { ...form, rows: [...form.rows.slice(0, -1), { ...before, words: `${before.words} ${row.words}` }] };
  return { ...form, rows: [...form.rows, row] };
}

/** The values of `field:a` or `field:(a OR b)`. */
function valuesOf(part: Query, field: 'tag' | 'lang' | 'feed'): string[] | undefined {
  if (part.kind === 'or') {
    const values = part.children.map((child) => valuesOf(child, field)?.[0]);
    return values.every((value) => value !== undefined) ? values : undefined;
  }
  if ((part.kind === 'fact' || part.kind === 'entity') && part.field === field) return [part.value];
  return undefined;
}

function readRow(part: Query): WordRow | undefined {
  if (part.kind === 'field' && textFields.includes(part.field)) {
    const row = readRow(part.child) ?? readAll(part.child);
    return row === undefined || row.field !== '' || row.kind === 'none' ? undefined : { ...row, field: part.field };
  }
  if (part.kind === 'not') {
    const inside = part.child.kind === 'field' ? part.child : undefined;
    const words = termsOf(inside?.child ?? part.child);
    return words === undefined ? undefined : { ...emptyRow, kind: 'none', words, field: inside?.field ?? '' };
  }
  if (part.kind === 'term' && part.phrase && !part.exact && !part.prefix)
    return { ...emptyRow, kind: 'phrase', words: part.text };
  if (part.kind === 'term') return { ...emptyRow, words: termText(part) };
  if (part.kind === 'near' && !part.ordered) {
    const [words, other] = [termsOf(part.left), termsOf(part.right)];
    if (words === undefined || other === undefined) return undefined;
    return { ...emptyRow, kind: 'near', words, other, distance: part.distance };
  }
  const words = part.kind === 'or' ? termsOf(part) : undefined;
  return words === undefined ? undefined : { ...emptyRow, kind: 'any', words };
}

/** `title:(a b)`. */
function readAll(part: Query): WordRow | undefined {
  if (part.kind !== 'and') return undefined;
  const words = part.children.map((child) => (child.kind === 'term' ? termText(child) : undefined));
  return words.every((word) => word !== undefined) ? { ...emptyRow, words: words.join(' ') } : undefined;
}

/** A term, or terms joined by OR, as words parted by spaces. */
function termsOf(part: Query): string | undefined {
  if (part.kind === 'term') return termText(part);
  if (part.kind !== 'or') return undefined;
  const words = part.children.map((child) => (child.kind === 'term' ? termText(child) : undefined));
  return words.every((word) => word !== undefined) ? words.join(' ') : undefined;
}

function termText(term: TermQuery): string {
  const text = `${term.text}${term.prefix ? '*' : ''}`;
  return `${term.exact ? '=' : ''}${term.phrase ? quoted(text) : text}`;
}
