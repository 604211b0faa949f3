/** Fields: `title:`, `country:` and the rest, to query nodes. */
import type { SyntaxNode } from '@lezer/common';
import { sourceTypes } from '../model.ts';
import {
  type EntityField,
  entityFields,
  type FactField,
  factFields,
  type Query,
  storyStates,
  type TextField,
  textFields,
} from './ast.ts';
import { readDates } from './dates.ts';
import { withoutInvisible } from './invisible.ts';
import { replacement } from './problem.ts';
import { unquote } from './read-term.ts';
import { fail, isTooDeep, nothing, type Reader, textOf, ungrouped } from './reader.ts';
import { nearest, nearestField } from './suggest.ts';

/** The languages that Sitrep reads, by the names people type. */
const languageCodes: Readonly<Record<string, string>> = {
  english: 'en',
  turkish: 'tr',
  türkçe: 'tr',
  russian: 'ru',
  русский: 'ru',
  ukrainian: 'uk',
  українська: 'uk',
  persian: 'fa',
  farsi: 'fa',
  فارسی: 'fa',
  arabic: 'ar',
  العربية: 'ar',
  hebrew: 'he',
  עברית: 'he',
  french: 'fr',
  français: 'fr',
  german: 'de',
  deutsch: 'de',
  chinese: 'zh',
  中文: 'zh',
};

/** `FIELD:value`. `readWords` reads what a text field holds. */
export function readField(
  reader: Reader,
  node: SyntaxNode,
  depth: number,
  readWords: (node: SyntaxNode, depth: number) => Query,
): Query {
  const [nameNode, valueNode] = [node.firstChild, node.lastChild];
  if (nameNode === null || valueNode === null) return nothing(node);
  const name = fieldName(reader, nameNode);
  const place = { from: node.from, to: node.to };
  const field = knownField(name);
  if (field === undefined) {
    failUnknown(reader, nameNode, name);
    return nothing(node);
  }
  if (withoutInvisible(reader.text.slice(nameNode.to, valueNode.from)) !== '')
    fail(reader, nameNode, `Write the value right after "${name}:", without a space.`, {
      label: 'Take out the space',
      from: nameNode.to,
      to: valueNode.from,
      text: '',
    });
  if (field.kind === 'text') {
    const child = readWords(valueNode, depth + 1);
    checkWords(reader, child);
    return { ...place, kind: 'field', field: field.name, child };
  }
  const one = (value: SyntaxNode): Query =>
    field.kind === 'fact' ? readFact(reader, value, field.name) : readEntity(reader, value, field.name);
  return valueNode.name === 'Group' ? readValues(reader, valueNode, one, depth) : { ...one(valueNode), ...place };
}

/** The name of a `FieldName`, without its colon. */
function fieldName(reader: Reader, node: SyntaxNode): string {
  return withoutInvisible(textOf(reader, node)).normalize('NFKC').slice(0, -1).toLowerCase();
}

type KnownField =
  | { readonly kind: 'text'; readonly name: TextField }
  | { readonly kind: 'fact'; readonly name: FactField }
  | { readonly kind: 'entity'; readonly name: EntityField };

function knownField(name: string): KnownField | undefined {
  const text = textFields.find((known) => known === name);
  if (text !== undefined) return { kind: 'text', name: text };
  const fact = factFields.find((known) => known === name);
  if (fact !== undefined) return { kind: 'fact', name: fact };
  const entity = entityFields.find((known) => known === name);
  return entity === undefined ? undefined : { kind: 'entity', name: entity };
}

function failUnknown(reader: Reader, node: SyntaxNode, name: string): void {
  const near = nearestField(name);
  if (near === undefined)
    fail(reader, node, `There is no field "${name}". To search for a word with a colon, put it in quotation marks.`);
  else
    fail(
      reader,
      node,
      `There is no field "${name}". Did you mean "${near}:"?`,
      replacement({ from: node.from, to: node.to }, `${near}:`),
    );
}

