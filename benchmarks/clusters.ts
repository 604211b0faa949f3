/**
 * `npm run bench -- clusters`: stories a CPU second for copies alone and with events, and memory a story, on a generated
 * stream, beside MinHash 128 (32 bands of 4) and SimHash 64, which are written here and read the same words.
 */
import { setTimeout } from 'node:timers/promises';
import { type Clusterer, createClusterer } from '../electron/desk/story/cluster.ts';
import { createWords, readWords } from '../electron/desk/story/likeness/read-words.ts';

const count = 24_000;
const vocabulary = 60_000;
const wordsOfAStory = 430;
const hourMs = 3_600_000;

interface Generated {
  readonly id: number;
  readonly title: string;
  readonly text: string;
  readonly publishedAt: number;
  readonly feedId: number;
  /** Stories with the same one are copies. */
  readonly original: number;
  readonly kind: string;
}

let seed = 42;
/** Marsaglia's xorshift: a linear generator in doubles repeats itself long before the stream ends. */
function random(): number {
  seed ^= seed << 13;
  seed ^= seed >>> 17;
  seed ^= seed << 5;
  return (seed >>> 0) / 4_294_967_296;
}
const upTo = (most: number): number => Math.floor(random() * most);

/** The nth word: letters only. */
function spell(n: number): string {
  return n
    .toString(26)
    .padStart(4, '0')
    .replace(/./g, (digit) => String.fromCharCode(97 + Number.parseInt(digit, 26)));
}

/** By Zipf's law: the first words are in every story, most in hardly any. */
const word = (): string => spell(Math.floor(vocabulary ** random()));
const sentence = (): string => `${Array.from({ length: 10 + upTo(16) }, word).join(' ')}.`;

function sentences(words = wordsOfAStory * (0.5 + random())): string[] {
  const made: string[] = [];
  for (let length = 0; length < words; length += made.at(-1)?.split(' ').length ?? 1) made.push(sentence());
  return made;
}

const boilerplate = Array.from({ length: 40 }, () => sentences(60).join(' '));
const editWords = (text: string, share: number): string =>
  text
    .split(' ')
    .map((each) => (random() < share ? word() : each))
    .join(' ');
const copyKinds: Readonly<Record<string, (text: string) => string>> = {
  whole: (text) => text,
  'cut to 50 %': (text) => text.slice(0, text.length * 0.5),
  'cut to 20 %': (text) => text.slice(0, text.length * 0.2),
  appended: (text) => `${text} ${boilerplate[upTo(boilerplate.length)]}`,
  '10 % edited': (text) => editWords(text, 0.1),
  '25 % edited': (text) => editWords(text, 0.25),
};

/** A quarter are texts that share a frame of 50 to 65 % of their sentences; a third of the rest has two to five copies. */
function generate(): Generated[] {
  const stories: Generated[] = [];
  const frames = Array.from({ length: 300 }, () => ({ parts: sentences(), share: 0.5 + random() * 0.15 }));
  const add = (text: string, original: number, kind: string): void => {
    const id = stories.length;
    stories.push({ id, original, kind, text, title: sentence(), publishedAt: id * 60_000, feedId: upTo(500) });
  };
  for (let original = 0; stories.length < count; original++) {
    const frame = random() < 0.42 ? frames[upTo(frames.length)] : undefined;
    if (frame !== undefined) {
      add(frame.parts.map((part) => (random() < frame.share ? part : sentence())).join(' '), original, 'frame');
      continue;
    }
    const text = sentences().join(' ');
    add(text, original, 'report');
    if (random() > 1 / 3) continue;
    for (let copies = 2 + upTo(4); copies > 0; copies--) {
      const [kind, make] = Object.entries(copyKinds)[upTo(6)] ?? ['whole', (same: string) => same];
      add(make(text), original, kind);
    }
  }
  // Copies come within hours: a local shuffle.
  return stories
    .slice(0, count)
    .map((story) => ({ story, at: story.id + upTo(300) }))
    .sort((a, b) => a.at - b.at)
    .map(({ story }) => story);
}

/** The group of each story in the stream, and what finding it cost. */
interface Run {
  readonly groups: readonly unknown[];
  readonly storiesPerSecond: number;
  readonly bytesPerStory: number;
}

