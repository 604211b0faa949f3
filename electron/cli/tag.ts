import fs from 'node:fs';
import { WrongUsage } from './arguments.ts';
import { columns } from './columns.ts';
import type { Command } from './command.ts';

export const tag: Command = {
  usage: 'tag [FILE|-] [--title T]',
  options: { title: { type: 'string' } },
  async run(desk, args) {
    const title = args.text('title') ?? '';
    const text = readInput(args.words[0] ?? '-');
    const found = await desk.tags.tagText({ title, text });
    const rows = found.tags.map(({ kind, label, entityId, spans }) => [
      kind,
      label,
      entityId,
      spans.map(({ field, from, to }) => (field === 'title' ? title : text).slice(from, to)).join(', '),
    ]);
    return { json: found, text: [`Language: ${found.language ?? 'unknown'}`, columns(rows)].join('\n') };
  },
};

function readInput(file: string): string {
  try {
    return fs.readFileSync(file === '-' ? 0 : file, 'utf8');
  } catch (error) {
    throw new WrongUsage(`The text cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}
