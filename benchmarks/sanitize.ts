/**
 * `npm run bench -- sanitize`: CPU of sanitizeHtml for an article and for input made to be slow, at 100 kB and at four
 * times as much. What grows by much more than four is not linear.
 */
import { sanitizeHtml } from '../electron/desk/article/sanitize.ts';

const [short, long] = [100_000, 400_000];
const shown = 12;

/** As many of `part` as fill the length. */
const fill = (part: string) => (length: number) => part.repeat(Math.ceil(length / part.length));
const within = (before: string, part: string, after: string) => (length: number) => before + fill(part)(length) + after;
const numbered = (before: string, part: (n: number) => string, after: string) => (length: number) => {
  let text = before;
  for (let n = 0; text.length < length; n++) text += part(n);
  return text + after;
};

const article = fill('<p>The ministry said <b>on Monday</b> that <a href="/x">twelve radars</a> came.</p>\n');
const inputs: Readonly<Record<string, (length: number) => string>> = {
  'brackets only': fill('<'),
  'half tags': fill('<a'),
  ampersands: fill('&'),
  'entities without an end': fill('&amp'),
  'deep divs': fill('<div>'),
  'deep bold': fill('<b>'),
  'misnested formatting': fill('<p><b><i>'),
  'links in links': fill('<a href=x>'),
  'deep quotes': fill('<blockquote>'),
  'deep lists': fill('<ul><li>'),
  'deep tables': fill('<table><tr><td>'),
  'text in tables': within('<table>', 'x<tr>', ''),
  'long table': within('<table>', '<tr><td>1</td><td>2</td></tr>', '</table>'),
  'wide row': within('<table><tr>', '<td>1', '</table>'),
  'cells that span everything': within('<table>', '<tr><td colspan=1000 rowspan=60000>1', '</table>'),
  'many attributes': numbered('<p ', (n) => `a${n}=1 `, '>x</p>'),
  'one attribute again and again': within('<p ', 'x ', '>x</p>'),
  'long address': within('<a href="', 'a', '">x</a>'),
  'address of tabs': within('<a href="java', '&Tab;', 'script:1">x</a>'),
  'long srcset': numbered('<img srcset="', (n) => `a${n}.png ${n}w, `, '">'),
  'srcset of commas': within('<img srcset="', ',', '">'),
  'srcset of spaces': within('<img srcset="', ' ', 'x">'),
  'many sources': within('<picture>', '<source srcset="a.png 1w, b.png 2w">', '<img src=x></picture>'),
  spaces: within('<p>', ' ', 'x</p>'),
  'line breaks': fill('<br>'),
  comments: fill('<!--'),
  'a comment of dashes': within('<!--', '-', ''),
  scripts: fill('<script>'),
  'foreign content': fill('<svg><math>'),
  'end tags': fill('</p>'),
  headings: fill('<h1>'),
  figures: fill('<figure><img src=x><figcaption>'),
  frames: fill('<iframe srcdoc="<p>x">'),
  'right to left': fill('<p>אב גד a 1</p>'),
};

function cpuMs(html: string): number {
  const before = process.cpuUsage();
  sanitizeHtml(html, 'https://a.example/');
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/** Warm first, then the better of two: another process's cache misses are not ours. */
const best = (html: string): number => Math.min(cpuMs(html), cpuMs(html));

cpuMs(article(long));
const usual = best(article(short));
console.log(`${'an article'.padEnd(32)}${usual.toFixed(0).padStart(5)} ms for ${short / 1000} kB`);
const costs = Object.entries(inputs).map(([name, make]) => ({
  name,
  short: best(make(short)),
  long: best(make(long)),
}));
console.log(
  `of ${costs.length} hostile inputs the dearest, and how they grow from ${short / 1000} to ${long / 1000} kB:`,
);
for (const cost of costs.sort((a, b) => b.long - a.long).slice(0, shown))
  console.log(
    `${cost.name.padEnd(32)}${cost.short.toFixed(0).padStart(5)} ms${cost.long.toFixed(0).padStart(6)} ms  ${(cost.long / Math.max(1, cost.short)).toFixed(1)} times`,
  );
