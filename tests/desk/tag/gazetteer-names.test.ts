import { beforeAll, describe, expect, test } from 'vitest';
import { type Entity, gazetteerLanguages, loadGazetteer } from '../../../electron/desk/tag/gazetteer.ts';
import { tokeniseQuery } from '../../../electron/desk/tag/normalise.ts';
import { createTagger, type Tagger } from '../../../electron/desk/tag/tag-text.ts';

let tagger: Tagger;
let entities: readonly Entity[];
beforeAll(async () => {
  tagger = await createTagger();
  entities = loadGazetteer();
});

const ofKind = (kind: string): readonly Entity[] => entities.filter((entity) => entity.kind === kind);
const languagesOf = ({ aliases }: Entity): Set<string> => new Set(aliases.map(({ language }) => language));
const termsOf = (text: string): string =>
  tokeniseQuery(text)
    .map(({ term }) => term)
    .join(' ');

describe('organisations, persons and topics of the gazetteer', () => {
  test.each([
    ['organisation', 400],
    ['person', 300],
    ['topic', 60],
  ])('%s: at least %i', (kind, least) => {
    expect(ofKind(kind).length).toBeGreaterThanOrEqual(least);
  });

  test.each(['organisation', 'person', 'topic'])('no name of one %s is the name of another', (kind) => {
    const owners = new Map<string, string>();
    const shared: string[] = [];
    for (const { id, aliases } of ofKind(kind))
      for (const { text, language, exact } of aliases) {
        const name = `${language} ${termsOf(text)}${exact ? ` as ${text}` : ''}`;
        const owner = owners.get(name);
        if (owner !== undefined && owner !== id) shared.push(`${name}: ${owner}, ${id}`);
        owners.set(name, id);
      }
    expect(shared).toEqual([]);
  });

  test('every topic has terms in all ten languages', () => {
    const lacking = ofKind('topic').flatMap((topic) =>
      gazetteerLanguages.filter((language) => !languagesOf(topic).has(language)).map((code) => `${topic.id} ${code}`),
    );
    expect(lacking).toEqual([]);
  });

  test('every person is named in two languages or more', () => {
    expect(
      ofKind('person')
        .filter((person) => languagesOf(person).size < 2)
        .map(({ id }) => id),
    ).toEqual([]);
  });

  test('no guard is fulfilled by the name that it guards', () => {
    const idle = entities.flatMap(({ id, kind, aliases }) =>
      kind === 'country' || kind === 'place' || kind === 'system'
        ? []
        : aliases.flatMap(({ text, needs }) => {
            const own = termsOf(text.replaceAll('*', '')).split(' ');
            return needs
              .filter((word) => {
                const terms = termsOf(word.replace(/\*$/, '')).split(' ');
                return terms.every((term, index) =>
                  own.some(
                    (mine) =>
                      mine === term || (word.endsWith('*') && index === terms.length - 1 && mine.startsWith(term)),
                  ),
                );
              })
              .map((word) => `${id} ${text}: ${word}`);
          }),
    );
    expect(idle).toEqual([]);
  });

  test('every name has a word to look for', () => {
    expect(
      entities.flatMap(({ id, aliases }) => aliases.filter(({ text }) => termsOf(text) === '').map(() => id)),
    ).toEqual([]);
  });
});

const idsIn = (text: string, language: string): string[] =>
  tagger.tag({ title: '', text, language }).map(({ entityId }) => entityId);

