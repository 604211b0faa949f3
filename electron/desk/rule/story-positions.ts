/**
 * Where the words that rules ask for stand in a story. Rules' words and prefixes are leaves, known by number; a story
 * is read once, each of its words looked up by hash, and its positions linked to the leaf. Nothing is cleared between
 * stories: a leaf whose stamp is not the story's has no positions in it.
 */
import type { TextField } from '../../../shared/query/ast.ts';
import { readWords } from '../tag/normalise.ts';
import type { StoryText } from '../tag/story-text.ts';
import { WordTable } from '../tag/word-table.ts';
import { firstHash, nextHash, Words } from '../tag/words.ts';
import type { MatchableStory } from './matchable-story.ts';

export const fieldNumbers: Readonly<Record<TextField, number>> = { title: 0, body: 1, lead: 2, author: 3 };
const fieldCount = 4;

/** A leaf's record: the story that it was last met in, its first and its last link there, and how many it has. */
const recordLength = 4;
const headAt = 1;
const tailAt = 2;
const countAt = 3;

export class StoryPositions {
  private readonly terms = new WordTable();
  private readonly prefixes = new WordTable();
  /** Whether some prefix has this many units. */
  private prefixLengths = new Uint8Array(8);
  /** Whether some prefix starts with units of this hash, cut to 16 bits; short prefixes are asked of every word. */
  private readonly prefixStarts = new Uint32Array(2048);
  private hasShortPrefixes = false;
  private readonly readsField = [true, true, false, false];

  private story = 1;
  /** Four numbers a leaf, side by side since they are asked together: of many leaves most lie far from the processor. */
  private records = new Int32Array(256 * recordLength);
  /** Linked positions of all leaves, in the order they were met: a place and the next link, or -1. */
  private links = new Int32Array(8192);
  private linked = 0;
  /** The term at each position, or -1. */
  private termAt = new Int32Array(4096);
  private end = 0;

  /** Leaves that stand in the story, in the order they were met. */
  met = new Int32Array(1024);
  metCount = 0;
  /** First position of each field, and the one behind its last. */
  readonly from = new Int32Array(fieldCount);
  readonly to = new Int32Array(fieldCount);
  /** The words of each field. */
  readonly fields: Words[];
  private readonly own = Array.from({ length: fieldCount }, () => new Words());

  constructor() {
    this.fields = [...this.own];
  }

  /** The leaf of a word. */
  term(word: string): number {
    return this.leaf(this.terms.intern(word) * 2);
  }

  /** The leaf of all words that start so. */
  prefix(start: string): number {
    if (start.length >= this.prefixLengths.length) {
      const longer = new Uint8Array(start.length * 2);
      longer.set(this.prefixLengths);
      this.prefixLengths = longer;
    }
    this.prefixLengths[start.length] = 1;
    if (start.length < startLength) this.hasShortPrefixes = true;
    else {
      const hash = startHash(Uint16Array.from(start.slice(0, startLength), unitOf), 0);
      this.prefixStarts[hash >>> 5] = (this.prefixStarts[hash >>> 5] as number) | (1 << (hash & 31));
    }
    return this.leaf(this.prefixes.intern(start) * 2 + 1);
  }

  get leafCount(): number {
    return Math.max(this.terms.size, this.prefixes.size) * 2;
  }

  /** From now on this field is read too. Title and body always are. */
  useField(field: number): void {
    this.readsField[field] = true;
  }

  /** Reads a story; what was known of the one before is forgotten. `read`: its words, where somebody read them already. */
  read(story: MatchableStory, read?: StoryText): void {
    this.story++;
    this.linked = this.metCount = this.end = 0;
    this.readField(0, story.title, read?.title);
    this.readField(1, story.text, read?.body);
    this.readField(2, this.readsField[2] ? leadOf(story) : '');
    this.readField(3, this.readsField[3] ? (story.author ?? '') : '');
  }

  /** Whether a leaf stands in the story, in any field. */
  isMet(leaf: number): boolean {
    return this.records[leaf * recordLength] === this.story;
  }

  /** How often a leaf stands in the story, over all fields. */
  count(leaf: number): number {
    return this.isMet(leaf) ? (this.records[leaf * recordLength + countAt] as number) : 0;
  }

  /** The first link of a leaf's positions, or -1; `nextLink` goes on, `placeOf` tells. Positions ascend. */
  firstLink(leaf: number): number {
    return this.isMet(leaf) ? (this.records[leaf * recordLength + headAt] as number) : -1;
  }

