/** Where direct quotations stand: the quotation marks of ten languages, paired, nested, mixed, and over paragraphs. */

export interface QuoteSpan {
  /** Of the first mark, and behind the last. */
  readonly from: number;
  readonly to: number;
  /** What stands between the marks; a paragraph that goes on begins without its mark. */
  readonly text: string;
}

/** Which marks end what a mark begins. Writers mix typed and typographic ones. */
const closing: Readonly<Record<string, string>> = {
  '“': '”"',
  '„': '“”"',
  '«': '»',
  '»': '«',
  '‹': '›',
  '›': '‹',
  '"': '"”',
  '”': '”"',
  '״': '״"',
  '‘': '’',
  '「': '」',
  '『': '』',
};
/** Marks that begin a quotation wherever they stand; the others do so only in front of a word. */
const alwaysOpens = /[“„«‹「『]/;
const paragraphEnd = /\n+/g;
const longest = 6000;

/** The quotations of `text` in reading order, the outer ones where they nest. */
export function findQuoteSpans(text: string): QuoteSpan[] {
  const spans: QuoteSpan[] = [];
  for (let at = 0; at < text.length; at++) {
    const mark = text[at] as string;
    if (closing[mark] === undefined || !opens(text, at)) continue;
    const end = endOf(text, at);
    if (end === undefined) continue;
    const inner = text.slice(at + 1, end).replace(/\n+\s*[“„«»‹›"”״‘「『]/g, '\n\n');
    spans.push({ from: at, to: end + 1, text: inner.trim() });
    at = end;
  }
  return spans;
}

function opens(text: string, at: number): boolean {
  const mark = text[at] as string;
  const before = text[at - 1] ?? ' ';
  const after = text[at + 1] ?? ' ';
  if (alwaysOpens.test(mark)) return true;
  return /[\s([:—–\-،,：，]/u.test(before) && /[^\s.,;:)\]]/u.test(after);
}

/** Where the quotation that begins at `open` ends: its closing mark. Undefined when nothing closes it. */
function endOf(text: string, open: number): number | undefined {
  const mark = text[open] as string;
  for (let start = open + 1; start < text.length && start - open < longest; ) {
    const end = paragraphEndFrom(text, start);
    const closed = closingIn(text, start, end, mark);
    if (closed !== undefined) return closed;
    // A quotation of several paragraphs opens each of them and closes only the last.
    const next = text.slice(end).search(/[^\s]/);
    if (next < 0 || text[end + next] !== mark) return undefined;
    start = end + next + 1;
  }
  return undefined;
}

function closingIn(text: string, start: number, end: number, mark: string): number | undefined {
  let depth = 1;
  let last: number | undefined;
  for (let at = start; at < end; at++) {
    const character = text[at] as string;
    if (closing[mark]?.includes(character) && closes(text, at)) {
      last = at;
      if (--depth === 0) return at;
    } else if (character === mark && alwaysOpens.test(mark)) depth++;
  }
  // Russian closes two at once with one mark.
  return last;
}

/** A mark inside a word closes nothing: צה"ל, don’t. */
function closes(text: string, at: number): boolean {
  return !(
    /[\p{L}\p{N}]/u.test(text[at - 1] ?? '') &&
    /[\p{L}\p{N}]/u.test(text[at + 1] ?? '') &&
    /["’״]/.test(text[at] as string)
  );
}

function paragraphEndFrom(text: string, start: number): number {
  paragraphEnd.lastIndex = start;
  return paragraphEnd.exec(text)?.index ?? text.length;
}
