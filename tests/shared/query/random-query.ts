import fc from 'fast-check';

const words = [
  'iran',
  'russia',
  'drone',
  'dronlar',
  'İHA',
  'S-400',
  'Ирану',
  'شاهد',
  '无人机',
  'navy',
  'nato',
] as const;
const word = fc.constantFrom(...words);
const phrase = fc.tuple(word, word).map(([a, b]) => `"${a} ${b}"`);
const prefix = fc.constantFrom('dro*', 'rus*', 'na*');
const operand = fc.oneof(
  word,
  phrase,
  prefix,
  fc.tuple(word, prefix).map(([a, b]) => `(${a} OR ${b})`),
);
const near = fc
  .tuple(operand, fc.constantFrom('NEAR', 'NEAR/2', 'ONEAR/3'), operand)
  .map(([a, op, b]) => `${a} ${op} ${b}`);
const atLeast = fc.tuple(fc.integer({ min: 1, max: 3 }), operand).map(([count, inner]) => `ATLEAST/${count}(${inner})`);
const fact = fc.constantFrom(
  'lang:en',
  'lang:tr',
  'is:unread',
  'is:starred',
  'country:IR',
  'topic:uav',
  'date:>=2026-11-02',
  'title:iran',
  'title:(drone OR navy)',
  'body:russia',
  'lead:iran',
  'author:desk',
  '=NATO',
  '="S-400"',
  '/dro.e/i',
  'feed:1',
  'folder:asia',
  'source:blog',
  'seen:24h',
  'date:2026-11-02..2026-11-03',
  'date:<2026-11-03',
  'is:edited',
  'is:alerted',
  'pre*',
);

/** Query texts over a small vocabulary, every form of the grammar among them. */
export const queryText: fc.Arbitrary<string> = fc.letrec<{ query: string; leaf: string }>((tie) => ({
  leaf: fc.oneof(word, phrase, prefix, near, atLeast, fact),
  query: fc.oneof(
    { maxDepth: 3 },
    tie('leaf'),
    fc
      .tuple(tie('query'), fc.constantFrom(' AND ', ' OR ', ' '), tie('query'))
      .map(([a, op, b]) => `(${a})${op}(${b})`),
    tie('query').map((inner) => `NOT (${inner})`),
  ),
})).query;
