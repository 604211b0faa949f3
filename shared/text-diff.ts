/** What changed between two states of a text: paragraphs first, then words inside the ones that changed. */
import { diffArrays } from 'diff';

export interface DiffPiece {
  readonly kind: 'same' | 'added' | 'removed';
  readonly text: string;
}

export type DiffRow =
  | { readonly kind: 'same' | 'added' | 'removed'; readonly text: string }
  | { readonly kind: 'changed'; readonly pieces: readonly DiffPiece[] };

/** Paragraphs that share so much of their words are one that was changed; else one went and another came. */
const leastShared = 0.35;

/** The paragraphs of both texts in reading order. Joined, `same`, `removed` and pieces give the text before. Pure. */
export function diffTexts(before: string, after: string, language?: string): DiffRow[] {
  const rows: DiffRow[] = [];
  let removed: readonly string[] = [];
  const settle = (added: readonly string[]): void => {
    rows.push(...pairParagraphs(removed, added, language));
    removed = [];
  };
  for (const part of diffArrays(paragraphsOf(before), paragraphsOf(after))) {
    if (part.removed) removed = part.value;
    else if (part.added) settle(part.value);
    else {
      settle([]);
      rows.push(...part.value.map((text) => ({ kind: 'same' as const, text })));
    }
  }
  settle([]);
  return rows;
}

/** Word by word. Chinese, Japanese and Thai words are found by the platform's segmenter. Pure. */
export function diffWords(before: string, after: string, language?: string): DiffPiece[] {
  const pieces: DiffPiece[] = diffArrays(tokensOf(before, language), tokensOf(after, language)).map(
    ({ value, added, removed }) => ({
      kind: added ? 'added' : removed ? 'removed' : 'same',
      text: value.join(''),
    }),
  );
  return joinOverSpaces(pieces);
}

/** The words of a text, lower case kept; numbers with their separators are one word. */
export function wordsOf(text: string, language?: string): string[] {
  return tokensOf(text, language).filter((token) => /[\p{L}\p{N}]/u.test(token));
}

const words = /\p{N}+(?:[.,:/\u066b\u066c-]\p{N}+)*|[\p{L}\p{M}\p{N}\u200c'’]+|\s+|[^\p{L}\p{M}\p{N}\s]/gu;
const withoutSpaces = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u;

function tokensOf(text: string, language: string | undefined): string[] {
  if (!withoutSpaces.test(text)) return text.match(words) ?? [];
  const segmenter = new Intl.Segmenter(language, { granularity: 'word' });
  return [...segmenter.segment(text)].map(({ segment }) => segment);
}

function paragraphsOf(text: string): string[] {
  return text.split(/\n{2,}/).filter((paragraph) => paragraph.trim() !== '');
}

function pairParagraphs(removed: readonly string[], added: readonly string[], language: string | undefined): DiffRow[] {
  const rows: DiffRow[] = [];
  let next = 0;
  for (const before of removed) {
    const found = added.findIndex(
      (after, index) => index >= next && sharedWords(before, after, language) >= leastShared,
    );
    if (found < 0) {
      rows.push({ kind: 'removed', text: before });
      continue;
    }
    rows.push(...added.slice(next, found).map((text) => ({ kind: 'added' as const, text })));
    rows.push({ kind: 'changed', pieces: diffWords(before, added[found] ?? '', language) });
    next = found + 1;
  }
  rows.push(...added.slice(next).map((text) => ({ kind: 'added' as const, text })));
  return rows;
}

function sharedWords(a: string, b: string, language: string | undefined): number {
  const [first, second] = [new Set(wordsOf(a, language)), new Set(wordsOf(b, language))];
  const common = [...first].filter((word) => second.has(word)).length;
  return common / Math.max(1, Math.min(first.size, second.size));
}

/** A lone space between two changes is no agreement: "two ships" to "ten boats" is one change, not two. */
function joinOverSpaces(pieces: readonly DiffPiece[]): DiffPiece[] {
  const joined: DiffPiece[] = [];
  let removed = '';
  let added = '';
  const flush = (): void => {
    if (removed !== '') joined.push({ kind: 'removed', text: removed });
    if (added !== '') joined.push({ kind: 'added', text: added });
    removed = '';
    added = '';
  };
  pieces.forEach((piece, index) => {
    const next = pieces[index + 1];
    if (piece.kind === 'removed') removed += piece.text;
    else if (piece.kind === 'added') added += piece.text;
    else if (removed !== '' && added !== '' && piece.text.trim() === '' && next !== undefined && next.kind !== 'same') {
      removed += piece.text;
      added += piece.text;
    } else {
      flush();
      joined.push(piece);
    }
  });
  flush();
  return joined;
}
