import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { explainQuery } from '../../../shared/query/explain.ts';
import { parseQuery } from '../../../shared/query/parse.ts';
import { printQuery } from '../../../shared/query/print.ts';
import { temporaryFolder } from '../../temporary-folder.ts';
import { checkQuery } from './check-query.ts';
import { createNoise } from './query-noise.ts';
import { queryText } from './random-query.ts';

function printOf(text: string): string {
  const parsed = parseQuery(text);
  return parsed.ok ? printQuery(parsed.query) : (parsed.errors[0]?.message ?? '');
}

describe('a query that is right', () => {
  test.each([
    ['drone', 'drone'],
    ['drone*', 'drone*'],
    ['无*', '无*'],
    ['"fighter planes"', '"fighter planes"'],
    ['"fighter plan*"', '"fighter plan*"'],
    ['=NATO ="Su-35"', '=NATO AND ="Su-35"'],
    ['a b OR c -d', 'a AND b OR c AND NOT d'],
    ['a OR b AND NOT c', 'a OR b AND NOT c'],
    ['(a OR b) c', '(a OR b) AND c'],
    ['NOT (a OR b)', 'NOT (a OR b)'],
    ['NOT NOT a', 'NOT NOT a'],
    ['a NEAR b', 'a NEAR/4 b'],
    ['a NEAR/5 b AND c', 'a NEAR/5 b AND c'],
    ['(a OR ba*) ONEAR/5 "c d"', '(a OR ba*) ONEAR/5 "c d"'],
    ['title:(a NEAR/3 b)', 'title:(a NEAR/3 b)'],
    ['ATLEAST/3(drone*)', 'ATLEAST/3(drone*)'],
    ['title:x lead:(a OR b) body:"c d" author:e', 'title:x AND lead:(a OR b) AND body:"c d" AND author:e'],
    ['Title:x DATE:7d', 'title:x AND date:7d'],
    ['feed:"Jane\'s" folder:Navy lang:EN', 'feed:"Jane\'s" AND folder:Navy AND lang:en'],
    ['source:"State media" is:Unread', 'source:state-media AND is:unread'],
    ['tag:x country:ru place:kyiv org:nato', 'tag:x AND country:ru AND place:kyiv AND org:nato'],
    ['person:"A B" system:s-400 topic:uav', 'person:"A B" AND system:s-400 AND topic:uav'],
    ['country:(iran OR russia)', 'country:iran OR country:russia'],
    ['-country:(iran russia)', 'NOT (country:iran AND country:russia)'],
    ['date:2026-11-01..2026-11-07 seen:24h', 'date:2026-11-01..2026-11-07 AND seen:1d'],
    ['date:>2026-11-01', 'date:>=2026-11-02'],
    ['date:<2026', 'date:<=2025-12-31'],
    ['date:..2026-11', 'date:<=2026-11-30'],
    ['date:2026-02', 'date:2026-02-01..2026-02-28'],
    ['seen:90min', 'seen:90min'],
    ['title:/S-?400/i @daily @"my search"', 'title:/S-?400/i AND @daily AND @"my search"'],
    ['/a\\/b/mi', '/a\\/b/im'],
    ['ANDROID NEARBY', 'ANDROID AND NEARBY'],
    ['and/or 10:30 AT&T', 'and/or AND 10:30 AND AT&T'],
    ['غواصة AND lang:ar', 'غواصة AND lang:ar'],
  ])('%s', (text, printed) => {
    expect(printed).toBe(printOf(text));
  });
});

describe('what keyboards, pages and messengers make of a query is read as meant', () => {
  test.each([
    ['“fighter planes”', '"fighter planes"'],
    ['„fighter planes“', '"fighter planes"'],
    ['«fighter planes»', '"fighter planes"'],
    ['»fighter planes«', '"fighter planes"'],
    ['‹fighter planes›', '"fighter planes"'],
    ['「无人机」『导弹』', '"无人机" AND "导弹"'],
    ['＂fighter planes＂', '"fighter planes"'],
    ['（无人机　OR　导弹）', '无人机 OR 导弹'],
    ['无人机 ＡＮＤ 导弹＊', '无人机 AND 导弹*'],
    ['无人机 ＮＥＡＲ／３ 导弹', '无人机 NEAR/3 导弹'],
    ['title：无人机 －导弹 ＝NATO ＠daily', 'title:无人机 AND NOT 导弹 AND =NATO AND @daily'],
    ['date：２０２６-11-01', 'date:2026-11-01'],
    ['\u202edrone OR navy\u202c', 'drone OR navy'],
    ['dro\u200bne \u200ftitle\u200e:\u2066x\u2069', 'drone AND title:x'],
    ['\ufeffdrone\u00ad', 'drone'],
    ['date:\u200e7d', 'date:7d'],
    ['drone\u200e AND\u200e navy', 'drone AND navy'],
  ])('%s', (text, printed) => {
    expect(printOf(text)).toBe(printed);
  });

  test('a joiner is spelling, and stays', () => {
    const parsed = parseQuery('می\u200cخواهد');
    expect(parsed.ok && parsed.query).toMatchObject({ kind: 'term', text: 'می\u200cخواهد' });
  });
});

