import { beforeAll, describe, expect, test } from 'vitest';
import { type Alias, type Entity, loadGazetteer } from '../../../electron/desk/tag/gazetteer.ts';
import { tokeniseQuery } from '../../../electron/desk/tag/normalise.ts';
import { createTagger, type Tagger } from '../../../electron/desk/tag/tag-text.ts';

const systems = loadGazetteer().filter(({ kind }) => kind === 'system');
const keyOf = (text: string): string =>
  tokeniseQuery(text.replaceAll('*', ''))
    .map(({ term }) => term)
    .join(' ');
const guarded = (alias: Alias): boolean => alias.exact || alias.needs.length > 0;
const aliasesOf = (list: readonly Entity[]): [Entity, Alias][] =>
  list.flatMap((entity) => entity.aliases.map((alias): [Entity, Alias] => [entity, alias]));

// Words of everyday English, and names of people and places, that are also names of weapons.
const everydayWords = new Set(
  `abrams aegis ajax ally altius america anvil apache archer argus ariane arrow arthur astra atlas avenger badger
  bal banderol baron bars bastion bat bay beaver bison black blaze bolt boxer bradley bronco brimstone broadsword buk
  bulava bull bushmaster caesar canberra caracal carrier challenger charles cheetah chinook citizen claymore clipper
  cobra columbia columbus comet commando condor constellation corsair cougar coyote crane crossbow crow crusader
  cyclone dagger daring dart defender delta derby diamond dingo dolphin dragon dreadnought eagle eagles electron
  emperor enforcer excalibur falcon fencer flamingo flanker ford foxhound freedom fury galaxy galileo gazelle ghost
  globe gospel grad griffin griffon ground grom guardian hammer harpoon harpy harrier hawk hercules hermes
  hero heron hornet horizon hunter huron husky independence iris iskander jackal jaguar javelin jericho kilo king
  kingfisher knight kornet kub lakota lancer lancet lattice leander leclerc legend leopard liberty lightning lion lynx
  maestro magura mako mamba mantis marder marker marlin martlet master mastiff maverick maven merlin meteor metis
  milan mirage mistral mohawk moskva nag nebula neptune nightfall nimitz nimrod octopus ohio onyx orca orion osa osprey
  packer paladin panther patriot patroller pegasus penguin phantom phoenix pinaka pion piranha polonez popeye poseidon
  predator prince pulse puma python queen ram rampage ranger rapier raptor ratel raven reaper redback rhino roadrunner
  rocks rover sabre sapsan sarmat scimitar scorpion scout seagull seahawk senator sentinel sentry serval shadow shark
  shilling shrike sidewinder skynet skyhawk sling spartan spear spectrum spider spike spirit star starship sting stinger
  stingray storm stryker sword switchblade talon taurus tejas tempest termit texan thunder thunderbolt tiger titan
  tomahawk tor tornado tow trident tripoli triton tucano typhon typhoon uragan valkyrie vampire vanguard vector vega
  venom verba vikhr viking viper virginia vulcan vulture wasp watchkeeper wildcat warrior warthog wolf zircon
  абрамс авангард акация атака бандероль бобер богдана буревестник бук булава вампир верба вихрь воевода вулкан гвоздика
  гепард гербера гиацинт град гранит гром джміль ель игла иноходец искандер калибр кинджал кинжал комета конкурс корнет
  краб красуха куб лепесток леопард лютий лютый мальва молния москит москва нептун оникс орион орешник оса охотник
  панцирь патриот пекло периметр пион посейдон пума рубеж руслан сапсан сармат синева смерч сосна стрела тайфун тигр
  тополь тор торнадо точка тюльпан ураган форпост фурія циркон цезарь штурм янтарь
  caesar char crotale foudre gazelle guépard jaguar rafale serval tigre tonnerre
  dachs fuchs keiler luchs panther schakal wiesel
  akıncı altay anka atmaca bora bozdoğan cenk cirit çakır ejderha fırtına gezgin gökbey hisar hürkuş kaan kalkan kaplan
  karaok kargu karayel kirpi korkut kuzgun panter siper sungur şimşek tayfun yavuz
  آرش ابابیل پیکان رعد سجیل شاهد شهاب صاعقه صیاد طوفان عماد فاتح فتاح فتح قدر کرار کوثر مهاجر نصر نور هویزه
  أريحا باتريوت بركان زلزال صقر طوفان عاصف فاتح فجر فهد قدس قيصر نمر نور وعيد
  איתן ברק דולפין זיק חץ יריחו לביא מגן נגב נמר עוזי ענק פטריוט קסאם רמח תבור
  火星 爱国者 阵风 战斧 海燕 榛树 翼龙 标枪 匕首 口径 飞鱼 豹 堡垒 流星 山东 福建 辽宁`
    .split(/\s+/)
    .map(keyOf),
);

