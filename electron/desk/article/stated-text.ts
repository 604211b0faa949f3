/** What a page's own data says of its text: which blocks belong to it, and the standfirst that extraction left out. */
import { articleText } from '../../../shared/article-text.ts';
import type { ArticleBody, Block } from '../../../shared/model.ts';

/** Blocks that stated text may refuse; sites leave headings, lists, pictures and tables out of it. */
const spoken = new Set<Block['kind']>(['paragraph']);
/** Stated text that covers less of the extracted one is a teaser, or of another page. */
const leastCovered = 0.7;
/** So much at the end may be refused; more is what a shortened statement leaves out. */
const mostTail = 0.12;

/** The body without the blocks that the page's stated text (`articleBody`) does not have, where it states most of it. */
export function withoutUnstated(body: ArticleBody, stated: string | undefined): ArticleBody {
  if (stated === undefined || stated.length < 400) return body;
  const known = letters(stated);
  const blocks = body.blocks.map((block) => {
    const own = letters(articleText({ blocks: [block] }));
    return { block, length: own.length, isStated: !spoken.has(block.kind) || own === '' || isWithin(own, known) };
  });
  const sum = (parts: typeof blocks): number => parts.reduce((total, { length }) => total + length, 0);
  const whole = sum(blocks);
  const stop = blocks.findLastIndex(({ isStated, length }) => isStated && length > 0) + 1;
  if (sum(blocks.filter(({ isStated }) => isStated)) < whole * leastCovered) return body;
  const keepsTail = sum(blocks.slice(stop)) > whole * mostTail;
  return {
    blocks: blocks.filter(({ isStated }, index) => isStated || (index >= stop && keepsTail)).map(({ block }) => block),
  };
}

/** Half of a block is enough: sites change a word or a link between their data and their page. */
function isWithin(own: string, known: string): boolean {
  if (own.length <= 60) return known.includes(own);
  const places = [0, Math.floor(own.length / 2) - 15, own.length - 30];
  return places.filter((at) => known.includes(own.slice(at, at + 30))).length >= 2;
}

interface TextElement {
  readonly textContent: string | null;
  readonly children: { readonly length: number };
}

/** The body with its standfirst before it, when the page shows what it states as its description and the body lacks it. */
export function withStandfirst(
  body: ArticleBody,
  description: string | undefined,
  elements: Iterable<TextElement>,
): ArticleBody {
  const wanted = letters(description ?? '');
  if (wanted.length < 40 || letters(articleText(body)).includes(wanted.slice(0, 40))) return body;
  for (const element of elements) {
    // Reading the text of everything that holds other elements costs more than all else of a page.
    if (element.children.length > 3) continue;
    const text = (element.textContent ?? '').replace(/\s+/g, ' ').trim();
    if (text.length < 40 || text.length > 900) continue;
    const own = letters(text);
    if (own.startsWith(wanted.slice(0, 60)) && own.length < wanted.length * 2.5)
      return { blocks: [{ kind: 'paragraph', inlines: [{ kind: 'text', text }] }, ...body.blocks] };
  }
  return body;
}

function letters(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');
}
