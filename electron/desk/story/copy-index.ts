/** Finds the texts that share shingles with a new one. */
import type { Facts } from './facts.ts';
import { judgeCopy, type Kinship } from './judge-copy.ts';
import type { NumberTable } from './number-table.ts';
import { createPostings } from './postings.ts';
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
const commonFrom = 60;
const mostCandidates = 8;
const fewestHits = 2;

export function createCopyIndex<Item extends CopyText>() {
  const postings = createPostings();
  const items: Item[] = [];
  let hits = new Uint16Array(1024);
  const touched: number[] = [];

  /** Items by how many filed shingles they share with `shingles`, most first. `own` then holds 1 or, for common ones, 2. */
  function candidates({ hashes }: Shingles, own: NumberTable): { found: number[]; common: boolean } {
    let common = false;
    touched.length = 0;
    for (const hash of hashes) {
      let entry = postings.newest(hash);
      if (entry < 0) continue;
      if (postings.count(hash) > commonFrom) {
        own.set(hash, 2);
        common = true;
        continue;
      }
      for (; entry >= 0; entry = postings.next(entry)) {
        const index = postings.itemAt(entry);
        if (hits[index] === 0) touched.push(index);
        hits[index] = (hits[index] ?? 0) + 1;
      }
    }
    const found = touched.filter((index) => (hits[index] ?? 0) >= fewestHits);
    found.sort((a, b) => (hits[b] ?? 0) - (hits[a] ?? 0) || a - b);
    if (found.length > mostCandidates) found.length = mostCandidates;
    for (const index of touched) hits[index] = 0;
    return { found, common };
  }

  function compare(text: CopyText, other: Item, own: NumberTable, facts: NumberTable, common: boolean): Kin<Item> {
    // Only filed shingles have a count, so common ones can be told from others at that level alone.
    const level = common
      ? Math.max(filingLevel(text.shingles), filingLevel(other.shingles))
      : Math.max(text.shingles.level, other.shingles.level);
    const mask = (1 << level) - 1;
    let first = 0;
    for (const hash of text.shingles.hashes) if ((hash & mask) === 0 && own.get(hash) !== 2) first++;
    let second = 0;
    let shared = 0;
    for (const hash of other.shingles.hashes) {
      if ((hash & mask) !== 0) continue;
      const value = own.get(hash);
      if (value === 2 || (common && value === 0 && postings.count(hash) > commonFrom)) continue;
      second++;
      if (value !== 0) shared++;
    }
    const shorter = first <= second ? text.facts : other.facts;
    const { sharedNumbers, sharedNames } = sharedFacts(text.facts, other.facts, facts);
    const kinship = judgeCopy({
      ...{ first, second, shared, sharedNumbers, sharedNames },
      numbers: shorter.numbers,
      names: shorter.hashes.length - shorter.numbers,
    });
    return { item: other, kinship, covered: first === 0 ? 0 : shared / first };
  }

  return {
    /** The texts akin to `text`, closest candidates first. `own` holds its shingles and `facts` is scratch space. */
    find(text: CopyText, own: NumberTable, facts: NumberTable): Kin<Item>[] {
      const { found, common } = candidates(text.shingles, own);
      if (found.length === 0) return [];
      facts.clear();
      for (const fact of text.facts.hashes) facts.set(fact, 1);
      return found.map((index) => compare(text, items[index] as Item, own, facts, common));
    },
    file(item: Item): void {
      const index = items.push(item) - 1;
      if (index >= hits.length) {
        const grown = new Uint16Array(hits.length * 2);
        hits = grown;
      }
      const mask = (1 << filingLevel(item.shingles)) - 1;
      for (const hash of item.shingles.hashes) if ((hash & mask) === 0) postings.add(hash, index);
    },
  };
}

/** `known` holds the facts of the first text. */
function sharedFacts(_: Facts, second: Facts, known: NumberTable): { sharedNumbers: number; sharedNames: number } {
  let sharedNumbers = 0;
  let sharedNames = 0;
  for (const [index, fact] of second.hashes.entries()) {
    if (!known.has(fact)) continue;
    if (index < second.numbers) sharedNumbers++;
    else sharedNames++;
  }
  return { sharedNumbers, sharedNames };
}
