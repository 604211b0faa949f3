import fs from 'node:fs';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Desk } from '../../electron/desk/desk.ts';
import { type OpenPage, openSampleSite, type SampleSite } from './sample-page.ts';

let site: SampleSite;
let opened: OpenPage;
let desk: Desk;
let page: Page;

beforeAll(async () => {
  site = await openSampleSite();
  desk = site.desk;
});
afterAll(() => site.close());

beforeEach(async () => {
  opened = await site.open({ viewport: { width: 1280, height: 900 } });
  page = opened.page;
});
afterEach(async () => {
  await opened.close();
  expect(opened.complaints).toEqual([]);
});

const editor = () => page.locator('search [data-editor=query] .cm-content');
const stories = () => page.getByRole('listbox', { name: /./ }).locator('[role=option]');
const asked = (): string => new URL(page.url().replace('#/', '')).searchParams.get('query') ?? '';

async function searchFor(query: string): Promise<void> {
  await editor().fill(query);
  await page.keyboard.press('Enter');
  await expect.poll(asked).toBe(query);
}

describe('the search line', () => {
  test('keeps what is typed while the editor takes the place of the plain field', async () => {
    await page.reload();
    await page.getByLabel('Search stories').click();
    await page.keyboard.type('iran NEAR/5 drone*', { delay: 3 });
    await editor().waitFor();
    await expect.poll(() => editor().textContent()).toBe('iran NEAR/5 drone*');
    expect(await editor().locator('.operator').allTextContents()).toEqual(['NEAR/5']);
  });

  test('completes fields, tags, feeds and saved searches', async () => {
    await desk.search.save({ name: 'my ships', query: 'frigate' });
    await editor().click();
    const first = page.locator('.cm-tooltip-autocomplete:not(.cm-tooltip-autocomplete-disabled) li').first();
    for (const [typed, taken] of [
      ['coun', 'country:'],
      ['country:iran', 'country:IR'],
      ['feed:alvand', 'feed:"'],
      ['@my', '@"my ships"'],
      ['lang:', 'lang:ar'],
    ] as const) {
      await editor().fill('');
      await page.keyboard.type(typed, { delay: 10 });
      await first.waitFor();
      await first.click();
      await expect.poll(() => editor().textContent()).toContain(taken);
    }
  });

  test('tells mistakes under the text, and mends what it can', async () => {
    await editor().fill('titel:frigate');
    await page.getByText('Did you mean "title:"?').waitFor();
    await page.keyboard.press('Enter');
    expect(asked()).toBe('');
    await page.getByRole('button', { name: 'Write title:' }).click();
    await page.getByText('in the title have "frigate"').waitFor();
    await editor().fill('iran or drone');
    await page.getByText('The operator is written OR.').waitFor();
  });

  test('shows the query language by one key', async () => {
    await editor().click();
    await page.keyboard.press('F1');
    const sheet = page.getByRole('dialog', { name: 'Query language' });
    await sheet.getByText('ATLEAST/3(drone*)').waitFor();
    await page.keyboard.press('Escape');
    await sheet.waitFor({ state: 'hidden' });
  });

  test('reads structure from left to right round words that run the other way', async () => {
    await searchFor('(إيران OR روسيا) title:طائرة');
    expect(await editor().getAttribute('dir')).toBe('ltr');
    const [left, right] = (await page.evaluate(`(() => {
      const line = document.querySelector('search [data-editor=query]').shadowRoot.querySelector('.cm-content');
      const box = (selector) => line.querySelector(selector).getBoundingClientRect();
      return [box('.operator').left, box('.field').left];
    })()`)) as [number, number];
    expect(left).toBeLessThan(right);
  });
});

