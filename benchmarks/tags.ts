/**
 * `npm run bench -- tags`: CPU a story of 3 kB for tagging with the whole gazetteer, beside the same names as one
 * alternation regex, the best Aho-Corasick package, and the entity finders of compromise and wink-nlp (English).
 */
import nlp from 'compromise';
import AhoCorasick from 'modern-ahocorasick';
import model from 'wink-eng-lite-web-model';
import winkNLP from 'wink-nlp';
import { loadGazetteer } from '../electron/desk/tag/gazetteer.ts';
import { StoryText } from '../electron/desk/tag/story-text.ts';
import { createTagger } from '../electron/desk/tag/tag-text.ts';
import { createNewsText } from './parts/news-text.ts';

const entities = loadGazetteer();
const names = [...new Set(entities.flatMap(({ aliases }) => aliases.map(({ text }) => text.replace(/\*/g, ''))))];
const english = entities.flatMap(({ aliases }) =>
  aliases.filter(({ language }) => language === 'en' || language === '*').map(({ text }) => text.replace(/\*/g, '')),
);

/** Text with about one name in thirty words, as defence news has. */
function makeStories(count: number): { title: string; text: string }[] {
  const news = createNewsText(11);
  return Array.from({ length: count }, () => {
    let text = '';
    while (text.length < 3000)
      text += `${news.text(200)}${english[Math.floor(news.random() * english.length)] ?? ''} ${news.word()}. `;
    return { title: news.text(60), text };
  });
}

// As the desk has them, from a parser or the archive: each text in one piece, and not as the rope of its making.
const stories = JSON.parse(JSON.stringify(makeStories(300))) as ReturnType<typeof makeStories>;
const storyAt = (index: number): { title: string; text: string } =>
  stories[index % stories.length] ?? { title: '', text: '' };

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

const row = (name: string, micros: number, own?: number): void =>
  console.log(
    `  ${name.padEnd(44)}${micros.toFixed(1).padStart(10)} µs a story${own === undefined ? '' : `   ${(micros / own).toFixed(1)} times as much`}`,
  );

console.log(`${entities.length} entities, ${names.length} names, stories of 3 kB`);
const tagger = await createTagger();
const read = new StoryText();
let tags = 0;
for (let index = 0; index < stories.length; index++) tags += tagger.tag({ ...storyAt(index), language: 'en' }).length;
console.log(`  ${(tags / stories.length).toFixed(1)} tags a story`);
row(
  'reading the words alone',
  measure(600, (index) => void read.read(storyAt(index).title, storyAt(index).text)),
);
const own = measure(600, (index) => void tagger.tag({ ...storyAt(index), language: 'en' }));
row('Sitrep: words, names, endings, guards', own);
const automaton = new AhoCorasick(names.map((name) => name.toLowerCase()));
row(
  'Aho-Corasick (modern-ahocorasick), names alone',
  measure(200, (index) => void automaton.search(storyAt(index).text.toLowerCase())),
  own,
);
const escaped = names.map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).sort((a, b) => b.length - a.length);
const alternation = new RegExp(`(?<![\\p{L}\\p{N}])(?:${escaped.join('|')})(?![\\p{L}\\p{N}])`, 'gu');
row(
  'one alternation regex, names alone',
  measure(100, (index) => void storyAt(index).text.match(alternation)),
  own,
);
row(
  'compromise: topics (English)',
  measure(10, (index) => void nlp(storyAt(index).text).topics().out('array')),
  own,
);
const wink = winkNLP(model);
row(
  'wink-nlp: entities (English)',
  measure(20, (index) => void wink.readDoc(storyAt(index).text).entities().out()),
  own,
);
