/** The built page over the sample wire in a real browser, with everything that a page must never do written down. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { BrowserContext, Page } from 'playwright';
import type { Desk } from '../../electron/desk/desk.ts';
import { openSampleDesk } from '../../electron/desk/sample/sample-desk.ts';
import type { SettingsStore } from '../../electron/settings-file.ts';
import { openSettings } from '../../electron/web/settings-file.ts';
import { startWebShell } from '../../electron/web/web.ts';
import { launchBrowser } from '../browser.ts';

export interface OpenPage {
  readonly page: Page;
  /** Errors on the console (a breach of the content policy is one), exceptions, and requests to elsewhere. */
  readonly complaints: readonly string[];
  readonly close: () => Promise<void>;
}

export interface SampleSite {
  readonly desk: Desk;
  readonly settings: SettingsStore;
  /** Moves the desk's clock, which decides what the sample wire has published. */
  readonly wait: (ms: number) => void;
  /** A page in a context of its own. `prepare` runs before it loads. */
  readonly open: (
    options?: Parameters<Awaited<ReturnType<typeof launchBrowser>>['newContext']>[0],
    prepare?: (page: Page) => Promise<void>,
  ) => Promise<OpenPage>;
  readonly close: () => Promise<void>;
}

export async function openSampleSite(): Promise<SampleSite> {
  let now = Date.UTC(2026, 10, 24, 6);
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'sitrep-frame-'));
  const desk = await openSampleDesk({ folder, now: () => now });
  await desk.desk.poll({ all: true });
  await desk.settled();
  const settings = openSettings(folder, () => undefined);
  const shell = await startWebShell({ desk, folder, pageFolder: 'out/renderer', settings, port: 0 });
  const browser = await launchBrowser();
  return {
    desk,
    settings,
    wait(ms) {
      now += ms;
    },
    async open(options, prepare) {
      const context = await browser.newContext({
        viewport: { width: 1280, height: 800 },
        timezoneId: 'UTC',
        locale: 'en-GB',
        colorScheme: 'light',
        ...options,
      });
      const complaints: string[] = [];
      const page = await watchedPage(context, `http://127.0.0.1:${shell.port}/`, complaints);
      await prepare?.(page);
      await page.goto(shell.address);
      await page.getByRole('option').first().waitFor();
      return { page, complaints, close: () => context.close() };
    },
    async close() {
      await browser.close();
      await shell.close();
      await desk.close();
      fs.rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function watchedPage(context: BrowserContext, origin: string, complaints: string[]): Promise<Page> {
  const page = await context.newPage();
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('request', (request) => {
    if (!request.url().startsWith(origin)) complaints.push(`request to ${request.url()}`);
  });
  return page;
}

/** What axe finds, as rule and first place. */
export async function accessibilityFindings(page: Page): Promise<unknown[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.map(({ id, nodes }) => [id, nodes[0]?.html]);
}
