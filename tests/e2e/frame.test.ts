import type { Page, WebSocketRoute } from 'playwright';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type OpenPage, openSampleSite, type SampleSite } from './sample-page.ts';

let site: SampleSite;
let opened: OpenPage;
let page: Page;
const lines: WebSocketRoute[] = [];

beforeAll(async () => {
  site = await openSampleSite();
});
afterAll(() => site.close());
beforeEach(async () => {
  lines.length = 0;
  opened = await site.open({}, async (page) => {
    await page.routeWebSocket(/\/rpc$/, (line) => {
      line.connectToServer();
      lines.push(line);
    });
  });
  page = opened.page;
});
afterEach(async () => {
  await opened.close();
  expect(opened.complaints).toEqual([]);
});

const rows = () => page.getByRole('option');
const inList = (expression: string): Promise<unknown> =>
  page.evaluate(`(() => { const list = document.querySelector('[data-pane=list]'); return ${expression}; })()`);
const scrolled = () => inList('Math.round(list.scrollTop)');
const publish = async (): Promise<number> => {
  const before = (await site.desk.desk.status()).stories;
  for (let round = 0; round < 60; round++) {
    site.wait(60_000);
    await site.desk.desk.poll({ all: true });
    const added = (await site.desk.desk.status()).stories - before;
    if (added > 0) return added;
  }
  throw new Error('The sample wire published nothing for an hour.');
};

describe('new stories', () => {
  test('are counted for the view that is shown, and for no other', async () => {
    const known = new Set((await site.desk.search.run({ query: 'lang:tr', limit: 200 })).stories.map(({ id }) => id));
    await page.evaluate("location.hash = '#/stories?query=lang:tr'");
    await page.getByRole('heading', { name: 'Search', exact: true }).waitFor();
    await rows().first().waitFor();
    const all = await publish();
    const { stories } = await site.desk.search.run({ query: 'lang:tr', limit: 200 });
    const mine = stories.filter(({ id }) => !known.has(id)).length;
    expect(mine).toBeLessThan(all);
    if (mine > 0) await page.getByRole('button', { name: new RegExp(`^${mine} new stor`) }).waitFor();
    else expect(await page.getByRole('button', { name: /new stor/ }).count()).toBe(0);
  });

  test('scroll the list to its top when they are asked for, and not when one stays', async () => {
    await inList('list.scrollTo(0, 460)');
    const eye = () =>
      inList(
        '[...list.querySelectorAll("[role=option]")].find((row) => row.getBoundingClientRect().top >= list.getBoundingClientRect().top - 1)?.id',
      );
    await expect.poll(eye).toBeDefined();
    const before = await eye();
    const added = await publish();
    expect(added).toBeGreaterThan(0);
    const pill = page.getByRole('button', { name: /new stor/ });
    await pill.waitFor();
    expect(await scrolled()).toBe(460);
    await page.keyboard.press('Shift+Period');
    await pill.waitFor({ state: 'hidden' });
    await expect.poll(scrolled).toBe(460 + added * 46);
    expect(await eye()).toBe(before);
    await publish();
    await pill.click();
    await expect.poll(scrolled).toBe(0);
    await expect.poll(() => page.evaluate('document.activeElement.dataset.pane')).toBe('list');
  });
});

describe('a lost line', () => {
  test('is opened again under the same list', async () => {
    await inList('list.scrollTo(0, 460)');
    await rows().first().waitFor();
    await inList('list.dataset.known = ""');
    const count = lines.length;
    await lines.at(-1)?.close();
    await page.getByText('The connection to Sitrep was lost').waitFor();
    const added = await publish();
    await expect.poll(() => lines.length, { timeout: 10_000 }).toBeGreaterThan(count);
    await page.getByText('The connection to Sitrep was lost').waitFor({ state: 'hidden' });
    expect(await inList('"known" in list.dataset')).toBe(true);
    expect(await scrolled()).toBe(460);
    // What came while nobody listened is told too.
    await page.getByRole('button', { name: new RegExp(`^${added} new stor`) }).waitFor();
    const starred = rows().nth(3);
    await starred.click();
    await page.keyboard.press('s');
    await expect.poll(() => starred.locator('svg').count()).toBeGreaterThan(0);
  });
});
