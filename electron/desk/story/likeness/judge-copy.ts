/** Whether two texts that share shingles are copies, one frame with different facts, or merely akin. */

export interface SharedText {
  /** Shingles of either at the level compared, and those in both. */
  readonly first: number;
  readonly second: number;
  readonly shared: number;
  /** Facts of the shorter text, and those of them that the longer one has too. */
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
 *   less text is enough where nearly all of at least five facts agree, which finds rewritten reports.
 * - One frame: much text is shared, but fewer facts than text. Editing spares facts at least as much as other words: of
 *   two-word shingles an edit leaves the square of the share of words it leaves.
 */
export function judgeCopy(text: SharedText): Kinship {
  const smaller = Math.min(text.first, text.second);
  if (smaller < fewestShingles) return 'akin';
  const containment = text.shared / smaller;
  const jaccard = text.shared / (text.first + text.second - text.shared);
  const facts = text.numbers + text.names;
  const agreeing = text.sharedNumbers + text.sharedNames;
  if (containment > 0.2 && disagree(text, containment)) return 'same-frame';
  if (jaccard >= 0.55 || containment >= 0.85) return 'copy';
  if (containment >= 0.4 && facts >= 5 && agreeing >= facts * 0.85) return 'copy';
  // Without facts to go by, half a text in common is taken for a frame: better two events than a false one.
  return facts < 3 && containment > 0.3 ? 'same-frame' : 'akin';
}

function disagree(text: SharedText, containment: number): boolean {
  const facts = text.numbers + text.names;
  const agreeing = text.sharedNumbers + text.sharedNames;
  if (facts >= 3 && agreeing / facts < containment - 0.1 - 0.5 / facts) return true;
  return text.numbers >= 3 && text.sharedNumbers / text.numbers < containment - 0.15 - 0.5 / text.numbers;
}
