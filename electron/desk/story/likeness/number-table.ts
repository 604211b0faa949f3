/** A small map from 32-bit keys to numbers that is emptied at once: the working set of one story. */

export class NumberTable {
  size = 0;
  /** The keys in the order they came in; only the first `size` count. */
  keys = new Uint32Array(512);
  private mask = 1023;
  private slots = new Uint32Array(1024);
  private stamps = new Uint32Array(1024);
  private values = new Float32Array(1024);
  private stamp = 1;

  clear(): void {
    this.size = 0;
    // Stamps save clearing; when they run out, everything is cleared once.
    if (++this.stamp === 0xffffffff) {
      this.stamps.fill(0);
      this.stamp = 1;
    }
  }

  /** The value of `key`, 0 when it is not in. */
  get(key: number): number {
    const slot = this.slotOf(key);
    return this.stamps[slot] === this.stamp ? (this.values[slot] as number) : 0;
  }

  has(key: number): boolean {
    return this.stamps[this.slotOf(key)] === this.stamp;
  }

  set(key: number, value: number): void {
    let slot = this.slotOf(key);
    if (this.stamps[slot] !== this.stamp) {
      if (this.size === this.keys.length) {
        this.grow();
        slot = this.slotOf(key);
      }
      this.stamps[slot] = this.stamp;
      this.slots[slot] = key;
      this.keys[this.size++] = key;
    }
    this.values[slot] = value;
  }

  private slotOf(key: number): number {
    const { mask, slots, stamps, stamp } = this;
    let slot = (Math.imul(key, 0x9e3779b1) >>> 12) & mask;
    while (stamps[slot] === stamp && slots[slot] !== key) slot = (slot + 1) & mask;
    return slot;
  }

  private grow(): void {
    const held = this.keys.slice(0, this.size);
    const old = Float32Array.from(held, (key) => this.get(key));
    this.mask = this.mask * 2 + 1;
    this.slots = new Uint32Array(this.mask + 1);
    this.stamps = new Uint32Array(this.mask + 1);
    this.values = new Float32Array(this.mask + 1);
    this.keys = new Uint32Array((this.mask + 1) / 2);
    this.size = 0;
    this.stamp = 1;
    for (const [index, key] of held.entries()) this.set(key, old[index] ?? 0);
  }
}
