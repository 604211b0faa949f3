/**
 * An inverted index from 32-bit keys to stories. A key's number, newest entry and count stand side by side, and so do an
 * entry's item and the entry before it: what costs time here is memory that is not in the processor's cache.
 */

const noEntry = -1;
/** Columns of a slot: key, newest entry, count. The fourth keeps slots from lying across two cache lines. */
const slotSize = 4;

export class Postings {
  private mask = (1 << 14) - 1;
  private slots = new Int32Array((this.mask + 1) * slotSize);
  private used = 0;
  /** Item and next older entry, by turns. */
  private entries = new Int32Array(1 << 15);
  private entryCount = 0;

  /** Where `key` stands, for `countAt` and `newestAt`; -1 when nothing is filed under it. */
  find(key: number): number {
    const at = this.slotOf(key);
    return this.slots[at + 2] === 0 ? noEntry : at;
  }

  /** How many items were filed. */
  countAt(slot: number): number {
    return this.slots[slot + 2] as number;
  }

  count(key: number): number {
    return this.slots[this.slotOf(key) + 2] as number;
  }

  /** The newest entry; `itemAt` and `next` go on from there, until -1. */
  newestAt(slot: number): number {
    return this.slots[slot + 1] as number;
  }

  itemAt(entry: number): number {
    return this.entries[entry] as number;
  }

  next(entry: number): number {
    return this.entries[entry + 1] as number;
  }

  /** Files `item` under `key`. */
  add(key: number, item: number): void {
    let at = this.slotOf(key);
    if (this.slots[at + 2] === 0) {
      if (++this.used > this.mask * 0.6) {
        this.rehash();
        at = this.slotOf(key);
      }
      this.slots[at] = key;
      this.slots[at + 1] = noEntry;
    }
    if (this.entryCount === this.entries.length) {
      const old = this.entries;
      this.entries = new Int32Array(old.length * 2);
      this.entries.set(old);
    }
    this.entries[this.entryCount] = item;
    this.entries[this.entryCount + 1] = this.slots[at + 1] as number;
    this.slots[at + 1] = this.entryCount;
    this.slots[at + 2] = (this.slots[at + 2] as number) + 1;
    this.entryCount += 2;
  }

  /** Where `key` is or would be. A slot whose count is 0 is free. */
  private slotOf(key: number): number {
    const { slots, mask } = this;
    const wanted = key | 0;
    let slot = (Math.imul(key, 0x9e3779b1) >>> 8) & mask;
    while (slots[slot * slotSize + 2] !== 0 && slots[slot * slotSize] !== wanted) slot = (slot + 1) & mask;
    return slot * slotSize;
  }

  private rehash(): void {
    const old = this.slots;
    this.mask = this.mask * 2 + 1;
    this.slots = new Int32Array((this.mask + 1) * slotSize);
    for (let from = 0; from < old.length; from += slotSize)
      if (old[from + 2] !== 0) this.slots.set(old.subarray(from, from + slotSize), this.slotOf(old[from] as number));
  }
}
