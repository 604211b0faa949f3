import { expect, test } from 'vitest';
import { extractArticle } from '../../../electron/desk/article/extract.ts';
import { isNestedDeeper } from '../../../electron/desk/article/nesting.ts';

const inside = (tag: string, times: number): string => `<${tag}>`.repeat(times) + `</${tag}>`.repeat(times);

test.each([
  ['elements that are never closed', '<div>'.repeat(11), true],
  ['elements that are closed in the end', inside('section', 11), true],
  ['elements of no known name', inside('x-y', 11), true],
  ['as many as may be', inside('div', 10), false],
  ['elements beside each other', '<div></div>'.repeat(100), false],
  ['elements that end without saying so', '<p>a<li>b<td>c<br>'.repeat(100), false],
  ['tags in scripts', `<script>${'<div>'.repeat(100)}</SCRIPT>`, false],
  ['tags behind a script', `<SCRIPT></SCRIPT>${'<div>'.repeat(11)}`, true],
  ['tags in comments', `<!--${'<div>'.repeat(100)}-->`, false],
  ['a drawing of many lines', `<svg>${'<path d="M0"/>'.repeat(100)}</svg>`, false],
  ['slashes outside of a drawing', '<div/>'.repeat(11), true],
])('%s', (_name, html, isDeeper) => {
  expect(isNestedDeeper(html, 10)).toBe(isDeeper);
});

test('a page of thousands of elements inside each other has no article', async () => {
  expect(await extractArticle(`<html><body>${'<div>'.repeat(5000)}Text`, 'https://example.org/')).toBeNull();
});
