/** `npm test`: fetches a browser if there is none, builds the page if it is stale, runs everything. */
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { chromium } from 'playwright';

const run = (words: readonly string[]): void => {
  const { status } = spawnSync(process.execPath, words, { stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
};

const browsers = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', chromium.executablePath()];
if (!browsers.some((file) => file !== undefined && file !== '' && fs.existsSync(file)))
  run(['node_modules/playwright/cli.js', 'install', 'chromium']);
run(['node_modules/electron-vite/bin/electron-vite.js', 'build', '--logLevel', 'warn']);
run(['node_modules/vitest/vitest.mjs', 'run', ...process.argv.slice(2)]);