describe('the result', () => {
  test('shows where the words stand, newest first or by relevance', async () => {
    await searchFor('iran drone*');
    await page.locator('[role=option] mark').first().waitFor();
    const newest = await stories().first().getAttribute('id');
    expect(newest).toBe(`story-${(await desk.search.run({ query: 'iran drone*', limit: 1 })).stories[0]?.id}`);
    await page.getByRole('radio', { name: 'Relevance' }).click();
    const { stories: ranked } = await desk.search.run({ query: 'iran drone*', order: 'relevance', limit: 1 });
    await expect.poll(() => stories().first().getAttribute('id')).toBe(`story-${ranked[0]?.id}`);
    expect(page.url()).toContain('order=relevance');
  });

  test('is narrowed by a facet, and widened again', async () => {
    await searchFor('iran OR drone*');
    const total = (await desk.search.facets({ query: 'iran OR drone*' })).total;
    await expect.poll(() => page.locator('section header bdi').last().textContent()).toContain(String(total));
    await page.getByRole('button', { name: 'Narrow' }).click();
    const facets = page.getByRole('region', { name: 'Narrow by' });
    await facets.getByRole('button', { name: /^Turkish/ }).click();
    await expect.poll(asked).toBe('(iran OR drone*) lang:tr');
    const { total: fewer } = await desk.search.facets({ query: asked() });
    await expect.poll(() => stories().count()).toBe(fewer);
    await page.getByRole('button', { name: 'Take out lang:tr' }).click();
    await expect.poll(asked).toBe('iran OR drone*');
    await facets.getByRole('button', { name: 'Leave out Russia', exact: true }).click();
    await expect.poll(asked).toContain('-tag:"');
    await page.goBack();
    await expect.poll(asked).toBe('iran OR drone*');
  });

  test('is narrowed to days by keyboard, by dragging and from a table', async () => {
    await searchFor('iran');
    const days = page.getByRole('slider', { name: /^Day/ });
    await days.focus();
    await page.keyboard.press('End');
    await page.keyboard.press('ArrowLeft');
    expect(await days.getAttribute('aria-valuetext')).toMatch(/^23 Nov 2026: \d+ stor/);
    await page.keyboard.press('Enter');
    await expect.poll(asked).toBe('iran date:2026-11-23');
    const box = await days.boundingBox();
    if (box === null) throw new Error('no bars');
    await page.mouse.move(box.x + box.width * 0.5, box.y + 10);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width - 2, box.y + 10, { steps: 4 });
    await page.mouse.up();
    await expect.poll(asked).toMatch(/^iran date:2026-1\d-\d\d\.\.2026-11-24$/);
    await page.getByRole('button', { name: 'Show as a table' }).click();
    await page.getByRole('button', { name: '23 Nov 2026' }).click();
    await expect.poll(asked).toBe('iran date:2026-11-23');
  });

  test('becomes a view, a rule and a file', async () => {
    await searchFor('lang:en iran');
    await page.getByRole('button', { name: 'Save this search' }).click();
    await page.getByLabel('Name').fill('Frigates');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByRole('navigation').getByText('Frigates').waitFor();
    await page.getByRole('heading', { name: 'Frigates' }).waitFor();

    await page.getByRole('button', { name: 'Save as a rule' }).click();
    const dialog = page.getByRole('dialog', { name: 'New alert rule' });
    await dialog.locator('.cm-content').getByText('iran').waitFor();
    await page.keyboard.press('Escape');

    for (const [format, ending] of [
      ['Table (CSV)', /\.csv$/],
      ['JSON', /\.json$/],
      ['Text (Markdown)', /\.md$/],
    ] as const) {
      await page.getByRole('button', { name: 'Export the result' }).click();
      await page.getByRole('button', { name: /Format/ }).click();
      await page.getByRole('option', { name: format }).click();
      const download = page.waitForEvent('download');
      await page.getByRole('button', { name: 'Export', exact: true }).click();
      const file = await download;
      expect(file.suggestedFilename()).toMatch(ending);
      expect(fs.readFileSync(await file.path(), 'utf8').toLowerCase()).toContain('iran');
    }
  });

  test('can be stopped while it is under way', async () => {
    await page.routeWebSocket(/.*/, (line) => {
      const server = line.connectToServer();
      // Answers wait: the search does not come to its end.
      let held = false;
      line.onMessage((message) => {
        if (String(message).includes('zzzslow')) held = true;
        server.send(message);
      });
      server.onMessage((message) => {
        if (!held) line.send(message);
      });
    });
    await page.reload();
    await page.getByRole('option').first().waitFor();
    await editor().fill('zzzslow');
    await page.keyboard.press('Enter');
    await page.getByRole('progressbar', { name: 'Searching' }).waitFor();
    await page.getByRole('button', { name: 'Stop' }).click();
    await page.getByText('The search was stopped.').waitFor();
  });
});

describe('the builder', () => {
  test('writes a query for people who do not type operators', async () => {
    await page.keyboard.press('Control+Shift+F');
    const builder = page.getByRole('dialog', { name: 'Build a search' });
    await builder.getByLabel('How row 1 matches').selectOption('any');
    await builder.getByLabel('Words, row 1').fill('drone missile');
    await builder.getByRole('button', { name: 'Add a row' }).click();
    await builder.getByLabel('How row 2 matches').selectOption('none');
    await builder.getByLabel('Words, row 2').fill('football');
    await builder.getByLabel('Tagged with any of').fill('Russ');
    await builder.getByRole('option', { name: 'Russia', exact: true }).click();
    await builder.getByLabel('Published in').selectOption('30d');
    await builder.getByLabel('English').check();
    await builder.getByRole('button', { name: 'Search', exact: true }).click();
    await expect.poll(asked).toMatch(/^\(drone OR missile\) -football tag:"?[\w:]+"? lang:en date:30d$/);
    await stories().first().waitFor();
  });

  test('reads a query back into its rows', async () => {
    await searchFor('(drone OR missile) -football title:"air defence" lang:tr is:unread');
    await page.keyboard.press('Control+Shift+F');
    const builder = page.getByRole('dialog', { name: 'Build a search' });
    expect(await builder.getByLabel('How row 1 matches').inputValue()).toBe('any');
    expect(await builder.getByLabel('Words, row 1').inputValue()).toBe('drone missile');
    expect(await builder.getByLabel('How row 3 matches').inputValue()).toBe('phrase');
    expect(await builder.getByLabel('Where row 3 looks').inputValue()).toBe('title');
    expect(await builder.getByLabel('Words, row 4').inputValue()).toBe('is:unread');
    expect(await builder.getByLabel('Turkish').isChecked()).toBe(true);
  });
});

