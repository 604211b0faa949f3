import { withoutInvisible } from './invisible.ts';
import { AndOp, AtLeastOp, NearOp, NotOp, OrOp } from './parser.terms.js';

/** The token of an operator word, or -1 for any other word. Operators are upper case, in wide letters too. */
export function operatorOf(word: string): number {
  const spelling = spelledOperator(word);
  if (spelling === 'AND') return AndOp;
  if (spelling === 'OR') return OrOp;
  if (spelling === 'NOT') return NotOp;
  if (/^O?NEAR(\/\d+)?$/.test(spelling)) return NearOp;
  if (/^ATLEAST\/\d+$/.test(spelling)) return AtLeastOp;
  return -1;
}

/** An operator as the grammar spells it: `ＮＥＡＲ／５` is `NEAR/5`. */
export function spelledOperator(word: string): string {
  return withoutInvisible(word).normalize('NFKC');
}
