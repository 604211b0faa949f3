/** Whether two texts that share shingles are copies, one frame with different facts, or merely akin. */

export interface SharedText {
  /** Shingles of either at the level compared, and those in both. */
  readonly first: number;
  readonly second: number;
  readonly shared: number;
  /**
   * Facts of the text that has fewer, by kind, and those that both have: a copy may add facts or lose some, but of texts in
   * one frame each has facts of its own.
   */
  readonly numbers: number;
  readonly sharedNumbers: number;
  readonly names: number;
  readonly sharedNames: number;
}

export type Kinship = 'copy' | 'same-frame' | 'akin';

/** Fewer shingles than this prove nothing. */
const fewestShingles = 6;

/**
 * - Copies: Jaccard of at least .55, or .85 of the shorter text in the longer one (measured best on a synthetic stream);
 *   less text is enough where the facts agree as they would after editing, which finds rewritten reports.
 * - One frame: much text is shared, but fewer facts than text. Editing spares facts at least as much as other words: of
 *   two-word shingles an edit leaves the square of the share of words it leaves.
 */
export function judgeCopy(text: SharedText): Kinship {
  const smaller = Math.min(text.first, text.second);
  if (smaller < fewestShingles) return 'akin';
  const containment = text.shared / smaller;
  const jaccard = text.shared / (text.first + text.second - text.shared);
  if (containment > 0.2 && disagree(text, containment)) return 'same-frame';
  if (jaccard >= 0.55 || containment >= 0.85) return 'copy';
  if (containment >= 0.4 && agree(text, containment)) return 'copy';
  // Without facts to go by, half a text in common is taken for a frame: better two events than a false one.
  return text.numbers + text.names < 3 && containment > 0.3 ? 'same-frame' : 'akin';
}

function disagree(text: SharedText, containment: number): boolean {
  const { numbers, sharedNumbers } = text;
  const facts = numbers + text.names;
  const agreeing = sharedNumbers + text.sharedNames;
  if (facts >= 3 && agreeing / facts < containment - 0.12 - 0.5 / facts) return true;
  if (numbers >= 3) return sharedNumbers / numbers < containment - 0.15 - 0.5 / numbers;
  return numbers === 2 && sharedNumbers === 0;
}

function agree(text: SharedText, containment: number): boolean {
  const facts = text.numbers + text.names;
  const agreeing = (text.sharedNumbers + text.sharedNames) / facts;
  // The fewer the facts, the more text must agree.
  if (facts < (containment >= 0.6 ? 3 : 5) || agreeing < Math.max(0.7, Math.sqrt(containment) - 0.05)) return false;
  return text.numbers < 2 || text.sharedNumbers / text.numbers >= 0.6;
}
