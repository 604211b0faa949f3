/** `npm start`: builds what is stale, then opens the Electron application, or the web shell where it cannot run. */
import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { hasDisplay } from './serve.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const argv = process.argv.slice(2);

if (isStale()) build();
const electron = findElectron();
if (electron instanceof Error) {
  process.stderr.write(`${electron.message} Opening Sitrep in the browser instead.\n`);
  run(process.execPath, [...process.execArgv, 'electron/cli/cli.ts', 'serve', ...argv]);
} else {
  run(electron, ['.', ...argv]);
}

/** Whether a source is newer than what was built from it. */
function isStale(): boolean {
  const built = ['out/renderer/index.html', 'out/main'].map((target) =>
    fs.statSync(path.join(root, target), { throwIfNoEntry: false }),
  );
  const oldest = Math.min(...built.map((stat) => stat?.mtimeMs ?? 0));
  return ['shared', 'electron', 'renderer', 'package.json', 'electron.vite.config.ts'].some(
    (source) => newest(path.join(root, source)) > oldest,
  );
}

function newest(target: string): number {
  const stat = fs.statSync(target);
  if (!stat.isDirectory()) return stat.mtimeMs;
  return fs.readdirSync(target).reduce((latest, name) => Math.max(latest, newest(path.join(target, name))), 0);
}

function build(): void {
  process.stderr.write('Building Sitrep…\n');
  const { status } = spawnSync(
    process.execPath,
    [path.join(root, 'node_modules/electron-vite/bin/electron-vite.js'), 'build', '--logLevel', 'warn'],
    { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] },
  );
  if (status !== 0) process.exit(status ?? 1);
}

/** The Electron program, fetched by its own installer when it is not there yet; or why there is none. */
function findElectron(): string | Error {
  if (!hasDisplay()) return new Error('There is no display for a window.');
  const folder = path.dirname(createRequire(import.meta.url).resolve('electron/package.json'));
  const pathFile = path.join(folder, 'path.txt');
  if (!fs.existsSync(pathFile))
    spawnSync(process.execPath, [path.join(folder, 'install.js')], { stdio: 'ignore', timeout: 300_000 });
  if (!fs.existsSync(pathFile)) return new Error('The Electron program could not be fetched.');
  const program = path.join(folder, 'dist', fs.readFileSync(pathFile, 'utf8'));
  return fs.existsSync(program) ? program : new Error('The Electron program is missing.');
}

function run(program: string, args: readonly string[]): void {
  const child = spawn(program, args, { cwd: root, stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal));
  child.on('exit', (code) => process.exit(code ?? 1));
}
