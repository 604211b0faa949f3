/** Tells what an edit changed, and whether it changed what the story says or only how. */
import type { TextChange } from '../../../shared/model.ts';
import { type DiffRow, diffTexts, wordsOf } from '../../../shared/text-diff.ts';
import { takeDates } from './dates-in-text.ts';
import { denies, isNegation } from './negations.ts';

export interface TextState {
  readonly title: string;
  readonly text: string;
  /** Labels of the entities that are tagged in it. */
  readonly names: readonly string[];
}

/** A paragraph or run of so many words that goes is a removal rather than a rewording. */
const removedWords = 8;
const mostChanges = 60;
const longestShown = 300;

/** The changes from one state to the next, title first. Empty when nothing but spaces and marks differ. Pure. */
export function describeChanges(before: TextState, after: TextState, language?: string): TextChange[] {
  const changes: TextChange[] = [];
  if (letters(before.title) !== letters(after.title))
    changes.push({ kind: 'headline', before: before.title, after: after.title, material: true });
  changes.push(...changedNames(before.names, after.names));
  const rows = diffTexts(before.text, after.text, language);
  const sides = { past: letters(before.text), present: letters(after.text) };
  for (const row of rows) if (row.kind !== 'same') changes.push(...rowChanges(row, sides, language));
  return changes.slice(0, mostChanges).map(shortened);
}

/** Whether any of the changes is more than wording. */
export function isMaterial(changes: readonly TextChange[]): boolean {
  return changes.some(({ material }) => material);
}

function changedNames(before: readonly string[], after: readonly string[]): TextChange[] {
  const [old, now] = [new Set(before), new Set(after)];
  return [
    ...[...old]
      .filter((name) => !now.has(name))
      .map((name) => ({ kind: 'name' as const, before: name, material: true })),
    ...[...now]
      .filter((name) => !old.has(name))
      .map((name) => ({ kind: 'name' as const, after: name, material: true })),
  ];
}

interface Sides {
  readonly before: string;
  readonly after: string;
  readonly removed: string;
  readonly added: string;
}

function sidesOf(row: DiffRow): Sides {
  if (row.kind !== 'changed') {
    const [before, after] = row.kind === 'added' ? ['', row.text] : [row.text, ''];
    return { before, after, removed: before, added: after };
  }
  const join = (...kinds: readonly string[]): string =>
    row.pieces
      .filter(({ kind }) => kinds.includes(kind))
      .map(({ text }) => text)
      .join('');
  const apart = (only: string): string =>
    row.pieces
      .filter(({ kind }) => kind === only)
      .map(({ text }) => text)
      .join(' … ');
  return {
    before: join('same', 'removed'),
    after: join('same', 'added'),
    removed: apart('removed'),
    added: apart('added'),
  };
}

function rowChanges(
  row: DiffRow,
  whole: { readonly past: string; readonly present: string },
  language: string | undefined,
): TextChange[] {
  const sides = sidesOf(row);
  if (letters(sides.before) === letters(sides.after)) return [];
  // What only moved is still said.
  if (row.kind === 'removed' && whole.present.includes(letters(row.text))) return [];
  if (row.kind === 'added' && whole.past.includes(letters(row.text))) return [];
  const [removed, added] = [wordsOf(sides.removed, language), wordsOf(sides.added, language)];
  const [old, now] = [takeDates(sides.before, language), takeDates(sides.after, language)];
  const found: TextChange[] = [];
  const note = (kind: TextChange['kind'], gone: readonly string[], come: readonly string[], material = true): void => {
    if (gone.length === 0 && come.length === 0) return;
    found.push({
      kind,
      ...(gone.length === 0 ? {} : { before: gone.join(', ') }),
      ...(come.length === 0 ? {} : { after: come.join(', ') }),
      material,
    });
  };
  note('date', minus(old.dates, now.dates), minus(now.dates, old.dates));
  note('number', minus(numbersOf(old.rest), numbersOf(now.rest)), minus(numbersOf(now.rest), numbersOf(old.rest)));
  note('name', unknownNames(sides.before, sides.after), unknownNames(sides.after, sides.before));
  if (isDenied(removed, added)) note('negation', removed.slice(0, 12), added.slice(0, 12));
  if (isRemoval(row, language)) note('removal', [sides.removed], []);
  if (found.length > 0) return found;
  if (row.kind === 'added') note('addition', [], [row.text], false);
  else note('wording', sides.removed === '' ? [] : [sides.removed], sides.added === '' ? [] : [sides.added], false);
  return found;
}

function isRemoval(row: DiffRow, language: string | undefined): boolean {
  if (row.kind === 'removed') return wordsOf(row.text, language).length >= removedWords;
  if (row.kind !== 'changed') return false;
  return row.pieces.some(
    ({ kind, text }, index) =>
      kind === 'removed' && row.pieces[index + 1]?.kind !== 'added' && wordsOf(text, language).length >= removedWords,
  );
}

function isDenied(removed: readonly string[], added: readonly string[]): boolean {
  const count = (words: readonly string[]): number => words.filter(isNegation).length;
  if (count(removed) !== count(added)) return true;
  return removed.some((word) => added.some((other) => denies(word, other)));
}

/** Digits of any script as one form, so that ۱۲ and 12 are the same number; words between them are left out. */
function numbersOf(text: string): string[] {
  return (text.normalize('NFKC').match(/\p{N}+(?:[.,:\u066b\u066c]\p{N}+)*%?/gu) ?? []).map((number) =>
    number.replace(/\p{Nd}/gu, (digit) => digitValue(digit)).replace(/[\u066c,](?=\d{3}(?!\d))/gu, ''),
  );
}

function digitValue(digit: string): string {
  const point = digit.codePointAt(0) ?? 0;
  if (point >= 0x660 && point <= 0x669) return String(point - 0x660);
  if (point >= 0x6f0 && point <= 0x6f9) return String(point - 0x6f0);
  return digit;
}

/** Words that begin in upper case inside a sentence and that the other side does not have. */
function unknownNames(text: string, other: string): string[] {
  // Where every line begins so, as in German, upper case says nothing of a word.
  const capitals = [...text.matchAll(/(?<=[\p{L}\p{N},;] )\p{Lu}[\p{L}\p{M}’'-]+(?: \p{Lu}[\p{L}\p{M}’'-]+)+/gu)];
  return [...new Set(capitals.map(([name]) => name))].filter((name) => !other.includes(name));
}

function minus(from: readonly string[], taken: readonly string[]): string[] {
  const left = [...taken];
  return from.filter((item) => {
    const at = left.indexOf(item);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}

function letters(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');
}

function shortened(change: TextChange): TextChange {
  const cut = (text: string): string => (text.length <= longestShown ? text : `${text.slice(0, longestShown - 1)}…`);
  return {
    ...change,
    ...(change.before === undefined ? {} : { before: cut(change.before) }),
    ...(change.after === undefined ? {} : { after: cut(change.after) }),
  };
}
