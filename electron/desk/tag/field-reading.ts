import type { Words } from './words.ts';

/** What one field of a story says of known words: made by the automaton, filled again for each story. */
export class FieldReading {
  words: Words;
  /** The number of each word, or -1. */
  terms = new Int32Array(1024);
  /** The known starts of word i are `hits` from `hitsFrom[i]` up to `hitsFrom[i + 1]`. */
  hitsFrom = new Int32Array(1025);
  hits = new Int32Array(1024);
  hitCount = 0;
  /** Positions where a name may begin. */
  openings = new Int32Array(1024);
  openingCount = 0;

  constructor(words: Words) {
    this.words = words;
  }

  clear(words: Words): void {
    this.words = words;
    this.hitCount = 0;
    this.openingCount = 0;
    if (words.count < this.terms.length) return;
    this.terms = new Int32Array(words.count * 2);
    this.hitsFrom = new Int32Array(words.count * 2 + 1);
    this.openings = new Int32Array(words.count * 2);
  }

  addHit(start: number): void {
    if (this.hitCount === this.hits.length) {
      const larger = new Int32Array(this.hits.length * 2);
      larger.set(this.hits);
      this.hits = larger;
    }
    this.hits[this.hitCount++] = start;
  }

  addOpening(position: number): void {
    this.openings[this.openingCount++] = position;
  }
}
