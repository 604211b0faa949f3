import { WrongUsage } from './arguments.ts';
import type { Command } from './command.ts';

export const thin: Command = {
  usage: 'thin [--days N] [--megabytes N] [--only pages|pictures] [--apply]',
  options: {
    days: { type: 'string' },
    megabytes: { type: 'string' },
    only: { type: 'string' },
    apply: { type: 'boolean' },
  },
  async run(desk, args) {
    const days = args.number('days', 1);
    const mostMegabytes = args.number('megabytes', 0);
    if (days === undefined && mostMegabytes === undefined)
      throw new WrongUsage('Say how old pages and pictures may be (--days), or how much they may take (--megabytes).');
    const input = {
      pages: args.text('only') !== 'pictures',
      pictures: args.text('only') !== 'pages',
      ...(days === undefined ? {} : { days }),
      ...(mostMegabytes === undefined ? {} : { mostMegabytes }),
    };
    const applied = args.flag('apply');
    const report = applied ? await desk.archive.thin(input) : await desk.archive.thinningPreview(input);
    const lines = [
      `${applied ? 'Removed' : 'Would remove'} ${report.pages} pages and ${report.pictures} pictures of ${report.stories} stories:`,
      `${report.bytes} bytes; ${report.left} stay. The texts stay, and all of starred, noted and alerted stories.`,
    ];
    if (!applied) lines.push('Nothing was changed. Add --apply to remove them.');
    return { json: { ...report, applied }, text: lines.join('\n') };
  },
};
