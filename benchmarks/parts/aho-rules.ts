/**
 * Rules over an Aho-Corasick package, doing all that the percolator does: the story is normalised with the same code,
 * the package finds the words of all rules in it, whole words and starts are kept, and each rule whose rarest needed
 * word was found is evaluated on positions, with the words that made it hold. Knows what the benchmark's rules are made
 * of: words, phrases, prefixes, AND, OR, NOT and NEAR.
 */
import AhoCorasick from 'modern-ahocorasick';
import { type Compiled, compileQuery, type Operand, type Phrase } from '../../electron/desk/rule/compile.ts';
import type { PercolatedRule } from '../../electron/desk/rule/percolate.ts';
import { readWords } from '../../electron/desk/tag/normalise.ts';
import { Words } from '../../electron/desk/tag/words.ts';

/** First and last word of an occurrence. */
type Occurrence = readonly [number, number];
interface FiledRule {
  readonly id: string;
  readonly query: Compiled;
}

export interface AhoRules {
  /** The rules that a story meets, each with the first and last words of what made it hold. */
  match(story: { readonly title: string; readonly text: string }): { ruleId: string; found: Occurrence[] }[];
  readonly words: readonly string[];
}

/** `frequency`: in how many stories a word stands, to file each rule under its rarest needed word. */
export function createAhoRules(rules: readonly PercolatedRule[], frequency: ReadonlyMap<string, number>): AhoRules {
  const numbers = new Map<string, number>();
  const byWord = new Map<string, FiledRule[]>();
  const numberOf = (pattern: string): number => {
    const known = numbers.get(pattern) ?? numbers.size;
    numbers.set(pattern, known);
    return known;
  };
  for (const { id, query } of rules) {
    const compiled = compileQuery(query);
    const visit = (operand: Operand): void =>
      operand.kind === 'any' ? operand.operands.forEach(visit) : void patternsOf(operand).forEach(numberOf);
    for (const operand of operandsOf(compiled)) visit(operand);
    for (const pattern of needed(compiled, frequency).patterns)
      byWord.set(pattern, [...(byWord.get(pattern) ?? []), { id, query: compiled }]);
  }
  const matcher = new AhoCorasick([...numbers.keys()]);
  const filed = [...numbers.keys()].map((pattern) => byWord.get(pattern) ?? []);
  const words = new Words();

  return {
    words: [...numbers.keys()].map((pattern) => pattern.trim()),
    match({ title, text }) {
      // Title and text are parted by what no phrase can cross.
      readWords(title, words);
      const titleWords = words.joined();
      readWords(text, words);
      const read = ` ${titleWords} | ${words.joined()} `;
      const positions = new Map<number, number[]>();
      const wordAt = wordNumbers(read);
      for (const { patternIndex, start } of matcher.search(read)) {
        const known = positions.get(patternIndex);
        if (known === undefined) positions.set(patternIndex, [wordAt[start + 1] as number]);
        else known.push(wordAt[start + 1] as number);
      }
      const asking: Asking = {
        positions,
        numbers,
        titleEnd: titleWords === '' ? 0 : (wordAt[titleWords.length] as number) + 1,
      };
      const asked = new Set<string>();
      const matches: { ruleId: string; found: Occurrence[] }[] = [];
      for (const pattern of positions.keys())
        for (const { id, query } of filed[pattern] ?? []) {
          if (asked.has(id)) continue;
          asked.add(id);
          const found = evaluate(query, asking);
          if (found !== undefined) matches.push({ ruleId: id, found });
        }
      return matches;
    },
  };
}

interface Asking {
  readonly positions: ReadonlyMap<number, readonly number[]>;
  readonly numbers: ReadonlyMap<string, number>;
  /** The word behind the title's last. */
  readonly titleEnd: number;
}

/** Words stand between spaces, so that only whole ones are found; a prefix is open at its end. */
function patternsOf({ terms, prefix }: Phrase): string[] {
  return terms.map((term, index) => (prefix && index === terms.length - 1 ? ` ${term}` : ` ${term} `));
}

