/** Finds the texts that share shingles with a new one. */
import { featuresAt, numbersAt, type StoredHashes } from './hash-store.ts';
import { judgeCopy, type Kinship } from './judge-copy.ts';
import type { NumberTable } from './number-table.ts';
import { mostHeld, Postings } from './postings.ts';
import { filingLevel } from './shingles.ts';

export interface CopyText extends StoredHashes {
  /** Of its shingles. */
  readonly level: number;
}

export interface Kin<Item> {
  readonly item: Item;
  readonly kinship: Kinship;
  /** Share of the new text that the other one holds. */
  readonly covered: number;
}

/** Shingles of more texts than this are nobody's own: bylines, site furniture, set phrases. */
const commonFrom = 40;
/** Shingles of more than this are looked up only when rarer ones do not decide: most texts have enough of those. */
const rareUpTo = 12;
const mostCandidates = 6;
const fewestHits = 2;
/** What shares less text than this is neither a copy nor one frame. */
const leastShare = 0.1;
/** Marks a common shingle in the table of the new text's own. */
const commonMark = 2;

export class CopyIndex<Item extends CopyText> {
  private readonly postings = new Postings();
  private readonly items: Item[] = [];
  /** Of each item: the level it is filed at, and how many shingles are. */
  private levels = new Uint8Array(1024);
  private filed = new Uint16Array(1024);
  private hits = new Uint16Array(1024);
  /** The items that were hit. */
  private touched = new Int32Array(1024);
  private touchedCount = 0;
  private readonly midway: number[] = [];
  private readonly read = new Int32Array(mostHeld);
  private asked = new Uint32Array(1024);
  private handles = new Int32Array(1024);
  private skipped = 0;
  /** How many of the new text's own shingles, common ones left out, stand at each level or a coarser one. */
  private readonly ownAt = new Uint16Array(34);

  /** The texts akin to `text`, closest candidates first. `own` holds its shingles and `facts` its facts. */
  find(text: CopyText, own: NumberTable, facts: NumberTable): Kin<Item>[] {
    const level = filingLevel(text.shingles, text.level);
    const common = this.countHits(level, own);
    const found = this.closest(text, level);
    if (found.length === 0) return [];
    this.countOwn(own);
    return found.map((index) => this.compare(text, this.items[index] as Item, own, facts, common));
  }

  file(item: Item): void {
    const index = this.items.push(item) - 1;
    if (index >= this.hits.length) {
      this.hits = new Uint16Array(this.hits.length * 2);
      this.touched = new Int32Array(this.hits.length);
      this.levels = grown(this.levels, new Uint8Array(this.hits.length));
      this.filed = grown(this.filed, new Uint16Array(this.hits.length));
    }
    const level = filingLevel(item.shingles, item.level);
    const mask = (1 << level) - 1;
    const { column, start, shingles } = item;
    let count = 0;
    for (let at = start; at < start + shingles; at++) {
      const hash = column[at] as number;
      if ((hash & mask) !== 0) continue;
      this.postings.add(hash, index);
      count++;
    }
    this.levels[index] = level;
    this.filed[index] = count;
  }

  /**
   * Counts for each item the filed shingles it shares; those that are neither rare nor common are left out, and counted
   * in `skipped`, where they are few. Marks common ones in `own` and says whether there are any.
   */
  private countHits(level: number, own: NumberTable): boolean {
    const { postings, midway, handles } = this;
    const filed = this.takeFiled(level, own);
    let common = false;
    let asked = filed;
    this.touchedCount = midway.length = 0;
    postings.findAll(this.asked, filed, handles);
    for (let n = 0; n < filed; n++) {
      const handle = handles[n] as number;
      if (handle === 0) continue;
      const count = postings.countOf(handle);
      if (count > commonFrom) {
        own.set(this.asked[n] as number, commonMark);
        common = true;
        asked--;
      } else if (count > rareUpTo) midway.push(handle);
      else this.hit(handle);
    }
    this.skipped = midway.length;
    if (midway.length * 2 > asked) {
      this.skipped = 0;
      for (const handle of midway) this.hit(handle);
    }
    return common;
  }

  /** Leaves in `asked` the shingles that are filed at `level`. Gives how many. */
  private takeFiled(level: number, { keys, size }: NumberTable): number {
    const mask = (1 << level) - 1;
    if (size > this.asked.length) {
      this.asked = new Uint32Array(size);
      this.handles = new Int32Array(size);
    }
    let filed = 0;
    for (let at = 0; at < size; at++) {
      const hash = keys[at] as number;
      if ((hash & mask) === 0) this.asked[filed++] = hash;
    }
    return filed;
  }

