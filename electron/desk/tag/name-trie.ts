/**
 * A trie over words in flat tables: tens of thousands of names would be as many maps. Words and starts of words are
 * numbers; node 0 is the root. A name's word is either the whole word of the text (`next`), or its start with an ending
 * that the edge allows (`open`).
 */
import { isEnding, longestEnding } from './endings.ts';

/** How a word may go on behind a known start. */
interface OpenEdge {
  readonly key: string;
  readonly child: number;
  /** The next edge of the same node and start. */
  readonly next: OpenEdge | undefined;
  readonly longest: number;
  /** Whether the start is a name by itself. */
  readonly bare: boolean;
  readonly goesOn: (rest: string) => boolean;
}

const longestStarred = 7;

export class NameTrie<Pattern> {
  private readonly nexts = new PairTable();
  private readonly opens = new PairTable();
  private readonly edges: OpenEdge[] = [];
  private readonly patterns: (Pattern[] | undefined)[] = [undefined];
  /** The languages of all patterns of a node, so that names of other languages cost one look. */
  private readonly languages: number[] = [0];
  /** From the root, by word: the node behind it, 0 for none. Most looks are from here. */
  private firstNodes = new Int32Array(1024);
  /** From the root, by start: 1 and the number of its first edge, 0 for none. */
  private firstEdges = new Int32Array(1024);

  /** The node behind a whole word; it is made when it is not there. */
  addWord(node: number, word: number): number {
    const known = this.next(node, word);
    if (known >= 0) return known;
    const child = this.addNode();
    if (node !== 0) this.nexts.set(node, word, child);
    else {
      this.firstNodes = withRoomFor(this.firstNodes, word);
      this.firstNodes[word] = child;
    }
    return child;
  }

  /**
   * The node behind a word that starts so. `own` is what the name itself goes on with; `language` says which endings
   * stand in its place, `*` that anything short does.
   */
  addStart(node: number, start: number, own: string, language: string): number {
    const key = `${language} ${own}`;
    const first = this.edges[this.edgeAt(node, start)];
    for (let edge = first; edge !== undefined; edge = edge.next) if (edge.key === key) return edge.child;
    const child = this.addNode();
    const edge =
      language === '*'
        ? { key, child, next: first, longest: longestStarred, bare: true, goesOn: () => true }
        : { key, child, next: first, ...endingsOf(own, language) };
    const index = this.edges.push(edge) - 1;
    if (node !== 0) this.opens.set(node, start, index);
    else {
      this.firstEdges = withRoomFor(this.firstEdges, start);
      this.firstEdges[start] = index + 1;
    }
    return child;
  }

  /** `languages`: bits of the languages in which the pattern counts. */
  addPattern(node: number, pattern: Pattern, languages: number): void {
    const known = this.patterns[node];
    if (known === undefined) this.patterns[node] = [pattern];
    else known.push(pattern);
    this.languages[node] = (this.languages[node] ?? 0) | languages;
  }

  /** What ends at a node; nothing if none of it counts in these languages. */
  patternsAt(node: number, languages: number): readonly Pattern[] | undefined {
    return ((this.languages[node] as number) & languages) === 0 ? undefined : this.patterns[node];
  }

  /** Whether a name begins with this word. */
  beginsWith(word: number): boolean {
    return word < this.firstNodes.length && this.firstNodes[word] !== 0;
  }

  /** Whether a name begins with a word that begins so. */
  beginsWithStart(start: number): boolean {
    return start < this.firstEdges.length && this.firstEdges[start] !== 0;
  }

  /** The node behind a whole word, or -1. */
  next(node: number, word: number): number {
    if (word < 0) return -1;
    if (node !== 0) return this.nexts.get(node, word);
    return this.beginsWith(word) ? (this.firstNodes[word] as number) : -1;
  }

  private edgeAt(node: number, start: number): number {
    if (node !== 0) return this.opens.get(node, start);
    return start < this.firstEdges.length ? (this.firstEdges[start] as number) - 1 : -1;
  }

  /**
   * Writes to `found`, from `count` on, the nodes behind a start that the units from `from` to `to` go on from. Gives
   * how many there are then.
   */
  goOn(
    node: number,
    start: number,
    units: Uint16Array,
    from: number,
    to: number,
    found: Int32Array,
    count: number,
  ): number {
    const head = this.edgeAt(node, start);
    if (head < 0) return count;
    let reached = count;
    let rest: string | undefined;
    for (let edge = this.edges[head]; edge !== undefined; edge = edge.next) {
      if (to - from > edge.longest) continue;
      rest ??= spell(units, from, to);
      if (rest === '' ? !edge.bare : !edge.goesOn(rest)) continue;
      if (reached < found.length) found[reached++] = edge.child;
    }
    return reached;
  }

  private addNode(): number {
    this.languages.push(0);
    return this.patterns.push(undefined) - 1;
  }
}

function endingsOf(own: string, language: string): Pick<OpenEdge, 'longest' | 'bare' | 'goesOn'> {
  const goesOn = (rest: string): boolean => rest === own || isEnding(rest, language, own);
  return { longest: Math.max(longestEnding(language), own.length), bare: goesOn(''), goesOn };
}

function withRoomFor(column: Int32Array<ArrayBuffer>, index: number): Int32Array<ArrayBuffer> {
  if (index < column.length) return column;
  const larger = new Int32Array(index * 2);
  larger.set(column);
  return larger;
}

function spell(units: Uint16Array, from: number, to: number): string {
  let word = '';
  for (let at = from; at < to; at++) word += String.fromCharCode(units[at] as number);
  return word;
}

/** Numbers by two numbers: open addressing, three columns side by side. */
class PairTable {
  private size = 0;
  private mask = 1023;
  private slots = new Int32Array(3 * 1024).fill(-1);

  /** The number, or -1. */
  get(first: number, second: number): number {
    const { slots, mask } = this;
    for (let slot = slotOf(first, second) & mask; ; slot = (slot + 1) & mask) {
      const at = slot * 3;
      if (slots[at] === -1) return -1;
      if (slots[at] === first && slots[at + 1] === second) return slots[at + 2] as number;
    }
  }

  set(first: number, second: number, value: number): void {
    if (++this.size * 2 > this.mask) this.grow();
    this.place(first, second, value);
  }

  private place(first: number, second: number, value: number): void {
    let slot = slotOf(first, second) & this.mask;
    while (this.slots[slot * 3] !== -1 && !(this.slots[slot * 3] === first && this.slots[slot * 3 + 1] === second))
      slot = (slot + 1) & this.mask;
    this.slots.set([first, second, value], slot * 3);
  }

  private grow(): void {
    const old = this.slots;
    this.mask = this.mask * 2 + 1;
    this.slots = new Int32Array(3 * (this.mask + 1)).fill(-1);
    for (let at = 0; at < old.length; at += 3)
      if (old[at] !== -1) this.place(old[at] as number, old[at + 1] as number, old[at + 2] as number);
  }
}

function slotOf(first: number, second: number): number {
  const mixed = Math.imul(first, 0x9e3779b1) ^ Math.imul(second, 0x85ebca6b);
  return mixed ^ (mixed >>> 15);
}
