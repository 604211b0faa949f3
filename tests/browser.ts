import fs from 'node:fs';
import { type Browser, chromium } from 'playwright';

/** Chromium: the one that CHROMIUM names, the system's, or Playwright's own. */
export function launchBrowser(): Promise<Browser> {
  const executablePath = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser'].find(
    (file) => file !== undefined && file !== '' && fs.existsSync(file),
  );
  const args = ['--disable-background-networking', '--disable-quic', '--no-first-run', '--disable-component-update'];
  if (process.getuid?.() === 0) args.push('--no-sandbox');
  return chromium.launch({ args, ...(executablePath === undefined ? {} : { executablePath }) });
}
