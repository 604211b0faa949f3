import path from 'node:path';
import { WrongUsage } from './arguments.ts';
import type { Command } from './command.ts';

export const backup: Command = {
  usage: 'backup PATH',
  options: {},
  async run(desk, args) {
    const [target] = args.words;
    if (target === undefined || args.words.length > 1) throw new WrongUsage('Usage: sitrep backup PATH');
    const made = await desk.archive.backup({ path: path.resolve(target) });
    const stories = made.stories === undefined ? '' : `, ${made.stories} stories`;
    return { json: made, text: `Wrote ${made.path}${stories}, ${made.bytes} bytes, and checked it.` };
  },
};
