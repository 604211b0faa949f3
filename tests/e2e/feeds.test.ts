import fs from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, BrowserContext, Page } from 'playwright';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Desk, openDesk } from '../../electron/desk/desk.ts';
import { openSettings } from '../../electron/web/settings-file.ts';
import { startWebShell, type WebShell } from '../../electron/web/web.ts';
import { launchBrowser } from '../browser.ts';
import { seedFeed } from '../seed-page.ts';

let browser: Browser;
let site: http.Server;
let [origin, folder] = ['', ''];
let desk: Desk;
let shell: WebShell;
let context: BrowserContext;
let page: Page;
let complaints: string[];
let passwords: (string | undefined)[];
/** Whether the feed at /flaky is missing now. */
let isDown: boolean;

/** A site with a page, two feeds of it, a feed behind a password and one that refuses. */
function answer(request: http.IncomingMessage, response: http.ServerResponse): void {
  const named = (title: string): string => seedFeed(origin).replace('Kuzey Dergisi', title);
  const pages: Readonly<Record<string, string>> = {
    '/': '<link rel="alternate" type="application/rss+xml" href="/news"><a href="/rss/navy">Navy</a>',
    '/news': named('Coast journal'),
    '/rss/navy': named('Navy journal'),
    '/empty': '<p>No feed here</p>',
    ...(isDown ? {} : { '/flaky': named('Flaky journal') }),
  };
  if (request.url === '/members') {
    passwords.push(request.headers.authorization);
    if (request.headers.authorization === undefined) response.writeHead(401).end('Members only');
    else response.writeHead(200).end(named('Members journal'));
    return;
  }
  const found = pages[request.url ?? ''];
  response.writeHead(found === undefined ? 404 : 200, { 'set-cookie': 'session=s3cret' }).end(found ?? 'Nothing here');
}

beforeAll(async () => {
  browser = await launchBrowser();
  site = http.createServer(answer);
  await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(site.address() as AddressInfo).port}`;
});
afterAll(async () => {
  await browser.close();
  site.closeAllConnections();
  await new Promise((resolve) => site.close(resolve));
});

beforeEach(async () => {
  [complaints, passwords, isDown] = [[], [], false];
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'sitrep-feeds-'));
  // Nothing but the site on this machine is reached: the proxy that leads elsewhere does not exist.
  const systemProxy = { http: 'http://127.0.0.1:9', https: 'http://127.0.0.1:9' };
  desk = await openDesk({ folder, allowAddresses: [new URL(origin).host], systemProxy });
  shell = await startWebShell({
    desk,
    folder,
    pageFolder: 'out/renderer',
    settings: openSettings(folder, () => undefined),
    port: 0,
  });
  const viewport = { width: 1280, height: 800 };
  context = await browser.newContext({ viewport, timezoneId: 'UTC', locale: 'en-GB', colorScheme: 'light' });
  page = await context.newPage();
  // A breach of the content policy is an error on the console.
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('request', (request) => {
    if (!request.url().startsWith(`http://127.0.0.1:${shell.port}/`)) complaints.push(`request to ${request.url()}`);
  });
});
afterEach(async () => {
  await context.close();
  await shell.close();
  await desk.close();
  fs.rmSync(folder, { recursive: true, force: true });
  expect(complaints).toEqual([]);
});

/** Feeds that were polled once, and the page that shows them. */
async function openHealth(paths: readonly string[]): Promise<void> {
  await desk.feeds.addMany({ feeds: paths.map((one) => ({ url: `${origin}${one}`, folder: 'World' })) });
  await desk.desk.poll({ all: true });
  await page.goto(`${shell.address}#/feeds`);
  await rows().nth(paths.length).waitFor();
}

const table = () => page.getByRole('grid', { name: 'Feeds' });
const rows = () => table().getByRole('row');
const rowOf = (title: string) => table().getByRole('row', { name: new RegExp(title) });
const titles = async () => (await desk.feeds.list()).map(({ title }) => title);

