/**
 * `npm run bench -- articles [FOLDER]`: pages a second and memory for the article in a page, beside Readability and
 * defuddle alone on the same trees, each in a process of its own; and what 1,000 stories take on disk. FOLDER holds
 * pages as .html or .html.gz, at most 300 of which are read; without one, the pages of the sample wire.
 */
import { fork } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import zlib from 'node:zlib';
import { openSampleDesk } from '../electron/desk/sample/sample-desk.ts';
import { createSampleWire } from '../electron/desk/sample/sample-wire.ts';
import type { ExtractorName, ExtractorReport } from './parts/extract-pages.ts';

const mostPages = 300;
const startedAt = Date.UTC(2026, 10, 24, 6);
const now = startedAt + 86_400_000;

/** Writes the pages that are measured as plain files. Gives their folder's name for the report. */
async function preparePages(folder: string, from: string | undefined): Promise<string> {
  if (from === undefined) {
    const wire = createSampleWire({ now: () => now, startedAt });
    let written = 0;
    for (const { url } of wire.feeds) {
      const feed = await (await wire.fetch(url)).text();
      for (const address of new Set(feed.match(/https:\/\/[\w.-]+\/stories\/[\w-]+/g) ?? [])) {
        if (written >= mostPages) return 'the sample wire';
        fs.writeFileSync(path.join(folder, `${written++}.html`), await (await wire.fetch(address)).text());
      }
    }
    return 'the sample wire';
  }
  const files = fs.readdirSync(from).filter((file) => /\.html(\.gz)?$/.test(file));
  for (const [index, file] of files.sort().slice(0, mostPages).entries()) {
    const bytes = fs.readFileSync(path.join(from, file));
    fs.writeFileSync(path.join(folder, `${index}.html`), file.endsWith('.gz') ? zlib.gunzipSync(bytes) : bytes);
  }
  return from;
}

function measure(name: ExtractorName, folder: string): Promise<ExtractorReport> {
  return new Promise((resolve, reject) => {
    const child = fork(new URL('./parts/extract-pages.ts', import.meta.url), [name, folder], {
      stdio: ['ignore', 'inherit', 'ignore', 'ipc'],
    });
    child.once('message', (report) => resolve(report as ExtractorReport));
    child.once('exit', (code) => reject(new Error(`${name} ended with ${code}`)));
  });
}

function pagesOnDisk(folder: string): { readonly raw: number; readonly packed: number; readonly pages: number } {
  const pages = fs.readdirSync(folder).map((file) => fs.readFileSync(path.join(folder, file)));
  const sum = (sizes: readonly number[]): number => sizes.reduce((total, size) => total + size, 0);
  return {
    pages: pages.length,
    raw: sum(pages.map(({ length }) => length)),
    packed: sum(pages.map((page) => zlib.zstdCompressSync(page).length)),
  };
}

async function archiveOnDisk(): Promise<void> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'sitrep-articles-'));
  const desk = await openSampleDesk({ folder, now: () => now });
  try {
    await desk.desk.poll({ all: true });
    await desk.settled();
    const { parts, stories } = await desk.archive.sizes();
    const perThousand = (bytes: number): string => `${((bytes / stories) * 1000 * 1e-6).toFixed(1)} MB`;
    const pictures = parts.find(({ name }) => name === 'pictures')?.bytes ?? 0;
    const rest = parts.filter(({ name }) => !/pictures|backups|log/.test(name));
    const without = rest.reduce((total, { bytes }) => total + bytes, 0);
    console.log(`\n1,000 stories of the sample wire (${stories} measured; pictures are few and shared):`);
    console.log(`  without pictures ${perThousand(without)}, with them ${perThousand(without + pictures)}`);
    console.log(`  ${rest.map(({ name, bytes }) => `${name} ${perThousand(bytes)}`).join(', ')}`);
  } finally {
    await desk.close();
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'sitrep-pages-'));
try {
  const source = await preparePages(folder, process.argv[4]);
  const names: readonly ExtractorName[] = ['sitrep', 'readability', 'defuddle'];
  console.log(`Pages of ${source}\n`);
  console.log('extractor     pages  pages/CPU s  ms/page p95   peak MB  without text');
  for (const name of names) {
    const { pages, cpuMs, p95Ms, peakBytes, empty } = await measure(name, folder);
    const cells = [
      String(pages).padStart(6),
      ((1000 * pages) / cpuMs).toFixed(1).padStart(12),
      p95Ms.toFixed(1).padStart(13),
    ];
    console.log(
      `${name.padEnd(12)}${cells.join('')}${(peakBytes / 1e6).toFixed(0).padStart(10)}${String(empty).padStart(14)}`,
    );
  }
  const { pages, raw, packed } = pagesOnDisk(folder);
  const perThousand = (bytes: number): string => `${((bytes / pages) * 1e-3).toFixed(1)} MB`;
  console.log(`\n1,000 such pages: ${perThousand(raw)} as received, ${perThousand(packed)} as they are kept (zstd)`);
  await archiveOnDisk();
} finally {
  fs.rmSync(folder, { recursive: true, force: true });
}
