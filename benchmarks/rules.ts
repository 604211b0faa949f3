/**
 * `npm run bench -- rules`: CPU a story for matching many rules on stories of 3 kB, beside the best Aho-Corasick
 * package, alone and in an engine that does all of the percolator's job, a regex for each word, and FTS5 with a query a
 * rule on an index of the one story.
 */
import { DatabaseSync } from 'node:sqlite';
import v8 from 'node:v8';
import vm from 'node:vm';
import AhoCorasick from 'modern-ahocorasick';
import { compileQuery } from '../electron/desk/rule/compile.ts';
import { createPercolator, type PercolatedRule, type Percolator } from '../electron/desk/rule/percolate.ts';
import { askIndex } from '../electron/desk/store/index-expression.ts';
import { readWords, tokenise } from '../electron/desk/tag/normalise.ts';
import { Words } from '../electron/desk/tag/words.ts';
import { parseQuery } from '../shared/query/parse.ts';
import { type AhoRules, createAhoRules } from './parts/aho-rules.ts';
import { createNewsText } from './parts/news-text.ts';

v8.setFlagsFromString('--expose-gc');
const collectGarbage = vm.runInNewContext('gc') as () => void;
const news = createNewsText();
const stories = Array.from({ length: 1000 }, () => ({ title: news.text(60), text: news.text(3000) }));
const storyAt = (index: number): { title: string; text: string } =>
  stories[index % stories.length] ?? { title: '', text: '' };

/** About five words a rule, in the forms that rules take. */
function makeQuery(): string {
  const word = news.askedWord;
  const forms = [
    () => `${word()} AND (${word()} OR ${word()} OR ${word()}) NOT ${word()}`,
    () => `(${word()} OR ${word()}) AND "${word()} ${word()}"`,
    () => `${word()} NEAR/10 (${word()} OR ${word()}) OR "${word()} ${word()}"`,
    () => `${word()}* AND ${word()} AND ${word()} AND ${word()} AND ${word()}`,
    () => `"${word()} ${word()}" OR (${word()} ${word()} ${word()})`,
  ];
  return forms[Math.floor(news.random() * forms.length)]?.() ?? word();
}

function makeRule(id: number): PercolatedRule {
  const parsed = parseQuery(makeQuery());
  if (!parsed.ok) throw new Error('the benchmark makes queries that parse');
  return { id: String(id), query: parsed.query };
}

/** CPU microseconds a call; the median of five runs. */
function measure(calls: number, work: (index: number) => void): number {
  for (let index = 0; index < calls / 2; index++) work(index);
  const runs = Array.from({ length: 5 }, () => {
    const before = process.cpuUsage();
    for (let index = 0; index < calls; index++) work(index);
    const { user, system } = process.cpuUsage(before);
    return (user + system) / calls;
  });
  return runs.sort((a, b) => a - b)[2] ?? 0;
}

/** In how many stories each word stands. */
function wordFrequency(): ReadonlyMap<string, number> {
  const frequency = new Map<string, number>();
  for (const { title, text } of stories)
    for (const term of new Set(tokenise(`${title} ${text}`).map((token) => token.term)))
      frequency.set(term, (frequency.get(term) ?? 0) + 1);
  return frequency;
}

const nothingKnown = { termsFrom: () => undefined, feedsInFolder: () => [], feedsOfType: () => [] };

function ftsQueries(rules: readonly PercolatedRule[]): string[] {
  return rules.flatMap(({ query }) => askIndex(compileQuery(query), nothingKnown, 'index').match ?? []);
}

function ftsPerRule(queries: readonly string[]): (index: number) => void {
  const database = new DatabaseSync(':memory:');
  database.exec("CREATE VIRTUAL TABLE t USING fts5(title, body, meta, tokenize='unicode61')");
  const insert = database.prepare('INSERT INTO t (rowid, title, body, meta) VALUES (1, ?, ?, ?)');
  const match = database.prepare('SELECT 1 FROM t WHERE t MATCH ?');
  return (index) => {
    database.exec('DELETE FROM t');
    const { title, text } = storyAt(index);
    insert.run(title, text, '');
    for (const query of queries) match.get(query);
  };
}

/** Bytes that are still in use. */
function heldBytes(): number {
  collectGarbage();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

/** What a percolator of `rules` holds after it has read all stories. */
function megabytesOf(rules: readonly PercolatedRule[]): number {
  const before = heldBytes();
  const percolator = createPercolator(rules);
  for (const story of stories) percolator.match(story);
  const held = heldBytes() - before;
  percolator.match(storyAt(0));
  return held / 1024 / 1024;
}

/** On how many stories both find the same rules. */
function agreement(percolator: Percolator, others: AhoRules): string {
  const same = stories.filter((story) => {
    const own = percolator.match(story).map(({ ruleId }) => ruleId);
    return (
      own.sort().join() ===
      others
        .match(story)
        .map(({ ruleId }) => ruleId)
        .sort()
        .join()
    );
  });
  return `the same rules on ${same.length} of ${stories.length} stories`;
}

const row = (name: string, micros: number, note = ''): void =>
  console.log(`  ${name.padEnd(34)}${micros.toFixed(1).padStart(10)} µs a story${note}`);
const times = (other: number, own: number): string => `   ${(other / own).toFixed(1)} times as much`;

const scratch = new Words();
row(
  'reading the words alone',
  measure(1000, (index) => readWords(storyAt(index).text, scratch)),
);
const frequency = wordFrequency();
for (const count of [100, 1000, 10_000]) {
  const rules = Array.from({ length: count }, (_, index) => makeRule(index));
  const builtFrom = performance.now();
  const percolator = createPercolator(rules);
  const buildMs = performance.now() - builtFrom;
  for (let index = 0; index < stories.length; index++) percolator.match(storyAt(index));
  let fired = 0;
  for (let index = 0; index < stories.length; index++) fired += percolator.match(storyAt(index)).length;
  console.log(
    `${count} rules: ${(fired / stories.length).toFixed(2)} fire a story; built in ${buildMs.toFixed(0)} ms, ${megabytesOf(rules).toFixed(1)} MB`,
  );
  const own = measure(1000, (index) => void percolator.match(storyAt(index)));
  row('percolator', own);
  const ahoRules = createAhoRules(rules, frequency);
  const { words } = ahoRules;
  const automaton = new AhoCorasick([...new Set(words)]);
  const bare = measure(200, (index) => void automaton.search(storyAt(index).text));
  row('Aho-Corasick, the search alone', bare, times(bare, own));
  const aho = measure(200, (index) => void ahoRules.match(storyAt(index)));
  row('Aho-Corasick, the same job', aho, `${times(aho, own)}, ${agreement(percolator, ahoRules)}`);
  if (count <= 1000) {
    const patterns = words.map((word) => new RegExp(`\\b${word}\\b`));
    const regex = measure(5, (index) => {
      for (const pattern of patterns) pattern.test(storyAt(index).text);
    });
    row('a regex for each word', regex, times(regex, own));
  }
  const fts = measure(count > 1000 ? 2 : 10, ftsPerRule(ftsQueries(rules)));
  row('FTS5, a query for each rule', fts, times(fts, own));
  const more = Array.from({ length: 50 }, (_, index) => makeRule(count + index));
  const addedFrom = performance.now();
  for (const rule of more) percolator.add(rule);
  const added = ((performance.now() - addedFrom) * 1000) / more.length;
  console.log(`  ${'adding a rule'.padEnd(34)}${added.toFixed(1).padStart(10)} µs`);
}
