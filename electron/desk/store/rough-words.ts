/**
 * Where a query's words seem to stand in a text: found by one pattern over the raw letters, which takes a fraction of
 * the time of reading all words. Spelling that the pattern does not know (diacritics, variants) is missed, so that who
 * finds nothing here reads the words.
 */
import type { Compiled, Operand, Phrase } from '../rule/compile.ts';

export interface Found {
  readonly from: number;
  readonly to: number;
}

/** Finds words of `query` in a text; undefined for a query whose words one pattern cannot find. */
export type RoughWords = (text: string) => Found[];

/** More of them in one text would not move the snippet. */
const mostFound = 64;
/** What parts the words of a phrase. */
const gap = '[^\\p{L}\\p{N}]{1,3}';
const wordLetter = /[\p{L}\p{N}\p{M}]/u;
const pairLetters = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]+$/u;

export function roughWordsOf(query: Compiled): RoughWords | 'no words' | undefined {
  const phrases = phrasesOf(query);
  if (phrases === undefined) return undefined;
  if (phrases.length === 0) return 'no words';
  const pattern = new RegExp(phrases.map(spelled).join('|'), 'giu');
  // Whether a hit may end inside a word.
  const isOpen = phrases.some(({ prefix }) => prefix);
  return (text) => {
    const found: Found[] = [];
    for (const { index, 0: hit } of text.matchAll(pattern)) {
      const [before, behind] = [text[index - 1], text[index + hit.length]];
      const isApart = (letter: string | undefined): boolean => letter === undefined || !wordLetter.test(letter);
      if (pairLetters.test(hit) || (isApart(before) && (isOpen || isApart(behind))))
        found.push({ from: index, to: index + hit.length });
      if (found.length >= mostFound) break;
    }
    return found;
  };
}

/** What is asked for in words; undefined where a pattern of the user's is among it. NOT shows no words. */
function phrasesOf(query: Compiled): Phrase[] | undefined {
  switch (query.kind) {
    case 'text':
    case 'atleast':
      return alternatives(query.operand);
    case 'near':
      return [...alternatives(query.left), ...alternatives(query.right)];
    case 'and':
    case 'or': {
      const parts = query.children.map(phrasesOf);
      return parts.includes(undefined) ? undefined : parts.flatMap((part) => part ?? []);
    }
    case 'regex':
      return undefined;
    default:
      return [];
  }
}

function alternatives(operand: Operand): Phrase[] {
  if (operand.kind === 'any') return operand.operands.flatMap(alternatives);
  return operand.terms.length === 0 ? [] : [operand];
}

/** Terms are letters and digits, so that nothing in them means anything to a pattern. Han terms overlap by a letter. */
function spelled({ terms }: Phrase): string {
  if (terms.length > 1 && terms.every((term) => pairLetters.test(term)))
    return terms.map((term, index) => (index === 0 ? term : [...term].slice(1).join(''))).join('');
  return terms.join(gap);
}
