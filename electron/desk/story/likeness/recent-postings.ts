/**
 * An inverted index from 32-bit keys to stories that holds only the newest of each key, side by side in memory, but
 * counts them all.
 */

/** Stories held of a key. A power of two. */
export const newestHeld = 64;
const firstRoom = 2;
/** Columns of a slot: key, where its stories start, how many were filed, how many there is room for. */
const slotSize = 4;

export class RecentPostings {
  private mask = (1 << 14) - 1;
  private slots = new Int32Array((this.mask + 1) * slotSize);
  private used = 0;
  /** Of each key the stories, the oldest first until `newestHeld` are in, and then in a ring. */
  private items = new Int32Array(1 << 15);
  private itemCount = 0;

  /** Where `key` stands, for `countAt` and `itemAt`; -1 when nothing is filed under it. */
  find(key: number): number {
    const at = this.slotOf(key);
    return this.slots[at + 2] === 0 ? -1 : at;
  }

  /** How many stories were ever filed. */
  countAt(slot: number): number {
    return this.slots[slot + 2] as number;
  }

  count(key: number): number {
    return this.slots[this.slotOf(key) + 2] as number;
  }

  /** How many stories are held; each is `itemAt(slot, n)` for an n below. */
  heldAt(slot: number): number {
    return Math.min(this.slots[slot + 2] as number, newestHeld);
  }

  itemAt(slot: number, n: number): number {
    return this.items[(this.slots[slot + 1] as number) + n] as number;
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
      this.slots[at + 3] = 0;
    }
    const count = this.slots[at + 2] as number;
    if (count === this.slots[at + 3] && count < newestHeld) this.makeRoom(at, count);
    this.items[(this.slots[at + 1] as number) + (count & (newestHeld - 1))] = item;
    this.slots[at + 2] = count + 1;
  }

  /** Moves the stories of a key to where twice as many have room. What they leave is not used again. */
  private makeRoom(at: number, count: number): void {
    const room = count === 0 ? firstRoom : Math.min(count * 2, newestHeld);
    if (this.itemCount + room > this.items.length) {
      const old = this.items;
      this.items = new Int32Array(old.length * 2);
      this.items.set(old);
    }
    const from = this.slots[at + 1] as number;
    for (let n = 0; n < count; n++) this.items[this.itemCount + n] = this.items[from + n] as number;
    this.slots[at + 1] = this.itemCount;
    this.slots[at + 3] = room;
    this.itemCount += room;
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