  nextLink(link: number): number {
    return this.links[link + 1] as number;
  }

  placeOf(link: number): number {
    return this.links[link] as number;
  }

  /** Whether the word at `position` of `field` is the leaf's. */
  standsAt(leaf: number, field: number, position: number): boolean {
    if ((leaf & 1) === 0) return this.termAt[position] === leaf >> 1;
    const words = this.fields[field] as Words;
    const index = position - (this.from[field] as number);
    return this.prefixes.startsAt(leaf >> 1, words.units, words.starts[index] as number, words.ends[index] as number);
  }

  /** UTF-16 offsets of the words from `first` to `last`. */
  offsets(field: number, first: number, last: number): { readonly from: number; readonly to: number } {
    const words = this.fields[field] as Words;
    const start = this.from[field] as number;
    return { from: words.froms[first - start] as number, to: words.tos[last - start] as number };
  }

  private readField(field: number, text: string, read?: Words): void {
    const words = read ?? (this.own[field] as Words);
    if (read === undefined) readWords(text, words);
    this.fields[field] = words;
    const from = this.end;
    this.end += words.count;
    this.from[field] = from;
    this.to[field] = this.end;
    while (this.end > this.termAt.length) this.termAt = doubled(this.termAt);
    const { units, starts, ends, hashes, count } = words;
    const { terms, termAt, prefixStarts, hasShortPrefixes } = this;
    for (let index = 0; index < count; index++) {
      const start = starts[index] as number;
      const end = ends[index] as number;
      if (end - start >= startLength) {
        const hash = startHash(units, start);
        const isKnown = ((prefixStarts[hash >>> 5] as number) >>> (hash & 31)) & 1;
        if (isKnown === 1) this.readPrefixes(units, start, end, from + index);
        else if (hasShortPrefixes) this.readPrefixes(units, start, start + startLength - 1, from + index);
      } else if (hasShortPrefixes) this.readPrefixes(units, start, end, from + index);
      const term = terms.find(units, start, end, hashes[index] as number);
      termAt[from + index] = term;
      if (term >= 0) this.link(term * 2, from + index);
    }
  }

  private readPrefixes(units: Uint16Array, start: number, end: number, position: number): void {
    const { prefixLengths } = this;
    const last = Math.min(end, start + prefixLengths.length - 1);
    let hash = firstHash;
    for (let at = start; at < last; at++) {
      hash = nextHash(hash, units[at] as number);
      if (prefixLengths[at - start + 1] !== 1) continue;
      const prefix = this.prefixes.find(units, start, at + 1, hash);
      if (prefix >= 0) this.link(prefix * 2 + 1, position);
    }
  }

  private link(leaf: number, position: number): void {
    const link = this.linked;
    this.linked += 2;
    if (this.linked > this.links.length) this.links = doubled(this.links);
    const { links, records } = this;
    links[link] = position;
    links[link + 1] = -1;
    const record = leaf * recordLength;
    if (records[record] === this.story) {
      links[(records[record + tailAt] as number) + 1] = link;
      records[record + countAt] = (records[record + countAt] as number) + 1;
    } else {
      records[record] = this.story;
      records[record + headAt] = link;
      records[record + countAt] = 1;
      if (this.metCount === this.met.length) this.met = doubled(this.met);
      this.met[this.metCount++] = leaf;
    }
    records[record + tailAt] = link;
  }

  private leaf(leaf: number): number {
    while (leaf * recordLength >= this.records.length) this.records = doubled(this.records);
    return leaf;
  }
}

/** The lead is the start of the text, so that its offsets hold in the text too. */
function leadOf(story: MatchableStory): string {
  return story.lead ?? story.text.split('\n\n', 1)[0] ?? '';
}

const startLength = 4;

/** Sixteen bits of the first four units. */
function startHash(units: Uint16Array, from: number): number {
  const first = ((units[from] as number) << 16) | (units[from + 1] as number);
  const second = ((units[from + 2] as number) << 16) | (units[from + 3] as number);
  return (Math.imul(first, 0x9e37_79b1) ^ Math.imul(second, 0x85eb_ca6b)) >>> 16;
}

function unitOf(letter: string): number {
  return letter.charCodeAt(0);
}

function doubled(column: Int32Array): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(column.length * 2);
  larger.set(column);
  return larger;
}
