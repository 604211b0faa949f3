import type { Page, WebSocketRoute } from 'playwright';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { accessibilityFindings, type OpenPage, openSampleSite, type SampleSite } from './sample-page.ts';

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
    // How far the list moved under it depends on how many of the new stories stand in a row that was there.
    await expect.poll(eye).toBe(before);
    expect(await scrolled()).toBeGreaterThanOrEqual(460);
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

describe('keys', () => {
  const headline = () => page.getByRole('article').getByRole('heading', { level: 1 });

  test('work while the views have the focus', async () => {
    await page.getByRole('row', { name: /All stories/ }).click();
    await expect.poll(() => page.evaluate('document.activeElement.closest("[role=treegrid]") !== null')).toBe(true);
    await page.keyboard.press('j');
    await headline().waitFor();
  });

  test('after the first of two, the second ones are told', async () => {
    await page.keyboard.press('g');
    const hint = page.getByRole('status', { name: 'Keys after g' });
    await hint.getByText('Starred').waitFor();
    await page.keyboard.press('s');
    await page.getByRole('heading', { name: 'Starred', exact: true }).waitFor();
    await hint.waitFor({ state: 'hidden' });
  });

  test('go from view to view and from pane to pane', async () => {
    await page.keyboard.press('Shift+J');
    await page.getByRole('heading', { name: 'Unread', exact: true }).waitFor();
    await page.keyboard.press('Shift+K');
    await page.getByRole('heading', { name: 'All stories', exact: true }).waitFor();
    await rows().first().waitFor();
    const pane = () => page.evaluate('document.activeElement.closest("[data-pane]")?.dataset.pane');
    await page.keyboard.press('j');
    await headline().waitFor();
    await page.keyboard.press(']');
    await expect.poll(pane).toBe('reader');
    await page.keyboard.press('Shift+F6');
    await expect.poll(pane).toBe('list');
    await page.keyboard.press('F6');
    await expect.poll(pane).toBe('reader');
  });

  test('are changed in the settings, kept, and given back; a conflict is told', async () => {
    await page.keyboard.press('g');
    await page.keyboard.press(',');
    await page.getByRole('button', { name: 'Change the keys of Star', exact: true }).click();
    await page.keyboard.press('m');
    await page.getByText('m is already used for “Mark as read or unread”.').waitFor();
    await page.keyboard.press('x');
    await expect.poll(() => site.settings.read().keys).toEqual({ 'toggle-star': ['x'] });
    await page.reload();
    await page.getByRole('button', { name: 'Reset the keys of Star', exact: true }).waitFor();
    await page.keyboard.press('g');
    await page.keyboard.press('a');
    await rows().first().waitFor();
    await page.keyboard.press('j');
    await headline().waitFor();
    const { starred } = await site.desk.desk.status();
    await page.keyboard.press('s');
    await page.keyboard.press('x');
    await expect.poll(async () => (await site.desk.desk.status()).starred).toBe(starred + 1);
    await page.keyboard.press('g');
    await page.keyboard.press(',');
    await page.getByRole('button', { name: 'Reset all keys' }).click();
    await expect.poll(() => site.settings.read().keys).toEqual({});
    expect(await accessibilityFindings(page)).toEqual([]);
  });
});

describe('a view', () => {
  test('is found again where it was left', async () => {
    await inList('list.scrollTo(0, 460)');
    await page.keyboard.press('g');
    await page.keyboard.press('u');
    await page.getByRole('heading', { name: 'Unread', exact: true }).waitFor();
    await expect.poll(scrolled).toBe(0);
    await page.keyboard.press('g');
    await page.keyboard.press('a');
    await page.getByRole('heading', { name: 'All stories', exact: true }).waitFor();
    await expect.poll(scrolled).toBe(460);
  });

  test('goes on from the story that was closed', async () => {
    for (const key of ['j', 'j', 'j']) await page.keyboard.press(key);
    const third = await rows().nth(2).getAttribute('id');
    await page.keyboard.press('Escape');
    await expect.poll(() => page.locator('[role=option][aria-selected=true]').count()).toBe(0);
    expect(await page.getByRole('listbox').first().getAttribute('aria-activedescendant')).toBe(third);
    await page.keyboard.press('j');
    await expect.poll(() => rows().nth(3).getAttribute('aria-selected')).toBe('true');
  });
});