describe('a saved search', () => {
  const row = (name: string) => page.getByRole('treegrid', { name: 'Views' }).getByRole('row', { name });

  test('counts its unread stories, is renamed and removed by keyboard and menu, and comes back', async () => {
    for (const { id } of await desk.search.saved()) await desk.search.remove({ id });
    const { id } = await desk.search.save({ name: 'gulf watch', query: 'iran OR drone*' });
    await desk.search.save({ name: 'not ours', query: '@gone' });
    const { total } = await desk.search.facets({ query: '(iran OR drone*) is:unread' });
    expect(await desk.search.savedCounts()).toEqual([{ id, unread: total, capped: false }]);
    await expect.poll(() => row('gulf watch').textContent(), { timeout: 20_000 }).toContain(String(total));

    // A story that is read leaves the count.
    const { stories } = await desk.search.run({ query: '(iran OR drone*) is:unread', limit: 1 });
    const read = stories.map((story) => story.id);
    await desk.stories.mark({ ids: read, read: true });
    await expect.poll(() => row('gulf watch').textContent(), { timeout: 20_000 }).toContain(String(total - 1));
    await desk.stories.mark({ ids: read, read: false });

    await row('gulf watch').click();
    await expect.poll(asked).toBe('iran OR drone*');
    await page.keyboard.press('F2');
    const dialog = page.getByRole('dialog', { name: 'Rename this search' });
    await dialog.getByLabel('Name').fill('Not Ours');
    await dialog.getByText('Another saved search has this name.').waitFor();
    expect(await dialog.getByRole('button', { name: 'Rename' }).isDisabled()).toBe(true);
    await dialog.getByLabel('Name').fill('gulf');
    await page.keyboard.press('Enter');
    await row('gulf').waitFor();
    expect((await desk.search.saved()).map(({ name }) => name)).toEqual(['gulf', 'not ours']);

    await row('gulf').click();
    await page.keyboard.press('Delete');
    await page.getByText('Saved search “gulf” removed').waitFor();
    expect((await desk.search.saved()).map(({ name }) => name)).toEqual(['not ours']);
    await page.getByRole('button', { name: 'Undo' }).click();
    await row('gulf').waitFor();

    await row('not ours').hover();
    await page.getByRole('button', { name: 'Change “not ours”' }).click();
    await page.getByRole('menuitem', { name: 'Remove' }).click();
    await row('not ours').waitFor({ state: 'hidden' });
    expect((await desk.search.saved()).map(({ name, query }) => [name, query])).toEqual([['gulf', 'iran OR drone*']]);
  });
});

describe('everything', () => {
  test.each(['light', 'dark'] as const)('has no accessibility finding in %s', async (theme) => {
    await page.emulateMedia({ colorScheme: theme });
    await searchFor('(iran OR drone*) lang:en');
    await page.getByRole('button', { name: 'Narrow' }).click();
    await page.getByRole('region', { name: 'Narrow by' }).waitFor();
    const findings = async (within = 'body'): Promise<unknown[]> => {
      const { violations } = await new AxeBuilder({ page }).include(within).analyze();
      return violations.map(({ id, nodes }) => [id, nodes[0]?.html]);
    };
    expect(await findings()).toEqual([]);
    await page.getByRole('button', { name: 'Show as a table' }).click();
    expect(await findings('search + div')).toEqual([]);
    for (const [keys, name] of [
      ['F1', 'Query language'],
      ['Control+Shift+F', 'Build a search'],
    ] as const) {
      await page.keyboard.press(keys);
      await page.getByRole('dialog', { name }).waitFor();
      if (name === 'Build a search') {
        await page.getByLabel('Tagged with any of').fill('ir');
        await page.getByRole('dialog').locator('[role=option]').first().waitFor();
      }
      expect(await findings('[role=dialog]')).toEqual([]);
      await page.keyboard.press('Escape');
      if (name === 'Build a search') await page.keyboard.press('Escape');
      await page.getByRole('dialog', { name }).waitFor({ state: 'hidden' });
    }
  });

  test.each([1280, 700, 400])('nothing overflows a window of %i pixels', async (width) => {
    await page.setViewportSize({ width, height: 720 });
    await searchFor('(iran OR drone*) lang:en');
    await page.getByRole('button', { name: 'Narrow' }).click();
    await page
      .getByText(/Counting|Languages/)
      .first()
      .waitFor();
    const dialogOverflow =
      "(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth + 1)(document.querySelector('[role=dialog]'))";
    const overflow = 'document.documentElement.scrollWidth > window.innerWidth';
    expect(await page.evaluate(overflow)).toBe(false);
    await page.keyboard.press('Control+Shift+F');
    const builder = page.getByRole('dialog', { name: 'Build a search' });
    await builder.waitFor();
    expect(await page.evaluate(dialogOverflow)).toBe(false);
  });
});