test('there are at least 1,200 weapon systems, and each id stands in one file once', () => {
  expect(systems.length).toBeGreaterThanOrEqual(1200);
  for (const { id, label } of systems) expect(id, label).toMatch(/^system:[a-z0-9]+(-[a-z0-9]+)*$/);
});

test('no two systems share a name', () => {
  const owners = new Map<string, string>();
  const shared: string[] = [];
  for (const [{ id }, { text, language }] of aliasesOf(systems)) {
    const key = `${language} ${keyOf(text)}`;
    const owner = owners.get(key);
    if (owner !== undefined && owner !== id) shared.push(`${key}: ${owner}, ${id}`);
    owners.set(key, id);
  }
  expect(shared).toEqual([]);
});

test('a name that is an everyday word asks for other words in the story', () => {
  const bare = aliasesOf(systems)
    .filter(([, alias]) => everydayWords.has(keyOf(alias.text)) && !guarded(alias))
    .map(([{ id }, { text }]) => `${id}: ${text}`);
  expect(bare).toEqual([]);
});

test('a bare number or a bare one or two letters name nothing', () => {
  const bare = aliasesOf(systems)
    .filter(([, { text, language }]) => language !== 'zh' && /^(\d+|\p{L}{1,2})$/u.test(keyOf(text)))
    .map(([{ id }, { text }]) => `${id}: ${text}`);
  expect(bare).toEqual([]);
});

test('one letter and a number below ten ask for other words: they are also roads, keys and paper sizes', () => {
  // Aircraft of Chinese and Russian lettering apart, whose letters no road or key has.
  const bare = aliasesOf(systems)
    .filter(([, { language }]) => language === '*' || language === 'en')
    .filter(([, alias]) => /^[a-z] \d$/.test(keyOf(alias.text)) && !guarded(alias))
    .map(([{ id }, { text }]) => `${id}: ${text}`);
  expect(bare).toEqual([]);
});

