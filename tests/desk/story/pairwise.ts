/** How well groups agree with labels, over pairs of stories. */
export interface PairScore {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
}

/** Compares two partitions of the same items; `groups` and `labels` give each item's group and label. */
export function pairwise(groups: readonly unknown[], labels: readonly unknown[]): PairScore {
  let both = 0;
  let grouped = 0;
  let labelled = 0;
  for (let a = 0; a < groups.length; a++)
    for (let b = 0; b < a; b++) {
      const together = groups[a] === groups[b];
      const alike = labels[a] === labels[b];
      if (together) grouped++;
      if (alike) labelled++;
      if (together && alike) both++;
    }
  const precision = grouped === 0 ? 1 : both / grouped;
  const recall = labelled === 0 ? 1 : both / labelled;
  return { precision, recall, f1: precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall) };
}
