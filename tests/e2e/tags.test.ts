import type { Page } from 'playwright';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Desk } from '../../electron/desk/desk.ts';
import { accessibilityFindings, type OpenPage, openSampleSite, type SampleSite } from './sample-page.ts';

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
  opened = await site.open({ viewport: { width: 1280, height: 860 } });
  page = opened.page;
});
afterEach(async () => {
  await opened.close();
  expect(opened.complaints).toEqual([]);
});

const goToTags = async (): Promise<void> => {
  await page.keyboard.press('g');
  await page.keyboard.press('t');
  await page.getByRole('heading', { name: 'Tags and entities' }).waitFor();
};

const openStory = async (query: string): Promise<void> => {
  const [story] = (await desk.search.run({ query })).stories;
  await page.evaluate(`location.hash = '#/stories/${story?.id}'`);
  await page.getByRole('list', { name: 'Tags' }).waitFor();
};

describe('tags', () => {
  test('a row of the list names the strongest ones, and stays as high as it was', async () => {
    const [story] = (await desk.search.run({ query: 'title:HAVELSAN' })).stories;
    const row = page.locator(`#story-${story?.id}`);
    await row.getByTitle('HAVELSAN, Organisation').waitFor();
    expect((await row.boundingBox())?.height).toBe(46);
  });

  test('a tag of a story leads to its page, and that to its stories', async () => {
    await openStory('country:UA');
    await page.getByRole('button', { name: /^Ukraine/ }).click();
    await page.getByRole('heading', { name: 'Ukraine', level: 1 }).waitFor();
    await page.getByRole('img', { name: /stories in 90 days/ }).waitFor();
    await page.getByRole('button', { name: 'Wikidata Q212' }).click();
    await page.getByRole('dialog').getByText('https://www.wikidata.org/wiki/Q212').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('region', { name: 'In the same stories' }).getByRole('listitem').first().waitFor();
    const { stories } = await desk.entities.get({ entityId: 'country:UA' });
    expect(stories).toBeGreaterThan(0);
    await page.getByRole('button', { name: `${stories} stories` }).click();
    await page.getByRole('option').first().waitFor();
    await page.getByRole('heading', { name: 'Ukraine', exact: true }).waitFor();
  });

  test('a new entity is tried on stored stories before it is saved, and tags them after', async () => {
    await goToTags();
    await page.getByRole('button', { name: 'New entity' }).click();
    await page.getByRole('textbox', { name: 'Label' }).fill('Air defence crews');
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill('crews');
    const trial = page.getByRole('region', { name: 'Test on stored stories' });
    await trial.getByText(/Would tag [1-9]\d* more, lose 0/).waitFor();
    await page.getByRole('button', { name: 'Add entity' }).click();
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    await desk.settled();
    expect((await desk.entities.get({ entityId: 'organisation:air-defence-crews' })).stories).toBeGreaterThan(0);
    await page.getByRole('button', { name: 'Only mine' }).click();
    await page.getByRole('button', { name: 'Air defence crews', exact: true }).waitFor();
    await page.getByRole('button', { name: 'Edit Air defence crews' }).click();
    await page.getByRole('button', { name: 'Remove it' }).click();
    await page.getByText('Nothing of your own yet').waitFor();
  });

  test('a shipped entity is switched off and on', async () => {
    await goToTags();
    await page.getByLabel('Find by name').fill('norway');
    const row = page.getByRole('listitem').filter({ has: page.getByRole('button', { name: 'Norway', exact: true }) });
    await row.getByText('On').click();
    await row.getByText('changed by you').waitFor();
    expect((await desk.entities.get({ entityId: 'country:NO' })).disabled).toBe(true);
    await row.getByText('On').click();
    await expect.poll(async () => (await desk.entities.get({ entityId: 'country:NO' })).source).toBe('shipped');
  });

  test('entities are imported, and a file with a mistake names its line', async () => {
    await goToTags();
    const pick = async (name: string, text: string): Promise<void> => {
      const choosing = page.waitForEvent('filechooser');
      await page.getByRole('button', { name: 'Import' }).click();
      await (await choosing).setFiles({ name, mimeType: 'text/yaml', buffer: Buffer.from(text) });
    };
    await pick('wrong.yaml', '- id: topic:drill\n  names: { en: [drill] }\n- id: topic:wrong\n  colour: red\n');
    await page
      .getByRole('alert')
      .getByText(/^Line 4: topic:wrong/)
      .waitFor();
    await pick('right.yaml', '- id: topic:drill-days\n  label: Drill days\n  names: { en: [drill days] }\n');
    await page.getByText('1 entities added, 0 changed').waitFor();
    await desk.entities.reset({ entityId: 'topic:drill-days' });
  });

  test('a tag taken off a story stays off, and teaches the entity when asked to', async () => {
    await openStory('title:patriot');
    await page.getByRole('button', { name: /^Take MIM-104 Patriot off/ }).click();
    await page.getByRole('button', { name: /And from now on/ }).click();
    await page.getByRole('option', { name: /only in stories with certain words/ }).click();
    await page.getByRole('textbox', { name: /One of these words/ }).fill('zeppelin');
    await page
      .getByRole('region', { name: 'Test on stored stories' })
      .getByText(/Would tag 0 more, lose \d/)
      .waitFor();
    await page.getByRole('button', { name: 'Take it off', exact: true }).click();
    await page.getByRole('button', { name: /^MIM-104 Patriot/ }).waitFor({ state: 'hidden' });
    expect((await desk.entities.get({ entityId: 'system:patriot' })).source).toBe('changed');
    await desk.entities.reset({ entityId: 'system:patriot' });
    await desk.settled();
  });

  test('candidates can be dismissed for ever, and that undone', async () => {
    const [candidate] = await desk.entities.candidates({});
    await goToTags();
    await page.getByRole('radio', { name: 'Candidates' }).click();
    if (candidate === undefined) throw new Error('The sample wire should hold names that no entity has.');
    await page.getByRole('button', { name: `Dismiss ${candidate.name}` }).click();
    await page.getByRole('button', { name: `Dismiss ${candidate.name}` }).waitFor({ state: 'hidden' });
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByRole('button', { name: `Accept ${candidate.name}` }).click();
    await page
      .getByRole('region', { name: 'Test on stored stories' })
      .getByText(/Would tag [1-9]/)
      .waitFor();
  });
});

describe('the screens of tags', () => {
  test.each(['#/tags', '#/tags?tag=country%3AUA'])(
    '%s has no accessibility finding in light and dark, and fits 700 pixels',
    async (address) => {
      await page.evaluate(`location.hash = ${JSON.stringify(address)}`);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await page.getByRole('main').getByRole('listitem').first().waitFor();
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        expect(await accessibilityFindings(page)).toEqual([]);
      }
      await page.setViewportSize({ width: 700, height: 720 });
      expect(await page.evaluate('document.documentElement.scrollWidth <= window.innerWidth')).toBe(true);
    },
  );
});
