import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { findQuotes } from '../../../electron/desk/tag/quotes.ts';
import type { Tag } from '../../../shared/model.ts';

interface Article {
  readonly text: string;
  /** Who is tagged; a last name alone means the same person. */
  readonly people: readonly string[];
  /** Speaker, null where it is not certain, and how the quotation begins. */
  readonly quotes: readonly (readonly [string | null, string])[];
}

const folder = path.join(import.meta.dirname, 'quotes');

describe.each(['en', 'fr', 'de', 'tr', 'ru', 'uk', 'ar', 'fa', 'he', 'zh'])('quotations in %s', (language) => {
  const articles = parse(fs.readFileSync(path.join(folder, `${language}.yaml`), 'utf8')) as Article[];
  test.each(articles)('$text', ({ text, people, quotes }) => {
    const tags = people.map((name) => personTag(text, name));
    const found = findQuotes({ text, language, tags });
    const expected = quotes.map(([speaker, start]) => [speaker, start]);
    expect(
      found.map(({ speaker, text: words }, index) => [speaker ?? null, startOf(words, quotes[index]?.[1])]),
    ).toEqual(expected);
    for (const { span, text: words } of found)
      expect(
        text
          .slice(span.from, span.to)
          .trim()
          .startsWith(words.split('\n')[0] ?? ''),
      ).toBe(true);
  });
});

function startOf(words: string, start: string | undefined): string {
  return start !== undefined && words.startsWith(start) ? start : words;
}

/** Full name and last name, with the endings of a case. */
function personTag(text: string, name: string): Tag {
  const parts = name.split(' ');
  const [last = ''] = parts.slice(-1);
  const stem = (part: string): string => part.replace(/(?<=\p{Script=Cyrillic}{3})(?:ец|[аяьйова]{1,2})$/u, '');
  const form = (part: string): string => `${stem(part)}\\p{Script=Cyrillic}{0,3}`;
  const pattern = new RegExp(
    `(?<!\\p{L})(?:${parts.map(form).join(' ')}|${parts.length > 1 ? form(last) : name})|${name}`,
    'gu',
  );
  const spans = [...text.matchAll(pattern)].map((match) => ({
    field: 'text' as const,
    from: match.index,
    to: match.index + match[0].length,
  }));
  return { entityId: `person:${name}`, kind: 'person', label: name, spans };
}

test('an acronym with marks inside, and a name in marks, are no quotations', () => {
  const text = 'דובר צה"ל ומנכ"ל החברה נפגשו. The operation “Northern Light” began.';
  expect(findQuotes({ text, tags: [] })).toEqual([]);
});

test('marks that nothing closes do not swallow the article', () => {
  const text =
    '“This never ends, and goes on\n\nA new paragraph without marks.\n\n“Here is a whole sentence that somebody says.”';
  expect(findQuotes({ text, language: 'en', tags: [] }).map(({ text: words }) => words)).toEqual([
    'Here is a whole sentence that somebody says.',
  ]);
});
