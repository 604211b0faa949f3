import type { Command } from './command.ts';

export const check: Command = {
  usage: 'check',
  options: {},
  async run(desk) {
    const report = await desk.desk.check();
    const lines = report.checks.map(({ name, ok, detail }) => `${ok ? 'ok   ' : 'FAULT'}  ${name}: ${detail}`);
    const verdict = report.ok
      ? 'The archive is sound.'
      : 'The archive has faults. Restore the last backup, or export what you need.';
    return { json: report, text: [...lines, verdict].join('\n'), failed: !report.ok };
  },
};
