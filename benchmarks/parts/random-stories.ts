/**
 * Made-up stories in mixed languages for benchmarks, the same from the same seed. Words follow Zipf's law, and a story
 * takes up its own words again (Simon's model). They are like extracted articles in bytes a word (6.7 in both), in the
 * share of different words (0.58 in both) and nearly in what zstd makes of them (0.47; articles 0.51).
 */

export interface RandomStory {
  readonly title: string;
  readonly text: string;
  readonly language: string;
  readonly feed: number;
  readonly tags: readonly string[];
}

export const feedCount = 500;
export const tagCount = 2000;
/** Words of a language; real vocabularies are not larger, but for names and numbers. */
const vocabulary = 80_000;
const storyBytes = 3000;
/** How often the next word is one that the story has already. */
const repeated = 0.28;

interface Writing {
  readonly language: string;
  readonly share: number;
  readonly letters: string;
  readonly bytesPerLetter: number;
  readonly spaced: boolean;
}

const writings: readonly Writing[] = [
  { language: 'en', share: 0.45, letters: 'etaoinshrdlucmfwypvbgk', bytesPerLetter: 1, spaced: true },
  { language: 'tr', share: 0.12, letters: 'aeinrlıdkmyutsboüşzgçhğvcöp', bytesPerLetter: 1.2, spaced: true },
  { language: 'ru', share: 0.15, letters: 'оеаинтсрвлкмдпуяыьгзбчйхжшюц', bytesPerLetter: 2, spaced: true },
  { language: 'uk', share: 0.08, letters: 'оаниетврісклдумпязьбгчйхїжшюєц', bytesPerLetter: 2, spaced: true },
  { language: 'ar', share: 0.12, letters: 'ايلمونرتبةعدسفهكقحجشصطخضزغثذ', bytesPerLetter: 2, spaced: true },
  {
    language: 'zh',
    share: 0.08,
    letters: String.fromCodePoint(...Array.from({ length: 10_060 }, (_, n) => 0x4e00 + n)),
    bytesPerLetter: 3,
    spaced: false,
  },
];

/** A generator of numbers from 0 to 1 that gives the same ones for the same seed. */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** The nth most frequent word of a language, n from 0. */
export function wordOf(language: string, n: number): string {
  const writing = writings.find((candidate) => candidate.language === language);
  if (writing === undefined) throw new RangeError(language);
  return spell(writing, n);
}

function spell({ letters, spaced }: Writing, n: number): string {
  // Two Han letters, the frequent ones in many words.
  if (!spaced) return `${letters[(n * 31) % Math.ceil(40 + n / 8)]}${letters[(n * 17) % Math.ceil(60 + n / 8)]}`;
  let word = '';
  // Three letters at least; the steps scatter neighbours, so that prefixes meet words of every rank.
  for (let rest = n * 7919 + 9973; rest > 0; rest = Math.floor(rest / letters.length))
    word += letters[rest % letters.length];
  return word;
}

export function makeStory(random: () => number): RandomStory {
  const writing = pick(random());
  const said: string[] = [];
  const word = (): string => {
    const known = said.length > 20 && random() < repeated ? said[Math.floor(random() * said.length)] : undefined;
    const chosen = known ?? spell(writing, Math.floor(vocabulary ** random()) - 1);
    said.push(chosen);
    return chosen;
  };
  const write = (bytes: number): string => {
    let text = '';
    for (let words = 1; text.length * writing.bytesPerLetter < bytes; words++) {
      text += word();
      if (words % 12 === 0) text += writing.spaced ? '. ' : '。';
      else if (writing.spaced) text += ' ';
      if (words % 60 === 0) text += '\n\n';
    }
    return text;
  };
  return {
    title: write(70).trim(),
    text: write(storyBytes * (0.5 + random())).trim(),
    language: writing.language,
    feed: Math.floor(feedCount ** random()),
    tags: [...new Set(Array.from({ length: 1 + Math.floor(random() * 7) }, () => tagName(random)))],
  };
}

function tagName(random: () => number): string {
  return `topic:t${Math.floor(tagCount ** random())}`;
}

function pick(share: number): Writing {
  let left = share;
  for (const writing of writings) {
    left -= writing.share;
    if (left < 0) return writing;
  }
  return writings[0] as Writing;
}
