import { describe, expect, test } from 'vitest';
import { compileQuery } from '../../../electron/desk/rule/compile.ts';
import { createSnippets } from '../../../electron/desk/store/snippet.ts';
import { parseQuery } from '../../../shared/query/parse.ts';

const filler = 'Ships left the harbour while crews checked the moorings again. '.repeat(20);

function marksOf(query: string, text: string): string[] {
  const parsed = parseQuery(query);
  if (!parsed.ok) throw new Error(parsed.errors[0]?.message);
  const snippet = createSnippets(compileQuery(parsed.query))(text);
  return snippet.marks.map(({ from, to }) => snippet.text.slice(from, to));
}

describe('snippets show where the words of a query stand', () => {
  test.each([
    ['a word far down', 'frigate', `${filler}The frigate sailed at noon. ${filler}`, ['frigate']],
    ['a word in another spelling', 'cankiri', `${filler}Çankırı kent merkezi. ${filler}`, ['Çankırı']],
    ['the word itself, not longer ones before it', 'port', `Transport and ports. ${filler}The port is shut.`, ['port']],
    ['a prefix', 'mobilis*', `${filler}They mobilised reserves.`, ['mobilised']],
    ['a phrase, not its words apart', '"red sea"', `The sea is red. ${filler}The Red Sea is calm.`, ['Red Sea']],
    ['a phrase over a line break', '"red sea"', `${filler}near the Red\n\nSea today`, ['Red\n\nSea']],
    ['a designation in any writing', 'S-400', `${filler}Батарея С-400 прибыла. ${filler}`, ['С-400']],
    [
      'a term inside a Chinese run',
      '导弹防御',
      `${'这里有一些别的文字。'.repeat(60)}新的导弹防御系统已部署。`,
      ['导弹防御'],
    ],
    ['exact case', '=NATO', `nato ${filler}and NATO answered`, ['NATO']],
    ['words near each other', 'crew NEAR/2 trained', `crew. ${filler}The crew was trained well.`, ['crew', 'trained']],
    ['a pattern', '/no{2}n/', `${filler}They left at noon.`, ['noon']],
  ])('%s', (_name, query, text, marks) => {
    expect(marksOf(query, text)).toEqual(marks);
  });

  test('a text without the words starts at its beginning, unmarked', () => {
    const parsed = parseQuery('submarine');
    if (!parsed.ok) throw new Error('does not parse');
    const snippet = createSnippets(compileQuery(parsed.query))(filler);
    expect(snippet.marks).toEqual([]);
    expect(filler.startsWith(snippet.text.slice(0, -1))).toBe(true);
  });
});
