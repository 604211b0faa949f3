import fs from 'node:fs';
import path from 'node:path';
import { type ExportFormat, exportFormats } from '../../shared/model.ts';
import { WrongUsage } from './arguments.ts';
import type { Command } from './command.ts';

const usage = `export --query Q --format ${exportFormats.join('|')} --out PATH [--limit N]`;

export const exportStories: Command = {
  usage,
  options: {
    query: { type: 'string' },
    format: { type: 'string' },
    out: { type: 'string' },
    limit: { type: 'string' },
  },
  async run(desk, args) {
    const [query, format, out] = [args.text('query'), args.text('format'), args.text('out')];
    if (query === undefined || out === undefined || !isFormat(format)) throw new WrongUsage(`Usage: sitrep ${usage}`);
    const limit = args.number('limit', 1);
    const { text } = await desk.search.export({ query, format, ...(limit === undefined ? {} : { limit }) });
    const file = path.resolve(out);
    fs.writeFileSync(file, text);
    return { json: { path: file, bytes: Buffer.byteLength(text) }, text: `Wrote ${file}.` };
  },
};

function isFormat(word: string | undefined): word is ExportFormat {
  return exportFormats.some((format) => format === word);
}
