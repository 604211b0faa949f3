/**
 * Finds aliases in a story's words: a trie over words, entered by hash. Each word of the story is looked up once, and
 * so is each of its starts, for names that take endings; words that begin no alias cost nothing more.
 */
import { cliticOffsets, isEnding, stemOf } from './endings.ts';
import type { Alias, Entity } from './gazetteer.ts';
import { tokeniseQuery } from './normalise.ts';
import { WordTable } from './word-table.ts';
import { firstHash, nextHash, type Words } from './words.ts';

export interface Pattern {
  readonly entity: Entity;
  readonly alias: Alias;
  /** The alias starts in upper case, so the text must too. */
  readonly upper: boolean;
  /** One of these must stand in the story. */
  readonly needs: readonly Guard[];
  /** None of these may stand where the alias does: phrases as term numbers. */
  readonly not: readonly (readonly number[])[];
}

/** Words that all stand in the story, in any order. The last may be one that others start with. */
export interface Guard {
  readonly terms: readonly number[];
  readonly start: number | undefined;
}

export interface Candidate {
  readonly pattern: Pattern;
  /** Positions of the first and last word. */
  readonly first: number;
  readonly last: number;
}

interface OpenEdge {
  readonly key: string;
  readonly node: Node;
  readonly goesOn: (rest: string) => boolean;
}

/** Most of the tens of thousands of nodes end one alias and lead nowhere, so their maps are made when needed. */
interface Node {
  next: Map<number, Node> | undefined;
  /** Words that may go on: by the number of their start, with how they may. */
  open: Map<number, OpenEdge[]> | undefined;
  readonly patterns: Pattern[];
}

const newNode = (): Node => ({ next: undefined, open: undefined, patterns: [] });
const longestStarred = 7;
const filterBits = 18;
const entitiesAtOnce = 150;
const beginningBits = 17;
const beginningLength = 4;

export class Automaton {
  private readonly terms = new WordTable();
  private readonly starts = new WordTable();
  /** Whether some start has this hash, cut short: nearly all starts of words are turned away here. */
  private readonly startFilter = new Uint8Array(1 << filterBits);
  /** Whether some start begins with units of this hash: small enough to stay near, and most words go no further. */
  private readonly startBeginnings = new Uint32Array(1 << (beginningBits - 5));
  private shortestStart = 99;
  private readonly root = newNode();
  /** Whether an alias begins with this term or start. */
  private rootTerms = new Uint8Array(0);
  private rootStarts = new Uint8Array(0);

  private story = 0;
  private termMet = new Int32Array(0);
  private startMet = new Int32Array(0);
  /** Of the field read last: the term of each word, or -1; its starts lie in `hits` from `hitsFrom`. */
  private termAt = new Int32Array(1024);
  private hitsFrom = new Int32Array(1025);
  private hits = new Int32Array(1024);
  private hitCount = 0;
  private words: Words | undefined;
  /** Positions where an alias may begin. */
  readonly openings: number[] = [];
  /** What may not stand where a person is named, of all names of that person. */
  private readonly personNots = new Map<string, (readonly number[])[]>();

  constructor(entities: readonly Entity[]) {
    this.add(entities);
  }

  /** The same as with the constructor, but for others' work in between: tens of thousands of names take half a second. */
  static async inBackground(entities: readonly Entity[]): Promise<Automaton> {
    const automaton = new Automaton([]);
    for (let from = 0; from < entities.length; from += entitiesAtOnce) {
      automaton.add(entities.slice(from, from + entitiesAtOnce));
      await new Promise((resolve) => setImmediate(resolve));
    }
    return automaton;
  }

  private add(entities: readonly Entity[]): void {
    for (const entity of entities) for (const alias of entity.aliases) this.addAlias(entity, alias);
    this.termMet = new Int32Array(this.terms.size);
    this.startMet = new Int32Array(this.starts.size);
    this.rootTerms = new Uint8Array(this.terms.size);
    this.rootStarts = new Uint8Array(this.starts.size);
    for (const term of this.root.next?.keys() ?? []) this.rootTerms[term] = 1;
    for (const start of this.root.open?.keys() ?? []) this.rootStarts[start] = 1;
  }

  /** Forgets the words of the story before. */
  newStory(): void {
    this.story++;
  }

  /** Reads the words of one field; `candidatesAt` and `standsAt` then speak of it, the guards of the whole story. */
  read(words: Words): void {
    this.words = words;
    this.openings.length = 0;
    this.hitCount = 0;
    if (words.count >= this.termAt.length) {
      this.termAt = new Int32Array(words.count * 2);
      this.hitsFrom = new Int32Array(words.count * 2 + 1);
    }
    for (let position = 0; position < words.count; position++) this.readWord(words, position);
    this.hitsFrom[words.count] = this.hitCount;
  }

