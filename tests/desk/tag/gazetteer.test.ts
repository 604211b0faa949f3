import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import {
  type Alias,
  type Entity,
  gazetteerLanguages,
  loadGazetteer,
  shippedFolder,
} from '../../../electron/desk/tag/gazetteer.ts';
import { fold, tokenise } from '../../../electron/desk/tag/normalise.ts';

const entities = loadGazetteer();
const countries = entities.filter(({ kind }) => kind === 'country');
const places = entities.filter(({ kind }) => kind === 'place');

test('no two entities have one item of Wikidata', () => {
  const items = entities.flatMap(({ wikidata }) => wikidata ?? []);
  expect(items.length).toBeGreaterThan(400);
  expect(new Set(items).size).toBe(items.length);
});

test('every id stands once in all files', () => {
  const files = fs.readdirSync(shippedFolder).filter((file) => file.endsWith('.yaml'));
  const owners = new Map<string, string[]>();
  for (const file of files)
    for (const { id } of parse(fs.readFileSync(path.join(shippedFolder, file), 'utf8')) as { id: string }[])
      owners.set(id, [...(owners.get(id) ?? []), file]);
  expect([...owners].filter(([, where]) => where.length > 1)).toEqual([]);
});

/** An alias as text shows it: folded words, and whether the last goes on. */
function spelling({ language, text }: Alias): string {
  return `${language} ${text.split(/\s+/).map(fold).join(' ')}${text.endsWith('*') ? '*' : ''}`;
}

describe('names', () => {
  test('two countries or places share a name only where a guard on one of them decides', () => {
    const owners = new Map<string, { id: string; alias: Alias }[]>();
    for (const { id, aliases } of [...countries, ...places])
      for (const alias of aliases) owners.set(spelling(alias), [...(owners.get(spelling(alias)) ?? []), { id, alias }]);
    const clashes = [...owners].filter(([, own]) => {
      const ids = new Set(own.map(({ id }) => id));
      return ids.size > 1 && own.every(({ alias }) => alias.needs.length === 0 && alias.not.length === 0);
    });
    expect(clashes.map(([name, own]) => [name, own.map(({ id }) => id)])).toEqual([]);
  });

  // ABD'li reads as ABD does, and would make an adjective of every mention; the ending is told from the text.
  test('no word for people reads as a name does, unless its letters are the same', () => {
    const read = ({ language, text }: Alias): string => `${language} ${tokenise(text).map(({ term }) => term)}`;
    const letters = ({ text }: Alias): string => text.replace(/\*$/, '').toLowerCase();
    for (const { id, aliases } of [...countries, ...places]) {
      const names = aliases.filter(({ demonym }) => !demonym);
      for (const alias of aliases.filter(({ demonym }) => demonym)) {
        const same = names.find((name) => read(name) === read(alias));
        if (same !== undefined) expect([id, letters(alias)]).toEqual([id, letters(same)]);
      }
    }
  });

  test('guards name words that text can hold', () => {
    for (const { id, aliases } of [...countries, ...places])
      for (const { text, needs, not } of aliases)
        for (const word of [...needs, ...not]) expect([id, text, fold(word) !== '']).toEqual([id, text, true]);
  });
});

// Territories without a population of their own or a word for it in most of the ten languages.
const dependent = new Set(
  'AS AI AW BM BV IO KY CX CC CK GF TF GP HM MQ MS NU NF MP PN SH PM GS SJ TK TC UM VG VI WF AX BQ CW GG IM JE BL MF SX'
    .split(' ')
    .map((code) => `country:${code}`),
);

describe('countries', () => {
  const named = countries.filter(({ id }) => !dependent.has(id));

  test('all members of the United Nations and the usual others are there', () => {
    expect(named.length).toBeGreaterThanOrEqual(193 + 20);
    const ids = new Set(named.map(({ id }) => id));
    const others = ['TW', 'XK', 'PS', 'VA', 'EH', 'HK', 'GL'];
    const contested = ['northern-cyprus', 'abkhazia', 'south-ossetia', 'transnistria', 'somaliland'];
    for (const code of [...others, ...contested]) expect([code, ids.has(`country:${code}`)]).toEqual([code, true]);
  });

  test.each(gazetteerLanguages)('each has a name in %s', (language) => {
    expect(named.filter((country) => !has(country, language, false)).map(({ id }) => id)).toEqual([]);
  });

  // Chinese has no adjectives: the name itself stands before the noun.
  test.each(gazetteerLanguages.filter((language) => language !== 'zh'))('each has an adjective in %s', (language) => {
    expect(named.filter((country) => !has(country, language, true)).map(({ id }) => id)).toEqual([]);
  });

  function has({ aliases }: Entity, language: string, demonym: boolean): boolean {
    return aliases.some((alias) => alias.language === language && alias.demonym === demonym);
  }
});

// Words of everyday language and names of people that spell a country or place. Case alone does not tell them apart.
const common: Readonly<Record<string, readonly string[]>> = {
  en: ['Georgia', 'Jordan', 'Chad', 'Mali', 'Niger', 'Guinea', 'Turkey', 'China', 'Polish', 'Nice', 'Split', 'Reading'],
  tr: ['Mali', 'Çad', 'Mısır', 'Ordu', 'Van', 'Batman', 'Sana', 'Refah', 'Humus', 'Kum', 'Bodrum', 'Kilis', 'Çek'],
  ru: [
    'Того',
    'Мали',
    'Чад',
    'Самоа',
    'Куба',
    'Сумы',
    'Изюм',
    'Орёл',
    'Ровно',
    'Россия',
    'Лондон',
    'Грозный',
    'Батман',
  ],
  uk: ['Того', 'Малі', 'Чад', 'Суми', 'Рівне', 'Кіто', 'Баку'],
  fa: ['مالی', 'پرو', 'بنین', 'قطر', 'مصر', 'بوتان', 'چین', 'وین', 'رم', 'کیف', 'جنین', 'امان'],
  ar: ['مالي', 'عمان', 'قطر', 'بنين', 'المغرب', 'حمص', 'مسقط', 'الرياض', 'صور', 'سرت'],
  he: ['מאלי', 'ניגר', 'פרו', 'בנין', 'קניה', 'הודו', 'האיטי', 'חלב', 'עדן', 'צור', 'קובה', 'סיני'],
  fr: ['Suisse', 'Niger', 'Dominique', 'Grenade', 'Équateur', 'Salvador', 'Hollande', 'Valence', 'Orange'],
  de: ['Schweizer', 'Malteser', 'Wales', 'Posen', 'Bern', 'Rom'],
  zh: ['马里', '中国', '苏丹', '中非', '以军', '中方', '土方', '日军', '德里', '汉堡', '罗马'],
};

test.each(Object.entries(common))('%s: names that are common words carry a guard', (language, words) => {
  for (const word of words) {
    const same = [...countries, ...places].flatMap(({ aliases }) =>
      aliases.filter((alias) => alias.language === language && alias.text === word),
    );
    const guarded = same.every(({ exact, needs, not }) => exact || needs.length > 0 || not.length > 0);
    expect([word, same.length > 0, guarded]).toEqual([word, true, true]);
  }
});
