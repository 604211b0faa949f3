import { Fragment, type ReactNode } from 'react';
import { inlineText, type TextLeaf, textLeaves } from '../../shared/article-text.ts';
import type { ArticleBody, Block, Inline, Picture } from '../../shared/model.ts';
import { cutPieces, type Mark } from './marks.ts';
import styles from './reader.module.css';

interface BodyProps {
  readonly body: ArticleBody;
  readonly language: string | undefined;
  readonly marks: readonly Mark[];
  readonly assetUrl: (asset: string) => string;
  /** Hashes of pictures that are no longer in the archive. */
  readonly removedPictures?: readonly string[];
  readonly onLink: (href: string) => void;
}

interface Drawing extends BodyProps {
  readonly offsets: ReadonlyMap<TextLeaf['node'], number>;
}

/** The article's tree as elements. No markup from outside gets here: what the tree cannot say is not shown. */
export function Body(props: BodyProps) {
  const offsets = new Map(textLeaves(props.body).map(({ node, from }) => [node, from]));
  return <div className={styles.body}>{drawBlocks(props.body.blocks, { ...props, offsets })}</div>;
}

function drawBlocks(blocks: readonly Block[], drawing: Drawing): ReactNode {
  // biome-ignore lint/suspicious/noArrayIndexKey: the tree never changes its order; it is replaced whole.
  return blocks.map((block, index) => <Fragment key={index}>{drawBlock(block, drawing)}</Fragment>);
}

function drawBlock(block: Block, drawing: Drawing): ReactNode {
  const traits = { dir: block.dir ?? ('auto' as const), lang: block.language ?? drawing.language };
  switch (block.kind) {
    case 'paragraph':
      return (
        <p {...traits} data-from={drawing.offsets.get(block.inlines)}>
          {drawInlines(block.inlines, drawing)}
        </p>
      );
    case 'heading': {
      const Heading = `h${block.level}` as const;
      return (
        <Heading {...traits} data-from={drawing.offsets.get(block.inlines)}>
          {drawInlines(block.inlines, drawing)}
        </Heading>
      );
    }
    case 'list': {
      const List = block.ordered ? 'ol' : 'ul';
      return (
        <List {...traits}>
          {block.items.map((item, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: as above.
            <li key={index}>{drawBlocks(item, drawing)}</li>
          ))}
        </List>
      );
    }
    case 'quote':
      return <blockquote {...traits}>{drawBlocks(block.blocks, drawing)}</blockquote>;
    case 'figure':
      return (
        <figure>
          {block.pictures.map((picture) => (
            <ShownPicture key={picture.src} picture={picture} drawing={drawing} />
          ))}
          {block.caption === undefined ? null : <figcaption dir="auto">{inlineText(block.caption)}</figcaption>}
        </figure>
      );
    case 'table':
      return <Table block={block} drawing={drawing} />;
    case 'code':
      return (
        <pre dir="ltr" data-from={drawing.offsets.get(block)}>
          <MarkedText text={block.text} offset={drawing.offsets.get(block) ?? Number.NaN} marks={drawing.marks} />
        </pre>
      );
    case 'rule':
      return <hr />;
    default:
      return block satisfies never;
  }
}

function Table({ block, drawing }: { readonly block: Block & { readonly kind: 'table' }; readonly drawing: Drawing }) {
  return (
    <div className={styles.table}>
      <table>
        <tbody>
          {block.rows.map((row, line) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: as above.
            <tr key={line}>
              {row.map(({ header, inlines }, column) => {
                const Cell = header ? 'th' : 'td';
                return (
                  // biome-ignore lint/suspicious/noArrayIndexKey: as above.
                  <Cell key={column} dir="auto" data-from={drawing.offsets.get(inlines)}>
                    {drawInlines(inlines, drawing)}
                  </Cell>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function ShownPicture({ picture, drawing }: { readonly picture: Picture; readonly drawing: Drawing }) {
  const { asset, alt, width, height } = picture;
  if (asset === undefined)
    return (
      <p className={styles.noPicture}>{alt === '' ? 'A picture that was not kept.' : `Picture not kept: ${alt}`}</p>
    );
  if (drawing.removedPictures?.includes(asset) === true)
    return (
      <p className={styles.noPicture}>
        {alt === '' ? 'A picture that was removed to save space.' : `Picture removed to save space: ${alt}`}
      </p>
    );
  return <img src={drawing.assetUrl(asset)} alt={alt} width={width} height={height} loading="lazy" />;
}

function drawInlines(inlines: readonly Inline[], drawing: Drawing): ReactNode {
  return draw(inlines, drawing, drawing.offsets.get(inlines) ?? Number.NaN);
}

const markTags = { emphasis: 'em', strong: 'strong', code: 'code', superscript: 'sup', subscript: 'sub' } as const;

function draw(inlines: readonly Inline[], drawing: Drawing, offset: number): ReactNode {
  let at = offset;
  return inlines.map((inline, index) => {
    const from = at;
    at +=
      inline.kind === 'text' ? inline.text.length : inline.kind === 'break' ? 1 : inlineText(inline.children).length;
    // biome-ignore lint/suspicious/noArrayIndexKey: as above.
    return <Fragment key={index}>{drawInline(inline, drawing, from)}</Fragment>;
  });
}

function drawInline(inline: Inline, drawing: Drawing, from: number): ReactNode {
  switch (inline.kind) {
    case 'text':
      return <MarkedText text={inline.text} offset={from} marks={drawing.marks} />;
    case 'break':
      return <br />;
    case 'link':
      return (
        <a
          href={inline.href}
          title={inline.href}
          onClick={(event) => {
            event.preventDefault();
            drawing.onLink(inline.href);
          }}
        >
          {draw(inline.children, drawing, from)}
        </a>
      );
    default: {
      const Tag = markTags[inline.kind];
      return <Tag>{draw(inline.children, drawing, from)}</Tag>;
    }
  }
}

/** Text with its marked stretches. */
export function MarkedText({
  text,
  offset,
  marks,
}: {
  readonly text: string;
  readonly offset: number;
  readonly marks: readonly Mark[];
}) {
  const pieces = cutPieces(text, offset, marks);
  return pieces.map(({ text: piece, kinds }, index) =>
    kinds.size === 0 ? (
      piece
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: pieces are cut anew each time.
      <mark key={index} className={markClass(kinds)}>
        {piece}
      </mark>
    ),
  );
}

function markClass(kinds: ReadonlySet<Mark['kind']>): string | undefined {
  if (kinds.has('tag')) return styles.tagMark;
  return kinds.has('note') ? styles.noteMark : undefined;
}
