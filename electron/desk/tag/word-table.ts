/**
 * Words by hash: which of many known words one of a story's is, told from its folded units without making a string.
 * Open addressing (Knuth, The Art of Computer Programming 3, 6.4); a byte of each word's hash stands beside its slot,
 * so that nearly every word that is not known costs one look.
 */
import { firstHash, nextHash } from './words.ts';

export class WordTable {
  /** How many words it holds; they are numbered from 0 in the order they came. */
  size = 0;
  private capacity = 1024;
  private slots = new Int32Array(this.capacity).fill(-1);
  private marks = new Uint8Array(this.capacity);
  private hashes = new Int32Array(512);
  private starts = new Int32Array(513);
  private units = new Uint16Array(4096);

  /** The number of `word`, which is added when it is not there. */
  intern(word: string): number {
    let hash = firstHash;
    for (let index = 0; index < word.length; index++) hash = nextHash(hash, word.charCodeAt(index));
    const known = this.findText(word, hash);
    return known >= 0 ? known : this.add(word, hash);
  }

  /** The number of the word `units[from..to)` with this hash, or -1. */
  find(units: Uint16Array, from: number, to: number, hash: number): number {
    const mask = this.capacity - 1;
    const mark = markOf(hash);
    for (let slot = slotOf(hash, mask); ; slot = (slot + 1) & mask) {
      const marked = this.marks[slot];
      if (marked === 0) return -1;
      if (marked !== mark) continue;
      const id = this.slots[slot] as number;
      if (this.hashes[id] === hash && this.reads(id, units, from, to)) return id;
    }
  }

  lengthOf(id: number): number {
    return (this.starts[id + 1] as number) - (this.starts[id] as number);
  }

  wordOf(id: number): string {
    return String.fromCharCode(...this.units.subarray(this.starts[id], this.starts[id + 1]));
  }

  /** Whether `units` from `from` on start with this word. */
  startsAt(id: number, units: Uint16Array, from: number, to: number): boolean {
    const length = this.lengthOf(id);
    return length <= to - from && this.reads(id, units, from, from + length);
  }

  private reads(id: number, units: Uint16Array, from: number, to: number): boolean {
    const start = this.starts[id] as number;
    if ((this.starts[id + 1] as number) - start !== to - from) return false;
    for (let index = from; index < to; index++) if (this.units[start + index - from] !== units[index]) return false;
    return true;
  }

  private findText(word: string, hash: number): number {
    const units = word.length <= scratch.length ? scratch : new Uint16Array(word.length);
    for (let index = 0; index < word.length; index++) units[index] = word.charCodeAt(index);
    return this.find(units, 0, word.length, hash);
  }

  private add(word: string, hash: number): number {
    const id = this.size++;
    if (this.size * 2 > this.capacity) this.rehash();
    if (this.size >= this.hashes.length) {
      this.hashes = grown(this.hashes, this.size * 2);
      this.starts = grown(this.starts, this.size * 2 + 1);
    }
    const start = this.starts[id] as number;
    while (start + word.length > this.units.length) {
      const larger = new Uint16Array(this.units.length * 2);
      larger.set(this.units);
      this.units = larger;
    }
    for (let index = 0; index < word.length; index++) this.units[start + index] = word.charCodeAt(index);
    this.starts[id + 1] = start + word.length;
    this.hashes[id] = hash;
    this.place(id, hash);
    return id;
  }

  private place(id: number, hash: number): void {
    const mask = this.capacity - 1;
    let slot = slotOf(hash, mask);
    while (this.marks[slot] !== 0) slot = (slot + 1) & mask;
    this.slots[slot] = id;
    this.marks[slot] = markOf(hash);
  }

  private rehash(): void {
    this.capacity *= 4;
    this.slots = new Int32Array(this.capacity).fill(-1);
    this.marks = new Uint8Array(this.capacity);
    for (let id = 0; id < this.size - 1; id++) this.place(id, this.hashes[id] as number);
  }
}

const scratch = new Uint16Array(64);

function slotOf(hash: number, mask: number): number {
  return (hash ^ (hash >>> 15)) & mask;
}

function markOf(hash: number): number {
  return (hash >>> 24) | 1;
}

function grown(column: Int32Array, length: number): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(length);
  larger.set(column);
  return larger;
}