async function dropList(opml: string): Promise<void> {
  const held = await page.evaluateHandle(
    `(() => { const held = new DataTransfer(); held.items.add(new File([${JSON.stringify(opml)}], 'list.opml')); return held; })()`,
  );
  await page.dispatchEvent('body', 'dragover', { dataTransfer: held });
  await page.getByText('Drop an OPML list here').waitFor();
  await page.dispatchEvent('body', 'drop', { dataTransfer: held });
}

async function expectNoFinding(): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
}

describe('an empty archive', () => {
  test('proposes feeds by language, and asks none of them before it is told to', async () => {
    await page.goto(shell.address);
    await page.getByRole('heading', { name: 'Which sources do you follow?' }).waitFor();
    await page.getByRole('button', { name: /^Turkish/ }).click();
    await page.getByRole('region', { name: 'Turkish' }).waitFor();
    await page.getByText('All in English').click();
    await page.getByRole('button', { name: 'Add 6 feeds' }).waitFor();
    expect(await desk.feeds.list()).toEqual([]);
    await expectNoFinding();
  });

  test('adds the chosen ones on trial and says of each why it is off', async () => {
    await page.goto(shell.address);
    await page.getByRole('button', { name: /^English/ }).click();
    await page.getByRole('button', { name: /^Chinese/ }).click();
    await page.getByRole('button', { name: 'Add 1 feed' }).click();
    await page.getByText('0 on, 1 off').waitFor();
    await page.getByRole('button', { name: 'Show the sample wire' }).waitFor();
    expect(await desk.feeds.list()).toMatchObject([{ enabled: false, trial: 'failed', language: 'zh', country: 'CN' }]);
    await expectNoFinding();
  });

  test('shows the sample wire by choice', async () => {
    await page.goto(shell.address);
    await page.getByRole('button', { name: 'The sample wire' }).click();
    await page.getByRole('option').first().waitFor();
    await page.getByText('Sample wire: every outlet is invented').waitFor();
  });
});

describe('adding', () => {
  test('of several feeds behind a page the chosen ones are added', async () => {
    await openHealth(['/news']);
    await page.keyboard.press('Control+n');
    await page.getByLabel('Address').fill(origin);
    await page.keyboard.press('Enter');
    const found = page.getByRole('list', { name: 'Feeds found' });
    await found.getByText('In the list already').waitFor();
    await found.getByText('Navy journal').waitFor();
    expect(await found.getByRole('checkbox', { name: 'Coast journal' }).isDisabled()).toBe(true);
    expect(await found.getByRole('checkbox', { name: 'Navy journal' }).isChecked()).toBe(true);
    await expectNoFinding();
    await page.getByRole('button', { name: 'Add the feed' }).click();
    await rows().nth(2).waitFor();
    expect((await desk.feeds.list()).map(({ url }) => url)).toContain(`${origin}/rss/navy`);
  });

  test('an address without a feed is told under its field', async () => {
    await openHealth(['/news']);
    await page.keyboard.press('Control+n');
    await page.getByLabel('Address').fill(`${origin}/empty`);
    await page.keyboard.press('Enter');
    await page.getByText('The page links to no feed, and none answers at the usual addresses.').waitFor();
    await page.getByRole('button', { name: 'Add it all the same' }).waitFor();
  });

  test('a list that is dropped on the window is shown, then imported', async () => {
    await openHealth(['/news']);
    const outline = (title: string, url: string): string => `<outline text="${title}" xmlUrl="${url}"/>`;
    await dropList(
      `<opml version="2.0"><body><outline text="Sea">${outline('Coast', `${origin}/news`)}${outline('Navy', `${origin}/rss/navy`)}</outline>${outline('Bad', 'ftp://x')}</body></opml>`,
    );
    await page.getByText('2 feeds: 1 new, 1 in the list already, 1 that cannot be read.').waitFor();
    await expectNoFinding();
    await page.getByRole('button', { name: 'Import the feed' }).click();
    await page.getByText('1 added, 0 in the list already, 1 failed.').waitFor();
    await page.getByRole('list', { name: 'Not imported' }).getByText('Its address is no web address.').waitFor();
    expect(await titles()).toContain('Navy');
  });

  test('a file that is no list is refused with the reason', async () => {
    await openHealth(['/news']);
    await dropList('hello');
    await page.getByText(/The file is not OPML/).waitFor();
  });
});

