/**
 * Finds aliases in a story's words: a trie over words, entered by hash. Each word of the story is looked up once, and
 * so is each of its starts, for names that take endings; words that begin no alias cost nothing more.
 */

import { languagesOf } from './alias-languages.ts';
import { cliticOffsets, stemOf } from './endings.ts';
import { FieldReading } from './field-reading.ts';
import type { Alias, Entity } from './gazetteer.ts';
import { NameTrie } from './name-trie.ts';
import { tokeniseQuery } from './normalise.ts';
import { WordTable } from './word-table.ts';
import { firstHash, nextHash, Words } from './words.ts';

export interface Pattern {
  readonly entity: Entity;
  readonly alias: Alias;
  /** The languages of stories in which it counts, as bits of `languageBit`. */
  readonly languages: number;
  /** An adjective that is written like the name: донецк* and Донецк, argentine and Argentine. */
  readonly alsoName: boolean;
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
  /** How many letters of the last word are an ending, and not the name's own. */
  readonly ending: number;
}

/** How far the first word of a name may go on behind its start: as far as the longest Turkish ending. */
const longestOfAll = 9;
/** How many ways through the trie are followed at once; no word has half as many readings. */
const mostNodes = 256;
const filterBits = 18;
const entitiesAtOnce = 150;
const beginningBits = 17;
const beginningLength = 4;

export class Automaton {
  private readonly terms = new WordTable();
  private readonly starts = new WordTable();
  private readonly trie = new NameTrie<Pattern>();
  /** Whether some start has this hash, cut short: nearly all starts of words are turned away here. */
  private readonly startFilter = new Uint8Array(1 << filterBits);
  /** Whether some start begins with units of this hash: small enough to stay near, and most words go no further. */
  private readonly startBeginnings = new Uint32Array(1 << (beginningBits - 5));
  private shortestStart = 99;
  private story = 0;
  private termMet = new Int32Array(0);
  private startMet = new Int32Array(0);
  private readonly titleReading = new FieldReading(new Words());
  private readonly bodyReading = new FieldReading(new Words());
  /** What may not stand where a person is named, of all names of that person. */
  private readonly personNots = new Map<string, (readonly number[])[]>();
  /** Guards are shared by hundreds of names, so each is read once. */
  private readonly guards = new Map<string, Guard>();
  private readonly phrases = new Map<string, readonly number[]>();

  constructor(entities: readonly Entity[]) {
    this.add(entities);
  }

