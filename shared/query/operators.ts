import { AndOp, AtLeastOp, NearOp, NotOp, OrOp } from './parser.terms.js';

/** The token of an operator word, or -1 for any other word. Operators are upper case. */
export function operatorOf(word: string): number {
  if (word === 'AND') return AndOp;
  if (word === 'OR') return OrOp;
  if (word === 'NOT') return NotOp;
  if (/^O?NEAR(\/\d+)?$/.test(word)) return NearOp;
  if (/^ATLEAST\/\d+$/.test(word)) return AtLeastOp;
  return -1;
}
