/**
 * `npm run bench -- search [STORIES] [KINDS] [pages]`: how long searches take over an archive of a million stories, or as
 * many as said; KINDS is a pattern of the kinds of query to ask; `pages` leaves out what comes after the first page.
 * The archive is built once, under the system's temporary folder. Beside each kind of query: the same question put to
 * FTS5 alone, newest 50 ids, no rows and no snippets, which is the floor.
 */
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { compileNamed, nameQuery } from '../electron/desk/rule/named-query.ts';
import { openDatabase, openReadOnly, transaction } from '../electron/desk/store/database.ts';
import { lastDays } from '../electron/desk/store/histogram.ts';
import { askIndex } from '../electron/desk/store/index-expression.ts';
import { feedIdsOf, readKnowledge } from '../electron/desk/store/index-knowledge.ts';
import { runSearchTask, type SearchTask } from '../electron/desk/store/search-tasks.ts';
import { parseQuery } from '../shared/query/parse.ts';
import { askedQueries, type QueryKind } from './parts/asked-queries.ts';
import { addStories, archiveNow, builtArchive } from './parts/build-archive.ts';
import { makeStory, randomFrom } from './parts/random-stories.ts';

/** The clock of a thread's CPU moves in steps of up to 4 ms: short tasks are repeated for about so long. */
const measuredMs = 24;
const mostRounds = 12;
/** How many queries of a kind are asked cold, and for counts. */
const few = 4;
const words = process.argv.slice(process.argv.indexOf('search') + 1);
const asked = words.find((word) => /^\d+$/.test(word));
const pagesOnly = words.includes('pages');
const only = words.find((word) => !/^(\d+|pages)$/.test(word));
const built = await builtArchive(Number(asked ?? 1_000_000));
const file = path.join(built.folder, 'archive.sqlite');

await markSome();
describe();
measureOpening();
const reader = openReadOnly(built.folder);
const kinds = askedQueries(built.stories).filter(({ name }) => new RegExp(only ?? '').test(name));
warmUp();
console.log(`
CPU ms of the searching thread (wall ms where it says so); p50 and p95
                                       newest 50   wall   cold wall      relevance         facets      histogram  FTS5
                                     p50     p95     p95        p95     p50     p95     p50     p95     p50     p95   p95`);
for (const kind of kinds) measureKind(kind);
reader.close();
if (only === undefined) await measureCommits();

/** A few marks, as an analyst leaves them; the newest hundredth is unread. */
async function markSome(): Promise<void> {
  const database = await openDatabase(built.folder);
  const marked = database.prepare('SELECT 1 FROM stories WHERE starred_at IS NOT NULL LIMIT 1').get() !== undefined;
  if (!marked)
    transaction(database, () => {
      database.exec(`UPDATE stories SET starred_at = 1 WHERE id % 1997 = 0;
        UPDATE stories SET read_at = 1 WHERE id < (SELECT max(id) FROM stories) - ${8 * 86_400 * 2}`);
    });
  database.close();
}

function describe(): void {
  const size = fs.statSync(file).size;
  console.log(
    `${built.stories} stories, ${megabytes(built.textBytes)} of text; built at ${built.storiesPerCpuSecond} stories a CPU second`,
  );
  console.log(`the file: ${megabytes(size)}, ${(size / built.textBytes).toFixed(2)} times the text`);
}

function measureOpening(): void {
  const times = Array.from({ length: 10 }, () => {
    const before = performance.now();
    const database = openReadOnly(built.folder);
    database.prepare('SELECT title FROM stories ORDER BY id DESC LIMIT 50').all();
    database.close();
    return performance.now() - before;
  });
  console.log(`opening and the newest 50 titles: p95 ${quantile(times, 0.95).toFixed(1)} ms`);
}

function measureKind({ name, queries, boundMs }: QueryKind): void {
  const named = queries.map((text) => nameOf(text));
  const task = (query: SearchTask['query']): SearchTask => ({ kind: 'page', order: 'newest', limit: 50, query });
  const page = measure(named.map((query) => task(query)));
  const over = page[1] > boundMs ? ' <' : '';
  if (pagesOnly) {
    const [p50, p95, wall] = page.map((value) => value.toFixed(1).padStart(8));
    console.log(`${name.padEnd(32)} ${p50}${p95}${wall}${floor(named).padStart(84)}${over}`);
    return;
  }
  const relevance = measure(named.map((query) => ({ ...task(query), order: 'relevance' }) as SearchTask));
  const facets = measure(named.map((query) => ({ kind: 'facets', query })));
  const days = lastDays(archiveNow, 90, undefined);
  const histogram = measure(named.map((query) => ({ kind: 'histogram', query, days })));
  const cold = measureCold(named.slice(0, few).map((query) => task(query)));
  const columns = [...page, cold[2], ...relevance.slice(0, 2), ...facets.slice(0, 2), ...histogram.slice(0, 2)]
    .map((value, index) => (value ?? 0).toFixed(1).padStart(index === 3 ? 11 : 8))
    .join('');
  console.log(`${name.padEnd(32)} ${columns}${floor(named).padStart(6)}${over}`);
}