  /** Counts a shingle for the items that have it. */
  private hit(handle: number): void {
    const { hits, touched, read } = this;
    const held = this.postings.read(handle, read);
    for (let n = 0; n < held; n++) {
      const index = read[n] as number;
      const before = hits[index] as number;
      if (before === 0) touched[this.touchedCount++] = index;
      hits[index] = before + 1;
    }
  }

  /** The items that share enough, most first. Empties the counts. */
  private closest(text: CopyText, level: number): number[] {
    const { hits, touched, touchedCount } = this;
    const found: number[] = [];
    for (let n = 0; n < touchedCount; n++) {
      const index = touched[n] as number;
      const count = hits[index] as number;
      if (count >= fewestHits && count >= this.wantedHits(text, level, index)) found.push(index);
    }
    if (found.length > 1) found.sort((a, b) => (hits[b] as number) - (hits[a] as number) || a - b);
    if (found.length > mostCandidates) found.length = mostCandidates;
    for (let n = 0; n < touchedCount; n++) hits[touched[n] as number] = 0;
    return found;
  }

  /** A tenth of the shingles that the shorter text has at the coarser of both filing levels. */
  private wantedHits(text: CopyText, level: number, index: number): number {
    const otherLevel = this.levels[index] as number;
    const coarser = Math.max(level, otherLevel);
    const expected = Math.min(
      (text.shingles >> (coarser - text.level)) - (this.skipped >> (coarser - level)),
      (this.filed[index] as number) >> (coarser - otherLevel),
    );
    return Math.max(fewestHits, expected * leastShare);
  }

  private countOwn(own: NumberTable): void {
    this.ownAt.fill(0);
    for (let at = 0; at < own.size; at++) {
      if (own.values[at] === commonMark) continue;
      const hash = own.keys[at] as number;
      const level = hash === 0 ? 31 : 31 - Math.clz32(hash & -hash);
      this.ownAt[level] = (this.ownAt[level] as number) + 1;
    }
    for (let level = 31; level >= 0; level--)
      this.ownAt[level] = (this.ownAt[level] as number) + (this.ownAt[level + 1] as number);
  }

  private compare(text: CopyText, other: Item, own: NumberTable, facts: NumberTable, common: boolean): Kin<Item> {
    // Only filed shingles have a count, so common ones can be told from others at that level alone.
    const level = common
      ? Math.max(filingLevel(text.shingles, text.level), filingLevel(other.shingles, other.level))
      : Math.max(text.level, other.level);
    const mask = (1 << level) - 1;
    const first = this.ownAt[level] as number;
    const { column, start, shingles } = other;
    let second = 0;
    let shared = 0;
    for (let at = start; at < start + shingles; at++) {
      const hash = column[at] as number;
      if ((hash & mask) !== 0) continue;
      const value = own.get(hash);
      if (value === commonMark || (common && value === 0 && this.isCommon(hash))) continue;
      second++;
      if (value !== 0) shared++;
    }
    const { sharedNumbers, sharedNames } = sharedFacts(other, facts);
    const kinship = judgeCopy({
      ...{ first, second, shared, sharedNumbers, sharedNames },
      numbers: Math.min(text.numbers, other.numbers),
      names: Math.min(text.names, other.names),
    });
    return { item: other, kinship, covered: first === 0 ? 0 : shared / first };
  }

  private isCommon(hash: number): boolean {
    return this.postings.countOf(this.postings.find(hash)) > commonFrom;
  }
}

function grown<Column extends Uint8Array | Uint16Array>(from: Column, into: Column): Column {
  into.set(from);
  return into;
}

/** `known` holds the facts of the first text. */
function sharedFacts(second: CopyText, known: NumberTable): { sharedNumbers: number; sharedNames: number } {
  const from = numbersAt(second);
  const namesFrom = from + second.numbers;
  let sharedNumbers = 0;
  let sharedNames = 0;
  for (let at = from; at < featuresAt(second); at++) {
    if (known.indexOf(second.column[at] as number) < 0) continue;
    if (at < namesFrom) sharedNumbers++;
    else sharedNames++;
  }
  return { sharedNumbers, sharedNames };
}
