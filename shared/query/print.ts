import type { Age, DaySpan, Query } from './ast.ts';

/** The query as text, in one spelling: parsing what it gives and printing that gives the same text. */
export function printQuery(query: Query): string {
  return print(query, 0);
}

const strength = { or: 1, and: 2, near: 3, not: 4 } as const;

function print(query: Query, around: number): string {
  switch (query.kind) {
    case 'or':
    case 'and': {
      const own = strength[query.kind];
      const joined = query.children.map((child) => print(child, own)).join(query.kind === 'or' ? ' OR ' : ' AND ');
      return own <= around ? `(${joined})` : joined;
    }
    case 'near': {
      const operator = `${query.ordered ? 'ONEAR' : 'NEAR'}/${query.distance}`;
      const text = `${print(query.left, strength.near)} ${operator} ${print(query.right, strength.near)}`;
      return strength.near <= around ? `(${text})` : text;
    }
    case 'not': {
      // A second NOT needs no parentheses: they would nest deeper than what was read.
      const text = `NOT ${print(query.child, query.child.kind === 'not' ? strength.near : strength.not)}`;
      return strength.not <= around ? `(${text})` : text;
    }
    case 'atleast':
      return `ATLEAST/${query.count}(${print(query.child, 0)})`;
    case 'field':
      return `${query.field}:${isSimple(query.child) ? print(query.child, 0) : `(${print(query.child, 0)})`}`;
    case 'fact':
    case 'entity':
      return `${query.field}:${printValue(query.value)}`;
    case 'date':
      return `${query.field}:${printSpan(query.span)}`;
    case 'regex':
      return `/${query.pattern.replace(/\//g, '\\/')}/${query.flags}`;
    case 'saved':
      return `@${/^[\p{L}\p{M}\p{N}_]+$/u.test(query.name) ? query.name : `"${query.name}"`}`;
    case 'term':
      return `${query.exact ? '=' : ''}${printTerm(query)}`;
    default:
      return query satisfies never;
  }
}

function isSimple(query: Query): boolean {
  return query.kind === 'term' || query.kind === 'regex';
}

function printTerm({ text, phrase, prefix }: Query & { readonly kind: 'term' }): string {
  const star = prefix ? '*' : '';
  return phrase ? quote(`${text}${star}`) : `${text}${star}`;
}

function printValue(value: string): string {
  return /^[\p{L}\p{N}_.]+(-[\p{L}\p{N}_.]+)*$/u.test(value) && !/^(AND|OR|NOT|O?NEAR)$/.test(value)
    ? value
    : quote(value);
}

const quotationMarks = ['""', '«»', '“”', '„“', '‹›', '「」', '『』'] as const;

/** In the first quotation marks that the text does not contain. */
function quote(text: string): string {
  for (const marks of quotationMarks)
    if (
      ![...marks, ...(marks === '“”' || marks === '„“' ? '"“”„' : marks === '""' ? '＂' : '')].some((mark) =>
        text.includes(mark),
      )
    )
      return `${marks.charAt(0)}${text}${marks.charAt(1)}`;
  return `"${text.replace(/["＂]/g, ' ').trim()}"`;
}

function printSpan(span: DaySpan | Age): string {
  if (span.kind === 'age') {
    const hours = span.ms / 3_600_000;
    if (!Number.isInteger(hours)) return `${span.ms / 60_000}min`;
    return hours % 24 === 0 && hours > 0 ? `${hours / 24}d` : `${hours}h`;
  }
  if (span.first === span.last) return span.first ?? '';
  if (span.first === undefined) return `<=${span.last ?? ''}`;
  return span.last === undefined ? `>=${span.first}` : `${span.first}..${span.last}`;
}
