/**
 * `npm run bench -- rules`: CPU a story for matching many rules on stories of 3 kB, beside a regex for each word,
 * the best Aho-Corasick package with all words, and FTS5 with a query a rule on an index of the one story.
 */
import { DatabaseSync } from 'node:sqlite';
import AhoCorasick from 'modern-ahocorasick';
import { compileQuery } from '../electron/desk/rule/compile.ts';
import { createPercolator, type PercolatedRule } from '../electron/desk/rule/percolate.ts';
import { askIndex } from '../electron/desk/store/index-expression.ts';
import { readWords, tokenise } from '../electron/desk/tag/normalise.ts';
import { Words } from '../electron/desk/tag/words.ts';
import { parseQuery } from '../shared/query/parse.ts';
import { createNewsText } from './parts/news-text.ts';

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

function wordsOf(rules: readonly PercolatedRule[]): string[] {
  const found = new Set<string>();
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    if ('kind' in value && value.kind === 'term' && 'text' in value)
      for (const { term } of tokenise(String(value.text))) found.add(term);
    for (const child of Object.values(value)) visit(child);
  };
  for (const { query } of rules) visit(query);
  return [...found];
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

const row = (name: string, micros: number, note = ''): void =>
  console.log(`  ${name.padEnd(34)}${micros.toFixed(1).padStart(10)} µs a story${note}`);
const times = (other: number, own: number): string => `   ${(other / own).toFixed(1)} times as much`;

const scratch = new Words();
row(
  'reading the words alone',
  measure(1000, (index) => readWords(storyAt(index).text, scratch)),
);
for (const count of [100, 1000, 10_000]) {
  const rules = Array.from({ length: count }, (_, index) => makeRule(index));
  globalThis.gc?.();
  const heapBefore = process.memoryUsage();
  const builtFrom = performance.now();
  const percolator = createPercolator(rules);
  const buildMs = performance.now() - builtFrom;
  for (let index = 0; index < stories.length; index++) percolator.match(storyAt(index));
  globalThis.gc?.();
  const heap = process.memoryUsage();
  const megabytes = (heap.heapUsed + heap.arrayBuffers - heapBefore.heapUsed - heapBefore.arrayBuffers) / 1024 / 1024;
  let fired = 0;
  for (let index = 0; index < stories.length; index++) fired += percolator.match(storyAt(index)).length;
  console.log(
    `${count} rules: ${(fired / stories.length).toFixed(2)} fire a story; built in ${buildMs.toFixed(0)} ms, ${megabytes.toFixed(1)} MB`,
  );
  const own = measure(1000, (index) => void percolator.match(storyAt(index)));
  row('percolator', own);
  const words = wordsOf(rules);
  const automaton = new AhoCorasick(words);
  const aho = measure(200, (index) => void automaton.search(storyAt(index).text));
  row('Aho-Corasick (modern-ahocorasick)', aho, times(aho, own));
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
  row('adding a rule', ((performance.now() - addedFrom) * 1000) / more.length, ' (wall time)');
}
