/**
 * An inverted index from 32-bit keys to items, which are numbers from 0 on. It counts all items of a key and holds the
 * newest 64. What costs time here is memory that is not in the processor's cache, and most keys have one item: such an
 * item stands beside its key, those of other keys in a block of their own.
 *
 * The index is parted by hash into tables that grow by little and one after the other. Where a key stands in its table
 * rises with its hash, so that a table is copied from start to end, and its size may be any.
 */

/** Items held of a key. */
export const mostHeld = 64;

const tableBits = 6;
const firstSlots = 96;
const growth = 1.7;
const fullest = 0.75;
/** Columns of a slot: key, and its handle, 0 in a free one. */
const slotSize = 2;

/**
 * A handle holds a count in its lowest bits, and above it the only item, or where the block is, in pairs of words. At
 * the highest count the block tells the true one.
 */
const countBits = 6;
const countMask = (1 << countBits) - 1;
const chunkWords = 1 << 14;
/** The largest block: its items, their count, and a word that makes it even. */
const countWord = mostHeld;
const largestBlock = mostHeld + 2;
const hashSpan = 2 ** (32 - tableBits);
const perHash = 1 / hashSpan;

export class Postings {
  private readonly tables: Int32Array[] = [];
  private readonly used = new Int32Array(1 << tableBits);
  /** Blocks have 2, 4, 8, 16 or 32 words, or are the largest. */
  private readonly chunks: Int32Array[] = [];
  private chunkUsed = chunkWords;
  /** Of each size the block that was left last, which tells the one before it; 0 for none. */
  private readonly left = new Int32Array(mostHeld + 1);

  constructor() {
    // Tables of different sizes do not grow at the same time.
    for (let table = 0; table < this.used.length; table++)
      this.tables.push(new Int32Array(Math.round(firstSlots * growth ** (table / this.used.length)) * slotSize));
  }

  /** A handle for `countOf` and `read`, good until something is added; 0 when nothing is filed under `key`. */
  find(key: number): number {
    const hash = Math.imul(key, 0x9e3779b1);
    const table = this.tables[hash >>> (32 - tableBits)] as Int32Array;
    return table[slotOf(table, key | 0, hash) + 1] as number;
  }

  /** Writes the handles of the first `count` keys to `handles`. */
  findAll(keys: Uint32Array, count: number, handles: Int32Array): void {
    const { tables } = this;
    // Nothing waits for what is looked at here, so that the processor fetches it from memory side by side.
    for (let n = 0; n < count; n++) {
      const hash = Math.imul(keys[n] as number, 0x9e3779b1);
      const table = tables[hash >>> (32 - tableBits)] as Int32Array;
      handles[n] = table[homeOf(table, hash)] as number;
    }
    for (let n = 0; n < count; n++) handles[n] = this.find(keys[n] as number);
  }

  /** How many items were ever filed. */
  countOf(handle: number): number {
    const count = handle & countMask;
    return count < countMask ? count : (this.chunkOf(handle)[wordOf(handle) + countWord] as number);
  }

  /** Writes the items held to `into`, the oldest first until there are more than are held. Gives how many. */
  read(handle: number, into: Int32Array): number {
    const count = handle & countMask;
    if (count <= 1) {
      into[0] = handle >>> countBits;
      return count;
    }
    const chunk = this.chunkOf(handle);
    const word = wordOf(handle);
    const held = count < countMask ? count : Math.min(chunk[word + countWord] as number, mostHeld);
    for (let n = 0; n < held; n++) into[n] = chunk[word + n] as number;
    return held;
  }

  /** Files `item` under `key`. */
  add(key: number, item: number): void {
    const hash = Math.imul(key, 0x9e3779b1);
    const number = hash >>> (32 - tableBits);
    let table = this.tables[number] as Int32Array;
    let at = slotOf(table, key | 0, hash);
    const handle = table[at + 1] as number;
    if (handle !== 0) {
      table[at + 1] = this.append(handle, item);
      return;
    }
    const used = (this.used[number] as number) + 1;
    this.used[number] = used;
    if (used * slotSize > table.length * fullest) {
      table = grown(table);
      this.tables[number] = table;
      at = slotOf(table, key | 0, hash);
    }
    table[at] = key;
    table[at + 1] = (item << countBits) | 1;
  }

  /** Gives the handle of a key that has one item more. */
  private append(handle: number, item: number): number {
    const count = handle & countMask;
    const roomy = (count & (count - 1)) === 0 ? this.moved(handle, count) : handle;
    const chunk = this.chunkOf(roomy);
    const word = wordOf(roomy);
    if (count < countMask - 1) {
      chunk[word + count] = item;
      return roomy + 1;
    }
    const before = count === countMask ? (chunk[word + countWord] as number) : count;
    chunk[word + (before & (mostHeld - 1))] = item;
    chunk[word + countWord] = before + 1;
    return roomy | countMask;
  }

  /** Moves the items of a key to a block with room for twice as many. */
  private moved(handle: number, count: number): number {
    const to = this.freeBlock(count * 2);
    const moved = (to << countBits) | count;
    const chunk = this.chunkOf(moved);
    const word = wordOf(moved);
    if (count === 1) {
      chunk[word] = handle >>> countBits;
      return moved;
    }
    const old = this.chunkOf(handle);
    const from = wordOf(handle);
    for (let n = 0; n < count; n++) chunk[word + n] = old[from + n] as number;
    old[from] = this.left[count] as number;
    this.left[count] = handle >>> countBits;
    return moved;
  }

  /** Where a block for `room` items is free. */
  private freeBlock(room: number): number {
    const left = this.left[room] as number;
    if (left !== 0) {
      this.left[room] = this.chunkOf(left << countBits)[wordOf(left << countBits)] as number;
      return left;
    }
    const words = room === mostHeld ? largestBlock : room;
    if (this.chunkUsed + words > chunkWords) {
      // The first block of all would be number 0, which stands for none.
      this.chunkUsed = this.chunks.length === 0 ? 2 : 0;
      this.chunks.push(new Int32Array(chunkWords));
    }
    const word = this.chunkUsed;
    this.chunkUsed += words;
    return ((this.chunks.length - 1) * chunkWords + word) / 2;
  }

  private chunkOf(handle: number): Int32Array {
    return this.chunks[Math.floor((handle >>> countBits) / (chunkWords / 2))] as Int32Array;
  }
}

/** Where a block starts in its chunk. */
function wordOf(handle: number): number {
  return ((handle >>> countBits) * 2) & (chunkWords - 1);
}

/** Where a key is looked for first. */
function homeOf(table: Int32Array, hash: number): number {
  return Math.floor((hash & (hashSpan - 1)) * (table.length >> 1) * perHash) << 1;
}

/** Where `key` is or would be. */
function slotOf(table: Int32Array, key: number, hash: number): number {
  let at = homeOf(table, hash);
  while (table[at + 1] !== 0 && table[at] !== key) {
    at += slotSize;
    if (at === table.length) at = 0;
  }
  return at;
}

function grown(table: Int32Array): Int32Array {
  const larger = new Int32Array(Math.ceil((table.length / slotSize) * growth) * slotSize);
  for (let from = 0; from < table.length; from += slotSize) {
    const handle = table[from + 1] as number;
    if (handle === 0) continue;
    const key = table[from] as number;
    const at = slotOf(larger, key, Math.imul(key, 0x9e3779b1));
    larger[at] = key;
    larger[at + 1] = handle;
  }
  return larger;
}
