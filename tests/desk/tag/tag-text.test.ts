import { beforeAll, describe, expect, test } from 'vitest';
import { loadGazetteer } from '../../../electron/desk/tag/gazetteer.ts';
import { detectLanguage } from '../../../electron/desk/tag/language.ts';
import { findQuotes } from '../../../electron/desk/tag/quotes.ts';
import { createTagger, type Tagger } from '../../../electron/desk/tag/tag-text.ts';

let tagger: Tagger;
beforeAll(async () => {
  tagger = await createTagger();
});

const ids = (text: string, language?: string): string[] =>
  tagger.tag({ title: '', text, ...(language === undefined ? {} : { language }) }).map(({ entityId }) => entityId);

describe('the same sentence in ten languages', () => {
  test.each([
    ['en', 'Iran has delivered drones to Russia for the war in Ukraine.'],
    ['tr', 'İran, Ukrayna’daki savaş için Rusya’ya insansız hava aracı gönderdi.'],
    ['ru', 'Иран передал России беспилотники для войны на Украине.'],
    ['uk', 'Іран передав Росії безпілотники для війни проти України.'],
    ['fa', 'ایران برای جنگ اوکراین به روسیه پهپاد داده است.'],
    ['ar', 'سلمت إيران طائرات مسيرة إلى روسيا لاستخدامها في الحرب في أوكرانيا.'],
    ['he', 'איראן העבירה לרוסיה כטב"מים למלחמה באוקראינה.'],
    ['fr', "L'Iran a livré des drones à la Russie pour la guerre en Ukraine."],
    ['de', 'Der Iran hat Russland Drohnen für den Krieg in der Ukraine geliefert.'],
    ['zh', '伊朗向俄罗斯提供了用于乌克兰战争的无人机。'],
  ])('%s is recognised and tagged', (language, text) => {
    expect(detectLanguage(text)).toBe(language);
    expect(ids(text, language)).toEqual(
      expect.arrayContaining(['country:IR', 'country:RU', 'country:UA', 'topic:uav']),
    );
  });
});

describe('a place is told from its people', () => {
  test.each([
    ['ru', 'Он уехал из Болгарии в Чехию и жил под Донецком.', 3],
    ['uk', 'Він приїхав з Болгарії, був у Донецьку та Румунії.', 3],
    ['tr', "Almanya'da, Japonya'nın kuzeyinde ve ABD'de bekliyorlar; Filipinler de.", 4],
    ['fr', "Il quitte l'Argentine pour la Suisse.", 2],
  ])('%s: places with endings', (language, text, count) => {
    const tags = tagger.tag({ title: '', text, language });
    expect(tags.flatMap(({ spans }) => spans)).toHaveLength(count);
    expect(tags.flatMap(({ demonyms = [] }) => demonyms)).toEqual([]);
  });

  test.each([
    ['ru', 'Болгары и чехи встретили донецких врачей.', 3],
    ['tr', "Alman ve ABD'li subaylar, Osmanlılar üzerine konuştu.", 3],
    ['fr', 'Le ministre argentin et la garde suisse.', 2],
    ['fa', 'سربازان ایرانی', 1],
  ])('%s: people and adjectives', (language, text, count) => {
    const tags = tagger.tag({ title: '', text, language });
    expect(tags.flatMap(({ demonyms = [] }) => demonyms)).toHaveLength(count);
    expect(tags.flatMap(({ spans }) => spans)).toEqual([]);
  });
});

describe('names that mean two things', () => {
  test.each([
    ['The Georgia Senate met in Atlanta.', 'country:GE', false],
    ['Georgia closed its border; Tbilisi gave no reason.', 'country:GE', true],
    ['Michael Jordan sold the team.', 'country:JO', false],
    ['The army of Jordan held a drill near Amman.', 'country:JO', true],
    ['A true patriot, he said.', 'system:patriot', false],
    ['A Patriot battery was moved.', 'system:patriot', true],
    ['They ate turkey for lunch.', 'country:TR', false],
    ['Он сказал это для того, чтобы уйти.', 'country:TG', false],
    ['tell us more', 'country:US', false],
  ])('%s', (text, id, tagged) => {
    expect(ids(text, /[а-я]/.test(text) ? 'ru' : 'en').includes(id)).toBe(tagged);
  });
});

test('a surname alone is the person whose full name the story gives', () => {
  const [tag] = tagger.tag({ title: '', text: 'Mark Rutte spoke first. Later Rutte left.', language: 'en' });
  expect(tag?.spans.map(({ from, to }) => [from, to])).toEqual([
    [0, 10],
    [30, 35],
  ]);
  expect(ids('Austin is a city in Texas.', 'en')).not.toContain('person:lloyd-austin');
});

test('names resolve from any language', () => {
  for (const name of ['ru', 'russia', 'Rusya', 'Россия', 'روسيا', '俄罗斯'])
    expect(tagger.resolve(name, 'country')).toContain('country:RU');
});

test('the shipped gazetteer names every country, and each entity once', () => {
  const entities = loadGazetteer();
  expect(new Set(entities.map(({ id }) => id)).size).toBe(entities.length);
  expect(entities.filter(({ kind }) => kind === 'country').length).toBeGreaterThanOrEqual(193);
  for (const { id, label, aliases } of entities)
    expect([id, label.length > 1, aliases.length > 0]).toEqual([id, true, true]);
});

test('a quotation goes to who said it', () => {
  const text =
    'Mark Rutte met reporters in Ankara.\n\n“We will stand by every ally on the flank,” the secretary general said.\n\nHe denied that there is a “second plan for the east”, as papers had it.';
  const tags = tagger.tag({ title: '', text, language: 'en' });
  expect(findQuotes({ text, tags }).map(({ speaker, text: words }) => [speaker, words])[0]).toEqual([
    'Mark Rutte',
    'We will stand by every ally on the flank,',
  ]);
});

test('what may not stand beside a name guards the surname alone too', () => {
  const text = 'Donald Trump spoke. The Trump Organization was silent. Then Trump left.';
  const tag = tagger
    .tag({ title: '', text, language: 'en' })
    .find(({ entityId }) => entityId === 'person:donald-trump');
  expect(tag?.spans.map(({ from }) => from)).toEqual([0, text.lastIndexOf('Trump')]);
});
