import { afterAll, beforeAll, expect, test } from 'vitest';
import { type OpenPage, openSampleSite, type SampleSite } from './sample-page.ts';

let site: SampleSite;
beforeAll(async () => {
  site = await openSampleSite();
});
afterAll(() => site.close());

async function go({ page }: OpenPage, key: string): Promise<void> {
  await page.keyboard.press('g');
  await page.keyboard.press(key);
}

test('a rule fires on many within a time, as it was written', async () => {
  const opened = await site.open({ viewport: { width: 700, height: 900 }, colorScheme: 'dark' });
  const { page, complaints } = opened;
  await go(opened, 'r');
  await page.getByRole('button', { name: 'New rule' }).click();
  await page.getByLabel('Name').fill('Many drones');
  await page.locator('[data-editor=query] .cm-content').click();
  await page.keyboard.type('drone*');
  await page.getByRole('button', { name: 'Fires on' }).click();
  await page.getByRole('option', { name: 'Many within a time' }).click();
  await page.getByLabel('At least').fill('4');
  await page
    .getByLabel('Rule lab')
    .getByText(/hits a day/)
    .waitFor();
  if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/editor.png` });
  await page.getByRole('button', { name: 'Create rule' }).click();
  await page.getByRole('heading', { name: 'Many drones' }).waitFor();
  const rule = (await site.desk.rules.list()).find(({ name }) => name === 'Many drones');
  expect(rule?.trigger).toEqual({ kind: 'threshold', count: 4, of: 'stories', windowMs: 3_600_000 });
  if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/rules.png` });
  expect(complaints).toEqual([]);
  await opened.close();
});

test('an alert says why it fired', async () => {
  const opened = await site.open();
  const { page, complaints } = opened;
  await go(opened, 'l');
  await page.getByRole('button', { name: 'Why did this fire?' }).first().click();
  await page.getByRole('dialog').getByText('Yes', { exact: true }).first().waitFor();
  if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/why.png` });
  expect(complaints).toEqual([]);
  await opened.close();
});
