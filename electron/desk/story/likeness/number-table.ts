/**
 * A small map from 32-bit keys to numbers that is emptied at once: the working set of one story. Keys and values stand
 * side by side in the order they came in; a table of places finds them.
 */

const firstRoom = 512;
/** Places for a key that there is room for: most keys that are not in are told with one look. */
const placesPerKey = 4;
const highestBase = 1 << 30;

export class NumberTable {
  size = 0;
  /** Only the first `size` of either count. */
  keys = new Uint32Array(firstRoom);
  values = new Float32Array(firstRoom);
  /** What stands at a place is the index of a key and `base`; anything up to `base` is of an earlier story. */
  private places = new Int32Array(firstRoom * placesPerKey);
  private base = 1;

  clear(): void {
    this.base += this.size;
    this.size = 0;
    // Counting on saves clearing; at some point everything is cleared once.
    if (this.base < highestBase) return;
    this.places.fill(0);
    this.base = 1;
  }

  /** Where `key` stands, -1 when it is not in. */
  indexOf(key: number): number {
    return Math.max(-1, (this.places[this.placeOf(key)] as number) - this.base);
  }

  /** The value of `key`, 0 when it is not in. */
  get(key: number): number {
    const index = this.indexOf(key);
    return index < 0 ? 0 : (this.values[index] as number);
  }

  set(key: number, value: number): void {
    const index = this.put(key);
    this.values[index] = value;
  }

  /** Where `key` stands; it is put in with the value 0 when it was not. */
  put(key: number): number {
    let place = this.placeOf(key);
    const index = (this.places[place] as number) - this.base;
    if (index >= 0) return index;
    if (this.size === this.keys.length) {
      this.grow();
      place = this.placeOf(key);
    }
    this.places[place] = this.base + this.size;
    this.keys[this.size] = key;
    this.values[this.size] = 0;
    return this.size++;
  }

  private placeOf(key: number): number {
    const { places, keys, base } = this;
    const mask = places.length - 1;
    const wanted = key >>> 0;
    let place = (Math.imul(key, 0x9e3779b1) >>> 12) & mask;
    for (;;) {
      const index = (places[place] as number) - base;
      if (index < 0 || keys[index] === wanted) return place;
      place = (place + 1) & mask;
    }
  }

  private grow(): void {
    const { keys, values } = this;
    this.keys = new Uint32Array(keys.length * 2);
    this.keys.set(keys);
    this.values = new Float32Array(keys.length * 2);
    this.values.set(values);
    this.places = new Int32Array(this.keys.length * placesPerKey);
    this.base = 1;
    for (let index = 0; index < this.size; index++) this.places[this.placeOf(keys[index] as number)] = index + 1;
  }
}
