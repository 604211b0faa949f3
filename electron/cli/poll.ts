import type { Command } from './command.ts';

export const poll: Command = {
  usage: 'poll [--all]',
  options: { all: { type: 'boolean' } },
  async run(desk, args) {
    const summary = await desk.desk.poll({ all: args.flag('all') });
    const text =
      `${summary.feeds} feeds asked: ${summary.ok} answered (${summary.notModified} unchanged), ${summary.failed} failed. ` +
      `${summary.newStories} new stories, ${summary.revisions} edited, ${summary.alerts} alerts.` +
      (summary.pagesWaiting === undefined ? '' : ` ${summary.pagesWaiting} article pages wait for the next round.`);
    return { json: summary, text };
  },
};