describe('who and what a sentence names', () => {
  test.each([
    [
      'en',
      'The Polish Navy ordered three frigates, the defence ministry in Warsaw said.',
      ['organisation:polish-navy'],
    ],
    ['en', 'Thales won a radar contract from the Royal Navy.', ['organisation:thales', 'organisation:british-navy']],
    [
      'en',
      'Hezbollah fired rockets; the IDF answered with air strikes.',
      ['organisation:hezbollah', 'organisation:idf', 'topic:missiles', 'topic:air-strikes'],
    ],
    ['en', 'Asim Munir met Mohammed bin Salman in Riyadh.', ['person:asim-munir', 'person:mohammed-bin-salman']],
    [
      'tr',
      "TSK'nın tatbikatına MSB'den açıklama geldi; İHA'lar uçtu.",
      ['organisation:turkish-armed-forces', 'organisation:turkish-defence-ministry', 'topic:exercises', 'topic:uav'],
    ],
    [
      'tr',
      "NATO Genel Sekreteri Mark Rutte, Hakan Fidan'la görüştü.",
      ['organisation:nato', 'person:mark-rutte', 'person:hakan-fidan'],
    ],
    [
      'ru',
      'Министерству обороны Польши передали истребители, сообщил Генштаб ВСУ.',
      ['organisation:polish-defence-ministry', 'organisation:ukrainian-general-staff', 'topic:combat-aircraft'],
    ],
    ['ru', 'Сергея Шойгу принял Ким Чен Ын.', ['person:sergei-shoigu', 'person:kim-jong-un']],
    [
      'uk',
      'Воїни ЗСУ збили дрони над Одесою, повідомив Юрій Ігнат.',
      ['organisation:ukrainian-armed-forces', 'topic:uav', 'person:yurii-ihnat'],
    ],
    ['uk', 'Андрія Єрмака запитали про перемир’я.', ['person:andriy-yermak', 'topic:ceasefire']],
    [
      'fa',
      'سردار قاآنی فرمانده نیروی قدس سپاه پاسداران است و عباس عراقچی وزیر خارجه.',
      ['organisation:quds-force', 'person:abbas-araghchi'],
    ],
    [
      'fa',
      'رزمایش نیروی دریایی ارتش با موشک کروز انجام شد.',
      ['topic:exercises', 'organisation:iranian-navy', 'topic:cruise-missiles'],
    ],
    [
      'ar',
      'أعلنت وزارة الدفاع الروسية إسقاط طائرات مسيرة، وقال الجيش الإسرائيلي إنه شن غارات جوية.',
      ['organisation:russian-defence-ministry', 'organisation:idf', 'topic:uav', 'topic:air-strikes'],
    ],
    [
      'ar',
      'التقى محمد بن سلمان رئيس أركان الجيش الباكستاني عاصم منير.',
      ['person:mohammed-bin-salman', 'person:asim-munir'],
    ],
    [
      'he',
      'צה"ל תקף מטרות של חיזבאללה, אמר ישראל כ"ץ.',
      ['organisation:idf', 'organisation:hezbollah', 'person:israel-katz'],
    ],
    [
      'he',
      "הפנטגון אישר מכירת נשק, כך מסר פיט הגסת'.",
      ['organisation:pentagon', 'topic:arms-transfer', 'person:pete-hegseth'],
    ],
    [
      'fr',
      "La marine turque et l'armée de l'air française ont mené un exercice naval avec l'OTAN.",
      ['organisation:turkish-navy', 'organisation:french-air-force', 'topic:exercises', 'organisation:nato'],
    ],
    [
      'fr',
      'Les livraisons d’armes, a dit Sébastien Lecornu, iront au ministère ukrainien de la Défense.',
      ['topic:arms-transfer', 'person:sebastien-lecornu', 'organisation:ukrainian-defence-ministry'],
    ],
    [
      'de',
      'Die polnische Marine übt mit der Bundeswehr, sagte Boris Pistorius; Rheinmetall liefert Munition.',
      [
        'organisation:polish-navy',
        'organisation:bundeswehr',
        'person:boris-pistorius',
        'organisation:rheinmetall',
        'topic:ammunition',
      ],
    ],
    ['de', 'Selenskyj bat den Bundesnachrichtendienst um Hilfe.', ['person:volodymyr-zelenskyy', 'organisation:bnd']],
    [
      'zh',
      '解放军东部战区举行军演，国防部长董军出席，台湾国防部回应。',
      [
        'organisation:pla',
        'organisation:pla-eastern-theater-command',
        'topic:exercises',
        'person:dong-jun',
        'organisation:taiwanese-defence-ministry',
      ],
    ],
    [
      'zh',
      '泽连斯基说，乌克兰空军击落了巡航导弹。',
      ['person:volodymyr-zelenskyy', 'organisation:ukrainian-air-force', 'topic:cruise-missiles'],
    ],
  ])('%s: %s', (language, text, expected) => {
    expect(idsIn(text, language)).toEqual(expect.arrayContaining(expected));
  });
});