  private readWord(words: Words, position: number): void {
    const { units } = words;
    const from = words.starts[position] as number;
    const end = words.ends[position] as number;
    this.hitsFrom[position] = this.hitCount;
    const term = this.terms.find(units, from, end, words.hashes[position] as number);
    this.termAt[position] = term;
    let opens = false;
    if (term >= 0) {
      this.termMet[term] = this.story;
      opens = this.rootTerms[term] === 1;
    }
    let hash = firstHash;
    for (let at = from; at < end; ) {
      hash = nextHash(hash, units[at++] as number);
      if (at - from === beginningLength && !this.beginsSome(hash)) break;
      if (this.startFilter[filterSlot(hash)] === 0 || at - from < this.shortestStart) continue;
      const start = this.starts.find(units, from, at, hash);
      if (start < 0) continue;
      this.startMet[start] = this.story;
      this.addHit(start);
      opens ||= this.rootStarts[start] === 1 && end - at <= longestStarred;
    }
    const first = units[from] as number;
    if (first >= 0x590 && first <= 0x6ff) opens ||= this.opensBehindClitics(units, from, end);
    if (opens) this.openings.push(position);
  }

  private beginsSome(hash: number): boolean {
    const slot = beginningSlot(hash);
    return (((this.startBeginnings[slot >>> 5] as number) >>> (slot & 31)) & 1) === 1;
  }

  private opensBehindClitics(units: Uint16Array, from: number, end: number): boolean {
    const count = cliticOffsets(units, from, end, offsets);
    for (let index = 0; index < count; index++) {
      let hash = firstHash;
      const start = from + (offsets[index] as number);
      for (let at = start; at < end; ) {
        hash = nextHash(hash, units[at++] as number);
        const known = this.startFilter[filterSlot(hash)] === 0 ? -1 : this.starts.find(units, start, at, hash);
        if (known >= 0 && this.rootStarts[known] === 1) return true;
      }
      const term = this.terms.find(units, start, end, hash);
      if (term >= 0 && this.rootTerms[term] === 1) return true;
    }
    return false;
  }

  /** All candidates that start at `position`, longest first. */
  candidatesAt(position: number): Candidate[] {
    const found: Candidate[] = [];
    const { words } = this;
    if (words === undefined) return found;
    let nodes = this.enter(words, position);
    for (let at = position; nodes.length > 0; ) {
      for (const node of nodes) for (const pattern of node.patterns) found.push({ pattern, first: position, last: at });
      if (++at >= words.count) break;
      const next: Node[] = [];
      for (const node of nodes) this.step(node, words, at, next);
      nodes = next;
    }
    return found.length < 2 ? found : found.sort((a, b) => b.last - a.last || isDemonym(b) - isDemonym(a));
  }

  /** Whether the words of a guard were met in the story, in the fields read so far. */
  holds({ terms, start }: Guard): boolean {
    if (start !== undefined && this.startMet[start] !== this.story) return false;
    for (const term of terms) if (this.termMet[term] !== this.story) return false;
    return true;
  }

  /** Whether a phrase stands in the field so that it covers part of the candidate, or touches it. */
  standsAt(phrase: readonly number[], { first, last }: Pick<Candidate, 'first' | 'last'>): boolean {
    const count = this.words?.count ?? 0;
    for (let start = Math.max(0, first - phrase.length); start <= last + 1; start++) {
      if (start + phrase.length > count) return false;
      let index = 0;
      while (index < phrase.length && this.termAt[start + index] === phrase[index]) index++;
      if (index === phrase.length) return true;
    }
    return false;
  }

  /** Whether something stands at a word of the field that makes it another's name than this person's. */
  isGuarded(personId: string, position: number): boolean {
    const phrases = this.personNots.get(personId);
    return phrases?.some((phrase) => this.standsAt(phrase, { first: position, last: position })) ?? false;
  }

  private step(node: Node, words: Words, position: number, found: Node[]): void {
    const term = this.termAt[position] as number;
    const exact = term < 0 ? undefined : node.next?.get(term);
    if (exact !== undefined) found.push(exact);
    if (node.open === undefined) return;
    for (let hit = this.hitsFrom[position] as number; hit < (this.hitsFrom[position + 1] as number); hit++)
      this.goOn(node, this.hits[hit] as number, words, position, 0, found);
  }

  /** The nodes behind the root; the first word of a name may stand behind joined particles. */
  private enter(words: Words, position: number): Node[] {
    const found: Node[] = [];
    this.step(this.root, words, position, found);
    const { units } = words;
    const from = words.starts[position] as number;
    const end = words.ends[position] as number;
    const first = units[from] as number;
    if (first < 0x590 || first > 0x6ff) return found;
    const count = cliticOffsets(units, from, end, offsets);
    for (let index = 0; index < count; index++) this.enterAt(words, position, offsets[index] as number, found);
    return found;
  }

