/** Queries of every kind an analyst asks, over the made-up archive. */
import { makeStory, randomFrom, tagCount, wordOf } from './random-stories.ts';

export interface QueryKind {
  readonly name: string;
  readonly queries: readonly string[];
  /** The bound for p95, ms. */
  readonly boundMs: number;
}

const each = 20;

/** The kinds, `each` queries a kind; the same for the same archive. `stories` seeds what the archive was made of. */
export function askedQueries(stories: number): QueryKind[] {
  const random = randomFrom(99);
  const archive = randomFrom(stories);
  const between = (least: number, most: number): number => least + Math.floor(random() * (most - least));
  const word = (least: number, most: number): string => wordOf('en', between(least, most));
  const common = (): string => word(0, 30);
  const usual = (): string => word(100, 600);
  const rare = (): string => word(20_000, 79_000);
  const tag = (): string => `tag:"topic:t${between(1, 40)}"`;
  const seldomTag = (): string => `tag:"topic:t${between(tagCount / 2, tagCount)}"`;
  // Phrases as they stand in stories of the archive.
  const written = (words: number): string => {
    for (;;) {
      const { text, language } = makeStory(archive);
      const all = text.replace(/[.\n]/g, ' ').split(' ').filter(Boolean);
      const from = between(0, Math.max(1, all.length - words));
      if (language !== 'zh' && all.length > words) return all.slice(from, from + words).join(' ');
    }
  };
  const kind = (name: string, make: () => string, boundMs = 10, count = each): QueryKind => ({
    ...{ name, boundMs },
    queries: Array.from({ length: count }, make),
  });
  return [
    kind('common word', common),
    kind('word in a hundredth', usual),
    kind('rare word', rare),
    kind('word in another script', () => wordOf(random() < 0.5 ? 'ru' : 'ar', between(0, 300))),
    kind('Han word', () => wordOf('zh', between(0, 300))),
    kind('phrase of common words', () => `"${common()} ${common()}"`),
    kind('phrase as written', () => `"${written(2)}"`),
    kind('NEAR of common words', () => `${common()} NEAR/10 ${common()}`),
    kind('NEAR of usual words', () => `${usual()} NEAR/10 ${usual()}`),
    kind('common AND common', () => `${common()} ${common()}`),
    kind('rare AND common', () => `${rare()} ${common()}`),
    kind('AND of four, no result', () => `${usual()} ${rare()} ${usual()} ${rare()}`, 15),
    kind(
      'six terms, boolean',
      () => `(${common()} OR ${usual()}) (${usual()} OR "${written(2)}") NOT (${rare()} OR ${usual()})`,
    ),
    kind('prefix of five', () => `${word(0, 3000).slice(0, 5)}*`),
    kind('prefix of three', () => `${word(0, 3000).slice(0, 3)}*`),
    kind('prefix of two', () => `${word(0, 3000).slice(0, 2)}*`),
    kind('common word with prefix', () => `${common()} ${word(0, 3000).slice(0, 4)}*`),
    kind('title: word', () => `title:${usual()}`),
    kind('lead: word', () => `lead:${usual()}`),
    kind('ONEAR', () => `${common()} ONEAR/5 ${common()}`),
    kind('ATLEAST/3 of a common word', () => `ATLEAST/3(${word(0, 10)})`),
    kind('ATLEAST/2 of a usual word', () => `ATLEAST/2(${usual()})`),
    kind('exact case', () => `=${common()}`),
    kind('usual word and pattern', () => `${usual()} /${word(0, 10)}\\s+${word(0, 10)}/i`, 1000, 4),
    kind('common word, tag', () => `${common()} ${tag()}`),
    kind('common word, seldom tag', () => `${common()} ${seldomTag()}`),
    kind('boolean, tag', () => `(${common()} OR ${usual()}) NOT ${usual()} ${tag()}`),
    kind('common word, feed', () => `${common()} feed:feed-${between(1, 499)}.example`),
    kind('common word, folder', () => `${common()} folder:"Folder ${between(0, 20)}"`),
    kind('common word, source', () => `${common()} source:${random() < 0.5 ? 'official' : 'blog'}`),
    kind('common word, language', () => `${common()} lang:en`),
    kind('common word, other language', () => `${common()} lang:tr`),
    kind(
      'common word, a week long ago',
      () => `${common()} date:2026-07-${between(10, 19)}..2026-07-${between(20, 28)}`,
    ),
    kind('boolean, a week long ago', () => `(${common()} OR ${usual()}) NOT ${usual()} date:2026-07-01..2026-07-07`),
    kind('common word, unread', () => `${common()} is:unread`),
    kind('common word, starred', () => `${common()} is:starred`),
    kind('usual word, starred', () => `${usual()} is:starred`),
    kind('usual word, seen today', () => `${usual()} seen:24h`),
    kind('tag alone', tag),
    kind('seldom tag alone', seldomTag),
    kind('feed alone', () => `feed:feed-${between(1, 499)}.example`),
    kind('language alone', () => 'lang:uk'),
    kind('NOT alone', () => `NOT ${common()}`),
    kind('date alone', () => `date:2026-0${between(6, 9)}-${between(10, 28)}`),
    kind('unread alone', () => 'is:unread'),
    kind('starred alone', () => 'is:starred'),
    kind('starred or a rare word', () => `is:starred OR ${rare()}`),
  ];
}
