import type { Browser, Locator, Page } from 'playwright';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { type Desk, openDesk } from '../../electron/desk/desk.ts';
import { openSettings } from '../../electron/web/settings-file.ts';
import { startWebShell } from '../../electron/web/web.ts';
import { launchBrowser } from '../browser.ts';
import { loopbackServer } from '../loopback-server.ts';
import { temporaryFolder } from '../temporary-folder.ts';

const publishedAt = Date.UTC(2026, 10, 16, 6);
const lines = [
  'The ministry said on Monday that twelve coastal radars had been handed over to the navy at its northern base.',
  'وقالت الوزارة إن التسليم يستمر حتى نهاية العام المقبل وإن الأطقم تدربت في المصنع منذ الربيع الماضي بالكامل.',
  'A spokesman declined to say how much the contract was worth, but earlier orders had cost more than forty million.',
];

/** Of the other story, which has nothing to do with the first: else one row would stand for both. */
const otherLines = [
  'Sixty trucks of a new type rolled off a ferry at dawn, and reservists drove them to depots in the south of the country.',
  'Each carries four tonnes across open ground; the oldest of those they replace were built in nineteen seventy-one.',
];

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

interface Opened {
  readonly page: Page;
  readonly desk: Desk;
  readonly id: number;
  /** The page of the story says this from now on, and the desk looks at it. */
  readonly edit: (text: readonly string[] | undefined) => Promise<void>;
}

/** A browser on a desk with two stories, the first of them open. */
async function openReader(): Promise<Opened> {
  const site: { text: readonly string[] | undefined } = { text: lines };
  const server = await loopbackServer((request, response, origin) => {
    if (request.url === '/feed') {
      const item = (name: string, title: string): string =>
        `<item><title>${title}</title><guid>${name}</guid><link>${origin}/${name}</link><pubDate>${new Date(publishedAt).toUTCString()}</pubDate><description>${title}</description></item>`;
      response
        .writeHead(200, { 'content-type': 'application/rss+xml' })
        .end(
          `<rss version="2.0"><channel><title>Paper</title><language>en</language>${item('radars', 'Navy receives radars')}${item('trucks', 'Army receives trucks')}</channel></rss>`,
        );
    } else if (site.text === undefined) response.writeHead(410).end('gone');
    else {
      const isRadars = request.url === '/radars';
      const title = isRadars ? 'Navy receives radars' : 'Army receives trucks';
      const text = (isRadars ? site.text : otherLines).map((line) => `<p>${line}</p>`).join('\n');
      response
        .writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'x-served-by': 'edge 7' })
        .end(
          `<html><head><title>${title}</title></head><body><article><h1>${title}</h1>${text}</article></body></html>`,
        );
    }
  });
  const clock = { now: publishedAt + 600_000 };
  const folder = temporaryFolder();
  const desk = await openDesk({ folder, allowAddresses: [server.host], now: () => clock.now });
  await desk.feeds.add({ url: `${server.origin}/feed` });
  await desk.desk.poll({ all: true });
  await desk.settled();
  const settings = openSettings(folder, () => undefined);
  const shell = await startWebShell({ desk, folder, pageFolder: 'out/renderer', settings, port: 0 });
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, timezoneId: 'UTC' });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('request', (request) => {
    if (!request.url().startsWith(`http://127.0.0.1:${shell.port}/`)) complaints.push(`request to ${request.url()}`);
  });
  onTestFinished(async () => {
    await context.close();
    await shell.close();
    await desk.close();
    expect(complaints).toEqual([]);
  });
  await page.goto(shell.address);
  await page.getByRole('option', { name: /Navy receives radars/ }).click();
  await page.getByRole('article').getByText('twelve coastal radars').waitFor();
  const { stories } = await desk.search.run({ query: 'title:radars' });
  const edit: Opened['edit'] = async (text) => {
    site.text = text;
    clock.now += 2 * 3_600_000;
    await desk.stories.checkPages();
  };
  return { page, desk, id: stories[0]?.id ?? 0, edit };
}

/** Selects words of the article as a mouse would. */
async function select(page: Page, words: string): Promise<void> {
  const found = await page.evaluate(`(() => {
    const wanted = ${JSON.stringify(words)};
    const walker = document.createTreeWalker(document.querySelector('article'), NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const at = node.textContent.indexOf(wanted);
      if (at < 0) continue;
      document.getSelection().setBaseAndExtent(node, at, node, at + wanted.length);
      return true;
    }
    return false;
  })()`);
  expect(found).toBe(true);
}

function styleOf(element: Locator, property: 'fontSize' | 'fontFamily' | 'direction'): Promise<unknown> {
  return element.evaluate((node, name) => {
    const browser = globalThis as unknown as { getComputedStyle(of: unknown): Readonly<Record<string, unknown>> };
    return browser.getComputedStyle(node)[name];
  }, property);
}

