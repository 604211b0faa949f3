import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, BrowserContext, Page } from 'playwright';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Desk } from '../../electron/desk/desk.ts';
import { openSampleDesk } from '../../electron/desk/sample/sample-desk.ts';
import type { SettingsStore } from '../../electron/settings-file.ts';
import { openSettings } from '../../electron/web/settings-file.ts';
import { startWebShell, type WebShell } from '../../electron/web/web.ts';
import { launchBrowser } from '../browser.ts';

const startedAt = Date.UTC(2026, 10, 24, 6);
let [now, folder] = [startedAt, ''];
let browser: Browser;
let desk: Desk;
let settings: SettingsStore;
let shell: WebShell;
let context: BrowserContext;
let page: Page;
let complaints: string[];

beforeAll(async () => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'sitrep-page-'));
  desk = await openSampleDesk({ folder, now: () => now });
  await desk.desk.poll({ all: true });
  settings = openSettings(folder, () => undefined);
  shell = await startWebShell({
    desk,
    folder,
    pageFolder: 'out/renderer',
    settings,
    port: 0,
  });
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
  await shell.close();
  await desk.close();
  fs.rmSync(folder, { recursive: true, force: true });
});

beforeEach(async () => {
  complaints = [];
  settings.update({ singleKeys: true });
  const viewport = { width: 1440, height: 900 };
  context = await browser.newContext({ viewport, timezoneId: 'UTC', colorScheme: 'light' });
  page = await context.newPage();
  // A breach of the content policy is an error on the console.
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('request', (request) => {
    if (!request.url().startsWith(`http://127.0.0.1:${shell.port}/`)) complaints.push(`request to ${request.url()}`);
  });
  await page.goto(shell.address);
  await page.getByRole('option').first().waitFor();
});
afterEach(async () => {
  await context.close();
  expect(complaints).toEqual([]);
});

const headline = () => page.getByRole('article').getByRole('heading', { level: 1 });

describe('stories', () => {
  test('keys move through the list and open each story', async () => {
    await page.keyboard.press('j');
    const first = await headline().textContent();
    await page.keyboard.press('j');
    await expect.poll(() => headline().textContent()).not.toBe(first);
    await page.keyboard.press('k');
    await expect.poll(() => headline().textContent()).toBe(first);
    await expect.poll(() => page.locator('[role=option][aria-selected=true]').count()).toBe(1);
  });

  test('arrows still move through the list when single keys are switched off', async () => {
    settings.update({ singleKeys: false });
    await page.reload();
    const first = page.getByRole('option').first();
    await first.waitFor();
    await page.keyboard.press('j');
    await page.keyboard.press('ArrowDown');
    await expect.poll(() => first.getAttribute('aria-selected')).toBe('true');
  });

  test('a narrow window shows the views over the page, until one is chosen', async () => {
    await page.setViewportSize({ width: 700, height: 800 });
    const views = page.getByRole('navigation', { name: 'Views' });
    await views.waitFor({ state: 'hidden' });
    await page.getByRole('button', { name: 'Show views' }).click();
    await views.getByRole('row', { name: /Starred/ }).click();
    await page.getByRole('heading', { name: 'Starred', exact: true }).waitFor();
    await views.waitFor({ state: 'hidden' });
  });

  test('a search narrows the list, and an error stands under it', async () => {
    await page.keyboard.press('/');
    await page.keyboard.type('title:patriot');
    await page.keyboard.press('Enter');
    await expect.poll(() => page.getByRole('option').count()).toBe(1);
    await page.getByLabel('Search stories').fill('(iran');
    await page.getByText('This ( is never closed.').waitFor();
  });

  test('a tag shows its evidence in the text', async () => {
    await page.getByLabel('Search stories').fill('title:patriot');
    await page.keyboard.press('Enter');
    await page.getByRole('option', { name: /Patriot/ }).click();
    await page.getByRole('button', { name: /^MIM-104 Patriot/ }).hover();
    await expect.poll(() => page.getByRole('article').locator('mark').allTextContents()).toContain('Patriot');
  });

  test('pictures come from the archive, and a link shows where it leads before it opens', async () => {
    await page.getByLabel('Search stories').fill('title:patriot');
    await page.keyboard.press('Enter');
    await page.getByRole('option', { name: /Patriot/ }).click();
    await page.getByRole('article').locator('img').waitFor();
    await expect.poll(() => page.evaluate("document.querySelector('article img').naturalWidth")).toBe(960);
    await page.keyboard.press('v');
    await page.getByRole('dialog').getByText('https://meridian.sample.sitrep.invalid/').waitFor();
    await page.keyboard.press('Escape');
  });

  test('new stories wait behind a pill and move nothing', async () => {
    // With a story open, Enter has a meaning of its own; on the pill it is the pill's.
    await page.keyboard.press('j');
    await headline().waitFor();
    const before = await page.getByRole('option').first().getAttribute('id');
    now += 60_000;
    await desk.desk.poll({ all: true });
    const pill = page.getByRole('button', { name: /new stor/ });
    await pill.waitFor();
    expect(await page.getByRole('option').first().getAttribute('id')).toBe(before);
    await pill.focus();
    await page.keyboard.press('Enter');
    await expect.poll(() => page.getByRole('option').first().getAttribute('id')).not.toBe(before);
  });

  test('marking a view read can be undone', async () => {
    await page.keyboard.press('g');
    await page.keyboard.press('u');
    await page.getByRole('heading', { name: 'Unread' }).waitFor();
    const { unread } = await desk.desk.status();
    await page.keyboard.press('Shift+A');
    await expect.poll(async () => (await desk.desk.status()).unread).toBe(0);
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect.poll(async () => (await desk.desk.status()).unread).toBe(unread);
  });
});

