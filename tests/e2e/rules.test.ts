import type { Locator } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { accessibilityFindings, type OpenPage, openSampleSite, type SampleSite } from './sample-page.ts';

let site: SampleSite;
beforeAll(async () => {
  site = await openSampleSite();
});
afterAll(() => site.close());

/** Goes to a screen by its keys and waits until it shows. */
async function go({ page }: OpenPage, key: 'r' | 'l', shows: string): Promise<void> {
  await page.keyboard.press('g');
  await page.keyboard.press(key);
  await page.getByRole('heading', { name: shows, exact: true }).waitFor();
}

async function openEditor(opened: OpenPage, button: string): Promise<Locator> {
  await go(opened, 'r', 'Rules');
  await opened.page.getByRole('button', { name: button }).click();
  const dialog = opened.page.getByRole('dialog');
  await dialog.locator('[data-editor=query] .cm-content').waitFor();
  return dialog;
}

async function writeQuery(opened: OpenPage, dialog: Locator, query: string): Promise<void> {
  await dialog.locator('[data-editor=query] .cm-content').click();
  await opened.page.keyboard.type(query);
}

test('a rule fires on many within a time, as it was written', async () => {
  const opened = await site.open({ viewport: { width: 700, height: 900 }, colorScheme: 'dark' });
  const { page, complaints } = opened;
  const dialog = await openEditor(opened, 'New rule');
  await dialog.getByLabel('Name').fill('Many drones');
  await writeQuery(opened, dialog, 'drone*');
  await dialog.getByRole('button', { name: 'Fires on' }).click();
  await page.getByRole('option', { name: 'Many within a time' }).click();
  await dialog.getByLabel('At least').fill('4');
  await page
    .getByLabel('Rule lab')
    .getByText(/hits a day/)
    .waitFor();
  await dialog.getByRole('button', { name: 'Create rule' }).click();
  await page.getByRole('heading', { name: 'Many drones' }).waitFor();
  const rule = (await site.desk.rules.list()).find(({ name }) => name === 'Many drones');
  expect(rule?.trigger).toEqual({ kind: 'threshold', count: 4, of: 'stories', windowMs: 3_600_000 });
  expect(complaints).toEqual([]);
  await opened.close();
});

test('a rule looks in some feeds and languages only, ends, and is muted for a while', async () => {
  const opened = await site.open();
  const { page, complaints } = opened;
  const dialog = await openEditor(opened, 'New rule');
  await dialog.getByLabel('Name').fill('Narrow');
  await writeQuery(opened, dialog, 'drone*');
  await dialog.getByText('Only in certain feeds, folders or languages').click();
  const feeds = dialog.getByRole('group', { name: /^Feeds/ });
  const [feed] = await site.desk.feeds.list();
  await feeds.getByText(feed?.title ?? '', { exact: true }).click();
  await dialog
    .getByRole('group', { name: /^Languages/ })
    .getByText('Turkish')
    .click();
  await dialog.getByText('1 feed, in Turkish.').waitFor();
  await dialog.getByText('Only at certain hours').click();
  await dialog.getByLabel('From').fill('07:30');
  await dialog.getByText('Ends at a time').click();
  await dialog.getByLabel('Ends', { exact: true }).fill('2031-01-02T03:04');
  await dialog.getByText('Muted for a while').click();
  await dialog.getByLabel('Muted until').fill('2031-01-01T00:00');
  await dialog.getByLabel('Rule lab').waitFor();
  expect(await accessibilityFindings(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Create rule' }).click();
  await page.getByRole('heading', { name: 'Narrow' }).waitFor();
  const rule = (await site.desk.rules.list()).find(({ name }) => name === 'Narrow');
  expect(rule).toMatchObject({
    scope: { feedIds: [feed?.id], folders: [], languages: ['tr'] },
    activeHours: { from: '07:30', to: '18:00' },
    expiresAt: Date.UTC(2031, 0, 2, 3, 4),
    mutedUntil: Date.UTC(2031, 0, 1),
  });
  const line = page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: 'Narrow' }) });
  await line.getByText(/^Muted until 1 Jan/).waitFor();
  expect(complaints).toEqual([]);
  await opened.close();
});