  private enterAt(words: Words, position: number, offset: number, found: Node[]): void {
    const { units } = words;
    const from = (words.starts[position] as number) + offset;
    const end = words.ends[position] as number;
    let hash = firstHash;
    for (let at = from; at < end; ) {
      hash = nextHash(hash, units[at++] as number);
      const start = this.startFilter[filterSlot(hash)] === 0 ? -1 : this.starts.find(units, from, at, hash);
      if (start >= 0) this.goOn(this.root, start, words, position, offset, found);
    }
    const term = this.terms.find(units, from, end, hash);
    const exact = term < 0 ? undefined : this.root.next?.get(term);
    if (exact !== undefined) found.push(exact);
  }

  private goOn(node: Node, start: number, words: Words, position: number, offset: number, found: Node[]): void {
    const edges = node.open?.get(start);
    if (edges === undefined) return;
    const from = (words.starts[position] as number) + offset + this.starts.lengthOf(start);
    const rest = String.fromCharCode(...words.units.subarray(from, words.ends[position]));
    for (const edge of edges) if (edge.goesOn(rest)) found.push(edge.node);
  }

  private addHit(start: number): void {
    if (this.hitCount === this.hits.length) {
      const larger = new Int32Array(this.hits.length * 2);
      larger.set(this.hits);
      this.hits = larger;
    }
    this.hits[this.hitCount++] = start;
  }

  private addAlias(entity: Entity, alias: Alias): void {
    const text = alias.text.replace(/\*(?=\s|$)/g, ' ');
    const tokens = tokeniseQuery(text);
    if (tokens.length === 0) return;
    let node = this.root;
    for (const [index, { term, to }] of tokens.entries()) {
      // A Han letter behind a number opens a pair when more Han follows: 055型驱逐舰.
      const opensPair = index > 0 && index === tokens.length - 1 && loneHan.test(term);
      node = this.addTerm(node, term, alias.language, alias.text[to] === '*' || opensPair);
    }
    const not = alias.not.map((phrase) => tokeniseQuery(phrase).map(({ term }) => this.terms.intern(term)));
    node.patterns.push({
      entity,
      alias,
      upper: /^\p{Lu}/u.test(alias.text),
      needs: alias.needs.map((word) => this.guardOf(word)),
      not,
    });
    if (entity.kind === 'person' && not.length > 0)
      this.personNots.set(entity.id, [...(this.personNots.get(entity.id) ?? []), ...not]);
  }

  private guardOf(word: string): Guard {
    const terms = tokeniseQuery(word.replace(/\*$/, '')).map(({ term }) => term);
    const start = word.endsWith('*') ? terms.pop() : undefined;
    return {
      terms: terms.map((term) => this.terms.intern(term)),
      start: start === undefined ? undefined : this.startOf(start),
    };
  }

  private addTerm(node: Node, term: string, language: string, starred: boolean): Node {
    if (!starred && !mayEnd(term, language)) {
      const number = this.terms.intern(term);
      node.next ??= new Map();
      const known = node.next.get(number) ?? newNode();
      node.next.set(number, known);
      return known;
    }
    const stem = starred ? term : stemOf(term, language);
    const key = `${starred ? '*' : language} ${term.slice(stem.length)}`;
    const start = this.startOf(stem);
    node.open ??= new Map();
    const edges = node.open.get(start) ?? [];
    const known = edges.find((edge) => edge.key === key);
    if (known !== undefined) return known.node;
    const goesOn = starred
      ? (rest: string) => rest.length <= longestStarred
      : (rest: string) => rest === term.slice(stem.length) || isEnding(rest, language, term.slice(stem.length));
    const edge = { key, node: newNode(), goesOn };
    node.open.set(start, [...edges, edge]);
    return edge.node;
  }

  private startOf(stem: string): number {
    let hash = firstHash;
    for (let index = 0; index < stem.length; index++) {
      hash = nextHash(hash, stem.charCodeAt(index));
      if (index + 1 !== beginningLength) continue;
      const slot = beginningSlot(hash);
      this.startBeginnings[slot >>> 5] = (this.startBeginnings[slot >>> 5] as number) | (1 << (slot & 31));
    }
    this.startFilter[filterSlot(hash)] = 1;
    this.shortestStart = Math.min(this.shortestStart, stem.length);
    return this.starts.intern(stem);
  }
}

/** Among equals the adjective is meant: ایرانی is ایران with an ending, and Iranian. */
function isDemonym({ pattern }: Candidate): number {
  return pattern.alias.demonym ? 1 : 0;
}

const offsets = new Int32Array(8);
const loneHan = /^\p{Script=Han}$/u;

function beginningSlot(hash: number): number {
  return (hash ^ (hash >>> beginningBits)) & ((1 << beginningBits) - 1);
}

function filterSlot(hash: number): number {
  return (hash ^ (hash >>> filterBits)) & ((1 << filterBits) - 1);
}

/** Whether a name of this language takes endings without an apostrophe. Short words and numbers do not. */
function mayEnd(term: string, language: string): boolean {
  return /^(en|de|fr|tr|fa|ru|uk)$/.test(language) && term.length > 3 && /^\p{L}+$/u.test(term);
}