describe('rules and alerts', () => {
  test('a rule is tried on the stored stories before it is saved', async () => {
    await page.keyboard.press('g');
    await page.keyboard.press('r');
    await page.getByRole('button', { name: 'New rule' }).click();
    await page.getByLabel('Name').fill('Air defence deliveries');
    await page.locator('[data-editor=query] .cm-content').click();
    await page.keyboard.type('topic:air-defence ukraine');
    await page
      .getByLabel('Rule lab')
      .getByText(/stories of the last thirty days/)
      .waitFor();
    await page.getByRole('button', { name: 'Create rule' }).click();
    await page.getByRole('heading', { name: 'Air defence deliveries' }).waitFor();
    expect((await desk.rules.list()).map(({ name }) => name)).toContain('Air defence deliveries');
  });

  test('an alert is opened and acknowledged by key', async () => {
    const { alertsUnacknowledged } = await desk.desk.status();
    await page.keyboard.press('g');
    await page.keyboard.press('l');
    await page.getByRole('heading', { name: 'Alerts', exact: true }).waitFor();
    await page.getByRole('listitem').first().waitFor();
    await page.keyboard.press('j');
    await page.getByText('Why it alerted').waitFor();
    await page.keyboard.press('a');
    await expect.poll(async () => (await desk.desk.status()).alertsUnacknowledged).toBe(alertsUnacknowledged - 1);
  });
});

describe('everything', () => {
  const screens = [
    ['stories', 'g a'],
    ['alerts', 'g l'],
    ['rules', 'g r'],
    ['feed health', 'g h'],
    ['settings', 'g ,'],
  ] as const;

  test.each(screens)('%s has no accessibility finding in light and dark', async (_name, keys) => {
    for (const key of keys.split(' ')) await page.keyboard.press(key);
    await page.waitForTimeout(400);
    if (keys === 'g a') {
      await page.keyboard.press('j');
      await headline().waitFor();
    }
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await page.waitForTimeout(200);
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map(({ id, nodes }) => [colorScheme, id, nodes[0]?.html])).toEqual([]);
    }
  });

  test.each([1280, 700, 400])('nothing overflows a window of %i pixels', async (width) => {
    await page.setViewportSize({ width, height: 720 });
    await page.keyboard.press('j');
    await page.waitForTimeout(300);
    expect(await page.evaluate('document.documentElement.scrollWidth <= window.innerWidth')).toBe(true);
  });
});
