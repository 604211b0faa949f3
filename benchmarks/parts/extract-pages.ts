/** One extractor over a folder of pages, in a process of its own so that its memory is its own. Reports to the parent. */
import fs from 'node:fs';
import path from 'node:path';
import { Readability } from '@mozilla/readability';
import { Defuddle } from 'defuddle/node';
import { parseHTML } from 'linkedom';
import { extractArticle } from '../../electron/desk/article/extract.ts';

const address = 'https://example.org/story';

const extractors = {
  sitrep: async (html: string) => (await extractArticle(html, address))?.text ?? '',
  readability: async (html: string) => {
    const { document } = parseHTML(html);
    // Without this it fails on pages that keep templates in their head.
    for (const template of document.querySelectorAll('template')) template.remove();
    return new Readability(document as never).parse()?.textContent ?? '';
  },
  defuddle: async (html: string) => {
    const { document } = parseHTML(html);
    return (await Defuddle(document as never, address, { useAsync: false, markdown: false })).content ?? '';
  },
} as const;

export type ExtractorName = keyof typeof extractors;

export interface ExtractorReport {
  readonly pages: number;
  readonly cpuMs: number;
  readonly p95Ms: number;
  readonly peakBytes: number;
  /** Pages that gave no text. */
  readonly empty: number;
}

async function run(name: ExtractorName, folder: string): Promise<ExtractorReport> {
  const extract = extractors[name];
  const files = fs.readdirSync(folder);
  const read = (file: string): string => fs.readFileSync(path.join(folder, file), 'utf8');
  // The first pages compile the code; they are not counted.
  for (const file of files.slice(0, 20)) await extract(read(file)).catch(() => '');
  const times: number[] = [];
  let empty = 0;
  const before = process.cpuUsage();
  for (const file of files) {
    const start = performance.now();
    const text = await extract(read(file)).catch(() => '');
    times.push(performance.now() - start);
    if (text.trim() === '') empty++;
  }
  const { user, system } = process.cpuUsage(before);
  return {
    pages: files.length,
    cpuMs: (user + system) / 1000,
    p95Ms: times.sort((a, b) => a - b)[Math.floor(times.length * 0.95)] ?? 0,
    peakBytes: process.resourceUsage().maxRSS * 1024,
    empty,
  };
}

const [name, folder] = process.argv.slice(2);
if (process.send !== undefined && name !== undefined && name in extractors && folder !== undefined) {
  process.send(await run(name as ExtractorName, folder));
  process.disconnect();
}