/** `country:(iran OR russia)`: each word of the group is a value. */
function readValues(reader: Reader, group: SyntaxNode, one: (node: SyntaxNode) => Query, depth: number): Query {
  if (isTooDeep(reader, group, depth)) return nothing(group);
  const node = ungrouped(group);
  const place = { from: node.from, to: node.to };
  switch (node.name) {
    case 'And':
    case 'Or': {
      const children = node.getChildren('Expression').map((operand) => readValues(reader, operand, one, depth + 1));
      return { ...place, kind: node.name === 'And' ? 'and' : 'or', children };
    }
    case 'Not': {
      const child = node.getChild('Expression');
      return child === null
        ? nothing(node)
        : { ...place, kind: 'not', child: readValues(reader, child, one, depth + 1) };
    }
    default:
      return one(node);
  }
}

/** The one value of a field, without its quotation marks; undefined, and told, when it is none. */
function readValue(reader: Reader, node: SyntaxNode): string | undefined {
  if (node.name !== 'Word' && node.name !== 'Phrase') {
    fail(reader, node, 'This field takes a word, or a phrase in quotation marks.');
    return undefined;
  }
  const value = withoutInvisible(unquote(textOf(reader, node))).trim();
  if (value === '') fail(reader, node, 'The value is empty.');
  else if (node.name === 'Word' && /[*＊]$/.test(value))
    fail(reader, node, 'This field takes a whole name, without *.');
  else return value;
  return undefined;
}

function readEntity(reader: Reader, node: SyntaxNode, field: EntityField): Query {
  const value = readValue(reader, node);
  return value === undefined ? nothing(node) : { kind: 'entity', field, value, from: node.from, to: node.to };
}

function readFact(reader: Reader, node: SyntaxNode, field: FactField): Query {
  const value = readValue(reader, node);
  if (value === undefined) return nothing(node);
  const fact = (checked: string): Query => ({ kind: 'fact', field, value: checked, from: node.from, to: node.to });
  if (field === 'is') return fact(oneOf(reader, node, field, value, storyStates));
  if (field === 'source') return fact(oneOf(reader, node, field, value.replace(/[\s_]+/g, '-'), sourceTypes));
  return fact(field === 'lang' ? readLanguage(reader, node, value) : value);
}

function oneOf(reader: Reader, node: SyntaxNode, field: string, value: string, known: readonly string[]): string {
  const folded = value.toLowerCase();
  if (known.includes(folded)) return folded;
  const near = nearest(folded, known);
  const asked = near === undefined ? '' : ` Did you mean "${near}"?`;
  fail(
    reader,
    node,
    `"${field}:" takes ${known.join(', ')}.${asked}`,
    near === undefined ? undefined : replacement({ from: node.from, to: node.to }, near),
  );
  return folded;
}

function readLanguage(reader: Reader, node: SyntaxNode, value: string): string {
  const folded = value.toLowerCase();
  if (/^[a-z]{2,3}$/.test(folded)) return folded;
  const code = languageCodes[folded];
  const asked = code === undefined ? '' : ` Did you mean "${code}"?`;
  fail(
    reader,
    node,
    `"lang:" takes a language code such as en, tr or fa.${asked}`,
    code === undefined ? undefined : replacement({ from: node.from, to: node.to }, code),
  );
  return folded;
}

/** Inside `title:(…)` only words can stand: other fields ask about the story, not about its title. */
function checkWords(reader: Reader, query: Query): void {
  switch (query.kind) {
    case 'and':
    case 'or':
      for (const child of query.children) checkWords(reader, child);
      return;
    case 'not':
    case 'atleast':
      checkWords(reader, query.child);
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

/** `date:…` and `seen:…`. */
export function readDateField(reader: Reader, node: SyntaxNode): Query {
  const [name, value] = [node.getChild('DateName'), node.getChild('DateValue')];
  if (name === null || value === null) return nothing(node);
  const span = readDates(withoutInvisible(textOf(reader, value)).normalize('NFKC'));
  if (typeof span === 'string') {
    fail(reader, value, span);
    return nothing(node);
  }
  const field = fieldName(reader, name) === 'seen' ? 'seen' : 'date';
  return { kind: 'date', field, span, from: node.from, to: node.to };
}
