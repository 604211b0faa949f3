/**
 * What the worst documents and servers cost `sitrep poll`, one process a case: peak memory of the whole process, CPU,
 * wall, and what the feed says afterwards. Linux only: the peak is read from /proc.
 */
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import zlib from 'node:zlib';
import { worstDocuments } from './parts/worst-documents.ts';

const zeros = Buffer.alloc(300 * 1024 * 1024);
const bombs: Readonly<Record<string, { readonly coding: string; readonly bytes: () => Uint8Array }>> = {
  'a gzip bomb': { coding: 'gzip', bytes: () => zlib.gzipSync(zeros) },
  'a br bomb': {
    coding: 'br',
    bytes: () => zlib.brotliCompressSync(zeros, { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 3 } }),
  },
  'a zstd bomb': { coding: 'zstd', bytes: () => zlib.zstdCompressSync(zeros) },
};
const names = [...Object.keys(worstDocuments), ...Object.keys(bombs), 'an endless body'];

/** What the server gives next. */
let answer: (response: http.ServerResponse) => void = (response) => response.end();
const server = http.createServer((_, response) => answer(response));
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
print(`${'case'.padEnd(34)} peak MB   CPU s  wall s`);
for (const name of names) {
  answer = answerOf(name);
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'sitrep-bench-'));
  const common = ['--folder', folder, '--allow', host, '--json'];
  await sitrep(['feeds', 'add', `http://${host}/feed`, ...common]);
  const { peakMb, cpuSeconds, wallSeconds } = await sitrep(['poll', '--all', ...common]);
  const { out } = await sitrep(['feeds', 'list', ...common]);
  const [feed] = JSON.parse(out) as { readonly health: { readonly state: string; readonly sentence: string } }[];
  const numbers = `${peakMb.toFixed(0).padStart(7)} ${cpuSeconds.toFixed(2).padStart(7)} ${wallSeconds.toFixed(1).padStart(7)}`;
  print(`${name.padEnd(34)} ${numbers}  ${feed?.health.state}: ${feed?.health.sentence}`);
  fs.rmSync(folder, { recursive: true, force: true });
}
server.closeAllConnections();
server.close();

function answerOf(name: string): typeof answer {
  const bomb = bombs[name];
  const document = worstDocuments[name];
  // Packed, because less may come over the wire than a document may have.
  const bytes = bomb?.bytes() ?? (document && zlib.gzipSync(document(), { level: 1 }));
  if (bytes === undefined) return pour;
  return (response) => {
    response.writeHead(200, { 'content-encoding': bomb?.coding ?? 'gzip' });
    response.end(bytes);
  };
}

function pour(response: http.ServerResponse): void {
  const piece = Buffer.alloc(65_536, 'x');
  const more = (): void => {
    while (!response.destroyed && response.write(piece));
  };
  response.on('drain', more);
  more();
}

interface Run {
  readonly out: string;
  readonly peakMb: number;
  readonly cpuSeconds: number;
  readonly wallSeconds: number;
}

/** The peak is what the process had when it was looked at last: every 5 ms until its end. */
async function sitrep(words: readonly string[]): Promise<Run> {
  const from = performance.now();
  const child = spawn(process.execPath, [...process.execArgv, 'electron/cli/cli.ts', ...words], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let out = '';
  child.stdout.on('data', (chunk) => {
    out += chunk;
  });
  let [peakMb, cpuSeconds] = [0, 0];
  const timer = setInterval(() => {
    try {
      const status = fs.readFileSync(`/proc/${child.pid}/status`, 'utf8');
      peakMb = Math.max(peakMb, Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024);
      const stat = fs.readFileSync(`/proc/${child.pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
      // User and system time in hundredths of a second (proc_pid_stat(5)).
      cpuSeconds = Math.max(cpuSeconds, (Number(stat[11]) + Number(stat[12])) / 100);
    } catch {
      // It has ended.
    }
  }, 5);
  await new Promise((resolve) => child.once('close', resolve));
  clearInterval(timer);
  return { out, peakMb, cpuSeconds, wallSeconds: (performance.now() - from) / 1000 };
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
