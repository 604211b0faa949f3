import iconv from 'iconv-lite';
import { describe, expect, test } from 'vitest';
import { decode } from '../../../electron/desk/feed/decode.ts';

const texts = {
  ru: 'Министр обороны заявил, что поставки новых комплексов начнутся весной. Учения флота продлятся до конца недели.',
  uk: 'Міністр оборони заявив, що постачання нових комплексів почнеться навесні. Навчання флоту триватимуть тиждень.',
  bg: 'Министърът на отбраната обяви, че доставките на новите самолети започват през пролетта.',
  ar: 'قال وزير الدفاع اليوم إن تسليم الأنظمة الجديدة يبدأ في الربيع، وإن المناورات البحرية تستمر أسبوعا.',
  he: 'שר הביטחון אמר היום כי אספקת המערכות החדשות תתחיל באביב, וכי תרגיל חיל הים יימשך שבוע.',
  el: 'Ο υπουργός Άμυνας δήλωσε ότι η παράδοση των νέων συστημάτων αρχίζει την άνοιξη.',
  tr: 'Savunma bakanı yeni sistemlerin teslimatının ilkbaharda başlayacağını, tatbikatın ise bir hafta süreceğini açıkladı.',
  fr: 'Le ministre de la Défense a déclaré que la livraison des systèmes commencerait au printemps, après les manœuvres.',
  de: 'Der Verteidigungsminister erklärte, die Übergabe der neuen Geräte beginne im Frühjahr und dauere länger.',
  is: 'Varnarmálaráðherra sagði að afhending nýrra kerfa hæfist í vor og æfingin stæði í viku, þá er það búið.',
  'zh-Hans': '国防部长星期二表示，新型系统将于春季交付，海军演习将持续一周。发言人没有说明数量。',
  'zh-Hant': '國防部長星期二表示，新型系統將於春季交付，海軍演習將持續一週。發言人沒有說明數量。',
  ja: '防衛大臣は火曜日、新しいシステムの引き渡しが春に始まり、海上訓練は一週間続くと述べた。',
  ko: '국방부 장관은 화요일 새로운 체계의 인도가 봄에 시작되고 해상 훈련은 일주일 동안 이어진다고 밝혔다.',
} as const;

const feedOf = (text: string, head = ''): string =>
  `${head}<rss version="2.0"><channel><title>News</title><item><title>${text}</title></item></channel></rss>`;

describe('bytes that say nothing of their encoding are told by what they look like', () => {
  test.each([
    ['ru', 'windows-1251'],
    ['ru', 'koi8-r'],
    ['ru', 'iso-8859-5'],
    ['uk', 'windows-1251'],
    ['uk', 'koi8-u'],
    ['bg', 'windows-1251'],
    ['ar', 'windows-1256'],
    ['ar', 'iso-8859-6'],
    ['he', 'windows-1255'],
    ['he', 'iso-8859-8'],
    ['el', 'windows-1253'],
    ['tr', 'windows-1254'],
    ['fr', 'windows-1252'],
    ['de', 'windows-1252'],
    ['is', 'windows-1252'],
    ['zh-Hans', 'gb2312'],
    ['zh-Hant', 'big5'],
    ['ja', 'shift_jis'],
    ['ja', 'euc-jp'],
    ['ko', 'euc-kr'],
  ] as const)('%s in %s', (language, encoding) => {
    const text = feedOf(texts[language]);
    expect(decode(iconv.encode(text, encoding)).text).toBe(text);
    // The same where a server calls it Latin 1, or its head says UTF-8.
    if (encoding !== 'windows-1254')
      expect(decode(iconv.encode(text, encoding), 'text/xml; charset=iso-8859-1').text).toBe(text);
    const lying = feedOf(texts[language], '<?xml version="1.0" encoding="utf-8"?>');
    expect(decode(iconv.encode(lying, encoding)).text).toBe(lying);
  });

  test.each(['ru', 'ar', 'he', 'zh-Hans', 'ja', 'ko'] as const)('a headline in %s is enough', (language) => {
    const encodings = {
      ru: 'koi8-r',
      ar: 'windows-1256',
      he: 'windows-1255',
      'zh-Hans': 'gbk',
      ja: 'euc-jp',
      ko: 'euc-kr',
    };
    const text = feedOf(texts[language].slice(0, 24));
    expect(decode(iconv.encode(text, encodings[language])).text).toBe(text);
  });

  test('a language that the feed states decides between letters that share their bytes', () => {
    const text = feedOf('Bakan: İHA', '<rss><language>tr-TR</language>');
    expect(decode(iconv.encode(`${text} ış`, 'windows-1254')).encoding).toBe('windows-1254');
  });

  test('a guess is told', () => {
    expect(decode(iconv.encode(feedOf(texts.ru), 'koi8-r')).warnings).toEqual([
      'It says nothing of its encoding and is no UTF-8; it was read as koi8-u.',
    ]);
  });
});
