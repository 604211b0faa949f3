/**
 * `npm run bench -- query`: a million random texts through the query parser, none of which may make it throw, and how
 * its time grows with the length of the text. `SEED` changes the texts.
 */
import { parseQuery } from '../shared/query/parse.ts';
import { checkQuery } from '../tests/shared/query/check-query.ts';
import { createNoise } from '../tests/shared/query/query-noise.ts';

const texts = 1_000_000;
const shapes = 400;
const [short, long] = [10_000, 100_000];
const noise = createNoise(Number(process.env.SEED ?? 42));

const started = performance.now();
let right = 0;
for (let index = 0; index < texts; index++) if (checkQuery(noise.text(12))) right++;
const seconds = (performance.now() - started) / 1000;
console.log(`${texts} texts in ${seconds.toFixed(0)} s: none threw, ${right} parsed and printed the same twice`);

/** Nanoseconds a character; the better of two. */
function cost(text: string): number {
  let best = Infinity;
  for (let round = 0; round < 2; round++) {
    const before = performance.now();
    parseQuery(text);
    best = Math.min(best, performance.now() - before);
  }
  return (best * 1e6) / text.length;
}

let worst = { text: '', short: 0, long: 0 };
let [all, allLong] = [0, 0];
for (let index = 0; index < shapes; index++) {
  const text = noise.repeated(long);
  const costs = { short: cost(text.slice(0, short)), long: cost(text) };
  all += costs.short;
  allLong += costs.long;
  if (costs.long > worst.long) worst = { text: text.slice(0, 40), ...costs };
}
const kilobytes = (length: number): string => `${length / 1000} kB`;
console.log(
  `${shapes} shapes: ${(all / shapes).toFixed(0)} ns a character at ${kilobytes(short)}, ${(allLong / shapes).toFixed(0)} ns at ${kilobytes(long)}`,
);
console.log(`slowest: ${worst.long.toFixed(0)} ns (${worst.short.toFixed(0)} ns): ${JSON.stringify(worst.text)}`);