test('an edit is told in words and shown in one text and side by side', async () => {
  const { page, edit } = await openReader();
  await edit([
    lines[0]?.replace('twelve', 'fourteen') ?? '',
    lines[1] ?? '',
    lines[2]?.replace('declined', 'did not decline') ?? '',
  ]);
  const edits = page.getByRole('region', { name: 'How it was edited' });
  await edits.getByRole('list', { name: 'What changed' }).getByText('negation').waitFor();
  await expect.poll(() => edits.locator('ins').allTextContents()).toContain('fourteen');
  await expect.poll(() => edits.locator('del').allTextContents()).toContain('twelve');
  await edits.getByRole('radio', { name: 'Side by side' }).click();
  const row = edits.getByRole('row').filter({ hasText: 'fourteen' });
  await expect.poll(() => row.getByRole('cell').first().textContent()).toContain('twelve');
  expect(await row.getByRole('cell').first().textContent()).not.toContain('fourteen');
  await page
    .getByRole('option', { name: /Navy receives radars/ })
    .getByText('edited')
    .waitFor();
});

test('a page that went is marked withdrawn and reads on', async () => {
  const { page, edit } = await openReader();
  await edit(undefined);
  await edit(undefined);
  await page.getByText('The site took this page away.').waitFor();
  await page
    .getByRole('option', { name: /Navy receives radars/ })
    .getByText('withdrawn')
    .waitFor();
  await page.getByRole('article').getByText('twelve coastal radars').waitFor();
});

test('the kept page shows its headers and text, and proves itself', async () => {
  const { page } = await openReader();
  const source = page.getByRole('region', { name: 'Where it comes from' });
  await source.getByText(/^[0-9a-f]{64}$/).waitFor();
  await source.getByText(/\d+ headers/).click();
  await source.getByText('edge 7').waitFor();
  await source.getByRole('button', { name: 'Verify' }).click();
  await source.getByText('The page is as it was received').waitFor();
  await source.getByRole('button', { name: 'Text of the whole page' }).click();
  await page.getByRole('dialog').getByText('twelve coastal radars').waitFor();
});

test('a highlight and a note stay on their words when the text is revised', async () => {
  const { page, desk, id, edit } = await openReader();
  await select(page, 'forty million');
  await page.keyboard.press('h');
  const mark = page.getByRole('article').locator('mark');
  await expect.poll(() => mark.allTextContents()).toEqual(['forty million']);
  await select(page, 'twelve coastal radars');
  await page.getByRole('toolbar', { name: 'Selected words' }).getByRole('button', { name: 'Note' }).click();
  await page.getByRole('textbox', { name: 'Your note' }).fill('Ask the yard.');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByRole('region', { name: 'Your notes' }).getByText('Ask the yard.').waitFor();
  expect((await desk.stories.get({ id })).annotations).toHaveLength(2);
  expect((await desk.search.run({ query: 'is:noted' })).total).toBe(1);
  await edit(['A first line that was not there before and that moves all the others down the page.', ...lines]);
  await expect.poll(() => page.getByRole('article').getByText('A first line').count()).toBe(1);
  await expect
    .poll(async () => (await mark.allTextContents()).toSorted())
    .toEqual(['forty million', 'twelve coastal radars']);
  await page.getByRole('region', { name: 'Your notes' }).getByRole('button', { name: 'Remove' }).first().click();
  await expect.poll(() => mark.count()).toBe(1);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(() => mark.count()).toBe(2);
});

test('font, size and width change beside the text and are kept', async () => {
  const { page } = await openReader();
  const article = page.getByRole('article');
  const before = String(await styleOf(article, 'fontSize'));
  await page.getByRole('button', { name: 'Typography' }).click();
  await page.getByRole('button', { name: 'Size: more' }).click();
  const larger = `${Number.parseFloat(before) + 1}px`;
  await expect.poll(() => styleOf(article, 'fontSize')).toBe(larger);
  await page.getByRole('radio', { name: 'Sans' }).click();
  await expect.poll(() => styleOf(article, 'fontFamily')).toContain('Inter');
});

test('each paragraph runs in its own direction, and each story says whether it reads offline', async () => {
  const { page } = await openReader();
  expect(await styleOf(page.getByText('وقالت الوزارة'), 'direction')).toBe('rtl');
  expect(await styleOf(page.getByText('A spokesman declined'), 'direction')).toBe('ltr');
  const line = page.getByRole('option', { name: /Navy/ });
  await line.getByText('whole text kept for offline reading').waitFor({ state: 'attached' });
});

test('prints the story alone', async () => {
  const { page } = await openReader();
  await page.emulateMedia({ media: 'print' });
  expect(await page.getByRole('article').isVisible()).toBe(true);
  expect(await page.getByRole('button', { name: 'Typography' }).isVisible()).toBe(false);
  expect(await page.getByRole('option').first().isVisible()).toBe(false);
  const pdf = await page.pdf({ preferCSSPageSize: true });
  expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
});

test('the next story is there before it is asked for', async () => {
  const { page } = await openReader();
  await page.waitForLoadState('networkidle');
  const key = (await page.getByRole('option').first().textContent())?.includes('Navy') ? 'j' : 'k';
  await page.keyboard.press(key);
  // No waiting state between: what shows next is the story itself.
  await expect.poll(() => page.getByRole('heading', { level: 1, name: 'Army receives trucks' }).count()).toBe(1);
  expect(await page.getByRole('status', { name: 'Loading the story' }).count()).toBe(0);
});