test('a rule that nothing can fire says so in the list and in the editor', async () => {
  const scope = { feedIds: [], folders: ['Nowhere'], languages: [] };
  await site.desk.rules.save({ name: 'Nowhere to look', query: 'drone*', scope });
  const opened = await site.open({ viewport: { width: 400, height: 800 } });
  await go(opened, 'r', 'Rules');
  const { page, complaints } = opened;
  const line = page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: 'Nowhere to look' }) });
  await line.getByText('Cannot fire: No feed that is switched on is in its scope.').waitFor();
  await page.getByRole('button', { name: 'Edit Nowhere to look' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('Cannot fire: No feed that is switched on is in its scope.').waitFor();
  await dialog.getByText('Nowhere (no feed is in it)').click();
  await dialog.getByText('Nothing is picked: it looks everywhere.').waitFor();
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(400);
  expect(complaints).toEqual([]);
  await opened.close();
});

test('an alert says why it fired', async () => {
  const opened = await site.open();
  const { page, complaints } = opened;
  await go(opened, 'l', 'Alerts');
  await page.getByRole('button', { name: 'Why did this fire?' }).first().click();
  await page.getByRole('dialog').getByText('Yes', { exact: true }).first().waitFor();
  expect(complaints).toEqual([]);
  await opened.close();
});

test('any story can be asked why a rule did not fire, from the reader and from the rule', async () => {
  await site.desk.rules.save({ name: 'Submarines of Atlantis', query: 'atlantis' });
  const opened = await site.open();
  const { page, complaints } = opened;
  await page.getByRole('option').first().click();
  await page.getByRole('region', { name: 'Article' }).getByRole('heading', { level: 1 }).waitFor();
  await page.keyboard.press('y');
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Rule', exact: false }).first().click();
  await page.getByRole('option', { name: 'Submarines of Atlantis' }).click();
  await dialog.getByText('It did not fire on this story').waitFor();
  await dialog.getByText(/atlantis does not stand in the story/).waitFor();
  expect(await accessibilityFindings(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Close', exact: true }).last().click();
  await dialog.waitFor({ state: 'hidden' });
  await go(opened, 'r', 'Rules');
  await page.getByRole('button', { name: 'Why did Submarines of Atlantis fire, or not?' }).click();
  await dialog.getByLabel('Words of the story').fill('drone*');
  await dialog.getByRole('list', { name: 'Stories' }).getByRole('button').first().click();
  await dialog.getByText('It did not fire on this story').waitFor();
  expect(complaints).toEqual([]);
  await opened.close();
});

test('the inbox is worked through by keys, and what was done can be undone', async () => {
  const opened = await site.open();
  const { page, complaints } = opened;
  await go(opened, 'l', 'Alerts');
  const selected = page.getByRole('region', { name: 'Alerts' }).locator('li[data-selected]');
  const openAlerts = async () => (await site.desk.alerts.list({ unacknowledged: true, limit: 200 })).length;
  const before = await openAlerts();
  await page.getByRole('button', { name: 'Acknowledge', exact: true }).first().waitFor();
  await page.keyboard.press('j');
  await selected.waitFor();
  await page.keyboard.press('b');
  await page.getByText('Alert snoozed for an hour').waitFor();
  await selected.waitFor({ state: 'detached' });
  await page.keyboard.press('j');
  await selected.waitFor();
  await page.keyboard.press('Shift+B');
  await page.getByText(/muted for a day$/).waitFor();
  await page.getByRole('button', { name: 'Undo' }).last().click();
  await page.keyboard.press('a');
  await page.getByText('Alert acknowledged').waitFor();
  await expect.poll(openAlerts).toBe(before - 1);
  await page.getByRole('button', { name: 'Undo' }).last().click();
  await expect.poll(openAlerts).toBe(before);
  await page.getByText('All', { exact: true }).click();
  await page.getByText('By rule', { exact: true }).click();
  expect(await accessibilityFindings(page)).toEqual([]);
  expect(complaints).toEqual([]);
  await opened.close();
});

test('a rule of the library is added with one press', async () => {
  const opened = await site.open({ viewport: { width: 700, height: 900 }, colorScheme: 'dark' });
  const { page, complaints } = opened;
  await go(opened, 'r', 'Rules');
  await page.getByRole('button', { name: 'Library' }).click();
  const dialog = page.getByRole('dialog');
  const first = dialog.getByRole('listitem').first();
  await first.getByRole('button', { name: 'Add', exact: true }).click();
  await first.getByRole('button', { name: 'Added' }).waitFor();
  expect(complaints).toEqual([]);
  await opened.close();
});
