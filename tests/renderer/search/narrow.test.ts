import { describe, expect, test } from 'vitest';
import { narrow, narrowings } from '../../../renderer/search/narrow.ts';

describe('narrowing', () => {
  test.each([
    ['iran', 'lang:tr', 'iran lang:tr'],
    ['iran OR drone', 'lang:tr', '(iran OR drone) lang:tr'],
    ['', 'lang:tr', 'lang:tr'],
    ['iran lang:tr', 'lang:tr', 'iran lang:tr'],
    ['iran', '-tag:"country:ru"', 'iran -tag:"country:ru"'],
    ['iran date:7d lang:tr', 'date:2026-11-24', 'iran AND lang:tr date:2026-11-24'],
    ['date:7d', 'date:2026-11-24', 'date:2026-11-24'],
    ['(iran', 'lang:tr', '(iran'],
  ])('%s with %s', (query, term, narrowed) => {
    expect(narrow(query, term)).toBe(narrowed);
  });

  test('what narrows can be taken out again', () => {
    expect(narrowings('(iran OR drone) lang:tr -tag:x date:7d')).toEqual([
      { text: 'lang:tr', without: '(iran OR drone) AND NOT tag:x AND date:7d' },
      { text: 'NOT tag:x', without: '(iran OR drone) AND lang:tr AND date:7d' },
      { text: 'date:7d', without: '(iran OR drone) AND lang:tr AND NOT tag:x' },
    ]);
    expect(narrowings('iran drone')).toEqual([]);
    expect(narrowings('lang:tr')).toEqual([{ text: 'lang:tr', without: '' }]);
  });
});
