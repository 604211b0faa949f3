/** Finds aliases in a run of terms: a trie over terms, longest match first. Near-linear in the text. */
import { isEnding, stemOf, withoutPrefixes } from './endings.ts';
import type { Alias, Entity } from './gazetteer.ts';
import { type Token, tokeniseQuery } from './normalise.ts';

export interface Pattern {
  readonly entity: Entity;
  readonly alias: Alias;
  /** The alias starts in upper case, so the text must too. */
  readonly upper: boolean;
}

export interface Candidate {
  readonly pattern: Pattern;
  /** Positions of the first and last term. */
  readonly first: number;
  readonly last: number;
}

interface Node {
  readonly next: Map<string, Node>;
  /** Words that may go on: by their stem, with how they may. */
  readonly open: Map<string, { readonly node: Node; readonly goesOn: (rest: string) => boolean }[]>;
  readonly patterns: Pattern[];
}

const newNode = (): Node => ({ next: new Map(), open: new Map(), patterns: [] });
const longestStarred = 7;

export interface Automaton {
  /** All candidates that start at `position`, longest first. */
  candidatesAt(tokens: readonly Token[], position: number): Candidate[];
}

export function buildAutomaton(entities: readonly Entity[]): Automaton {
  const root = newNode();
  for (const entity of entities) for (const alias of entity.aliases) addAlias(root, entity, alias);
  return {
    candidatesAt(tokens, position) {
      const found: Candidate[] = [];
      let nodes = [root];
      for (let at = position; at < tokens.length && nodes.length > 0; at++) {
        const term = tokens[at]?.term ?? '';
        nodes = nodes.flatMap((node) => step(node, term, at === position));
        for (const node of nodes)
          for (const pattern of node.patterns) found.push({ pattern, first: position, last: at });
      }
      return found.sort((a, b) => b.last - a.last);
    },
  };
}

function addAlias(root: Node, entity: Entity, alias: Alias): void {
  const starred = /\*(?=\s|$)/;
  const parts = alias.text.split(/\s+/);
  let node = root;
  let terms = 0;
  for (const part of parts) {
    const open = starred.test(part);
    const tokens = tokeniseQuery(part.replace(/\*$/, ''));
    for (const [index, { term }] of tokens.entries()) {
      terms++;
      const last = index === tokens.length - 1;
      node = addTerm(node, term, alias.language, open && last);
    }
  }
  if (terms === 0) return;
  const first = alias.text[0] ?? '';
  const upper = /\p{Lu}/u.test(first);
  node.patterns.push({ entity, alias, upper });
}

function addTerm(node: Node, term: string, language: string, starred: boolean): Node {
  const inflects = /^(ru|uk)$/.test(language) && term.length > 3 && /^\p{L}+$/u.test(term);
  if (!starred && !inflects && !mayEnd(term, language)) {
    const known = node.next.get(term) ?? newNode();
    node.next.set(term, known);
    return known;
  }
  const stem = starred ? term : stemOf(term, language);
  const key = `${starred ? '*' : language} ${stem}`;
  const list = node.open.get(stem) ?? [];
  const existing = list.find((entry) => (entry as { key?: string }).key === key);
  if (existing !== undefined) return existing.node;
  const goesOn = starred
    ? (rest: string) => rest.length <= longestStarred
    : (rest: string) => rest === term.slice(stem.length) || isEnding(rest, language, term.slice(stem.length));
  const entry = { key, node: newNode(), goesOn };
  node.open.set(stem, [...list, entry]);
  return entry.node;
}

/** Whether a name of this language takes endings without an apostrophe. Short words and numbers do not. */
function mayEnd(term: string, language: string): boolean {
  return /^(en|de|fr|tr|fa)$/.test(language) && term.length > 3 && /^\p{L}+$/u.test(term);
}

function step(node: Node, term: string, first: boolean): Node[] {
  const found: Node[] = [];
  for (const form of first ? withoutPrefixes(term) : [term]) {
    const exact = node.next.get(form);
    if (exact !== undefined) found.push(exact);
    if (node.open.size === 0) continue;
    for (let length = Math.max(1, form.length - longestStarred); length <= form.length; length++)
      for (const { node: inner, goesOn } of node.open.get(form.slice(0, length)) ?? [])
        if (goesOn(form.slice(length))) found.push(inner);
  }
  return found;
}
