/** `npm run bench -- rules`: CPU a story for matching many rules, beside asking every rule in turn. */
import { compileQuery } from '../electron/desk/rule/compile.ts';
import { evaluate } from '../electron/desk/rule/evaluate.ts';
import { createPercolator } from '../electron/desk/rule/percolate.ts';
import { readStoryTerms } from '../electron/desk/rule/story-terms.ts';
import { parseQuery } from '../shared/query/parse.ts';

const vocabulary = 20_000;
const storyCharacters = 3000;
const stories = 200;
let seed = 42;

function random(): number {
  seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
  return seed / 2_147_483_648;
}

/** The nth word: letters only, since digits would part it. */
function spell(n: number): string {
  return n
    .toString(26)
    .padStart(4, '0')
    .replace(/./g, (digit) => String.fromCharCode(97 + Number.parseInt(digit, 26)));
}

/** A word by Zipf's law: the first are in every story, most in hardly any. */
function word(): string {
  return spell(Math.floor(vocabulary ** random()));
}

function makeStory(): { title: string; text: string } {
  let text = '';
  while (text.length < storyCharacters) text += `${word()} `;
  return { title: `${word()} ${word()} ${word()}`, text };
}

function makeQuery(): string {
  const rare = (): string => spell(Math.floor(vocabulary * random()));
  const forms = [
    `${rare()} AND ${word()}`,
    `(${rare()} OR ${rare()}) NOT ${rare()}`,
    `"${rare()} ${word()}"`,
    `${rare()} NEAR/10 ${word()}`,
    `${rare()}* ${word()}`,
  ];
  return `(${forms[Math.floor(random() * forms.length)]}) OR (${rare()} ${rare()})`;
}

/** CPU microseconds a call. */
function measure(calls: number, work: (index: number) => void): number {
  for (let index = 0; index < Math.min(calls, 20); index++) work(index);
  const before = process.cpuUsage();
  for (let index = 0; index < calls; index++) work(index);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / calls;
}

const sample = Array.from({ length: stories }, makeStory);
const at = (index: number) => sample[index % stories] ?? makeStory();
const alone = measure(stories, (index) => void createPercolator([]).match(at(index)));
console.log(`reading a story, no rules      ${alone.toFixed(0).padStart(8)} µs`);
for (const count of [100, 1000, 10_000]) {
  const rules = Array.from({ length: count }, (_, index) => {
    const parsed = parseQuery(makeQuery());
    if (!parsed.ok) throw new Error('the benchmark makes queries that parse');
    return { id: String(index), query: parsed.query };
  });
  const percolator = createPercolator(rules);
  const matched = measure(stories, (index) => void percolator.match(at(index)));
  const compiled = rules.map(({ query }) => compileQuery(query));
  const naive = measure(Math.max(3, 20_000 / count), (index) => {
    const terms = readStoryTerms(at(index));
    for (const query of compiled) evaluate(query, terms, []);
  });
  console.log(
    `${String(count).padStart(6)} rules  ${matched.toFixed(0).padStart(8)} µs a story; every rule in turn ${naive.toFixed(0)} µs, ${(naive / matched).toFixed(1)} times`,
  );
}