describe('a query that is wrong is told with its place', () => {
  test.each([
    ['(a AND b', 0, 1, 'never closed'],
    ['"open', 0, 5, 'never closed'],
    ['“open', 0, 5, 'Put ” after'],
    ['a AND', 2, 5, 'needs something after it'],
    ['a AND OR b', 2, 5, 'needs something after it'],
    ['OR a', 0, 2, 'needs something before it'],
    ['NOT', 0, 3, 'needs something after it'],
    ['drone - strike', 6, 7, 'right after it'],
    ['a )', 2, 3, 'no ( for this )'],
    ['( )', 0, 3, 'nothing between'],
    ['a && b', 2, 4, 'write AND'],
    ['a | b', 2, 3, 'write OR'],
    ['titel:x', 0, 6, 'Did you mean "title:"?'],
    ['organisation:nato', 0, 13, 'Did you mean "org:"?'],
    ['zzz:x', 0, 4, 'no field "zzz"'],
    ['https://example.org', 0, 6, 'quotation marks'],
    ['title: x', 0, 6, 'right after'],
    ['title:-x', 0, 6, 'write -title:'],
    ['title:(country:ru)', 7, 17, 'only words'],
    ['date:2026-02-31', 5, 15, 'no 2026-02-31'],
    ['date:2026-13', 5, 12, 'no 2026-13'],
    ['date:2026-11-07..2026-11-01', 5, 27, 'ends before it starts'],
    ['date:2026/11/01', 5, 15, 'Write 2026-11-01'],
    ['date:1.11.2026', 5, 14, 'Write 2026-11-01'],
    ['date:today', 5, 10, 'is not a date'],
    ['date:0000-01-01', 5, 15, 'Years run'],
    ['date:99999y', 5, 11, '100 years'],
    ['date:', 0, 5, 'needs a date'],
    ['is:unred', 3, 8, 'Did you mean "unread"?'],
    ['source:blogs', 7, 12, 'Did you mean "blog"?'],
    ['lang:english', 5, 12, 'Did you mean "en"?'],
    ['country:ru*', 8, 11, 'without *'],
    ['u*', 0, 2, 'two letters'],
    ['"plane u*"', 0, 10, 'two letters'],
    ['d*e', 0, 3, 'end of a word'],
    ['=NAT*', 0, 5, 'exact word'],
    ['= NATO', 0, 6, 'right after "="'],
    ['a NEAR/3 (b AND c)', 10, 17, 'joined by OR'],
    ['a NEAR b NEAR c', 0, 15, 'a NEAR b AND b NEAR c'],
    ['title:a NEAR b', 0, 7, 'title:(a NEAR b)'],
    ['a NEAR/0 b', 2, 8, 'from 1 to 100'],
    ['ATLEAST/0(a)', 0, 9, 'from 1 to 1000'],
    ['ATLEAST/3 drone', 0, 9, 'ATLEAST/3(drone*)'],
    ['ATLEAST/3(a AND b)', 10, 17, 'joined by OR'],
    ['/a(b/', 2, 3, 'never closed'],
    ['drone /a)b/', 8, 9, 'no ('],
    ['/[a-z/', 1, 2, 'never closed'],
    ['/a{3,1}/', 2, 7, 'higher number'],
    ['/a+*/', 3, 4, 'nothing that *'],
    ['/(a)\\1/', 4, 6, 'refer back'],
    ['/a(?=b)/', 2, 5, 'look ahead'],
    ['/[z-a]/', 1, 6, 'out of order'],
    ['/a/g', 0, 4, 'flags'],
    ['/a', 0, 1, 'two slashes'],
    ['@', 0, 1, 'name of a saved search'],
    ['🚀', 0, 2, 'letter or digit'],
    ['   ', 0, 3, 'empty'],
  ])('%s', (text, from, to, words) => {
    const parsed = parseQuery(text);
    expect(parsed.ok).toBe(false);
    if (parsed.ok) return;
    expect(parsed.errors[0]).toMatchObject({ from, to });
    expect(parsed.errors[0]?.message).toContain(words);
  });

  test.each([
    ['(a AND b', '(a AND b)'],
    ['"open', '"open"'],
    ['titel:x', 'title:x'],
    ['title: x', 'title:x'],
    ['is:unred', 'is:unread'],
    ['drone - strike', 'drone strike'],
    ['a && b', 'a AND b'],
    ['a)', 'a'],
    ['iran or russia', 'iran OR russia'],
  ])('%s has a fix: %s', (text, fixed) => {
    const parsed = parseQuery(text);
    const [problem] = parsed.ok ? parsed.warnings : parsed.errors;
    const fix = problem?.fix;
    expect(fix && text.slice(0, fix.from) + fix.text + text.slice(fix.to)).toBe(fixed);
  });

  test('several mistakes are told at once', () => {
    const parsed = parseQuery('titel:x is:foo date:2026-02-31');
    expect(parsed.ok || parsed.errors.map(({ from }) => from)).toEqual([0, 11, 20]);
  });
});

