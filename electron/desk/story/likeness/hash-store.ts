/**
 * What is kept of each story in hashes, many stories to a column: a typed array of its own for each would cost as much
 * memory as what is in it.
 */

/** A story's shingles, numbers, names and features, in this order and without gaps from `start` on. */
export interface StoredHashes {
  column: Uint32Array;
  start: number;
  readonly shingles: number;
  readonly numbers: number;
  readonly names: number;
  readonly features: number;
}

export const numbersAt = ({ start, shingles }: StoredHashes): number => start + shingles;
export const featuresAt = ({ start, shingles, numbers, names }: StoredHashes): number =>
  start + shingles + numbers + names;
export const hashesEnd = (stored: StoredHashes): number => featuresAt(stored) + stored.features;

const columnLength = 1 << 15;

export class HashStore {
  private column = new Uint32Array(columnLength);
  private length = 0;

  /** Where `count` hashes can be written to in one piece: `column` from `start` on. They are taken. */
  take(count: number): { readonly column: Uint32Array; readonly start: number } {
    if (this.length + count > this.column.length) {
      this.column = new Uint32Array(Math.max(columnLength, count));
      this.length = 0;
    }
    const start = this.length;
    this.length += count;
    return { column: this.column, start };
  }

  /** Copies what is kept of a story here from another store. */
  adopt(stored: StoredHashes): void {
    const { column, start } = this.take(hashesEnd(stored) - stored.start);
    column.set(stored.column.subarray(stored.start, hashesEnd(stored)), start);
    stored.column = column;
    stored.start = start;
  }
}
