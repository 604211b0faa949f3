import fc from 'fast-check';
import { Parser, type ParserOptions, Tokenizer } from 'htmlparser2';
import { expect, test } from 'vitest';
import { QuickTokenizer } from '../../../electron/desk/feed/quick-tokenizer.ts';

/** Pieces of markup, whole and broken, whose end is looked for from where they begin. */
const piece = fc.constantFrom(
  ...[
    '<p>',
    '</p>',
    '<a href="x&amp;y">',
    "<a href='x>y'>",
    '<a href=x>',
    '<br/>',
    '<',
    '>',
    '"',
    "'",
    '&lt;',
    ' ',
    'navy',
  ],
  ...[
    '<!--',
    '-->',
    '--!>',
    '<!-- a -- b -->',
    '<![CDATA[',
    ']]>',
    ']',
    ']]]>',
    '<?xml ?>',
    '<?',
    '<!doctype html>',
    '<!',
  ],
  ...['<script>', '</script>', '<title>', '</title>', '<svg>', '</svg>', '<xmp>', 'Şahin', '无人机', '\n', '\u0000'],
);
const markup = fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join(''));

function events(markup: string, chunks: number, options: ParserOptions): unknown[] {
  const told: unknown[] = [];
  const parser = new Parser(
    {
      onopentag: (name, attributes) => told.push(['open', name, attributes]),
      onclosetag: (name, isImplied) => told.push(['close', name, isImplied]),
      ontext: (text) => told.push(['text', text, parser.startIndex, parser.endIndex]),
      oncomment: (text) => told.push(['comment', text]),
      oncdatastart: () => told.push(['cdata']),
      onprocessinginstruction: (name, data) => told.push(['instruction', name, data]),
    },
    options,
  );
  const size = Math.ceil(markup.length / chunks) || 1;
  for (let from = 0; from < markup.length; from += size) parser.write(markup.slice(from, from + size));
  parser.end();
  return told;
}

test.each([{ xmlMode: true, decodeEntities: false }, { decodeEntities: false }, { decodeEntities: true }])(
  'the quick tokenizer tells what the one of htmlparser2 tells, with %j',
  (options) => {
    fc.assert(
      fc.property(markup, fc.integer({ min: 1, max: 3 }), (document, chunks) => {
        const expected = events(document, chunks, options);
        expect(events(document, chunks, { ...options, Tokenizer: QuickTokenizer })).toEqual(expected);
      }),
    );
  },
);

test('the step that it replaces is still a step of htmlparser2', () => {
  expect(Tokenizer.prototype).toHaveProperty('fastForwardTo');
  expect(Object.hasOwn(QuickTokenizer.prototype, 'fastForwardTo')).toBe(true);
});
