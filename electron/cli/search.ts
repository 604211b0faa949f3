import type { Snippet } from '../../shared/model.ts';
import { WrongUsage } from './arguments.ts';
import { clock } from './columns.ts';
import type { Command } from './command.ts';

const usage = 'search QUERY [--limit N] [--after KEY] [--order newest|relevance]';

export const search: Command = {
  usage,
  options: { limit: { type: 'string' }, after: { type: 'string' }, order: { type: 'string' } },
  async run(desk, args) {
    const query = args.words.join(' ');
    if (query === '') throw new WrongUsage(`Usage: sitrep ${usage}`);
    const after = args.number('after', Number.MIN_SAFE_INTEGER);
    const order = args.text('order') ?? 'newest';
    if (order !== 'newest' && order !== 'relevance') throw new WrongUsage(`Usage: sitrep ${usage}`);
    const found = await desk.search.run({
      query,
      order,
      limit: args.number('limit', 1) ?? 50,
      ...(after === undefined ? {} : { after }),
    });
    const stories = found.stories.map((story) => ({ ...story, snippet: mark(story.snippet) }));
    const text = stories.map(
      ({ id, title, feed, publishedAt, snippet }) =>
        `${id}  ${clock(publishedAt)}  ${feed}\n    ${title}\n    ${snippet}`,
    );
    const none = 'Nothing found.';
    return { json: { ...found, stories }, text: text.length === 0 ? none : text.join('\n') };
  },
};

/** The snippet with its matching words in square brackets. */
function mark({ text, marks }: Snippet): string {
  let marked = '';
  let at = 0;
  for (const { from, to } of marks) {
    marked += `${text.slice(at, from)}[${text.slice(from, to)}]`;
    at = to;
  }
  return (marked + text.slice(at)).replace(/\s+/g, ' ');
}
