/**
 * `npm run bench -- rule-desk [lab|adding]`: what somebody who writes rules waits for, over the desk: the lab's first and its exact
 * answer on 100,000 stories of half a year, all of them looked at, and a rule added to 10,000. Wall time, since a person
 * waits for the disk too. Works on a copy of the benchmark's archive.
 */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { type Desk, openDesk } from '../electron/desk/desk.ts';
import { everywhere } from '../shared/rule.ts';
import { askedQueries } from './parts/asked-queries.ts';
import { archiveNow, builtArchive } from './parts/build-archive.ts';
import { createNewsText } from './parts/news-text.ts';

const storyCount = 100_000;
const ruleCount = 10_000;
const each = 4;
const kinds =
  /^(common word|rare word|phrase as written|NEAR of common words|six terms, boolean|prefix of three|exact case|common word, tag|language alone|unread alone)$/;

const only = process.argv[process.argv.indexOf('rule-desk') + 1];
const built = await builtArchive(storyCount);
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'sitrep-rule-desk-'));
try {
  fs.copyFileSync(path.join(built.folder, 'archive.sqlite'), path.join(folder, 'archive.sqlite'));
  const desk = await openDesk({ folder, now: () => archiveNow });
  if (only !== 'adding') await measureLab(desk);
  if (only !== 'lab') await measureAdding(desk);
  await desk.close();
} finally {
  fs.rmSync(folder, { recursive: true, force: true });
}

async function measureLab(desk: Desk): Promise<void> {
  console.log(
    `the lab on ${storyCount} stories, ms                  first p50    worst    exact p50    worst   off by`,
  );
  // No index helps with it.
  const slow = [{ name: 'a pattern', queries: ['/[b-d]arat[io]{2}/'] }];
  for (const { name, queries } of [...askedQueries(storyCount).filter(({ name }) => kinds.test(name)), ...slow]) {
    const told = [];
    for (const query of queries.slice(0, each)) told.push(await askLab(desk, query));
    const first = told.map(({ firstMs }) => firstMs);
    const exact = told.map(({ exactMs }) => exactMs);
    const numbers = [middle(first), Math.max(...first), middle(exact), Math.max(...exact)];
    const off = Math.max(...told.map(({ offBy }) => offBy));
    console.log(
      `  ${name.padEnd(36)}${numbers.map((ms) => ms.toFixed(0).padStart(12)).join('')}${`${(off * 100).toFixed(0)} %`.padStart(9)}`,
    );
  }
}

/** `offBy`: how far the first count lay from the exact one, as a share of all stories. */
async function askLab(desk: Desk, query: string) {
  const input = { query, trigger: 'each-story', scope: everywhere, severity: 'watch', days: 180 } as const;
  const from = performance.now();
  const answers: { readonly ms: number; readonly hits: number }[] = [];
  for await (const { hits } of await desk.rules.lab(input)) answers.push({ ms: performance.now() - from, hits });
  const [first, last] = [answers[0], answers.at(-1)];
  return {
    firstMs: first?.ms ?? Number.NaN,
    exactMs: last?.ms ?? Number.NaN,
    offBy: Math.abs((first?.hits ?? 0) - (last?.hits ?? 0)) / storyCount,
  };
}

async function measureAdding(desk: Desk): Promise<void> {
  const news = createNewsText();
  const query = (): string =>
    `${news.askedWord()} AND (${news.askedWord()} OR "${news.askedWord()} ${news.askedWord()}")`;
  const rules = Array.from({ length: ruleCount }, (_, index) => `  - name: Rule ${index}\n    query: '${query()}'\n`);
  const imported = performance.now();
  await desk.rules.import({ yaml: `sitrep-rules: 1\nrules:\n${rules.join('')}` });
  console.log(`${ruleCount} rules imported in ${(performance.now() - imported).toFixed(0)} ms`);
  const times: number[] = [];
  const cpu: number[] = [];
  for (let index = 0; index < 100; index++) {
    const from = performance.now();
    const before = process.cpuUsage();
    await desk.rules.save({ name: `Added ${index}`, query: query() });
    const { user, system } = process.cpuUsage(before);
    times.push(performance.now() - from);
    cpu.push((user + system) / 1000);
  }
  console.log(
    `a rule added to them: ${middle(times).toFixed(1)} ms, at worst ${Math.max(...times).toFixed(1)}; of it CPU ${middle(cpu).toFixed(1)}`,
  );
  const listed = performance.now();
  await desk.rules.list();
  console.log(`all of them listed in ${(performance.now() - listed).toFixed(0)} ms`);
}

function middle(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
