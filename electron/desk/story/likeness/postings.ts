/** An inverted index from 32-bit keys to stories, in typed arrays: newest entry of a key first. */

const noEntry = -1;

export interface Postings {
  /** Files `item` under `key`. */
  add(key: number, item: number): void;
  /** How many items were filed under `key`. */
  count(key: number): number;
  /** The newest entry of `key`, -1 for none; `itemAt` and `next` go on from there. */
  newest(key: number): number;
  itemAt(entry: number): number;
  next(entry: number): number;
}

export function createPostings(): Postings {
  let mask = (1 << 14) - 1;
  let keys = new Uint32Array(mask + 1);
  let heads = new Int32Array(mask + 1);
  let counts = new Uint32Array(mask + 1);
  let used = 0;
  let items = new Uint32Array(1 << 14);
  let links = new Int32Array(1 << 14);
  let entries = 0;

  /** Where `key` is or would be. A slot whose count is 0 is free. */
  function slotOf(key: number): number {
    let slot = Math.imul(key, 0x9e3779b1) >>> 8;
    for (slot &= mask; counts[slot] !== 0 && keys[slot] !== key; ) slot = (slot + 1) & mask;
    return slot;
  }

  function rehash(): void {
    const [oldKeys, oldHeads, oldCounts] = [keys, heads, counts];
    mask = mask * 2 + 1;
    keys = new Uint32Array(mask + 1);
    heads = new Int32Array(mask + 1);
    counts = new Uint32Array(mask + 1);
    for (let old = 0; old < oldKeys.length; old++) {
      if (oldCounts[old] === 0) continue;
      const slot = slotOf(oldKeys[old] ?? 0);
      keys[slot] = oldKeys[old] ?? 0;
      heads[slot] = oldHeads[old] ?? noEntry;
      counts[slot] = oldCounts[old] ?? 0;
    }
  }

  return {
    add(key, item) {
      let slot = slotOf(key);
      if (counts[slot] === 0) {
        if (++used > mask * 0.6) {
          rehash();
          slot = slotOf(key);
        }
        keys[slot] = key;
        heads[slot] = noEntry;
      }
      if (entries === items.length) {
        const [oldItems, oldLinks] = [items, links];
        items = new Uint32Array(entries * 2);
        items.set(oldItems);
        links = new Int32Array(entries * 2);
        links.set(oldLinks);
      }
      items[entries] = item;
      links[entries] = heads[slot] ?? noEntry;
      heads[slot] = entries++;
      counts[slot] = (counts[slot] ?? 0) + 1;
    },
    count: (key) => counts[slotOf(key)] ?? 0,
    newest(key) {
      const slot = slotOf(key);
      return counts[slot] === 0 ? noEntry : (heads[slot] ?? noEntry);
    },
    itemAt: (entry) => items[entry] ?? 0,
    next: (entry) => links[entry] ?? noEntry,
  };
}
