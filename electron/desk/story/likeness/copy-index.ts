/** Finds the texts that share shingles with a new one. */
import type { Facts } from './facts.ts';
import { judgeCopy, type Kinship } from './judge-copy.ts';
import type { NumberTable } from './number-table.ts';
import { Postings } from './postings.ts';
import { filingLevel, type Shingles } from './shingles.ts';

export interface CopyText {
  readonly shingles: Shingles;
  readonly facts: Facts;
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
  private readonly touched: number[] = [];
  private readonly midway: number[] = [];
  private skipped = 0;
  /** How many of the new text's own shingles, common ones left out, stand at each level or a coarser one. */
  private readonly ownAt = new Uint16Array(34);

  /** The texts akin to `text`, closest candidates first. `own` holds its shingles and `facts` is scratch space. */
  find(text: CopyText, own: NumberTable, facts: NumberTable): Kin<Item>[] {
    const level = filingLevel(text.shingles);
    const common = this.countHits(text.shingles, level, own);
    const found = this.closest(text.shingles, level);
    if (found.length === 0) return [];
    facts.clear();
    for (const fact of text.facts.hashes) facts.set(fact, 1);
    this.countOwn(text.shingles, own);
    return found.map((index) => this.compare(text, this.items[index] as Item, own, facts, common));
  }

  file(item: Item): void {
    const index = this.items.push(item) - 1;
    if (index >= this.hits.length) {
      this.hits = new Uint16Array(this.hits.length * 2);
      this.levels = grown(this.levels, new Uint8Array(this.hits.length));
      this.filed = grown(this.filed, new Uint16Array(this.hits.length));
    }
    const level = filingLevel(item.shingles);
    const mask = (1 << level) - 1;
    let count = 0;
    for (const hash of item.shingles.hashes) {
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
  private countHits({ hashes }: Shingles, level: number, own: NumberTable): boolean {
    const { postings, midway } = this;
    const mask = (1 << level) - 1;
    let common = false;
    let asked = 0;
    this.touched.length = midway.length = 0;
    for (let at = 0; at < hashes.length; at++) {
      const hash = hashes[at] as number;
      if ((hash & mask) !== 0) continue;
      asked++;
      const slot = postings.find(hash);
      if (slot < 0) continue;
      const count = postings.countAt(slot);
      if (count > commonFrom) {
        own.set(hash, commonMark);
        common = true;
        asked--;
      } else if (count > rareUpTo) midway.push(slot);
      else this.hit(slot);
    }
    this.skipped = midway.length;
    if (midway.length * 2 > asked) {
      this.skipped = 0;
      for (const slot of midway) this.hit(slot);
    }
    return common;
  }

  /** Counts a shingle for the items that have it. */
  private hit(slot: number): void {
    const { postings, hits, touched } = this;
    for (let entry = postings.newestAt(slot); entry >= 0; entry = postings.next(entry)) {
      const index = postings.itemAt(entry);
      const before = hits[index] as number;
      if (before === 0) touched.push(index);
      hits[index] = before + 1;
    }
  }

  /** The items that share enough, most first. Empties the counts. */
  private closest(shingles: Shingles, level: number): number[] {
    const { hits, touched } = this;
    const found: number[] = [];
    for (const index of touched) {
      const count = hits[index] as number;
      if (count >= fewestHits && count >= this.wantedHits(shingles, level, index)) found.push(index);
    }
    if (found.length > 1) found.sort((a, b) => (hits[b] as number) - (hits[a] as number) || a - b);
    if (found.length > mostCandidates) found.length = mostCandidates;
    for (const index of touched) hits[index] = 0;
    return found;
  }

  /** A tenth of the shingles that the shorter text has at the coarser of both filing levels. */
  private wantedHits(shingles: Shingles, level: number, index: number): number {
    const otherLevel = this.levels[index] as number;
    const coarser = Math.max(level, otherLevel);
    const expected = Math.min(
      (shingles.hashes.length >> (coarser - shingles.level)) - (this.skipped >> (coarser - level)),
      (this.filed[index] as number) >> (coarser - otherLevel),
    );
    return Math.max(fewestHits, expected * leastShare);
  }

  private countOwn({ hashes }: Shingles, own: NumberTable): void {
    this.ownAt.fill(0);
    for (let at = 0; at < hashes.length; at++) {
      const hash = hashes[at] as number;
      if (own.get(hash) === commonMark) continue;
      const level = hash === 0 ? 31 : 31 - Math.clz32(hash & -hash);
      this.ownAt[level] = (this.ownAt[level] as number) + 1;
    }
    for (let level = 31; level >= 0; level--)
      this.ownAt[level] = (this.ownAt[level] as number) + (this.ownAt[level + 1] as number);
  }

  private compare(text: CopyText, other: Item, own: NumberTable, facts: NumberTable, common: boolean): Kin<Item> {
    // Only filed shingles have a count, so common ones can be told from others at that level alone.
    const level = common
      ? Math.max(filingLevel(text.shingles), filingLevel(other.shingles))
      : Math.max(text.shingles.level, other.shingles.level);
    const mask = (1 << level) - 1;
    const first = this.ownAt[level] as number;
    const { hashes } = other.shingles;
    let second = 0;
    let shared = 0;
    for (let at = 0; at < hashes.length; at++) {
      const hash = hashes[at] as number;
      if ((hash & mask) !== 0) continue;
      const value = own.get(hash);
      if (value === commonMark || (common && value === 0 && this.postings.count(hash) > commonFrom)) continue;
      second++;
      if (value !== 0) shared++;
    }
    const { sharedNumbers, sharedNames } = sharedFacts(other.facts, facts);
    const kinship = judgeCopy({
      ...{ first, second, shared, sharedNumbers, sharedNames },
      numbers: Math.min(text.facts.numbers, other.facts.numbers),
      names: Math.min(namesIn(text.facts), namesIn(other.facts)),
    });
    return { item: other, kinship, covered: first === 0 ? 0 : shared / first };
  }
}

function grown<Column extends Uint8Array | Uint16Array>(from: Column, into: Column): Column {
  into.set(from);
  return into;
}

function namesIn({ hashes, numbers }: Facts): number {
  return hashes.length - numbers;
}

/** `known` holds the facts of the first text. */
function sharedFacts(second: Facts, known: NumberTable): { sharedNumbers: number; sharedNames: number } {
  let sharedNumbers = 0;
  let sharedNames = 0;
  for (let index = 0; index < second.hashes.length; index++) {
    if (!known.has(second.hashes[index] as number)) continue;
    if (index < second.numbers) sharedNumbers++;
    else sharedNames++;
  }
  return { sharedNumbers, sharedNames };
}
