import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { explainQuery } from '../../../shared/query/explain.ts';
import { parseQuery } from '../../../shared/query/parse.ts';
import { printQuery } from '../../../shared/query/print.ts';
import { temporaryFolder } from '../../temporary-folder.ts';
import { queryText } from './random-query.ts';

describe('a query that is right', () => {
  test.each([
    ['drone', 'drone'],
    ['drone*', 'drone*'],
    ['“fighter planes”', '"fighter planes"'],
    ['=NATO ="Su-35"', '=NATO AND ="Su-35"'],
    ['a b OR c -d', 'a AND b OR c AND NOT d'],
    ['(a OR b) c', '(a OR b) AND c'],
    ['a NEAR b', 'a NEAR/4 b'],
    ['(a OR b*) ONEAR/5 "c d"', '(a OR b*) ONEAR/5 "c d"'.replace('b*', 'b*')],
    ['ATLEAST/3(drone*)', 'ATLEAST/3(drone*)'],
    ['title:x lead:(a OR b)', 'title:x AND lead:(a OR b)'],
    ['country:ru person:"Antony Blinken"', 'country:ru AND person:"Antony Blinken"'],
    ['date:2026-11-01..2026-11-07 seen:24h', 'date:2026-11-01..2026-11-07 AND seen:1d'],
    ['title:/S-?400/i @daily', 'title:/S-?400/i AND @daily'],
    ['ANDROID NEARBY', 'ANDROID AND NEARBY'],
    ['غواصة AND lang:ar', 'غواصة AND lang:ar'],
  ])('%s', (text, printed) => {
    const parsed = parseQuery(text.replace('b*', 'ba*'));
    expect(parsed.ok && printQuery(parsed.query)).toBe(printed.replace('b*', 'ba*'));
  });
});

describe('a query that is wrong is told with its place', () => {
  test.each([
    ['(a AND b', 0, 1, 'never closed'],
    ['"open', 0, 5, 'never closed'],
    ['a AND', 2, 5, 'needs something after it'],
    ['a )', 2, 3, 'no ( for this )'],
    ['titel:x', 0, 6, 'Did you mean "title:"?'],
    ['date:2026-02-31', 5, 15, 'no 2026-02-31'],
    ['is:unred', 3, 8, 'Did you mean "unread"?'],
    ['u*', 0, 2, 'two letters'],
    ['title: x', 0, 6, 'right after'],
    ['a NEAR/3 (b AND c)', 10, 17, 'joined by OR'],
    ['/a(b/', 0, 5, 'pattern has an error'],
    ['   ', 0, 3, 'empty'],
  ])('%s', (text, from, to, words) => {
    const parsed = parseQuery(text);
    expect(parsed.ok).toBe(false);
    if (parsed.ok) return;
    expect(parsed.errors[0]).toMatchObject({ from, to });
    expect(parsed.errors[0]?.message).toContain(words);
  });
});

test.each([
  ['NOT a', 'nearly every story'],
  ['iran or russia', 'written OR'],
  ['dr*', 'very many words'],
])('%s is warned about', (text, words) => {
  const parsed = parseQuery(text);
  expect(parsed.ok && parsed.warnings.map(({ message }) => message).join()).toContain(words);
});

test('printing is stable: what is printed parses and prints the same', () => {
  fc.assert(
    fc.property(queryText, (text) => {
      const first = parseQuery(text);
      if (!first.ok) throw new Error(`${text}: ${first.errors[0]?.message}`);
      const printed = printQuery(first.query);
      const second = parseQuery(printed);
      expect(second.ok && printQuery(second.query)).toBe(printed);
      expect(explainQuery(first.query)).toMatch(/^Stories that .*\.$/s);
    }),
    { numRuns: 2000 },
  );
});

test('no text makes the parser throw', () => {
  const noise = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string({
      unit: fc.constantFrom(
        '(',
        ')',
        '"',
        ' ',
        'a',
        '*',
        '-',
        ':',
        '/',
        '=',
        '@',
        'AND ',
        'NEAR/2 ',
        'title:',
        'date:',
        '“',
        '«',
        '\\',
        '\u202e',
      ),
    }),
  );
  fc.assert(
    fc.property(noise, (text) => {
      const parsed = parseQuery(text);
      if (!parsed.ok) expect(parsed.errors.length).toBeGreaterThan(0);
    }),
    { numRuns: 5000 },
  );
});

test('deep nesting is an error, not a crash', () => {
  expect(parseQuery(`${'('.repeat(5000)}a${')'.repeat(5000)}`).ok).toBe(false);
  expect(parseQuery(Array.from({ length: 3000 }, (_, index) => `w${index}`).join(' ')).ok).toBe(true);
});

test('the committed parser is fresh', () => {
  const target = path.join(temporaryFolder(), 'parser.js');
  execFileSync(process.execPath, ['node_modules/.bin/lezer-generator', 'shared/query/query.grammar', '-o', target], {
    stdio: 'ignore',
  });
  expect(fs.readFileSync(target, 'utf8')).toBe(fs.readFileSync('shared/query/parser.js', 'utf8'));
});
