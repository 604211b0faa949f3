import fs from 'node:fs';
import { isDefinedError, safe } from '@orpc/client';
import { type Arguments, WrongUsage } from './arguments.ts';
import { clock, columns } from './columns.ts';
import type { Command, DeskClient, Output } from './command.ts';

const usage = 'feeds add URL… | list | remove ID… | import FILE.opml | export | probe URL';

export const feeds: Command = {
  usage,
  options: {},
  run(desk, args) {
    const [action, ...words] = args.words;
    const first = words[0];
    if (action === 'list') return list(desk);
    if (action === 'export') return exportOpml(desk);
    if (first === undefined) throw new WrongUsage(`Usage: sitrep ${usage}`);
    if (action === 'add') return add(desk, words);
    if (action === 'remove') return remove(desk, words);
    if (action === 'import') return importOpml(desk, first);
    if (action === 'probe') return probe(desk, first);
    throw new WrongUsage(`Usage: sitrep ${usage}`);
  },
};

async function add(desk: DeskClient, urls: Arguments['words']): Promise<Output> {
  const added: { id: number; url: string }[] = [];
  const failed: { url: string; reason: string; feedId?: number }[] = [];
  for (const url of urls) {
    const [error, feed] = await safe(desk.feeds.add({ url }));
    if (error === null) added.push({ id: feed.id, url: feed.url });
    else if (!isDefinedError(error)) throw error;
    else failed.push({ url, reason: error.message, ...(error.code === 'ALREADY_ADDED' ? error.data : {}) });
  }
  const lines = [
    ...added.map(({ id, url }) => `Added feed ${id}: ${url}`),
    ...failed.map(({ url, reason }) => `Not added: ${url}: ${reason}`),
  ];
  return { json: { added, failed }, text: lines.join('\n'), failed: failed.length > 0 };
}

async function list(desk: DeskClient): Promise<Output> {
  const all = await desk.feeds.list();
  if (all.length === 0) return { json: all, text: 'No feeds yet. Add one: sitrep feeds add URL' };
  const rows = all.map((feed) => [
    String(feed.id),
    feed.health.state,
    String(feed.stories),
    feed.health.nextPollAt === undefined ? 'next round' : clock(feed.health.nextPollAt),
    feed.title.slice(0, 40),
    `${feed.url}  ${feed.health.sentence}`,
  ]);
  return { json: all, text: columns([['ID', 'STATE', 'STORIES', 'NEXT', 'TITLE', 'ADDRESS'], ...rows]) };
}

async function remove(desk: DeskClient, words: Arguments['words']): Promise<Output> {
  const ids = words.map(Number);
  if (!ids.every(Number.isSafeInteger)) throw new WrongUsage('feeds remove takes ids, as in `sitrep feeds list`.');
  const { removed } = await desk.feeds.remove({ ids });
  const text =
    removed === ids.length ? `Removed ${removed}. Their stories are kept.` : `Removed ${removed} of ${ids.length}.`;
  return { json: { removed }, text, failed: removed < ids.length };
}

async function importOpml(desk: DeskClient, file: string): Promise<Output> {
  let opml: string;
  try {
    opml = fs.readFileSync(file, 'utf8');
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { json: { error: reason }, text: `The file cannot be read: ${reason}`, failed: true };
  }
  const result = await desk.feeds.importOpml({ opml });
  const failures = result.failed.map(({ title, url, reason }) => `  ${title || url}: ${reason}`);
  const text = [`${result.added} added, ${result.merged} already there, ${result.failed.length} failed.`, ...failures];
  return { json: result, text: text.join('\n') };
}

async function exportOpml(desk: DeskClient): Promise<Output> {
  const { opml } = await desk.feeds.exportOpml();
  return { json: { opml }, text: opml };
}

async function probe(desk: DeskClient, url: string): Promise<Output> {
  const candidates = await desk.feeds.probe({ url });
  const rows = candidates.map((candidate) => [
    candidate.language ?? '',
    candidate.newestEntryAt === undefined ? 'undated' : clock(candidate.newestEntryAt),
    `${candidate.entries} entries`,
    `${candidate.title}  ${candidate.url}`,
  ]);
  return { json: candidates, text: columns(rows) };
}
