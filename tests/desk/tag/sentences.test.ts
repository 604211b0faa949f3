import fs from 'node:fs';
import * as v from 'valibot';
import { beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { createTagger, type Tagger } from '../../../electron/desk/tag/tag-text.ts';

/** Reads `sentences/LANG.yaml`: texts with the words that name a country or place, in their order. */
function readSentences(language: string) {
  const file = new URL(`./sentences/${language}.yaml`, import.meta.url);
  const sentence = v.strictObject({ text: v.string(), tags: v.array(v.tuple([v.string(), v.string()])) });
  return v.parse(v.array(sentence), parse(fs.readFileSync(file, 'utf8')));
}

interface Place {
  readonly from: number;
  readonly to: number;
  readonly id: string;
}

/** Where each marked word stands; a word that is marked twice is looked for after its first place. */
function expected(text: string, tags: readonly (readonly [string, string])[]): Place[] {
  let after = 0;
  return tags.map(([words, id]) => {
    const from = text.indexOf(words, after);
    if (from < 0) throw new Error(`“${words}” does not stand in “${text}” where it should.`);
    after = from + words.length;
    return { from, to: after, id };
  });
}

let tagger: Tagger;
beforeAll(async () => {
  tagger = await createTagger();
}, 60_000);

function found(text: string, language: string): Place[] {
  return tagger
    .tag({ title: '', text, language })
    .filter(({ kind }) => kind === 'country' || kind === 'place')
    .flatMap(({ entityId, spans, demonyms = [] }) =>
      [...spans, ...demonyms].map(({ from, to }) => ({ from, to, id: entityId })),
    );
}

const same = (a: Place, b: Place): boolean => a.id === b.id && a.from < b.to && b.from < a.to;

// Measured: 1.000 and 1.000 in each; one name may go wrong, two may not. [language, precision, coverage]
const reached: readonly (readonly [string, number, number])[] = [
  ['en', 0.98, 0.98],
  ['tr', 0.98, 0.98],
  ['ru', 0.98, 0.98],
  ['uk', 0.98, 0.98],
  ['fa', 0.98, 0.98],
  ['ar', 0.98, 0.98],
  ['he', 0.98, 0.98],
  ['fr', 0.98, 0.98],
  ['de', 0.98, 0.98],
  ['zh', 0.98, 0.98],
];

describe('countries and places in sentences of each language', () => {
  test.each(reached)('%s: precision and coverage', (language, precision, coverage) => {
    const wrong: string[] = [];
    const missed: string[] = [];
    let right = 0;
    for (const { text, tags } of readSentences(language)) {
      const gold = expected(text, tags);
      const ours = found(text, language);
      right += gold.filter((place) => ours.some((tag) => same(tag, place))).length;
      for (const tag of ours)
        if (!gold.some((place) => same(tag, place)))
          wrong.push(`${text.slice(tag.from, tag.to)} as ${tag.id} in: ${text}`);
      for (const place of gold)
        if (!ours.some((tag) => same(tag, place)))
          missed.push(`${text.slice(place.from, place.to)} (${place.id}) in: ${text}`);
    }
    const story = `wrong:\n${wrong.join('\n')}\nmissed:\n${missed.join('\n')}`;
    expect(right / (right + wrong.length), story).toBeGreaterThanOrEqual(precision);
    expect(right / (right + missed.length), story).toBeGreaterThanOrEqual(coverage);
  });

  test.each(reached)('%s: at least forty sentences, and no tag in a trap', (language) => {
    const sentences = readSentences(language);
    expect(sentences.length).toBeGreaterThanOrEqual(40);
    const traps = sentences.filter(({ tags }) => tags.length === 0);
    expect(traps.length).toBeGreaterThan(5);
    const caught = traps.flatMap(({ text }) =>
      found(text, language).map(({ from, to, id }) => `${text.slice(from, to)} as ${id} in: ${text}`),
    );
    expect(caught).toEqual([]);
  });
});
