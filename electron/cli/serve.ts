/** `sitrep serve`: the web shell, polling in the background. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Desk, openDesk } from '../desk/desk.ts';
import { systemProxyOf } from '../desk/net/proxies.ts';
import { openSampleDesk } from '../desk/sample/sample-desk.ts';
import { type Arguments, WrongUsage } from './arguments.ts';
import { endpointFile, logToStderr } from './connect.ts';
import { defaultFolder } from './data-folder.ts';

export const serveUsage = 'serve [--port N] [--no-open] [--sample]';
export const serveOptions = {
  port: { type: 'string' },
  'no-open': { type: 'boolean' },
  sample: { type: 'boolean' },
} as const;

const pageFolder = fileURLToPath(new URL('../../out/renderer', import.meta.url));

/** Serves until the process is told to stop. Gives the exit code. */
export async function serve(args: Arguments): Promise<number> {
  if (!fs.existsSync(path.join(pageFolder, 'index.html'))) {
    logToStderr('The page is not built yet. Run `npm run build`, or start with `npm start`, which builds it.');
    return 1;
  }
  const sample = args.flag('sample');
  const port = args.number('port', 0) ?? 0;
  if (port > 65_535) throw new WrongUsage('--port goes up to 65535.');
  // The sample starts afresh each time and leaves nothing behind, unless it is given a folder to keep.
  const passing = sample && args.common.folder === undefined;
  const folder = passing
    ? fs.mkdtempSync(path.join(os.tmpdir(), 'sitrep-sample-'))
    : (args.common.folder ?? defaultFolder());
  // Not with the other imports: every command would load them.
  const [{ startWebShell }, { openSettings }] = await Promise.all([
    import('../web/web.ts'),
    import('../web/settings-file.ts'),
  ]);
  const desk = await openServedDesk(args, folder, sample);
  const settings = openSettings(folder, logToStderr);
  const shell = await startWebShell({ desk, folder, pageFolder, settings, port }).catch(async (error: unknown) => {
    await desk.close();
    throw error;
  });
  const endpoint = endpointFile(folder);
  fs.writeFileSync(endpoint, JSON.stringify({ port: shell.port, token: shell.token }), { mode: 0o600 });
  if (args.common.json) process.stdout.write(`${JSON.stringify({ address: shell.address, folder })}\n`);
  else process.stdout.write(`Sitrep is at ${shell.address}\n`);
  if (!args.flag('no-open') && hasDisplay()) await openInBrowser(shell.address);
  await toldToStop();
  fs.rmSync(endpoint, { force: true });
  await shell.close();
  await desk.close();
  if (passing) fs.rmSync(folder, { recursive: true, force: true });
  return 0;
}

function openServedDesk(args: Arguments, folder: string, sample: boolean): Promise<Desk> {
  const options = {
    folder,
    allowAddresses: args.common.allow,
    systemProxy: systemProxyOf(process.env),
    log: logToStderr,
    background: true,
  };
  return sample ? openSampleDesk(options) : openDesk(options);
}

async function openInBrowser(address: string): Promise<void> {
  const { default: open } = await import('open');
  await open(address).catch(() => undefined);
}

/** Whether a browser could be shown: on Linux that needs an X or Wayland display. */
export function hasDisplay(): boolean {
  return process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

function toldToStop(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve());
  });
}
