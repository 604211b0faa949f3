/**
 * `npm run bench -- feeds`: the first and the unchanged refresh of 500 and 2,000 loopback feeds of 50 entries, beside
 * newsboat on the same server where it is installed, and where the time of an entry goes.
 */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { printFeedStages } from './parts/feed-stages.ts';

const part = (name: string): string => fileURLToPath(new URL(`./parts/${name}.ts`, import.meta.url));
const firstLine = (process: ChildProcess): Promise<string> =>
  new Promise((resolve) => process.stdout?.once('data', (data: Buffer) => resolve(data.toString().trim())));

interface Round {
  readonly cpuS: number;
  readonly wallS: number;
}
interface Measured {
  readonly first: Round;
  readonly whole: Round;
  readonly names: Round;
  readonly unchanged: Round;
  readonly peakMb: number;
}

async function serve(feeds: number, latencyMs: number): Promise<{ port: string; stop: () => void }> {
  const server = spawn(process.execPath, [part('feed-server'), String(feeds), String(latencyMs)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return { port: await firstLine(server), stop: () => server.kill() };
}

async function runSitrep(port: string, feeds: number): Promise<Measured> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'sitrep-bench-'));
  const client = spawn(process.execPath, [part('feed-client'), folder, port, String(feeds)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  client.stdout.on('data', (data: Buffer) => {
    output += data.toString();
  });
  await new Promise((resolve) => client.once('exit', resolve));
  fs.rmSync(folder, { recursive: true });
  return JSON.parse(output) as Measured;
}

function hasNewsboat(): boolean {
  try {
    execFileSync('newsboat', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** newsboat with as many threads as Sitrep has connections; its CPU as the shell's `times` tells. */
function runNewsboat(port: string, feeds: number): { first: Round; unchanged: Round; peakMb: number } {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'newsboat-bench-'));
  const file = (name: string): string => path.join(folder, name);
  const urls = Array.from(
    { length: feeds },
    (_, n) => `http://127.0.${1 + Math.floor(n / 250)}.${1 + (n % 250)}:${port}/${n}`,
  );
  fs.writeFileSync(file('urls'), `${urls.join('\n')}\n`);
  fs.writeFileSync(file('config'), 'reload-threads 32\nmax-items 0\ndownload-timeout 60\n');
  const reload = (): Round & { peakMb: number } => {
    const command = `newsboat -u ${file('urls')} -C ${file('config')} -c ${file('cache.db')} -x reload`;
    const from = performance.now();
    const script = `import resource, subprocess; subprocess.run(${JSON.stringify(command)}, shell=True, check=True); u = resource.getrusage(resource.RUSAGE_CHILDREN); print(u.ru_utime + u.ru_stime, u.ru_maxrss / 1024)`;
    const [cpu = 0, peak = 0] =
      execFileSync('python3', ['-c', script], { encoding: 'utf8' }).trim().split('\n').at(-1)?.split(' ').map(Number) ??
      [];
    return { cpuS: cpu, wallS: (performance.now() - from) / 1000, peakMb: peak };
  };
  const first = reload();
  // newsboat keeps the ETag of a new feed from the second answer on: the third run is the first that asks conditionally.
  reload();
  const unchanged = reload();
  fs.rmSync(folder, { recursive: true });
  return { first, unchanged, peakMb: Math.max(first.peakMb, unchanged.peakMb) };
}

const cell = ({ cpuS, wallS }: Round): string => `${cpuS.toFixed(2).padStart(8)} ${wallS.toFixed(2).padStart(8)}`;
const times = (other: Round, own: Round): string => `${(other.cpuS / own.cpuS).toFixed(1)} times the CPU`;

const sizes = (process.env.FEEDS ?? '500,2000').split(',').map(Number);
for (const feeds of sizes) {
  console.log(`\n${feeds} feeds of 50 entries of 2 kB            CPU s   wall s`);
  const { port, stop } = await serve(feeds, 0);
  const own = await runSitrep(port, feeds);
  console.log(`Sitrep: listed, tagged, matched       ${cell(own.first)}`);
  console.log(`Sitrep: with index and clusters       ${cell(own.whole)}`);
  console.log(`Sitrep: names proposed, on top        ${cell(own.names)}`);
  console.log(`Sitrep: nothing changed               ${cell(own.unchanged)}   peak ${own.peakMb.toFixed(0)} MB`);
  if (hasNewsboat()) {
    const other = runNewsboat(port, feeds);
    console.log(`newsboat: listed                      ${cell(other.first)}   ${times(other.first, own.first)}`);
    console.log(
      `newsboat: nothing changed, with start ${cell(other.unchanged)}   ${times(other.unchanged, own.unchanged)}, peak ${other.peakMb.toFixed(0)} MB`,
    );
  } else console.log('newsboat is not installed: nothing to compare with');
  stop();
}
const slow = await serve(2000, 20);
const { unchanged } = await runSitrep(slow.port, 2000);
console.log(`\n2,000 feeds, 20 ms away, unchanged    ${cell(unchanged)}`);
slow.stop();
await printFeedStages();
