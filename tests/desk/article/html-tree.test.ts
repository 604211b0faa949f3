import { expect, test } from 'vitest';
import { type HtmlElement, readHtml } from '../../../electron/desk/article/html-tree.ts';

const textOf = ({ children }: HtmlElement): string =>
  children.map((child) => (typeof child === 'string' ? child : textOf(child))).join('');

test.each([
  ['<p>a &amp; b &lt;c&gt; &#8217; &eacute;</p>', 'a & b <c> ’ é'],
  ['AT&T, &copy 2026, &unknown; &', 'AT&T, © 2026, &unknown; &'],
  ['&amp;lt;b&amp;gt;', '&lt;b&gt;'],
  ['a &lt<b>c</b>', 'a <c'],
  ['<xmp>&amp;<b></xmp>&amp;', '&amp;<b>&'],
])('the references of %s are read once', (html, text) => {
  expect(textOf(readHtml(html))).toBe(text);
});

test('references in attributes are read as browsers do: an address may hold what looks like one', () => {
  const [link] = readHtml('<a href="?a=1&amp;b=2&copy=3" title="x &quot;y&quot;">z</a>').children as HtmlElement[];
  expect(link?.attributes).toEqual({ href: '?a=1&b=2&copy=3', title: 'x "y"' });
});
