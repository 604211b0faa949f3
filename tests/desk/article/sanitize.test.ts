import type { Browser } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { extractArticle } from '../../../electron/desk/article/extract.ts';
import { sniffPicture } from '../../../electron/desk/article/images.ts';
import { sanitizeHtml } from '../../../electron/desk/article/sanitize.ts';
import { articleText } from '../../../shared/article-text.ts';
import { launchBrowser } from '../../browser.ts';
import { article, furniture, headline, seedPage } from '../../seed-page.ts';

const base = 'https://news.example/a/';

// Every one keeps the word "kept" if its text is not that of a script.
const hostile = [
  '<p>kept<script>fire()</script></p>',
  '<p>kept<img src=x onerror=fire()></p>',
  '<p>kept<svg onload=fire()><script>fire()</script></svg></p>',
  '<a href="javascript:fire()">kept</a>',
  '<a href="JaVaScRiPt:fire()">kept</a>',
  '<a href="java\nscript:fire()">kept</a>',
  '<a href="&#106;avascript:fire()">kept</a>',
  '<a href="\u0001javascript:fire()">kept</a>',
  '<a href="data:text/html,<script>fire()</script>">kept</a>',
  '<a href="vbscript:fire()">kept</a>',
  '<a href="file:///etc/passwd">kept</a>',
  '<iframe srcdoc="<script>fire()</script>"></iframe><p>kept</p>',
  '<iframe src="javascript:fire()"></iframe><p>kept</p>',
  '<object data="javascript:fire()"></object><p>kept</p>',
  '<embed src="javascript:fire()"><p>kept</p>',
  '<form action="javascript:fire()"><button>x</button><p>kept</p></form>',
  '<input autofocus onfocus=fire()><p>kept</p>',
  '<details open ontoggle=fire()><summary>kept</summary></details>',
  '<style>@import "https://evil.example/x.css"; * { background: url(https://evil.example/y) }</style><p>kept</p>',
  '<p style="background:url(https://evil.example/z)">kept</p>',
  '<link rel="stylesheet" href="https://evil.example/x.css"><p>kept</p>',
  '<meta http-equiv="refresh" content="0;url=https://evil.example/"><p>kept</p>',
  '<base href="https://evil.example/"><a href="x">kept</a>',
  '<math><mtext><table><mglyph><style><img src=x onerror=fire()></style></mglyph></table></mtext></math><p>kept</p>',
  '<noscript><p title="</noscript><img src=x onerror=fire()>"></noscript><p>kept</p>',
  '<template><img src=x onerror=fire()></template><p>kept</p>',
  '<p>kept<!--><img src=x onerror=fire()>--></p>',
  '<p>kept</p><![CDATA[<img src=x onerror=fire()>]]>',
  '<video src="https://evil.example/v" autoplay onplay=fire()></video><p>kept</p>',
  '<audio src="https://evil.example/v" onerror=fire()></audio><p>kept</p>',
  '<picture><source srcset="https://evil.example/p.png"><img src="https://evil.example/p.png"></picture><p>kept</p>',
  '<img src="data:image/svg+xml,<svg onload=fire()>"><p>kept</p>',
  '<p id="root" name="api">kept</p>',
  '<p>kept&lt;img src=x onerror=fire()&gt;</p>',
  '<a href="https://news.example/" ping="https://evil.example/" onclick="fire()">kept</a>',
  '<a href="https://user:secret@news.example/">kept</a>',
  '<x onclick=fire()>kept</x>',
  `${'<div>'.repeat(3000)}kept`,
  `<p>kept ${'<b>'.repeat(3000)}</p>`,
];

const dangerous =
  'script, style, iframe, object, embed, form, input, button, link, meta, base, svg, math, template, video, audio, img[src], [srcset], [id], [name], [style], [ping], [srcdoc], [action]';

interface Inspected {
  readonly nodes: readonly string[];
  readonly handlers: readonly string[];
  readonly links: readonly string[];
  readonly text: string;
}

/** Script for the page: shows the HTML and says what a browser made of it. Text, since this file knows no DOM. */
function inspect(clean: string): string {
  return `(() => {
    document.body.innerHTML = ${JSON.stringify(clean)};
    const elements = [...document.body.querySelectorAll('*')];
    return {
      nodes: [...document.body.querySelectorAll(${JSON.stringify(dangerous)})].map((node) => node.outerHTML),
      handlers: elements.flatMap((node) => node.getAttributeNames().filter((name) => name.startsWith('on'))),
      links: [...document.body.querySelectorAll('a')].map((link) => link.protocol),
      text: document.body.textContent,
    };
  })()`;
}

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

describe('in a real browser', () => {
  test('nothing hostile is active, nothing is requested, the text survives', async () => {
    const page = await browser.newPage();
    const requests: string[] = [];
    page.on('request', (request) => requests.push(request.url()));
    let fired = false;
    await page.exposeFunction('fire', () => {
      fired = true;
    });
    for (const html of hostile) {
      const clean = sanitizeHtml(html, base);
      const found = (await page.evaluate(inspect(clean))) as Inspected;
      expect([html.slice(0, 80), found.nodes, found.handlers]).toEqual([html.slice(0, 80), [], []]);
      for (const protocol of found.links) expect(protocol).toMatch(/^(https?|mailto):$/);
      expect([html.slice(0, 80), found.text]).toEqual([html.slice(0, 80), expect.stringContaining('kept')]);
    }
    expect(fired).toBe(false);
    expect(requests).toEqual([]);
    await page.close();
  });
});

test('the same HTML comes out when it is cleaned twice', () => {
  for (const html of hostile) {
    const once = sanitizeHtml(html, base).replace(/data-src/g, 'src');
    expect(sanitizeHtml(once, base).replace(/data-src/g, 'src')).toBe(once);
  }
});

test('an article comes out of its page without the furniture', async () => {
  const found = await extractArticle(seedPage(), 'https://kuzey.example/haber/norway/');
  expect(found).toMatchObject({
    title: headline,
    siteName: 'Kuzey Dergisi',
    language: 'en',
    publishedAt: Date.UTC(2026, 10, 16, 6, 12, 44),
  });
  expect(found?.text).toBe(article.join('\n\n'));
  expect(found?.text).toBe(found && articleText(found.body));
  for (const words of furniture) expect(found?.html).not.toContain(words);
  expect(found?.html).toContain('data-src="https://kuzey.example/foto.png"');
});

test('a page without an article gives none', async () => {
  expect(await extractArticle('<html><body><nav><a href="/">Home</a></nav></body></html>', base)).toBeNull();
});

test('a picture is what its bytes say', () => {
  expect(
    sniffPicture(new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>')),
  ).toBeUndefined();
  expect(sniffPicture(Buffer.from('89504e470d0a1a0a', 'hex'))).toBeUndefined();
  expect(sniffPicture(Buffer.from('474946383961010001000000', 'hex'))).toEqual({
    type: 'image/gif',
    width: 1,
    height: 1,
  });
});
