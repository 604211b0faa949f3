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

export class StoryPositions {
  private readonly terms = new WordTable();
  private readonly prefixes = new WordTable();
  /** Whether some prefix has this many units. */
  private prefixLengths = new Uint8Array(8);
  /** Whether some prefix starts with units of this hash, cut to 16 bits; short prefixes are asked of every word. */
  private readonly prefixStarts = new Uint8Array(65_536);
  private hasShortPrefixes = false;
  private readonly readsField = [true, true, false, false];

  private story = 0;
  private stamps = new Int32Array(256);
  private heads = new Int32Array(256);
  private tails = new Int32Array(256);
  private counts = new Int32Array(256);
  /** Linked positions: of all leaves, in the order they were met. */
  private links = new Int32Array(4096);
  private places = new Int32Array(4096);
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
  readonly fields: Words[] = Array.from({ length: fieldCount }, () => new Words());

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
    else
      this.prefixStarts[
        startHash(
          Uint16Array.from({ length: startLength }, (_, at) => start.charCodeAt(at)),
          0,
        )
      ] = 1;
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

  /** How often a leaf stands in the story, over all fields. */
  count(leaf: number): number {
    return this.stamps[leaf] === this.story ? (this.counts[leaf] as number) : 0;
  }

  /** The first link of a leaf's positions, or -1; `nextLink` goes on, `placeOf` tells. Positions ascend. */
  firstLink(leaf: number): number {
    return this.stamps[leaf] === this.story ? (this.heads[leaf] as number) : -1;
  }

  nextLink(link: number): number {
    return this.links[link] as number;
  }

  placeOf(link: number): number {
    return this.places[link] as number;
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
    const words = read ?? (this.fields[field] as Words);
    if (read === undefined) readWords(text, words);
    else this.fields[field] = read;
    this.from[field] = this.end;
    this.to[field] = this.end + words.count;
    this.makeRoom(words.count);
    for (let index = 0; index < words.count; index++) this.readWord(words, index, this.end + index);
    this.end += words.count;
  }

  private readWord(words: Words, index: number, position: number): void {
    const { units } = words;
    const start = words.starts[index] as number;
    const end = words.ends[index] as number;
    if (end - start >= startLength && this.prefixStarts[startHash(units, start)] === 1)
      this.readPrefixes(units, start, end, position);
    else if (this.hasShortPrefixes) this.readPrefixes(units, start, Math.min(end, start + startLength - 1), position);
    const term = this.terms.find(units, start, end, words.hashes[index] as number);
    this.termAt[position] = term;
    if (term >= 0) this.link(term * 2, position);
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
    if (this.linked === this.links.length) {
      this.links = doubled(this.links);
      this.places = doubled(this.places);
    }
    const link = this.linked++;
    this.places[link] = position;
    this.links[link] = -1;
    if (this.stamps[leaf] === this.story) {
      this.links[this.tails[leaf] as number] = link;
      (this.counts[leaf] as number)++;
    } else {
      this.stamps[leaf] = this.story;
      this.heads[leaf] = link;
      this.counts[leaf] = 1;
      if (this.metCount === this.met.length) this.met = doubled(this.met);
      this.met[this.metCount++] = leaf;
    }
    this.tails[leaf] = link;
  }

  private leaf(leaf: number): number {
    while (leaf >= this.stamps.length) {
      this.stamps = doubled(this.stamps);
      this.heads = doubled(this.heads);
      this.tails = doubled(this.tails);
      this.counts = doubled(this.counts);
    }
    return leaf;
  }

  private makeRoom(words: number): void {
    while (this.end + words > this.termAt.length) this.termAt = doubled(this.termAt);
  }
}

/** The lead is the start of the text, so that its offsets hold in the text too. */
function leadOf(story: MatchableStory): string {
  return story.lead ?? story.text.split('\n\n', 1)[0] ?? '';
}

const startLength = 4;

function startHash(units: Uint16Array, from: number): number {
  let hash = firstHash;
  for (let at = from; at < from + startLength; at++) hash = nextHash(hash, units[at] as number);
  return (hash ^ (hash >>> 16)) & 0xffff;
}

function doubled(column: Int32Array): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(column.length * 2);
  larger.set(column);
  return larger;
}