describe('feed health', () => {
  test('what needs a look comes first, is counted, and can be shown alone', async () => {
    await openHealth(['/news', '/rss/navy', '/missing']);
    expect(await rows().nth(1).textContent()).toMatch(/The server answered 404 Not Found\..*failing/);
    await page
      .getByRole('navigation', { name: 'Views' })
      .getByRole('row', { name: 'Feed health' })
      .getByText('1')
      .waitFor();
    await page.getByRole('button', { name: /State/ }).click();
    await page.getByRole('option', { name: 'To look at (1)' }).click();
    await expect.poll(() => rows().count()).toBe(2);
    await expectNoFinding();
  });

  test('a feed that begins to fail is told once, and again only after it answered in between', async () => {
    const { id } = await desk.feeds.add({ url: `${origin}/flaky`, fullText: 'never' });
    const poll = async (times: number): Promise<void> => {
      for (let time = 0; time < times; time++) await desk.desk.poll({ all: true });
    };
    await poll(1);
    isDown = true;
    await poll(2);
    await page.goto(`${shell.address}#/feeds`);
    await rows().nth(1).waitFor();
    const notice = page.getByText(/began to fail/);
    expect(await notice.count()).toBe(0);
    await poll(1);
    await notice.waitFor();
    await expectNoFinding();
    await page.getByRole('button', { name: 'Put this notice away' }).click();
    await expect.poll(() => notice.count()).toBe(0);
    await poll(2);
    expect((await desk.feeds.get({ id })).health).toMatchObject({ failures: 5, failureSeen: true });
    expect(await notice.count()).toBe(0);
    isDown = false;
    await poll(1);
    isDown = true;
    await poll(3);
    await notice.waitFor();
    await page.getByRole('button', { name: 'Show', exact: true }).click();
    await page.getByText('Why did this fail?').waitFor();
  });

  test('headings sort, and the sorting is told', async () => {
    await openHealth(['/news', '/rss/navy']);
    const heading = table().getByRole('columnheader', { name: 'Feed' });
    await heading.click();
    expect(await heading.getAttribute('aria-sort')).toBe('ascending');
    expect(await rows().nth(1).textContent()).toContain('Coast journal');
    await heading.click();
    await expect.poll(() => rows().nth(1).textContent()).toContain('Navy journal');
  });

  test('chosen feeds are moved, switched off, and removed with a way back', async () => {
    await openHealth(['/news', '/rss/navy', '/missing']);
    await rowOf('Coast journal').locator('label').click();
    await rowOf('Navy journal').locator('label').click();
    const tools = page.getByRole('toolbar', { name: 'Chosen feeds' });
    await tools.getByText('2 chosen').waitFor();
    await tools.getByRole('button', { name: 'Move…' }).click();
    await page.getByLabel('Folder').fill('Sea');
    await page.keyboard.press('Enter');
    await expect.poll(async () => (await desk.feeds.list()).filter((feed) => feed.folder === 'Sea').length).toBe(2);
    await tools.getByRole('button', { name: 'Switch' }).click();
    await page.getByRole('menuitem', { name: 'Off' }).click();
    await expect.poll(async () => (await desk.feeds.list()).filter((feed) => !feed.enabled).length).toBe(2);
    await tools.getByRole('button', { name: 'Remove' }).click();
    await expect.poll(async () => (await desk.feeds.list()).length).toBe(1);
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect.poll(async () => (await desk.feeds.list()).length).toBe(3);
  });

  test('arrows and Enter open a feed, Escape leads back', async () => {
    await openHealth(['/news', '/missing']);
    await rows().nth(1).focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Coast journal', level: 1 }).waitFor();
    await page.keyboard.press('Escape');
    await rows().nth(2).waitFor();
  });

  test.each([1280, 700, 400])('nothing overflows a window of %i pixels', async (width) => {
    await page.setViewportSize({ width, height: 720 });
    await openHealth(['/news', '/missing']);
    expect(await page.evaluate('document.documentElement.scrollWidth <= window.innerWidth')).toBe(true);
    await rows().nth(1).getByRole('rowheader').click();
    await page.getByText('Why did this fail?').waitFor();
    expect(await page.evaluate('document.documentElement.scrollWidth <= window.innerWidth')).toBe(true);
    expect(await page.evaluate("(main => main.scrollWidth <= main.clientWidth)(document.querySelector('main'))")).toBe(
      true,
    );
  });
});

