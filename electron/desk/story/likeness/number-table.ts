/** A small map from 32-bit keys to numbers that is emptied at once: the working set of one story. */
export interface NumberTable {
  clear(): void;
  /** The value of `key`, 0 when it is not in. */
  get(key: number): number;
  set(key: number, value: number): void;
  has(key: number): boolean;
  readonly size: number;
  /** The keys in the order they came in; only the first `size` count. */
  readonly keys: Uint32Array;
}

export function createNumberTable(): NumberTable {
  let mask = 4095;
  let slots = new Uint32Array(mask + 1);
  let stamps = new Uint32Array(mask + 1);
  let values = new Float32Array(mask + 1);
  let keys = new Uint32Array(2048);
  let stamp = 1;
  let size = 0;

  function slotOf(key: number): number {
    let slot = (Math.imul(key, 0x9e3779b1) >>> 12) & mask;
    while (stamps[slot] === stamp && slots[slot] !== key) slot = (slot + 1) & mask;
    return slot;
  }

  function grow(): void {
    const held = keys.slice(0, size).map((key) => key);
    const old = Float32Array.from(held, (key) => values[slotOf(key)] ?? 0);
    mask = mask * 2 + 1;
    slots = new Uint32Array(mask + 1);
    stamps = new Uint32Array(mask + 1);
    values = new Float32Array(mask + 1);
    keys = new Uint32Array((mask + 1) / 2);
    size = 0;
    stamp = 1;
    for (const [index, key] of held.entries()) table.set(key, old[index] ?? 0);
  }

  const table: NumberTable = {
    clear() {
      size = 0;
      // Stamps save clearing; when they run out, everything is cleared once.
      if (++stamp === 0xffffffff) {
        stamps.fill(0);
        stamp = 1;
      }
    },
    get(key) {
      const slot = slotOf(key);
      return stamps[slot] === stamp ? (values[slot] ?? 0) : 0;
    },
    has: (key) => stamps[slotOf(key)] === stamp,
    set(key, value) {
      let slot = slotOf(key);
      if (stamps[slot] !== stamp) {
        if (size === keys.length) {
          grow();
          slot = slotOf(key);
        }
        stamps[slot] = stamp;
        slots[slot] = key;
        keys[size++] = key;
      }
      values[slot] = value;
    },
    get size() {
      return size;
    },
    get keys() {
      return keys;
    },
  };
  return table;
}