test.each([
  ['NOT a', 'nearly every story'],
  ['title:(NOT a)', 'nearly every story'],
  ['iran or russia', 'written OR'],
  ['Iran And Russia', 'written AND'],
  ['a near/3 b', 'written NEAR/3'],
  ['a NEAR/x b', 'written NEAR/5'],
  ['country:(iran and russia)', 'written AND'],
  ['dr*', 'very many words'],
  ['the strait', 'nearly every story'],
  ['!drone', 'NOT or -'],
  ["'fighter planes'", 'double quotation marks'],
  ['drones,missiles', 'to a phrase'],
  ['lang:en lang:tr', 'Write OR'],
])('%s is warned about', (text, words) => {
  const parsed = parseQuery(text);
  expect(parsed.ok && parsed.warnings.map(({ message }) => message).join()).toContain(words);
});

test.each(['drone', '"the strait"', 'NOT NOT drone', 'drone -strike', '1,000 T-72B3', 'lang:en OR lang:tr'])(
  '%s is not warned about',
  (text) => {
    expect(parseQuery(text)).toMatchObject({ ok: true, warnings: [] });
  },
);

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

test('no text makes the parser throw, and what parses prints to itself', () => {
  const noise = createNoise(20_261_124);
  let right = 0;
  for (let index = 0; index < 20_000; index++) if (checkQuery(noise.text(12))) right++;
  expect(right).toBeGreaterThan(1000);
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => void checkQuery(text)),
    { numRuns: 2000 },
  );
});

describe('limits', () => {
  test('deep nesting is told clearly, and never a crash', () => {
    const deep = (levels: number): string => `${'(a OR b AND '.repeat(levels)}c${')'.repeat(levels)}`;
    expect(parseQuery(deep(40)).ok).toBe(true);
    for (const text of [
      deep(101),
      deep(5000),
      `${'('.repeat(5000)}a${')'.repeat(5000)}`,
      'NOT '.repeat(200).concat('a'),
    ]) {
      const parsed = parseQuery(text);
      expect(parsed.ok || parsed.errors[0]?.message).toBe('The query is nested more than 100 levels deep.');
    }
  });

  test('parentheses around parentheses are no nesting, and long chains are none', () => {
    expect(printOf(`${'('.repeat(400)}a${')'.repeat(400)}`)).toBe('a');
    expect(parseQuery(Array.from({ length: 30_000 }, (_, index) => `w${index}`).join(' ')).ok).toBe(true);
    expect(parseQuery(Array.from({ length: 10_000 }, (_, index) => `w${index}`).join(' OR ')).ok).toBe(true);
  });

  test('an endless word and an endless query are told', () => {
    const word = parseQuery(`drone ${'x'.repeat(1001)}`);
    expect(word.ok || word.errors[0]).toEqual({
      from: 6,
      to: 1007,
      message: 'This word has more than 1000 characters.',
    });
    const query = parseQuery('word '.repeat(50_000));
    expect(query.ok || query.errors[0]?.message).toContain('at most 200000');
  });
});

test('the committed parser is fresh', () => {
  const target = path.join(temporaryFolder(), 'parser.js');
  execFileSync(process.execPath, ['node_modules/.bin/lezer-generator', 'shared/query/query.grammar', '-o', target], {
    stdio: 'ignore',
  });
  expect(fs.readFileSync(target, 'utf8')).toBe(fs.readFileSync('shared/query/parser.js', 'utf8'));
});
