import { inlineText } from '../../../shared/article-text.ts';
import type { ArticleBody } from '../../../shared/model.ts';

/** The first paragraph of an article, '' when it has none. It is the start of the article's text. */
export function leadOf(body: ArticleBody): string {
  const [first] = body.blocks.filter(({ kind }) => kind !== 'figure' && kind !== 'rule');
  return first?.kind === 'paragraph' ? inlineText(first.inlines) : '';
}
