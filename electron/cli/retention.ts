import { clock } from './columns.ts';
import type { Command } from './command.ts';

export const retention: Command = {
  usage: 'retention [--days N] [--apply]',
  options: { days: { type: 'string' }, apply: { type: 'boolean' } },
  async run(desk, args) {
    const days = args.number('days', 1);
    const input = days === undefined ? {} : { days };
    const applied = args.flag('apply');
    const report = applied ? await desk.archive.applyRetention(input) : await desk.archive.retentionPreview(input);
    const kept = report.kept.map(({ why, stories }) => `${stories} ${why}`).join(', ');
    const lines = [
      `${applied ? 'Removed' : 'Would remove'} ${report.stories} stories from before ${clock(report.before)},`,
      `with ${report.captures} captures and ${report.pictures} pictures: ${report.bytes} bytes. Kept: ${kept}.`,
    ];
    if (!applied) lines.push('Nothing was changed. Add --apply to remove them.');
    return { json: { ...report, applied }, text: lines.join('\n') };
  },
};
