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
  ['据《海港晚报》报道，该船已离开港口。', '海港晚报'],
  ['According to the newspaper North Star, the ship left port.', 'North Star'],
  ['The ship left port, Harbour Press news agency reported.', 'Harbour Press'],
  ['Laut der Zeitung Hafenbote verließ das Schiff den Hafen.', 'Hafenbote'],
  ['Передає телеканал «Гавань»: корабель залишив порт.', 'Гавань'],
  ['ذكرت صحيفة البحر أن السفينة غادرت الميناء.', 'البحر'],
  ['לפי אתר הנמל, הספינה עזבה את הנמל.', 'הנמל'],
  // The longest name that stands there, and the first outlet that is cited.
  ['The Wall Street Journal reported that the ship left port.', 'Wall Street Journal'],
  ['Interfax-Ukraine said the ship left port.', 'Interfax-Ukraine'],
  ['Fars opened an office. The ship left port on Monday at noon, as planned for months. It left, IRNA said.', 'IRNA'],
])('an outlet that a text names as its source is found: %s', (text, outlet) => {
  expect(findAttribution(text)?.outlet).toBe(outlet);
});

test.each([
  'According to the defence ministry, the ship left port.',
  'По данным министерства, корабль покинул порт.',
  'The AP-47 mine was found by divers.',
  'Reuterswerk reported that the ship left port.',
  'The NTASS reported that the ship left port.',
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
