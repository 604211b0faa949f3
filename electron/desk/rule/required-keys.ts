/** What a story must have to be worth asking a query of it: the rarest words that the query cannot do without. */
import type { Bound, BoundOperand } from './bind.ts';

/** A word or a tag that opens a query, or a branch of it; `guard` is another leaf which that branch needs, or -1. */
export interface Key {
  readonly leaf: number;
  readonly tag?: string;
  readonly guard: number;
}

export interface Keys {
  /** A story that meets the query has one of them at least, together with its guard. */
  readonly keys: readonly Key[];
  /** The share of stories that have one of them, as far as is known. */
  readonly share: number;
}

/** The share of stories that a leaf stands in. */
type ShareOf = (leaf: number) => number;

/** The rarest set of keys of `query`; undefined when a story may meet it without any. */
export function requiredKeys(query: Bound, share: ShareOf): Keys | undefined {
  switch (query.kind) {
    case 'text':
    case 'atleast':
      return operandKeys(query.operand, share);
    case 'near':
      return rarest([operandKeys(query.left, share), operandKeys(query.right, share)], share);
    case 'and':
      return rarest(
        query.children.map((child) => requiredKeys(child, share)),
        share,
      );
    case 'or':
      return union(query.children.map((child) => requiredKeys(child, share)));
    case 'entity':
      return { keys: [...query.ids].map((tag) => ({ leaf: -1, tag, guard: -1 })), share: 0.05 };
    default:
      return undefined;
  }
}

function operandKeys(operand: BoundOperand, share: ShareOf): Keys | undefined {
  if (operand.kind === 'any') return union(operand.operands.map((one) => operandKeys(one, share)));
  // A phrase of no words stands nowhere.
  if (operand.leaves.length === 0) return { keys: [], share: 0 };
  return rarest(
    operand.leaves.map((leaf) => ({ keys: [{ leaf, guard: -1 }], share: share(leaf) })),
    share,
  );
}

function union(parts: readonly (Keys | undefined)[]): Keys | undefined {
  const known = parts.filter((part) => part !== undefined);
  if (known.length < parts.length) return undefined;
  return { keys: known.flatMap(({ keys }) => keys), share: known.reduce((sum, part) => sum + part.share, 0) };
}

/** Of parts that must all hold the rarest, guarded by the next one that is a single leaf. */
function rarest(parts: readonly (Keys | undefined)[], share: ShareOf): Keys | undefined {
  let best: Keys | undefined;
  for (const part of parts) if (part !== undefined && (best === undefined || part.share < best.share)) best = part;
  if (best === undefined) return undefined;
  let guard = -1;
  for (const part of parts) {
    const leaf = part === best || part?.keys.length !== 1 ? -1 : (part.keys[0]?.leaf ?? -1);
    if (leaf >= 0 && (guard < 0 || share(leaf) < share(guard))) guard = leaf;
  }
  if (guard < 0) return best;
  const isBetter = (than: number): boolean => than < 0 || share(guard) < share(than);
  return { keys: best.keys.map((key) => (isBetter(key.guard) ? { ...key, guard } : key)), share: best.share };
}
