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
const commonFrom = 40;
const mostCandidates = 6;
const fewestHits = 2;
/** What shares less text than this is neither a copy nor one frame. */
const leastShare = 0.1;

export function createCopyIndex<Item extends CopyText>() {
  const postings = createPostings();
  const items: Item[] = [];
  /** Of each item: the level it is filed at, and how many shingles are. */
  const levels: number[] = [];
  const filed: number[] = [];
  let hits = new Uint16Array(1024);
  const touched: number[] = [];

  /** Items that share enough filed shingles with `shingles`, most first. `own` then holds 2 for common shingles. */
  function candidates(shingles: Shingles, own: NumberTable): { found: number[]; common: boolean } {
    let common = false;
    touched.length = 0;
    const level = filingLevel(shingles);
    const mask = (1 << level) - 1;
    for (const hash of shingles.hashes) {
      if ((hash & mask) !== 0) continue;
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
    const found = touched.filter(
      (index) => (hits[index] ?? 0) >= fewestHits && (hits[index] ?? 0) >= wantedHits(shingles, level, index),
    );
    found.sort((a, b) => (hits[b] ?? 0) - (hits[a] ?? 0) || a - b);
    if (found.length > mostCandidates) found.length = mostCandidates;
    for (const index of touched) hits[index] = 0;
    return { found, common };
  }

  /** A tenth of the shingles that the shorter text has at the coarser of both filing levels. */
  function wantedHits(shingles: Shingles, level: number, index: number): number {
    const otherLevel = levels[index] ?? 0;
    const coarser = Math.max(level, otherLevel);
    const expected = Math.min(
      shingles.hashes.length >> (coarser - shingles.level),
      (filed[index] ?? 0) >> (coarser - otherLevel),
    );
    return Math.max(fewestHits, expected * leastShare);
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
    const { sharedNumbers, sharedNames } = sharedFacts(other.facts, facts);
    const kinship = judgeCopy({
      ...{ first, second, shared, sharedNumbers, sharedNames },
      numbers: Math.min(text.facts.numbers, other.facts.numbers),
      names: Math.min(namesIn(text.facts), namesIn(other.facts)),
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
        hits = new Uint16Array(hits.length * 2);
      }
      const level = filingLevel(item.shingles);
      const mask = (1 << level) - 1;
      let count = 0;
      for (const hash of item.shingles.hashes) {
        if ((hash & mask) !== 0) continue;
        postings.add(hash, index);
        count++;
      }
      levels.push(level);
      filed.push(count);
    },
  };
}

function namesIn({ hashes, numbers }: Facts): number {
  return hashes.length - numbers;
}

/** `known` holds the facts of the first text. */
function sharedFacts(second: Facts, known: NumberTable): { sharedNumbers: number; sharedNames: number } {
  let sharedNumbers = 0;
  let sharedNames = 0;
  for (const [index, fact] of second.hashes.entries()) {
    if (!known.has(fact)) continue;
    if (index < second.numbers) sharedNumbers++;
    else sharedNames++;
  }
  return { sharedNumbers, sharedNames };
}