describe('sentences', () => {
  let tagger: Tagger;
  beforeAll(async () => {
    tagger = await createTagger();
  });
  const systemsIn = (text: string, language: string): string[] =>
    tagger
      .tag({ title: '', text, language })
      .filter(({ kind }) => kind === 'system')
      .map(({ entityId }) => entityId.slice('system:'.length))
      .sort();

  test.each([
    ['en', 'Poland ordered 116 Abrams tanks and 96 AH-64E Apache helicopters.', ['abrams', 'ah-64']],
    ['en', 'A Patriot battery and two NASAMS launchers were moved.', ['nasams', 'patriot']],
    [
      'en',
      'USS Gerald R. Ford and an Arleigh Burke-class destroyer left port.',
      ['arleigh-burke-class', 'uss-gerald-ford'],
    ],
    [
      'en',
      'North Korea fired a Hwasong-18 and showed the Choe Hyon-class destroyer.',
      ['choe-hyon-class', 'hwasong-18'],
    ],
    ['en', 'Two Su-35S and one MiG-31K took off; an Il-76 aircraft followed.', ['il-76', 'mig-31', 'su-35']],
    ['en', 'India tested the Agni-V and flew BrahMos from a Su-30MKI.', ['agni-v', 'brahmos', 'su-30']],
    ['ru', 'Расчёт РСЗО «Град» и САУ «Мста-С» накрыли позиции, «Ланцет» поразил БПЛА.', ['2s19', 'grad', 'lancet']],
    ['ru', 'Ту-95МС выпустили ракеты Х-101, с кораблей ушли «Калибры».', ['kalibr', 'kh-101', 'tu-95']],
    ['ru', 'Вертолёт Ка-52 и два Ми-28 ударили по колонне БМП-2 и Т-72Б3.', ['bmp-2', 'ka-52', 'mi-28', 't-72']],
    ['uk', 'Росія випустила 60 «Шахедів» і чотири ракети «Кинджал» з МіГ-31К.', ['kinzhal', 'mig-31', 'shahed-136']],
    ['uk', 'САУ «Богдана» та дрони «Магура V5» показали у Києві.', ['bohdana', 'magura-v5']],
    [
      'tr',
      'Bayraktar TB3, TCG Anadolu üzerinden kalktı; Çelik Kubbe de tanıtıldı.',
      ['bayraktar-tb3', 'steel-dome', 'tcg-anadolu'],
    ],
    ['fa', 'موشک فتاح و پهپاد شاهد ۱۳۶ در رژه دیده شد.', ['fattah', 'shahed-136']],
    ['ar', 'اعترضت القبة الحديدية صواريخ كاتيوشا، وأقلعت طائرات إف-16.', ['f-16', 'iron-dome', 'katyusha']],
    ['he', 'כיפת ברזל ומערכת קלע דוד יירטו טילים; מטוסי F-35 תקפו.', ['david-sling', 'f-35', 'iron-dome']],
    [
      'fr',
      'Six canons Caesar et des missiles Mistral ont été livrés avec un Rafale M.',
      ['caesar', 'mistral-manpads', 'rafale'],
    ],
    [
      'de',
      'Die Bundeswehr erhält den Schützenpanzer Puma, Leopard 2A8 und IRIS-T SLM.',
      ['iris-t', 'leopard-2', 'puma-ifv'],
    ],
    ['zh', '福建舰搭载歼-35，055型驱逐舰随行，美军部署爱国者导弹。', ['fujian', 'j-35', 'patriot', 'type-055']],
  ])('%s: %s', (language, text, expected) => {
    expect(systemsIn(text, language)).toEqual(expected);
  });

  test.each([
    ['en', 'The patriot waved a flag while Eagle Scouts sang.'],
    ['en', 'The Lancet published a study of malaria; the journal is based in London.'],
    ['en', 'Virginia voted on Tuesday, Ohio and Columbia County a week later.'],
    ['en', 'Stacey Abrams and General Omar Bradley had little in common.'],
    ['en', 'Take the M1 and then the A10; parking is in zone B2, hall K2, row E3.'],
    ['en', 'Typhoon Ragasa made landfall in Fujian and moved on to Shandong province.'],
    ['en', 'She threw the javelin; the Falcon, the Hornet and the Viper are rides in the park.'],
    ['en', 'Palestine 2-0 Jordan: Shahed scored twice.'],
    ['en', 'Press F5 to reload, F4 to close; Formula F1 returns in March.'],
    ['en', 'Admiral Makarov was born in 1849 and Vasily Bykov wrote novels.'],
    ['fr', 'Une rafale a arraché un toit ; un tigre et un léopard se sont échappés du zoo.'],
    ['fr', 'Rafales de vent attendues jeudi, le mistral souffle à Marseille.'],
    ['de', 'An 26 Standorten gibt es einen Puma, einen Luchs und einen Marder im Gehege.'],
    ['ru', 'Град прошёл над Москвой, ураган повалил деревья.'],
    ['ru', 'Он купил кинжал, тюльпан и гвоздику; Руслан и Искандер смеялись.'],
    ['uk', 'Лютий видався сніжним, бобер збудував греблю.'],
    ['tr', 'Su 24 saat kesilecek; Altay Dağları karla kaplı, Kargu köyü yolu kapandı.'],
    ['fa', 'اسکندر و فاتح از شیراز به دزفول رفتند و قدر دوستان را دانستند.'],
    ['ar', 'نمر وفهد وذو الفقار في حديقة الحيوان، وزلزال ضرب الساحل.'],
    ['he', 'הפטריוט נאם בכיכר, ונגב הוא אזור במדבר.'],
    ['en', 'At 6 a.m. police came; As 90 families left, a 235-page report and A 400 m race were cancelled.'],
    ['en', 'The fare is Rs 24, not Rs 28 crore; King Oscar II of Sweden wrote of it.'],
    ['fr', 'M. Sam Altman a ouvert la boutique ; Mon 50e anniversaire, et au jour J-20, il neigeait.'],
    ['de', 'Zu 23 Prozent; Am 39. Tag; An 124 Schulen; Gabriel V. wurde verurteilt; ein Mercedes S 500.'],
    ['ru', 'Небо у нас голубое. Торнадо с градом. Точка у метро. Нона с мужем. Зоопарк 1 июня открыт.'],
    ['ru', 'Тайфун к берегам Японии подойдёт в пятницу, Панцирь с черепахи продали.'],
    ['uk', 'Небо у вогні заходу, точка у кінці речення, грім і град минули.'],
    ['tr', 'MSB: 2 terörist teslim oldu. BM: 21 kişi öldü. Hisar A.Ş. bilançosunu açıkladı.'],
    ['fa', 'در خرمشهر ۴ نفر بازداشت شدند و پیکان ۳ بر یک پیروز شد.'],
    ['ar', 'في فجر 5 يونيو سجلت الجزائر 54 نقطة، وتعادلت فلسطين 2-2 مع الأردن.'],
    ['he', 'ביריחו 3 בני אדם נעצרו, והוא לבש מעיל רוח.'],
    ['zh', '一组遥感卫星发射成功，这是最上级的要求，展馆陈列大口径导弹模型。'],
    ['zh', '明天阵风七级，火星探测器发回照片，博物馆展出翼龙化石。'],
  ])('%s: no weapon in: %s', (language, text) => {
    expect(systemsIn(text, language)).toEqual([]);
  });
});