function nameOf(text: string): SearchTask['query'] {
  const parsed = parseQuery(text);
  if (!parsed.ok) throw new Error(`${text}: ${parsed.errors[0]?.message}`);
  return nameQuery(parsed.query, { now: () => archiveNow, resolveFeed: (name) => feedIdsOf(reader, name) });
}

type Times = readonly [cpuP50: number, cpuP95: number, wallP95: number];

/** Times of the tasks, each the mean of its rounds, and asked once before it counts. */
function measure(tasks: readonly SearchTask[]): Times {
  return summary(tasks.map((task) => meanOf(() => runSearchTask(reader, task))));
}

interface Time {
  readonly cpu: number;
  readonly wall: number;
}

function meanOf(work: () => unknown): Time {
  const first = timeOf(work);
  const rounds = Math.max(1, Math.min(mostRounds, Math.ceil(measuredMs / Math.max(first.wall, 0.01))));
  const all = timeOf(() => {
    for (let round = 0; round < rounds; round++) work();
  });
  return { cpu: all.cpu / rounds, wall: all.wall / rounds };
}

/** As after a start: a connection without a cache, and the system's cache of the file dropped where that is possible. */
function measureCold(tasks: readonly SearchTask[]): Times {
  const times = tasks.map((task) => {
    spawnSync('dd', [`if=${file}`, 'iflag=nocache', 'count=0'], { stdio: 'ignore' });
    const database = openReadOnly(built.folder);
    database.prepare('SELECT title FROM stories ORDER BY id DESC LIMIT 1').get();
    const time = timeOf(() => runSearchTask(database, task));
    database.close();
    return time;
  });
  return summary(times);
}

function timeOf(work: () => unknown): Time {
  const before = performance.now();
  const used = process.threadCpuUsage();
  work();
  const { user, system } = process.threadCpuUsage(used);
  return { cpu: (user + system) / 1000, wall: performance.now() - before };
}

function summary(times: readonly Time[]): Times {
  const cpu = times.map((time) => time.cpu);
  return [
    quantile(cpu, 0.5),
    quantile(cpu, 0.95),
    quantile(
      times.map(({ wall }) => wall),
      0.95,
    ),
  ];
}

/** Lets the code be compiled, as it is after an analyst's first searches. */
function warmUp(): void {
  const [sample] = askedQueries(built.stories);
  for (let round = 0; round < 10; round++)
    for (const text of [...(sample?.queries ?? []), 'lead:eauet', 'ATLEAST/2(eauet)', 'birr NEAR/9 eauet'])
      runSearchTask(reader, { kind: 'page', order: 'newest', limit: 50, query: nameOf(text) });
}

function floor(queries: readonly SearchTask['query'][]): string {
  const select = reader.prepare('SELECT rowid FROM story_index WHERE story_index MATCH ? ORDER BY rowid DESC LIMIT 50');
  const times = queries.flatMap((query) => {
    const { match } = askIndex(compileNamed(query), readKnowledge(reader), 'index');
    if (match === undefined) return [];
    return [meanOf(() => select.all(match)).cpu];
  });
  return times.length === 0 ? '-' : quantile(times, 0.95).toFixed(1);
}

/** What a poll costs: 20 stories stored and indexed, synced to the disk both times. They are removed again. */
async function measureCommits(): Promise<void> {
  const database = await openDatabase(built.folder);
  const random = randomFrom(7);
  const times: number[] = [];
  const added: number[] = [];
  for (let poll = 0; poll < 60; poll++) {
    const made = Array.from({ length: 20 }, () => makeStory(random));
    const before = performance.now();
    added.push(...addStories(database, made, built.stories + poll * 20, () => archiveNow + poll * 60_000));
    times.push(performance.now() - before);
  }
  transaction(database, () => {
    for (const id of added) database.prepare('DELETE FROM story_index WHERE rowid = ?').run(id);
    for (const id of added) database.prepare('DELETE FROM stories WHERE id = ?').run(id);
  });
  database.close();
  console.log(
    `\n20 stories stored and indexed: wall p50 ${quantile(times, 0.5).toFixed(0)} ms, p95 ${quantile(times, 0.95).toFixed(0)} ms`,
  );
}

function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

function megabytes(bytes: number): string {
  return `${(bytes / 1_000_000).toFixed(0)} MB`;
}
