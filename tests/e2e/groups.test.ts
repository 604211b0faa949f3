/** One row for the stories that report one event. */
import type { Locator, Page } from 'playwright';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { accessibilityFindings, openSampleSite, type SampleSite } from './sample-page.ts';

let site: SampleSite;
beforeAll(async () => {
  site = await openSampleSite();
});
afterAll(() => site.close());

async function openPage(): Promise<Page> {
  const { page, complaints, close } = await site.open();
  onTestFinished(async () => {
    await close();
    expect(complaints).toEqual([]);
  });
  return page;
}

/** A row that others stand behind, once it says how many origins its event has, and that number of others. */
async function firstGroup(page: Page): Promise<{ readonly row: Locator; readonly others: number }> {
  const mark = page.locator('[data-group]', { hasText: 'origin' }).first();
  await mark.waitFor();
  const others = Number(/\+(\d+)/.exec(await mark.innerText())?.[1]);
  const id = await page.locator('[role=option]', { has: mark }).first().getAttribute('id');
  return { row: page.locator(`#${id}`), others };
}

const rowCount = async (page: Page): Promise<number> =>
  Number(await page.getByRole('option').first().getAttribute('aria-setsize'));

test('all stories are in the list: rows, and those behind them', async () => {
  const page = await openPage();
  await firstGroup(page);
  const rows = await rowCount(page);
  const { total } = await site.desk.stories.snapshot({ view: {} });
  expect(rows).toBeLessThan(total);
  await page.locator('h1 + bdi', { hasText: String(total) }).waitFor();
  await page.keyboard.press('Shift+Z');
  await expect.poll(() => rowCount(page)).toBe(total);
  expect(await page.locator('[data-group]').count()).toBe(0);
  await expect.poll(() => site.settings.read().groupEvents).toBe(false);
  await page.keyboard.press('Shift+Z');
  await expect.poll(() => rowCount(page)).toBe(rows);
  await expect.poll(() => site.settings.read().groupEvents).toBe(true);
});

test('a press and the arrows show the others behind their lead, and put them back', async () => {
  const page = await openPage();
  const { row, others } = await firstGroup(page);
  const rows = await rowCount(page);
  await row.scrollIntoViewIfNeeded();
  const top = await row.boundingBox();
  await row.locator('[data-group]').click();
  await expect.poll(() => rowCount(page)).toBe(rows + others);
  expect(await row.boundingBox()).toEqual(top);
  expect(await accessibilityFindings(page)).toEqual([]);
  await row.locator('[data-group]').click();
  await expect.poll(() => rowCount(page)).toBe(rows);
  // By keys: the lead is opened, then its group; one of the others leads back to it.
  await row.click();
  await expect.poll(() => row.getAttribute('aria-selected')).toBe('true');
  await page.keyboard.press('ArrowRight');
  await expect.poll(() => rowCount(page)).toBe(rows + others);
  await page.keyboard.press('j');
  await expect.poll(() => row.getAttribute('aria-selected')).toBe('false');
  await page.keyboard.press('ArrowLeft');
  await expect.poll(() => rowCount(page)).toBe(rows);
  await expect.poll(() => row.getAttribute('aria-selected')).toBe('true');
});

test('what was opened is still open when one comes back to the view', async () => {
  const page = await openPage();
  const { row, others } = await firstGroup(page);
  const rows = await rowCount(page);
  await row.locator('[data-group]').click();
  await expect.poll(() => rowCount(page)).toBe(rows + others);
  await page.getByRole('row', { name: /^Starred/ }).click();
  await page.getByRole('heading', { level: 1, name: 'Starred' }).waitFor();
  await page.getByRole('row', { name: /^All stories/ }).click();
  await expect.poll(() => rowCount(page)).toBe(rows + others);
});

test('reading the lead leaves the others unread, and one key reads them all', async () => {
  const page = await openPage();
  const { row, others } = await firstGroup(page);
  const unread = async (): Promise<number> => (await site.desk.desk.status()).unread;
  await row.click();
  await row.locator('[data-group]', { hasText: `${others} unread` }).waitFor();
  const before = await unread();
  await page.keyboard.press('d');
  await page.getByRole('status').filter({ hasText: 'marked as read' }).waitFor();
  await expect.poll(unread).toBe(before - others);
  await row.locator('[data-group]', { hasNotText: 'unread' }).waitFor();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(unread).toBe(before);
});

test('marking a closed lead as read offers its group', async () => {
  const page = await openPage();
  const { row, others } = await firstGroup(page);
  await row.click();
  await expect.poll(() => row.innerText()).toContain(`${others} unread`);
  await page.keyboard.press('m');
  await row.getByText('unread', { exact: true }).waitFor({ state: 'attached' });
  await page.keyboard.press('m');
  await page.getByRole('button', { name: /of the event$/ }).click();
  await row.locator('[data-group]', { hasNotText: 'unread' }).waitFor();
});

test('every hit of a search has its row', async () => {
  const page = await openPage();
  await firstGroup(page);
  const { ids } = await site.desk.stories.snapshot({ view: { query: 'drone*' } });
  const hits = Buffer.from(ids, 'base64').length / 8;
  await page.keyboard.press('/');
  await page.keyboard.type('drone*');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Search' }).waitFor();
  await expect.poll(() => rowCount(page)).toBe(hits);
});
