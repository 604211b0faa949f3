import { expect, test } from 'vitest';
import { findAttribution } from '../../../electron/desk/story/attribution.ts';

test.each([
  ['The ship left port on Monday, TASS reported, citing the fleet.', 'TASS'],
  ['KYIV (Reuters) - Two people were hurt on Friday.', 'Reuters'],
  ['Gemi limandan ayrıldı. AA’ya göre üç kişi yaralandı.', 'Anadolu Agency'],
  ["Kıyı Postası'nın haberine göre gemi limandan ayrıldı.", 'Kıyı Postası'],
  ['Корабль покинул порт, как сообщает ТАСС.', 'TASS'],
  ['Об этом пишет издание «Северный Вестник».', 'Северный Вестник'],
  ['Корабель залишив порт, повідомляє Укрінформ.', 'Ukrinform'],
  ['به گزارش ایرنا، کشتی بندر را ترک کرد.', 'IRNA'],
  ['به گزارش خبرگزاری دریا، کشتی بندر را ترک کرد.', 'دریا'],
  ['ذكرت وكالة رويترز أن السفينة غادرت الميناء.', 'Reuters'],
  ['لפי', undefined],
  ['לפי סוכנות הידיעות רויטרס, הספינה עזבה את הנמל.', 'Reuters'],
  ["Selon l'AFP, le navire a quitté le port.", 'AFP'],
  ['Selon le journal Ouest Matin, le navire a quitté le port.', 'Ouest Matin'],
  ['Nach Angaben von Interfax hat das Schiff den Hafen verlassen.', 'Interfax'],
  ['据新华社报道，该船已离开港口。', 'Xinhua'],
  ['据《环球时报》报道，该船已离开港口。', 'Global Times'],
])('an outlet that a text names as its source is found: %s', (text, outlet) => {
  expect(findAttribution(text)?.outlet).toBe(outlet);
});

test.each([
  'According to the defence ministry, the ship left port.',
  'По данным министерства, корабль покинул порт.',
  'The AP-47 mine was found by divers.',
  'Reuters moved its office to a new building. The ship left port.',
  'Selon les garde-côtes, le navire a quitté le port.',
  '',
])('a source that is no outlet, or an outlet that is no source, is not taken for one: %s', (text) => {
  expect(findAttribution(text)).toBeUndefined();
});

test('the span is where the outlet stands in the text', () => {
  const text = 'The ship left port on Monday, TASS reported.';
  const found = findAttribution(text);
  expect(text.slice(found?.from, found?.to)).toBe('TASS');
  expect(found?.stateOwned).toBe(true);
});