describe('several stories', () => {
  const chosen = () => page.locator('[role=option][aria-selected=true]').count();
  const undo = () => page.getByRole('button', { name: 'Undo' });

  test('are chosen by Shift and marked together, with a way back', async () => {
    await page.keyboard.press('j');
    await page.keyboard.press('Shift+ArrowDown');
    await page.keyboard.press('Shift+ArrowDown');
    await expect.poll(chosen).toBe(3);
    await page.keyboard.press('Shift+ArrowUp');
    await expect.poll(chosen).toBe(2);
    await rows()
      .nth(4)
      .click({ modifiers: ['Shift'] });
    await expect.poll(chosen).toBe(5);
    expect(await accessibilityFindings(page)).toEqual([]);
    const { starred } = await site.desk.desk.status();
    await page.keyboard.press('s');
    await undo().waitFor();
    expect((await site.desk.desk.status()).starred).toBeGreaterThan(starred);
    await undo().click();
    await expect.poll(async () => (await site.desk.desk.status()).starred).toBe(starred);
    await page.keyboard.press('Escape');
    await page.getByRole('toolbar', { name: 'Chosen stories' }).waitFor({ state: 'hidden' });
  });

  test('above the current one are marked as read, with a way back', async () => {
    await rows().nth(12).click();
    await page.getByRole('article').waitFor();
    await expect.poll(() => rows().nth(12).getByText('unread').count()).toBe(0);
    const { unread } = await site.desk.desk.status();
    await page.keyboard.press('Shift+M');
    await undo().waitFor();
    expect((await site.desk.desk.status()).unread).toBeLessThan(unread);
    await undo().click();
    await expect.poll(async () => (await site.desk.desk.status()).unread).toBe(unread);
  });
});

test('times are written as the settings say, and in full to machines', async () => {
  const time = rows().first().locator('time');
  expect(await time.getAttribute('datetime')).toMatch(/^2026-11-\d\dT.*Z$/);
  expect(await time.getAttribute('title')).toMatch(/2026.*\d\d:\d\d UTC/);
  site.settings.update({ clock: '12' });
  await page.reload();
  await rows().first().waitFor();
  await expect.poll(() => rows().first().locator('time').getAttribute('title')).toMatch(/[ap]m/i);
  site.settings.update({ clock: 'system' });
});

test('the archive is copied, checked, and thinned out only after its user has seen what would go', async () => {
  await page.keyboard.press('g');
  await page.keyboard.press(',');
  const archive = page.getByRole('region', { name: 'Archive' });
  await archive.getByText('No copy of the archive was made yet.').waitFor();
  await archive.getByRole('button', { name: 'Back up now' }).click();
  await archive.getByText(/^1 kept, the newest/).waitFor();
  expect(await site.desk.archive.backups()).toHaveLength(1);
  await archive.getByRole('button', { name: 'Check the archive' }).click();
  await archive.getByText('Good: database').waitFor();
  await archive.getByLabel('Keep stories for (days)').fill('none');
  expect(await archive.getByRole('button', { name: 'Show what is older' }).isDisabled()).toBe(true);
  await archive.getByLabel('Keep stories for (days)').fill('1');
  await archive.getByRole('button', { name: 'Show what is older' }).click();
  const before = (await site.desk.desk.status()).stories;
  await archive.getByText(/would go for good/).waitFor();
  expect((await site.desk.desk.status()).stories).toBe(before);
  await archive.getByRole('button', { name: 'Remove them' }).click();
  await expect.poll(async () => (await site.desk.desk.status()).stories).toBeLessThan(before);
});
