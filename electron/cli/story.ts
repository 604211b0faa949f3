import { WrongUsage } from './arguments.ts';
import { clock } from './columns.ts';
import type { Command } from './command.ts';

export const story: Command = {
  usage: 'story ID',
  options: {},
  async run(desk, args) {
    const id = Number(args.words[0]);
    if (args.words.length !== 1 || !Number.isSafeInteger(id)) throw new WrongUsage('Usage: sitrep story ID');
    const { revisionList, ...whole } = await desk.stories.get({ id });
    const tags = whole.tags.map(({ kind, label, spans }) => `${kind} ${label} (${spans.length})`);
    const lines = [
      whole.title,
      `${whole.feedTitle}  ${clock(whole.publishedAt)}  ${whole.language ?? ''}  ${whole.url ?? ''}`,
      `Tags: ${tags.join(', ') || 'none'}`,
      ...(whole.fullTextError === undefined ? [] : [`Full text: ${whole.fullTextError}`]),
      '',
      whole.text,
    ];
    return { json: { ...whole, revisionCount: whole.revisions, revisions: revisionList }, text: lines.join('\n') };
  },
};