/** Bytes in use. Buffers are freed behind a collection, not in it. */
async function memory(): Promise<number> {
  for (let round = 0; round < 3; round++) {
    globalThis.gc?.();
    await setTimeout(20);
  }
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

async function run(
  stories: readonly Generated[],
  start: () => (story: Generated) => void,
  groups: () => unknown[],
): Promise<Run> {
  const warm = start();
  for (const story of stories.slice(0, 500)) warm(story);
  const before = await memory();
  const add = start();
  const cpu = process.cpuUsage();
  for (const story of stories) add(story);
  const { user, system } = process.cpuUsage(cpu);
  const bytesPerStory = ((await memory()) - before) / stories.length;
  // What was built must still be there when memory is read.
  if (typeof add !== 'function') throw new Error('nothing was measured');
  return { groups: groups(), storiesPerSecond: (stories.length / (user + system)) * 1e6, bytesPerStory };
}

function runClusterer(stories: readonly Generated[], events: boolean): Promise<Run> {
  let clusterer: Clusterer;
  return run(
    stories,
    () => {
      const fresh = createClusterer({ events });
      clusterer = fresh;
      return (story) => void fresh.add(story);
    },
    () =>
      stories.map(({ id }) => (events ? clusterer.placeOf(id)?.clusterId : (clusterer.placeOf(id)?.isCopyOf ?? id))),
  );
}

/** Groups of everything that was ever linked. */
function createGroups(): { link(a: number, b: number): void; of(id: number): number } {
  const parents = new Map<number, number>();
  const of = (id: number): number => {
    const parent = parents.get(id);
    return parent === undefined ? id : of(parent);
  };
  return {
    of,
    link(a, b) {
      if (of(a) !== of(b)) parents.set(of(a), of(b));
    },
  };
}

function shinglesOf(text: string): Uint32Array {
  const words = createWords();
  readWords(text, words);
  const { hashes, length } = words;
  return new Uint32Array(
    new Set(
      Array.from({ length: Math.max(0, length - 1) }, (_, at) => mix((hashes[at] ?? 0) ^ mix(hashes[at + 1] ?? 0))),
    ),
  );
}

function mix(value: number): number {
  let hash = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

function runMinHash(stories: readonly Generated[]): Promise<Run> {
  const [hashes, rows, threshold] = [128, 4, 0.5];
  let groups = createGroups();
  return run(
    stories,
    () => {
      groups = createGroups();
      const signatures: Uint32Array[] = [];
      const bands = Array.from({ length: hashes / rows }, () => new Map<number, number[]>());
      return ({ id, text }) => {
        const signature = new Uint32Array(hashes).fill(0xffffffff);
        for (const shingle of shinglesOf(text))
          for (let n = 0; n < hashes; n++) {
            const hash = mix(shingle ^ Math.imul(n + 1, 0x9e3779b1));
            if (hash < (signature[n] ?? 0)) signature[n] = hash;
          }
        const index = signatures.push(signature) - 1;
        ids[index] = id;
        const candidates = new Set<number>();
        for (const [band, map] of bands.entries()) {
          let key = band;
          for (let row = 0; row < rows; row++) key = mix(key ^ (signature[band * rows + row] ?? 0));
          const known = map.get(key) ?? [];
          for (const other of known) candidates.add(other);
          if (known.push(index) === 1) map.set(key, known);
        }
        for (const other of candidates) {
          let equal = 0;
          for (let n = 0; n < hashes; n++) if (signature[n] === signatures[other]?.[n]) equal++;
          if (equal / hashes >= threshold) groups.link(id, ids[other] ?? id);
        }
      };
    },
    () => stories.map(({ id }) => groups.of(id)),
  );
}
const ids: number[] = [];

function runSimHash(stories: readonly Generated[]): Promise<Run> {
  let groups = createGroups();
  const quarters = 4;
  return run(
    stories,
    () => {
      groups = createGroups();
      const known: { readonly id: number; readonly high: number; readonly low: number }[] = [];
      const blocks = Array.from({ length: quarters }, () => new Map<number, number[]>());
      return ({ id, text }) => {
        const votes = new Int32Array(64);
        for (const shingle of shinglesOf(text)) {
          const other = mix(shingle ^ 0x5bd1e995);
          for (let bit = 0; bit < 32; bit++) {
            votes[bit] = (votes[bit] ?? 0) + ((shingle >>> bit) & 1 ? 1 : -1);
            votes[bit + 32] = (votes[bit + 32] ?? 0) + ((other >>> bit) & 1 ? 1 : -1);
          }
        }
        let [low, high] = [0, 0];
        for (let bit = 0; bit < 32; bit++) {
          if ((votes[bit] ?? 0) > 0) low |= 1 << bit;
          if ((votes[bit + 32] ?? 0) > 0) high |= 1 << bit;
        }
        const index = known.push({ id, high, low }) - 1;
        for (const [block, map] of blocks.entries()) {
          const key = ((block < 2 ? low : high) >>> (block % 2 === 0 ? 0 : 16)) & 0xffff;
          const same = map.get(key) ?? [];
          for (const other of same) {
            const story = known[other];
            if (story !== undefined && bitsOf(story.low ^ low) + bitsOf(story.high ^ high) <= 3)
              groups.link(id, story.id);
          }
          if (same.push(index) === 1) map.set(key, same);
        }
      };
    },
    () => stories.map(({ id }) => groups.of(id)),
  );
}

function bitsOf(value: number): number {
  let bits = 0;
  for (let rest = value >>> 0; rest !== 0; rest &= rest - 1) bits++;
  return bits;
}

/** Pairwise F1 from the sizes of groups, labels and their intersections. */
function pairF1(
  groups: readonly unknown[],
  labels: readonly unknown[],
): { precision: number; recall: number; f1: number } {
  const pairs = (keys: readonly unknown[]): number => {
    const sizes = new Map<unknown, number>();
    for (const key of keys) sizes.set(key, (sizes.get(key) ?? 0) + 1);
    return [...sizes.values()].reduce((sum, size) => sum + (size * (size - 1)) / 2, 0);
  };
  const both = pairs(groups.map((group, index) => `${String(group)}|${String(labels[index])}`));
  const precision = both / Math.max(1, pairs(groups));
  const recall = both / Math.max(1, pairs(labels));
  return { precision, recall, f1: (2 * precision * recall) / Math.max(1e-9, precision + recall) };
}

/** The share of stories of a kind that are in one group with a report they were made from. */
function foundShare(stories: readonly Generated[], groups: readonly unknown[], kind: string): number {
  const reports = new Map(
    stories.flatMap((story, at) => (story.kind === 'report' ? [[story.original, groups[at]]] : [])),
  );
  const copies = stories.flatMap((story, at) =>
    story.kind === kind ? [groups[at] === reports.get(story.original)] : [],
  );
  return copies.filter(Boolean).length / Math.max(1, copies.length);
}

/** The share of framed texts that stand in a group with another story. */
function framesJoined(stories: readonly Generated[], groups: readonly unknown[]): number {
  const sizes = new Map<unknown, number>();
  for (const group of groups) sizes.set(group, (sizes.get(group) ?? 0) + 1);
  const framed = stories.flatMap(({ kind }, at) => (kind === 'frame' ? [(sizes.get(groups[at]) ?? 0) > 1] : []));
  return framed.filter(Boolean).length / Math.max(1, framed.length);
}

// Through JSON, so that no run pays for joining the pieces of a text.
const stories: readonly Generated[] = JSON.parse(JSON.stringify(generate()));
const labels = stories.map(({ original }) => original);
const newest = Math.max(...stories.map(({ publishedAt }) => publishedAt));
console.log(
  `${stories.length} stories of about ${wordsOfAStory} words over ${Math.round(newest / hourMs / 24)} days, ${stories.filter(({ kind }) => kind === 'frame').length} of them in frames`,
);
const copies = await runClusterer(stories, false);
const runs: Readonly<Record<string, Run>> = {
  'copies alone': copies,
  'with events': await runClusterer(stories, true),
  'MinHash 128': await runMinHash(stories),
  'SimHash 64': await runSimHash(stories),
};
for (const [name, result] of Object.entries(runs)) {
  const { precision, recall, f1 } = pairF1(result.groups, labels);
  const kinds = Object.keys(copyKinds).map(
    (kind) => `${kind} ${(foundShare(stories, result.groups, kind) * 100).toFixed(0)} %`,
  );
  console.log(
    `${name.padEnd(13)} ${result.storiesPerSecond.toFixed(0).padStart(7)} stories/CPU s (${(result.storiesPerSecond / copies.storiesPerSecond).toFixed(2)} of copies alone), ${(result.bytesPerStory / 1024).toFixed(1)} KiB a story${globalThis.gc === undefined ? ' (run node with --expose-gc to trust it)' : ''}`,
  );
  console.log(
    `${' '.repeat(14)}P ${precision.toFixed(2)} R ${recall.toFixed(2)} F1 ${f1.toFixed(2)}, frames joined ${(framesJoined(stories, result.groups) * 100).toFixed(1)} %; found: ${kinds.join(', ')}`,
  );
}
