/** Ties a compiled query to the leaves of a story's positions, so that asking it compares numbers. */
import type { Compiled, Operand } from './compile.ts';
import { fieldNumbers, type StoryPositions } from './story-positions.ts';

export interface BoundPhrase {
  readonly kind: 'phrase';
  /** One leaf a word; only the last may be a prefix. */
  readonly leaves: readonly number[];
  readonly exactText: string | undefined;
}

export type BoundOperand = BoundPhrase | { readonly kind: 'any'; readonly operands: readonly BoundOperand[] };

/** As `Compiled`, with numbers for words and fields. */
export type Bound =
  | {
      readonly kind: 'text';
      readonly operand: BoundOperand;
      readonly fields: readonly number[];
      /** The leaf, where a single word is asked for in title and text; else -1. */
      readonly only: number;
    }
  | { readonly kind: 'and' | 'or'; readonly children: readonly Bound[] }
  | { readonly kind: 'not'; readonly child: Bound }
  | {
      readonly kind: 'near';
      readonly left: BoundOperand;
      readonly right: BoundOperand;
      readonly distance: number;
      readonly ordered: boolean;
      readonly fields: readonly number[];
    }
  | {
      readonly kind: 'atleast';
      readonly count: number;
      readonly operand: BoundOperand;
      readonly fields: readonly number[];
    }
  | (Compiled & { readonly kind: 'entity' | 'feed' | 'fact' })
  | {
      readonly kind: 'regex';
      readonly pattern: (Compiled & { kind: 'regex' })['pattern'];
      readonly fields: readonly number[];
    };

export function bind(query: Compiled, positions: StoryPositions): Bound {
  const fieldsOf = (fields: readonly (keyof typeof fieldNumbers)[]): number[] =>
    fields.map((name) => {
      positions.useField(fieldNumbers[name]);
      return fieldNumbers[name];
    });
  switch (query.kind) {
    case 'text': {
      const operand = bindOperand(query.operand, positions);
      const fields = fieldsOf(query.fields);
      return { kind: 'text', operand, fields, only: onlyLeaf(operand, fields) };
    }
    case 'and':
    case 'or':
      // What costs least is asked first; the meaning does not depend on the order.
      return {
        kind: query.kind,
        children: query.children.map((child) => bind(child, positions)).sort((a, b) => effort(a) - effort(b)),
      };
    case 'not':
      return { kind: 'not', child: bind(query.child, positions) };
    case 'near':
      return {
        ...query,
        left: bindOperand(query.left, positions),
        right: bindOperand(query.right, positions),
        fields: fieldsOf(query.fields),
      };
    case 'atleast':
      return { ...query, operand: bindOperand(query.operand, positions), fields: fieldsOf(query.fields) };
    case 'regex':
      return { ...query, fields: fieldsOf(query.fields) };
    default:
      return query;
  }
}

function bindOperand(operand: Operand, positions: StoryPositions): BoundOperand {
  if (operand.kind === 'any')
    return { kind: 'any', operands: operand.operands.map((one) => bindOperand(one, positions)) };
  const { terms, prefix, exactText } = operand;
  const last = terms.length - 1;
  const leaves = terms.map((term, index) => (prefix && index === last ? positions.prefix(term) : positions.term(term)));
  return { kind: 'phrase', leaves, exactText };
}

function onlyLeaf(operand: BoundOperand, fields: readonly number[]): number {
  const isPlain = operand.kind === 'phrase' && operand.leaves.length === 1 && operand.exactText === undefined;
  const isEverywhere = fields.length === 2 && fields.includes(fieldNumbers.title) && fields.includes(fieldNumbers.body);
  return isPlain && isEverywhere ? (operand.leaves[0] ?? -1) : -1;
}

function effort(query: Bound): number {
  switch (query.kind) {
    case 'text':
      return query.operand.kind === 'phrase' && query.operand.leaves.length === 1 ? 1 : 4;
    case 'and':
    case 'or':
      return query.children.reduce((sum, child) => sum + effort(child), 1);
    case 'not':
      return effort(query.child);
    case 'near':
    case 'atleast':
      return 8;
    case 'regex':
      return 1000;
    default:
      return 1;
  }
}