  /** The same as with the constructor, but for others' work in between: tens of thousands of names take a while. */
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
  }

  /** Reads a story; guards then speak of both fields. The readings are good until the next story. */
  read(title: Words, body: Words): { readonly title: FieldReading; readonly body: FieldReading } {
    this.story++;
    this.readField(this.titleReading, title);
    this.readField(this.bodyReading, body);
    return { title: this.titleReading, body: this.bodyReading };
  }

  private readField(reading: FieldReading, words: Words): void {
    reading.clear(words);
    for (let position = 0; position < words.count; position++) this.readWord(reading, words, position);
    reading.hitsFrom[words.count] = reading.hitCount;
  }

  private readWord(reading: FieldReading, words: Words, position: number): void {
    const { units } = words;
    const from = words.starts[position] as number;
    const end = words.ends[position] as number;
    reading.hitsFrom[position] = reading.hitCount;
    const term = this.terms.find(units, from, end, words.hashes[position] as number);
    reading.terms[position] = term;
    let opens = false;
    if (term >= 0) {
      this.termMet[term] = this.story;
      opens = this.trie.beginsWith(term);
    }
    let hash = firstHash;
    for (let at = from; at < end; ) {
      hash = nextHash(hash, units[at++] as number);
      if (at - from === beginningLength && !this.beginsSome(hash)) break;
      if (this.startFilter[filterSlot(hash)] === 0 || at - from < this.shortestStart) continue;
      const start = this.starts.find(units, from, at, hash);
      if (start < 0) continue;
      this.startMet[start] = this.story;
      reading.addHit(start);
      opens ||= this.trie.beginsWithStart(start) && end - at <= longestOfAll;
    }
    const first = units[from] as number;
    if (first >= 0x590 && first <= 0x6ff) opens ||= this.opensBehindClitics(units, from, end);
    if (opens) reading.addOpening(position);
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
        if (known >= 0 && this.trie.beginsWithStart(known)) return true;
      }
      const term = this.terms.find(units, start, end, hash);
      if (term >= 0 && this.trie.beginsWith(term)) return true;
    }
    return false;
  }

  /**
   * All candidates that start at `position` in a story of this language: longest first, then those with the shortest
   * ending.
   */
  candidatesAt(reading: FieldReading, position: number, language: number): readonly Candidate[] {
    let found: Candidate[] | undefined;
    const { count } = reading.words;
    this.nodeCount = 0;
    this.enter(reading, position);
    for (let at = position, from = 0; from < this.nodeCount; ) {
      const to = this.nodeCount;
      for (let index = from; index < to; index++) {
        const patterns = this.trie.patternsAt(this.nodes[index] as number, language);
        if (patterns === undefined) continue;
        for (const pattern of patterns) {
          if ((pattern.languages & language) === 0) continue;
          found ??= [];
          found.push({ pattern, first: position, last: at, ending: this.endings[index] as number });
        }
      }
      if (++at >= count) break;
      for (let index = from; index < to; index++) this.step(this.nodes[index] as number, reading, at);
      from = to;
    }
    if (found === undefined) return none;
    return found.length < 2 ? found : found.sort(byLength);
  }

  /** Whether the words of one of the guards were met in the story. */
  holdsOne(guards: readonly Guard[]): boolean {
    for (const guard of guards) if (this.holds(guard)) return true;
    return false;
  }

  private holds({ terms, start }: Guard): boolean {
    if (start !== undefined && this.startMet[start] !== this.story) return false;
    for (const term of terms) if (this.termMet[term] !== this.story) return false;
    return true;
  }

  /** Whether something stands at a word of the field that makes it another's name than this person's. */
  isGuarded(personId: string, reading: FieldReading, position: number): boolean {
    const phrases = this.personNots.get(personId);
    return phrases?.some((phrase) => standsAt(phrase, reading, { first: position, last: position })) ?? false;
  }

  /** The nodes on the way through the trie, and how many letters of the last word each takes for an ending. */
  private readonly nodes = new Int32Array(mostNodes);
  private readonly endings = new Int32Array(mostNodes);
  private nodeCount = 0;

  private step(node: number, reading: FieldReading, position: number): void {
    const exact = this.trie.next(node, reading.terms[position] as number);
    const { words } = reading;
    const end = words.ends[position] as number;
    const from = words.starts[position] as number;
    if (exact >= 0) this.reach(exact);
    for (let hit = reading.hitsFrom[position] as number; hit < (reading.hitsFrom[position + 1] as number); hit++)
      this.goOn(node, reading.hits[hit] as number, words.units, from, end);
  }

  private reach(node: number): void {
    if (this.nodeCount === mostNodes) return;
    this.nodes[this.nodeCount] = node;
    this.endings[this.nodeCount++] = 0;
  }

  /** The nodes behind the root; the first word of a name may stand behind joined particles. */
  private enter(reading: FieldReading, position: number): void {
    const { words } = reading;
    this.step(0, reading, position);
    const from = words.starts[position] as number;
    const end = words.ends[position] as number;
    const first = words.units[from] as number;
    if (first < 0x590 || first > 0x6ff) return;
    const count = cliticOffsets(words.units, from, end, offsets);
    for (let index = 0; index < count; index++) this.enterAt(words.units, from + (offsets[index] as number), end);
  }

  private enterAt(units: Uint16Array, from: number, end: number): void {
    let hash = firstHash;
    for (let at = from; at < end; ) {
      hash = nextHash(hash, units[at++] as number);
      const start = this.startFilter[filterSlot(hash)] === 0 ? -1 : this.starts.find(units, from, at, hash);
      if (start >= 0) this.goOn(0, start, units, from, end);
    }
    const exact = this.trie.next(0, this.terms.find(units, from, end, hash));
    if (exact >= 0) this.reach(exact);
  }

  private goOn(node: number, start: number, units: Uint16Array, from: number, end: number): void {
    const ending = from + this.starts.lengthOf(start);
    const before = this.nodeCount;
    this.nodeCount = this.trie.goOn(node, start, units, ending, end, this.nodes, before);
    this.endings.fill(end - ending, before, this.nodeCount);
  }

  private addAlias(entity: Entity, alias: Alias): void {
    const text = alias.text.replace(/\*(?=\s|$)/g, ' ');
    const tokens = tokeniseQuery(text);
    if (tokens.length === 0) return;
    let node = 0;
    for (const [index, { term, to }] of tokens.entries()) {
      // A Han letter behind a number opens a pair when more Han follows: 055型驱逐舰.
      const opensPair = index > 0 && index === tokens.length - 1 && loneHan.test(term);
      node = this.addTerm(node, term, alias.language, alias.text[to] === '*' || opensPair);
    }
    const not = alias.not.length === 0 ? noPhrases : alias.not.map((phrase) => this.phraseOf(phrase));
    const languages = languagesOf(alias, entity);
    const pattern = {
      entity,
      alias,
      languages,
      alsoName: alias.demonym && isAlsoName(alias, entity),
      upper: /^\p{Lu}/u.test(alias.text),
      needs: alias.needs.length === 0 ? noGuards : alias.needs.map((word) => this.guardOf(word)),
      not,
    };
    this.trie.addPattern(node, pattern, languages);
    if (entity.kind === 'person' && not.length > 0)
      this.personNots.set(entity.id, [...(this.personNots.get(entity.id) ?? []), ...not]);
  }

  private phraseOf(phrase: string): readonly number[] {
    const known = this.phrases.get(phrase) ?? tokeniseQuery(phrase).map(({ term }) => this.terms.intern(term));
    this.phrases.set(phrase, known);
    return known;
  }

  private guardOf(word: string): Guard {
    const known = this.guards.get(word);
    if (known !== undefined) return known;
    const terms = tokeniseQuery(word.replace(/\*$/, '')).map(({ term }) => term);
    const start = word.endsWith('*') ? terms.pop() : undefined;
    const guard = {
      terms: terms.map((term) => this.terms.intern(term)),
      start: start === undefined ? undefined : this.startOf(start),
    };
    this.guards.set(word, guard);
    return guard;
  }

  private addTerm(node: number, term: string, language: string, starred: boolean): number {
    if (!starred && !mayEnd(term, language)) return this.trie.addWord(node, this.terms.intern(term));
    const stem = starred ? term : stemOf(term, language);
    return this.trie.addStart(node, this.startOf(stem), term.slice(stem.length), starred ? '*' : language);
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

/** Whether a phrase stands in the field so that it covers part of the candidate, or touches it. */
export function standsAt(
  phrase: readonly number[],
  { words, terms }: FieldReading,
  { first, last }: Pick<Candidate, 'first' | 'last'>,
): boolean {
  for (let start = Math.max(0, first - phrase.length); start <= last + 1; start++) {
    if (start + phrase.length > words.count) return false;
    let index = 0;
    while (index < phrase.length && terms[start + index] === phrase[index]) index++;
    if (index === phrase.length) return true;
  }
  return false;
}

/**
 * Болгарии is Болгария with an ending, and no болгар with one; where both take the same (ایرانی is written so by the
 * adjective alone) the adjective is meant.
 */
function byLength(a: Candidate, b: Candidate): number {
  return b.last - a.last || a.ending - b.ending || isDemonym(b) - isDemonym(a);
}

function isDemonym({ pattern }: Candidate): number {
  return pattern.alias.demonym ? 1 : 0;
}

function isAlsoName({ text, language }: Alias, { aliases }: Entity): boolean {
  const written = text.replace(/\*$/, '').toLowerCase();
  return aliases.some((other) => !other.demonym && other.language === language && other.text.toLowerCase() === written);
}

const none: readonly Candidate[] = [];
// Shared by the fifty thousand patterns that have none of their own.
const noPhrases: readonly (readonly number[])[] = [];
const noGuards: readonly Guard[] = [];
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
