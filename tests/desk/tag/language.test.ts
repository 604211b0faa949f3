import fs from 'node:fs';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { detectLanguage } from '../../../electron/desk/tag/language.ts';

const languages = ['en', 'tr', 'ru', 'uk', 'fa', 'ar', 'he', 'fr', 'de', 'zh'];
const titleLength = 60;

/** The project's own sentences of a language, cut to the length of a title. */
function titlesOf(language: string): string[] {
  return ['sentences', 'quotes'].flatMap((folder) => {
    const file = new URL(`./${folder}/${language}.yaml`, import.meta.url);
    const rows = v.parse(v.array(v.object({ text: v.string() })), parse(fs.readFileSync(file, 'utf8')));
    return rows.map(({ text }) => text.slice(0, titleLength));
  });
}

test('of titles of sixty letters, 995 in 1,000 are told in the ten languages', () => {
  const titles = languages.flatMap((language) => titlesOf(language).map((title) => ({ language, title })));
  const wrong = titles.filter(({ language, title }) => detectLanguage(title) !== language);
  expect(titles.length).toBeGreaterThan(600);
  expect(wrong.length / titles.length, JSON.stringify(wrong)).toBeLessThanOrEqual(0.005);
});

describe('neighbours keep their languages', () => {
  test.each([
    ['bg', 'Министърът на отбраната пристигна в София за разговори'],
    ['bg', 'Правителството обяви нови мерки за сигурност на границата'],
    ['sr', 'Министар одбране разговарао је са колегом у Београду'],
    ['it', 'Il ministro della Difesa ha incontrato i soldati a Roma'],
    ['es', 'El ministro de Defensa visitó a las tropas en la frontera'],
    ['nl', 'De minister van Defensie bezocht de troepen aan de grens'],
    ['az', 'Müdafiə naziri sərhəddə əsgərlərə baş çəkib'],
    ['pl', 'Minister obrony odwiedził żołnierzy na granicy'],
  ])('%s: %s', (language, title) => {
    expect(detectLanguage(title)).toBe(language);
  });
});

describe('names of other languages do not tell a title’s', () => {
  test.each([
    ['en', 'Erdoğan visits Diyarbakır and Şırnak'],
    ['en', 'Dynamo Minsk play FC Barcelona after the Games'],
    ['tr', 'Martin Luther King anıldı'],
    ['ru', 'Парламент одобрил бюджет армии'],
    ['ru', 'На заседании обсудили поставки и сроки'],
    ['uk', 'Того ранку було тихо.'],
  ])('%s: %s', (language, title) => {
    expect(detectLanguage(title)).toBe(language);
  });
});