describe('one feed', () => {
  test('a password is set, sent and never shown', async () => {
    await openHealth(['/members']);
    await rows().nth(1).getByRole('rowheader').click();
    await page.getByText('it asks for a user name and password').first().waitFor();
    await page.getByLabel('User name').fill('reader');
    await page.getByLabel('Password').fill('open sesame');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('One is kept. Empty keeps it.').waitFor();
    await page.getByRole('button', { name: 'Poll now' }).click();
    await page.getByRole('heading', { name: 'Members journal', level: 1 }).waitFor();
    expect(passwords.at(-1)).toBe(`Basic ${Buffer.from('reader:open sesame').toString('base64')}`);
    await page.getByText('The last whole exchange').click();
    await page.getByText('authorization: (hidden)').waitFor();
    const shown = await page.locator('body').textContent();
    expect(shown).not.toMatch(/open sesame|cmVhZGVyOm9wZW4/);
  });

  test('a header that cannot be set is refused beside its fields', async () => {
    await openHealth(['/news']);
    await rows().nth(1).getByRole('rowheader').click();
    await page.getByRole('button', { name: 'Header', exact: true }).click();
    await page.getByLabel('Header', { exact: true }).fill('Cookie');
    await page.getByLabel('Value').fill('a=b');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('The header Cookie is not sent: Sitrep keeps no cookies.').first().waitFor();
    expect((await desk.feeds.list())[0]?.headers).toEqual([]);
  });

  test('its settings are kept', async () => {
    await openHealth(['/news']);
    await rows().nth(1).getByRole('rowheader').click();
    await page.getByLabel('Title').fill('The coast');
    await page.getByLabel('Country').fill('no');
    await page.getByText('Norway', { exact: true }).waitFor();
    await page.getByLabel('Time limit, seconds').fill('5');
    await page.getByRole('button', { name: /^Source type|Source type$/ }).click();
    await page.getByRole('option', { name: 'Blog' }).click();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Settings saved').waitFor();
    expect(await desk.feeds.list()).toMatchObject([
      { title: 'The coast', country: 'NO', timeoutMs: 5000, sourceType: 'blog' },
    ]);
  });

  test('has no accessibility finding in light and dark', async () => {
    await openHealth(['/missing']);
    await rows().nth(1).getByRole('rowheader').click();
    await page.getByText('Why did this fail?').waitFor();
    expect(await page.locator('pre').textContent()).toMatch(/set-cookie: \(hidden\)[\s\S]*Nothing here/);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await expectNoFinding();
    }
  });
});

test('a proxy for all feeds is set in the settings; what is none is refused beside its field', async () => {
  await page.goto(`${shell.address}#/settings`);
  const network = page.getByRole('region', { name: 'Network' });
  await network.getByRole('button', { name: /Proxy/ }).click();
  await page.getByRole('option', { name: 'An address' }).click();
  const address = network.getByLabel('Address of the proxy');
  await address.fill('ftp://proxy.example:21');
  await address.press('Enter');
  await network.getByText(/"ftp:\/\/proxy.example:21" is no proxy/).waitFor();
  await address.fill('socks5://user:sesame@127.0.0.1:9050');
  await address.press('Enter');
  await network.getByText('A password is kept for it.').waitFor();
  expect(await address.inputValue()).toBe('socks5://user@127.0.0.1:9050');
  expect(await desk.settings.network({})).toMatchObject({ hasProxyPassword: true, connections: 32 });
  await expectNoFinding();
});