describe('words that only look like names', () => {
  test.each([
    ['en', 'Nurses went on strike; the water tank leaked and the coal mine closed.'],
    ['en', 'Leonardo da Vinci painted it, and Wagner wrote the opera; she studied Thales in school.'],
    ['en', 'Rafael Nadal won, and a Saab 900 stood outside the court.'],
    ['en', 'He went to the bar in Austin, Texas, ate rocket salad and drank a shot.'],
    ['en', 'The navy blue dress was killed by the critics, a casualty of fashion.'],
    ['tr', 'Belediye ihaleye çıktı; su tankları değişecek, deprem tatbikatı yapılacak.'],
    ['tr', 'Ağır darbe alan takımın kaptanı gazetede konuştu; Gazi Üniversitesi kutladı.'],
    ['ru', 'Он рассказал про пески и ракетки для тенниса; шахтёры бастуют.'],
    ['ru', 'Призыв к скидкам: учения йоги, ученики и учение о добре. Рихард Вагнер.'],
    ['uk', 'Він говорив про уроки, наступного тижня купить ракетку.'],
    ['fa', 'سپاه دانش در تاریخ آموزش بود و تاس و مهره بازی می‌کردند.'],
    ['fa', 'تحلیل مالی شرکت و بازی فوتبال فتح شد.'],
    ['ar', 'شارك الجمهور بحماس شديد في مباراة الكرة، ولعبوا الطاولة بحجر تاس.'],
    ['ar', 'القاعدة بسيطة، وانقلاب سيارة على الطريق.'],
    ['he', 'גיוס הון של חברת הזנק; המוסד לביטוח לאומי פרסם דוח על יוקר המחיה.'],
    ['he', 'תאונת דרכים קשה בכביש, אזעקה של רכב הופעלה.'],
    ['fr', 'La marge de manœuvre est faible; une salade de roquette et un chasseur de primes.'],
    ['fr', 'Les Champs-Élysées fêtent la mobilisation sociale; Thalès de Milet.'],
    ['de', 'Der Bomber der Nation schoss ein Tor; das Überholmanöver misslang.'],
    ['de', 'Eine Radarfalle blitzte den Fahrer, Richard Wagner lief im Radio.'],
    ['zh', '公司采购办公用品，签订合同，员工动员大会和消防演习。'],
    ['zh', '北极熊在冰上，卫星城建设加快，演员受伤。'],
    ['zh', '其中共有很多东西，河北约有三成，飞机完成飞行后降落。'],
    ['en', 'Marx had a Trump card at the quad, said the Sikorsky Prize winner with an RTX 4090.'],
    ['tr', 'Gölde kışlayan kuşlar görüldü; uydu anteni satışı ve futbolda topçu tartışması sürüyor.'],
    ['fa', 'ناوگان اتوبوسرانی شهر نوسازی شد و تانک‌های ذخیره آب پر شدند.'],
    ['ar', 'رأيت ناسا في الشارع، وقدم طالبان مشروعهما في الجامعة.'],
    ['he', 'העיר מודיעין חוגגת, והתותח של הקבוצה כבש שער.'],
    ['de', 'In der Kaserne Basel spielte eine Band, und ein Satellitenfernsehen sendete.'],
    ['uk', 'Команда провела жеребкування, а метеорит упав у поле.'],
  ])('%s: %s', (language, text) => {
    expect(idsIn(text, language).filter((id) => /^(organisation|person|topic):/.test(id))).toEqual([]);
  });
});
