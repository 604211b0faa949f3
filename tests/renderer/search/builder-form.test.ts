import { describe, expect, test } from 'vitest';
import { emptyForm, emptyRow, readForm, type WordRow, writeQuery } from '../../../renderer/search/builder-form.ts';
import { parseQuery } from '../../../shared/query/parse.ts';
import { printQuery } from '../../../shared/query/print.ts';

const written = (...rows: Partial<WordRow>[]): string =>
  writeQuery({ ...emptyForm, rows: rows.map((row) => ({ ...emptyRow, ...row })) });

describe('rows become a query', () => {
  test.each<[string, Partial<WordRow>]>([
    ['iran drone*', { words: ' iran  drone* ' }],
    ['title:(iran drone)', { words: 'iran drone', field: 'title' }],
    ['iran OR "air defence"', { kind: 'any', words: 'iran "air defence"' }],
    ['-football', { kind: 'none', words: 'football' }],
    ['-title:(football OR basketball)', { kind: 'none', words: 'football basketball', field: 'title' }],
    ['lead:"fighter planes"', { kind: 'phrase', words: ' fighter planes ', field: 'lead' }],
    ['(iran OR persia) NEAR/3 drone', { kind: 'near', words: 'iran persia', other: 'drone', distance: 3 }],
    ['title:(iran NEAR/5 drone)', { kind: 'near', words: 'iran', other: 'drone', field: 'title' }],
    ['iran', { kind: 'near', words: 'iran' }],
    ['', { words: ' ' }],
    ['"(S-400)" "OR" "10:30" "a/b"', { words: '(S-400) OR 10:30 a/b' }],
    ['می‌خواهد 无人机', { words: 'می‌خواهد 无人机' }],
  ])('%s', (query, row) => {
    expect(written(row)).toBe(query);
    expect(query === '' || parseQuery(query).ok).toBe(true);
  });

  test('tags, languages, feeds and dates stand beside them', () => {
    const query = writeQuery({
      rows: [{ ...emptyRow, kind: 'any', words: 'drone uav' }],
      tags: [{ entityId: 'country:ir', label: 'Iran' }],
      languages: ['en', 'tr'],
      feeds: ['Jane "x"'],
      date: '7d',
    });
    expect(query).toBe('(drone OR uav) tag:"country:ir" lang:(en OR tr) feed:"Jane  x" date:7d');
    expect(parseQuery(query).ok).toBe(true);
  });
});

describe('a query is read back into rows, and asks the same again', () => {
  test.each([
    'iran drone*',
    'title:(iran drone)',
    '(iran OR "air defence") -football',
    '-title:(football OR basketball)',
    'lead:"fighter planes" date:7d',
    '(iran OR persia) NEAR/3 drone tag:"country:ir"',
    'iran lang:(en OR tr) feed:"Alvand News"',
    'iran ONEAR/3 drone',
    'ATLEAST/3(drone*) is:unread',
    '(a1 b1) OR c1',
    'NOT (iran drone)',
    '-country:ru date:2026-11-01..2026-11-07 seen:24h',
    '=NATO ="Su-35"',
    'tag:x tag:y',
    '@daily /S-?400/i',
    'title:(title1 OR (x1 y1))',
  ])('%s', (query) => {
    const form = readForm(query);
    const [before, after] = [parseQuery(query), parseQuery(writeQuery(form ?? emptyForm))];
    const flat = (result: typeof before): string[] =>
      result.ok ? (result.query.kind === 'and' ? result.query.children : [result.query]).map(printQuery).sort() : [];
    expect(flat(before)).not.toEqual([]);
    expect(flat(after)).toEqual(flat(before));
  });

  test('each part finds its field', () => {
    expect(readForm('iran drone* (navy OR army) -football tag:"country:ir" date:7d lang:tr is:unread')).toEqual({
      rows: [
        { ...emptyRow, words: 'iran drone*' },
        { ...emptyRow, kind: 'any', words: 'navy army' },
        { ...emptyRow, kind: 'none', words: 'football' },
        { ...emptyRow, kind: 'query', words: 'is:unread' },
      ],
      tags: [{ entityId: 'country:ir', label: 'country:ir' }],
      languages: ['tr'],
      feeds: [],
      date: '7d',
    });
  });

  test('a query with an error is not read', () => {
    expect(readForm('(iran')).toBeUndefined();
  });
});