function operandsOf(query: Compiled): Operand[] {
  switch (query.kind) {
    case 'and':
    case 'or':
      return query.children.flatMap(operandsOf);
    case 'not':
      return operandsOf(query.child);
    case 'text':
      return [query.operand];
    case 'near':
      return [query.left, query.right];
    default:
      throw new Error(`The benchmark has no ${query.kind}.`);
  }
}

interface Needed {
  readonly patterns: readonly string[];
  readonly stories: number;
}

function needed(query: Compiled | Operand, frequency: ReadonlyMap<string, number>): Needed {
  const of = (child: Compiled | Operand): Needed => needed(child, frequency);
  const all = (parts: readonly Needed[]): Needed => ({
    patterns: parts.flatMap(({ patterns }) => patterns),
    stories: parts.reduce((sum, { stories }) => sum + stories, 0),
  });
  const rarest = (parts: readonly Needed[]): Needed => parts.reduce((a, b) => (a.stories <= b.stories ? a : b));
  switch (query.kind) {
    case 'phrase':
      return rarest(patternsOf(query).map((one) => ({ patterns: [one], stories: frequency.get(one.trim()) ?? 0 })));
    case 'any':
      return all(query.operands.map(of));
    case 'text':
      return of(query.operand);
    case 'near':
      return rarest([of(query.left), of(query.right)]);
    case 'or':
      return all(query.children.map(of));
    case 'and':
      return rarest(query.children.filter(({ kind }) => kind !== 'not').map(of));
    default:
      throw new Error(`The benchmark has no ${query.kind}.`);
  }
}

function wordNumbers(read: string): Int32Array {
  const numbers = new Int32Array(read.length);
  let word = -1;
  for (let at = 0; at < read.length; at++) numbers[at] = read.charCodeAt(at) === 0x20 ? word++ : word;
  return numbers;
}

/** What made the query hold, or undefined. */
function evaluate(query: Compiled, asking: Asking): Occurrence[] | undefined {
  switch (query.kind) {
    case 'text':
      return some(occurrences(query.operand, asking));
    case 'not':
      return evaluate(query.child, asking) === undefined ? [] : undefined;
    case 'and': {
      const found: Occurrence[] = [];
      for (const child of query.children) {
        const own = evaluate(child, asking);
        if (own === undefined) return undefined;
        found.push(...own);
      }
      return found;
    }
    case 'or': {
      const found = query.children.map((child) => evaluate(child, asking)).filter((own) => own !== undefined);
      return found.length === 0 ? undefined : found.flat();
    }
    case 'near':
      return some(nearby(occurrences(query.left, asking), occurrences(query.right, asking), query.distance, asking));
    default:
      throw new Error(`The benchmark has no ${query.kind}.`);
  }
}

function some(found: Occurrence[]): Occurrence[] | undefined {
  return found.length === 0 ? undefined : found;
}

function occurrences(operand: Operand, asking: Asking): Occurrence[] {
  if (operand.kind === 'any') return operand.operands.flatMap((one) => occurrences(one, asking));
  const places = patternsOf(operand).map((pattern) => asking.positions.get(asking.numbers.get(pattern) ?? -1) ?? []);
  const [firsts = [], ...others] = places;
  return firsts
    .filter((first) => others.every((own, index) => own.includes(first + index + 1)))
    .map((first) => [first, first + places.length - 1] as const);
}

function nearby(left: Occurrence[], right: Occurrence[], distance: number, { titleEnd }: Asking): Occurrence[] {
  return left.flatMap((a) =>
    right
      .filter((b) => {
        const between = a[1] < b[0] ? b[0] - a[1] - 1 : b[1] < a[0] ? a[0] - b[1] - 1 : Number.POSITIVE_INFINITY;
        return between <= distance && a[0] < titleEnd === b[0] < titleEnd;
      })
      .flatMap((b) => [a, b]),
  );
}
