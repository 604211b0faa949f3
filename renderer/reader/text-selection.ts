/** The selected words of the shown article as offsets into the story's title or text. */

export interface SelectedWords {
  readonly field: 'title' | 'text';
  readonly from: number;
  readonly to: number;
}

/**
 * What is selected inside `article`; undefined when nothing is, or not one text. Leaves of the text carry `data-from`,
 * their offset in it; those of the title `data-field` too.
 */
export function readSelection(article: HTMLElement): SelectedWords | undefined {
  const selection = document.getSelection();
  if (selection === null || selection.isCollapsed || selection.rangeCount === 0) return undefined;
  const range = selection.getRangeAt(0);
  if (!article.contains(range.commonAncestorContainer)) return undefined;
  const leaves = [...article.querySelectorAll<HTMLElement>('[data-from]')].filter((leaf) => range.intersectsNode(leaf));
  const [first, last] = [leaves[0], leaves.at(-1)];
  if (first === undefined || last === undefined || fieldOf(first) !== fieldOf(last)) return undefined;
  const from = offsetOf(first) + (first.contains(range.startContainer) ? lengthUpTo(first, range, 'start') : 0);
  const to =
    offsetOf(last) +
    (last.contains(range.endContainer) ? lengthUpTo(last, range, 'end') : (last.textContent?.length ?? 0));
  return to > from ? { field: fieldOf(first), from, to } : undefined;
}

function fieldOf(leaf: HTMLElement): 'title' | 'text' {
  return leaf.dataset.field === 'title' ? 'title' : 'text';
}

function offsetOf(leaf: HTMLElement): number {
  return Number(leaf.dataset.from);
}

/** Units of the leaf's text before an end of the range; a line break counts as one. */
function lengthUpTo(leaf: HTMLElement, range: Range, end: 'start' | 'end'): number {
  const before = document.createRange();
  before.setStart(leaf, 0);
  if (end === 'start') before.setEnd(range.startContainer, range.startOffset);
  else before.setEnd(range.endContainer, range.endOffset);
  return before.toString().length + before.cloneContents().querySelectorAll('br').length;
}
