/** HTML from the typed tree, for exports and checks. Everything is escaped: the tree holds text, never markup. */
import type { ArticleBody, Block, Inline, Picture } from '../../../shared/model.ts';

const tags = { emphasis: 'em', strong: 'strong', code: 'code', superscript: 'sup', subscript: 'sub' } as const;

/** Pictures come as `data-src`, so that printing never makes anyone load them. */
export function printBody(body: ArticleBody): string {
  return body.blocks.map(printBlock).join('\n');
}

function printBlock(block: Block): string {
  const traits = `${block.dir === undefined ? '' : ` dir="${block.dir}"`}${block.language === undefined ? '' : ` lang="${quoted(block.language)}"`}`;
  switch (block.kind) {
    case 'paragraph':
      return `<p${traits}>${printInlines(block.inlines)}</p>`;
    case 'heading':
      return `<h${block.level}${traits}>${printInlines(block.inlines)}</h${block.level}>`;
    case 'list': {
      const tag = block.ordered ? 'ol' : 'ul';
      const items = block.items.map((item) => `<li>${item.map(printBlock).join('')}</li>`);
      return `<${tag}${traits}>${items.join('')}</${tag}>`;
    }
    case 'quote':
      return `<blockquote${traits}>${block.blocks.map(printBlock).join('')}</blockquote>`;
    case 'figure': {
      const caption = block.caption === undefined ? '' : `<figcaption>${printInlines(block.caption)}</figcaption>`;
      return `<figure>${block.pictures.map(printPicture).join('')}${caption}</figure>`;
    }
    case 'table': {
      const rows = block.rows.map((row) => {
        const cells = row.map(({ header, inlines }) =>
          header ? `<th>${printInlines(inlines)}</th>` : `<td>${printInlines(inlines)}</td>`,
        );
        return `<tr>${cells.join('')}</tr>`;
      });
      return `<table><tbody>${rows.join('')}</tbody></table>`;
    }
    case 'code':
      return `<pre>${escapeText(block.text)}</pre>`;
    case 'rule':
      return '<hr>';
    default:
      return block satisfies never;
  }
}

function printPicture({ src, alt, width, height }: Picture): string {
  const size = `${width === undefined ? '' : ` width="${width}"`}${height === undefined ? '' : ` height="${height}"`}`;
  return `<img data-src="${quoted(src)}" alt="${quoted(alt)}"${size}>`;
}

function printInlines(inlines: readonly Inline[]): string {
  return inlines
    .map((inline) => {
      switch (inline.kind) {
        case 'text':
          return escapeText(inline.text);
        case 'break':
          return '<br>';
        case 'link':
          return `<a href="${quoted(inline.href)}">${printInlines(inline.children)}</a>`;
        default:
          return `<${tags[inline.kind]}>${printInlines(inline.children)}</${tags[inline.kind]}>`;
      }
    })
    .join('');
}

function escapeText(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}

function quoted(text: string): string {
  return escapeText(text).replace(/"/g, '&quot;');
}
