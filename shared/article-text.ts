/** The plain text of an article body, and where each of its leaves stands in it. */
import type { ArticleBody, Block, Inline } from './model.ts';

const leafSeparator = '\n\n';

export interface TextLeaf {
  /** Offset of the leaf's first unit in the article's text. */
  readonly from: number;
  readonly text: string;
  /** The node that holds the text: the inlines of a paragraph, heading or cell, or a code block. */
  readonly node: readonly Inline[] | Block;
}

/** The leaves of `body` in reading order. Captions and pictures are not part of the text. */
export function textLeaves(body: ArticleBody): TextLeaf[] {
  const leaves: TextLeaf[] = [];
  let length = 0;
  const add = (node: TextLeaf['node'], text: string): void => {
    if (text.trim() === '') return;
    const from = leaves.length === 0 ? 0 : length + leafSeparator.length;
    leaves.push({ from, text, node });
    length = from + text.length;
  };
  const visit = (blocks: readonly Block[]): void => {
    for (const block of blocks) {
      switch (block.kind) {
        case 'paragraph':
        case 'heading':
          add(block.inlines, inlineText(block.inlines));
          break;
        case 'code':
          add(block, block.text);
          break;
        case 'list':
          for (const item of block.items) visit(item);
          break;
        case 'quote':
          visit(block.blocks);
          break;
        case 'table':
          for (const cell of block.rows.flat()) add(cell.inlines, inlineText(cell.inlines));
          break;
        case 'figure':
        case 'rule':
          break;
        default:
          block satisfies never;
      }
    }
  };
  visit(body.blocks);
  return leaves;
}

/** The plain text of `body`: its leaves, parted by a blank line. Spans of tags, alerts and quotes point into it. */
export function articleText(body: ArticleBody): string {
  return textLeaves(body)
    .map((leaf) => leaf.text)
    .join(leafSeparator);
}

/** The text of a run of inlines; a line break counts as one `\n`. */
export function inlineText(inlines: readonly Inline[]): string {
  let text = '';
  for (const inline of inlines) {
    switch (inline.kind) {
      case 'text':
        text += inline.text;
        break;
      case 'break':
        text += '\n';
        break;
      default:
        text += inlineText(inline.children);
    }
  }
  return text;
}
