import fs from 'node:fs';
import { isDefinedError, safe } from '@orpc/client';
import type { Feed } from '../../shared/model.ts';
import { decode } from '../desk/feed/decode.ts';
import { type Arguments, WrongUsage } from './arguments.ts';
import { clock, columns } from './columns.ts';
import type { Command, DeskClient, Output } from './command.ts';
import { type FeedSettings, feedOptions, feedOptionsUsage, readFeedOptions } from './feed-options.ts';

const usage =
  'feeds add URL… | list | set ID… | remove ID… | import FILE.opml | export | probe URL | packs [xx…] [--add]';
const setUsage = `Usage: sitrep feeds add URL… | set ID…, with ${feedOptionsUsage}`;

export const feeds: Command = {
  usage,
  options: { ...feedOptions, add: { type: 'boolean' } },
  run(desk, args) {
    const [action, ...words] = args.words;
    const first = words[0];
    if (action === 'list') return list(desk);
    if (action === 'export') return exportOpml(desk);
    if (action === 'packs') return packs(desk, words, args.flag('add'));
    if (first === undefined) throw new WrongUsage(action === 'set' ? setUsage : `Usage: sitrep ${usage}`);
    if (action === 'add') return add(desk, words, readFeedOptions(args));
    if (action === 'set') return set(desk, words, readFeedOptions(args));
    if (action === 'remove') return remove(desk, words);
    if (action === 'import') return importOpml(desk, first);
    if (action === 'probe') return probe(desk, first);
    throw new WrongUsage(`Usage: sitrep ${usage}`);
  },
};

async function add(desk: DeskClient, urls: Arguments['words'], settings: FeedSettings): Promise<Output> {
  const added: { id: number; url: string }[] = [];
  const failed: { url: string; reason: string; feedId?: number }[] = [];
  for (const url of urls) {
    const [error, feed] = await safe(
      desk.feeds.add({ ...settings, url, intervalMs: settings.intervalMs ?? undefined }),
    );
    if (error === null) added.push({ id: feed.id, url: feed.url });
    else if (!isDefinedError(error)) throw error;
    else
      failed.push({
        url,
        reason: error.message,
        ...(error.code === 'ALREADY_ADDED' || error.code === 'INVALID_SETTING' ? error.data : {}),
      });
  }
  const lines = [
    ...added.map(({ id, url }) => `Added feed ${id}: ${url}`),
    ...failed.map(({ url, reason }) => `Not added: ${url}: ${reason}`),
  ];
  return { json: { added, failed }, text: lines.join('\n'), failed: failed.length > 0 };
}

async function set(desk: DeskClient, words: Arguments['words'], settings: FeedSettings): Promise<Output> {
  if (Object.keys(settings).length === 0) throw new WrongUsage(setUsage);
  const changed: Feed[] = [];
  for (const id of readIds('set', words)) changed.push(await desk.feeds.update({ id, ...settings }));
  return {
    json: changed,
    text: changed.map(({ id, title, url }) => `Changed feed ${id}: ${title}  ${url}`).join('\n'),
  };
}

function readIds(action: string, words: Arguments['words']): number[] {
  const ids = words.map(Number);
  if (!ids.every(Number.isSafeInteger)) throw new WrongUsage(`feeds ${action} takes ids, as in \`sitrep feeds list\`.`);
  return ids;
}

/** Lists the feeds that Sitrep proposes, in the given languages or all; with `--add`, subscribes to them on trial. */
async function packs(desk: DeskClient, languages: Arguments['words'], isAdding: boolean): Promise<Output> {
  const all = await desk.feeds.starterPacks();
  const unknown = languages.filter((language) => !all.some((pack) => pack.language === language));
  if (unknown.length > 0)
    throw new WrongUsage(
      `feeds packs takes ${all.map((pack) => pack.language).join(', ')}, not ${unknown.join(', ')}.`,
    );
  const chosen = all.filter(({ language }) => languages.length === 0 || languages.includes(language));
  if (isAdding) {
    const proposals = chosen.flatMap((pack) => pack.feeds);
    const result = await desk.feeds.addMany({
      feeds: proposals.map(({ note: _, alreadyAdded: __, ...feed }) => feed),
      onTrial: true,
    });
    const text = `${result.added} added, ${result.merged} already there. The first poll switches off what gives no dated entries.`;
    return { json: result, text };
  }
  const rows = chosen.flatMap(({ language, feeds: proposed }) =>
    proposed.map((feed) => [
      language,
      feed.country ?? '',
      feed.stateAffiliated && feed.sourceType !== 'state-media' ? `${feed.sourceType} (state)` : feed.sourceType,
      feed.alreadyAdded ? 'added' : '',
      `${feed.title}  ${feed.url}`,
    ]),
  );
  return { json: chosen, text: columns([['LANGUAGE', 'COUNTRY', 'TYPE', '', 'TITLE AND ADDRESS'], ...rows]) };
}

async function list(desk: DeskClient): Promise<Output> {
  const all = await desk.feeds.list();
  if (all.length === 0) return { json: all, text: 'No feeds yet. Add one: sitrep feeds add URL' };
  const rows = all.map((feed) => [
    String(feed.id),
    feed.health.state,
    String(feed.stories),
    nextPoll(feed),
    feed.title.slice(0, 40),
    `${feed.url}  ${feed.health.sentence}`,
  ]);
  return { json: all, text: columns([['ID', 'STATE', 'STORIES', 'NEXT', 'TITLE', 'ADDRESS'], ...rows]) };
}

function nextPoll({ health }: Feed): string {
  if (health.nextPollAt !== undefined) return clock(health.nextPollAt);
  return health.state === 'gone' || health.state === 'paused' ? 'never' : 'next round';
}

async function remove(desk: DeskClient, words: Arguments['words']): Promise<Output> {
  const ids = readIds('remove', words);
  const { removed } = await desk.feeds.remove({ ids });
  const text =
    removed === ids.length ? `Removed ${removed}. Their stories are kept.` : `Removed ${removed} of ${ids.length}.`;
  return { json: { removed }, text, failed: removed < ids.length };
}

async function importOpml(desk: DeskClient, file: string): Promise<Output> {
  let opml: string;
  try {
    opml = decode(fs.readFileSync(file)).text;
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
    `${candidate.entriesPerDay.toFixed(1)} a day`,
    `${candidate.title}  ${candidate.url}`,
  ]);
  return { json: candidates, text: columns(rows) };
}
