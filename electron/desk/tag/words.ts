/**
 * The words of one text as columns of numbers: a reader of news looks at every letter of every story, so none of it
 * makes an object or a string. Filled again for each text; `normalise.ts` says what the words are.
 */

/** Words are hashed unit by unit, so that the hash of each start of a word is known on the way (FNV-1a, 16-bit units). */
export const firstHash = 0x811c9dc5 | 0;
export const hashPrime = 0x01000193;

/** The hash of one unit more. */
export function nextHash(hash: number, unit: number): number {
  return Math.imul(hash ^ unit, hashPrime);
}

/** Columns for longer texts are not kept for the next. */
const largestKept = 1_000_000;

/** What words are joined in before they become a string. */
let joinedBytes = Buffer.alloc(4096);

export class Words {
  text = '';
  count = 0;
  /** Folded units of all words, one after the other; a word is `units[starts[i]]` up to `units[ends[i]]`. */
  units = new Uint16Array(2048);
  unitCount = 0;
  starts = new Int32Array(1024);
  ends = new Int32Array(1024);
  /** The hash of each word's units. */
  hashes = new Int32Array(1024);
  /** UTF-16 offsets into `text`. */
  froms = new Int32Array(1024);
  tos = new Int32Array(1024);

  clear(text: string): void {
    this.text = text;
    this.count = 0;
    this.unitCount = 0;
    // A word takes a unit of the text at least; the pairs of a Han run give each unit twice.
    const most = text.length + 16;
    if (this.starts.length < most || this.starts.length > largestKept) this.resize(Math.max(1024, most));
    if (this.units.length < most * 2) this.units = new Uint16Array(most * 2);
  }

  /** Room for units that fold to several, such as ligatures. */
  reserve(units: number): void {
    if (this.unitCount + units <= this.units.length) return;
    const grown = new Uint16Array((this.unitCount + units) * 2);
    grown.set(this.units);
    this.units = grown;
  }

  /** Adds the word that `units` holds from `start` to `unitCount`; nothing when that is empty. */
  add(start: number, from: number, to: number): void {
    if (start < this.unitCount) this.addHashed(start, this.hashOf(start, this.unitCount), from, to);
  }

  /** As `add`, for a word whose hash is known. */
  addHashed(start: number, hash: number, from: number, to: number): void {
    const at = this.count;
    this.starts[at] = start;
    this.ends[at] = this.unitCount;
    this.hashes[at] = hash;
    this.froms[at] = from;
    this.tos[at] = to;
    this.count = at + 1;
  }

  hashOf(start: number, end: number): number {
    let hash = firstHash;
    for (let index = start; index < end; index++) hash = nextHash(hash, this.units[index] as number);
    return hash;
  }

  addText(term: string, from: number, to: number): void {
    this.reserve(term.length);
    const start = this.unitCount;
    for (let index = 0; index < term.length; index++) this.units[this.unitCount++] = term.charCodeAt(index);
    this.add(start, from, to);
  }

  /** Replaces the letters of a word. */
  rewrite(index: number, term: string): void {
    this.reserve(term.length);
    this.starts[index] = this.unitCount;
    for (let at = 0; at < term.length; at++) this.units[this.unitCount++] = term.charCodeAt(at);
    this.ends[index] = this.unitCount;
    this.hashes[index] = this.hashOf(this.starts[index] as number, this.unitCount);
  }

  /** Takes a word out; those behind it move up. */
  remove(index: number): void {
    for (const column of [this.starts, this.ends, this.hashes, this.froms, this.tos])
      column.copyWithin(index, index + 1, this.count);
    this.count--;
  }

  term(index: number): string {
    return String.fromCharCode.apply(
      null,
      this.units.subarray(this.starts[index], this.ends[index]) as unknown as number[],
    );
  }

  /** All words, parted by spaces: what the full-text index is fed with. */
  joined(): string {
    let most = this.count;
    for (let index = 0; index < this.count; index++)
      most += (this.ends[index] as number) - (this.starts[index] as number);
    if (most > joinedBytes.length && most <= largestKept) joinedBytes = Buffer.alloc(most * 2);
    // A string made of two-byte units keeps two bytes a letter, whatever the letters are; thousands wait for the index.
    const bytes = most <= largestKept ? joinedBytes : Buffer.alloc(most);
    const length = this.joinInto(bytes);
    if (length >= 0) return bytes.toString('latin1', 0, length);
    const units = new Uint16Array(most);
    return Buffer.from(units.buffer, 0, this.joinInto(units) * 2).toString('utf16le');
  }

  /** Gives how many units were written; -1 when one of them is too large for `target`. */
  private joinInto(target: Uint8Array | Uint16Array): number {
    const { units, starts, ends, count } = this;
    let length = 0;
    let all = 0;
    for (let index = 0; index < count; index++) {
      if (index > 0) target[length++] = 0x20;
      const end = ends[index] as number;
      for (let at = starts[index] as number; at < end; at++) {
        const unit = units[at] as number;
        all |= unit;
        target[length++] = unit;
      }
    }
    return all > 0xff && target.BYTES_PER_ELEMENT === 1 ? -1 : length;
  }

  private resize(words: number): void {
    this.starts = new Int32Array(words);
    this.ends = new Int32Array(words);
    this.hashes = new Int32Array(words);
    this.froms = new Int32Array(words);
    this.tos = new Int32Array(words);
    this.units = new Uint16Array(words * 2);
  }
}
