/** Agencies and papers that other outlets cite by name, with the names they go by in the ten languages. */
import { kindOf, unitKinds } from '../tag/letters.ts';

export interface CitedOutlet {
  readonly name: string;
  /** Owned by a state. */
  readonly stateOwned: boolean;
  /** Any of these, as whole words. Upper case counts. */
  readonly aliases: readonly string[];
}

const list = `
Reuters | Рейтер, Рейтерс, رويترز, رویترز, רויטרס, 路透社
AFP | Agence France-Presse, France-Presse, Франс Пресс, АФП, فرانس برس, فرانس پرس, AFP, סוכנות הידיעות הצרפתית, 法新社
Associated Press | AP, АП, أسوشيتد برس, آسوشیتدپرس, איי.פי, 美联社
dpa | Deutsche Presse-Agentur, 德新社
Interfax | Интерфакс, إنترفاكس, اینترفاکس, אינטרפקס, 国际文传电讯社
TASS ! ТАСС, Tass, تاس, טאס"ס, 塔斯社
RIA Novosti ! РИА Новости, RİA Novosti, ريا نوفوستي, ریانووستی, 俄新社
Sputnik ! Спутник, سبوتنيك, اسپوتنیک, ספוטניק, 卫星通讯社
Xinhua ! Синьхуа, Сіньхуа, شينخوا, شینهوا, שינחואה, 新华社
CCTV ! 央视, 中央电视台
Global Times ! 环球时报
Anadolu Agency ! Anadolu Ajansı, Anadolu, AA, Анадолу, الأناضول, آناتولی, אנאדולו, 阿纳多卢通讯社
DHA | Demirören Haber Ajansı
İHA | IHA, İhlas Haber Ajansı
IRNA ! İRNA, ИРНА, ІРНА, ایرنا, إرنا, 伊朗伊斯兰共和国通讯社, 伊通社
ISNA | ایسنا, İSNA
Tasnim | Тасним, Таснім, تسنیم, تسنيم
Fars | Фарс, خبرگزاری فارس, وكالة فارس
Mehr | خبرگزاری مهر, وكالة مهر
Ukrinform ! Укринформ, Укрінформ
UNIAN | УНИАН, УНІАН
Interfax-Ukraine | Интерфакс-Украина, Інтерфакс-Україна
BelTA ! БЕЛТА, БелТА
SANA ! САНА, سانا
WAFA ! وفا, ВАФА
Saudi Press Agency ! SPA, واس
WAM ! وام
Middle East News Agency ! MENA, أنباء الشرق الأوسط
KUNA ! كونا
Al Jazeera | Al-Jazeera, الجزيرة, Аль-Джазира, Аль-Джазіра, El Cezire, الجزیره, אל-ג'זירה, 半岛电视台
Al Arabiya | العربية, Аль-Арабия, Аль-Арабія
KCNA ! ЦТАК, 朝中社
Yonhap | Рёнхап, Йонхап, 韩联社
Kyodo | Киодо, Кіодо, 共同社
EFE ! Agencia EFE
ANSA | Ansa
Bloomberg | Блумберг, بلومبرغ, بلومبرگ, בלומברג, 彭博社
New York Times | The New York Times, نيويورك تايمز, نیویورک تایمز, ניו יורק טיימס, 纽约时报
Wall Street Journal | The Wall Street Journal, وول ستريت جورنال, وال استریت ژورنال, וול סטריט ג'ורנל, 华尔街日报
Washington Post | The Washington Post, واشنطن بوست, واشنگتن پست, 华盛顿邮报
Financial Times | The Financial Times, فايننشال تايمز, فایننشال تایمز, 金融时报
BBC | Би-би-си, Бі-бі-сі, بي بي سي, بی‌بی‌سی, 英国广播公司
CNN | سي إن إن, سی‌ان‌ان, 美国有线电视新闻网
Axios | أكسيوس, آکسیوس
Der Spiegel | Spiegel, «Шпигель», دير شبيغل, 明镜周刊
Bild | Bild-Zeitung
Le Monde | لوموند
Kommersant | Коммерсантъ, Коммерсант
Haaretz | הארץ, هآرتس, هاآرتص
Ynet |
Kan | כאן 11
`;

/** A line is `name | aliases`, with `!` in place of `|` for those a state owns. */
const citedOutlets: readonly CitedOutlet[] = list
  .trim()
  .split('\n')
  .map((line) => {
    const [name = '', aliases = ''] = line.split(/ [|!] ?/);
    const others = aliases
      .split(',')
      .map((alias) => alias.trim())
      .filter((alias) => alias !== '');
    return { name, stateOwned: line.includes(' ! '), aliases: [name, ...others] };
  });

const byAlias = new Map(citedOutlets.flatMap((outlet) => outlet.aliases.map((alias) => [alias, outlet] as const)));
/** The aliases by their first unit, the longest first. */
const byFirstUnit = new Map<number, string[]>();
/** 1 for each unit that an alias begins with. */
const beginsAlias = new Uint8Array(0x10000);
for (const alias of [...byAlias.keys()].sort((a, b) => b.length - a.length)) {
  const unit = alias.charCodeAt(0);
  const known = byFirstUnit.get(unit) ?? [];
  known.push(alias);
  byFirstUnit.set(unit, known);
  beginsAlias[unit] = 1;
}

/** The outlet that goes by exactly this name. */
export function outletNamed(alias: string): CitedOutlet | undefined {
  return byAlias.get(alias);
}

export interface FoundOutlet {
  readonly outlet: CitedOutlet;
  /** UTF-16 offsets of its name. */
  readonly from: number;
  readonly to: number;
}

const longestText = 2048;
/** The units of the text that is searched: to look at each is several times faster than in a string. */
const units = new Uint16Array(longestText);
const unitBytes = Buffer.from(units.buffer);

/**
 * The first outlet that a text of at most 2,048 units names and that `accept` takes; one found inside another's name is
 * not asked about. Chinese parts no words, so that its names may stand anywhere.
 */
export function findOutlet(text: string, accept: (found: FoundOutlet) => boolean): FoundOutlet | undefined {
  unitBytes.write(text, 'utf16le');
  const end = Math.min(text.length, longestText);
  for (let at = 0; at < end; at++) {
    if (beginsAlias[units[at] as number] === 0) continue;
    const found = outletAt(text, at);
    if (found === undefined) continue;
    if (accept(found)) return found;
    at = found.to - 1;
  }
  return undefined;
}

function outletAt(text: string, at: number): FoundOutlet | undefined {
  const alias = byFirstUnit.get(units[at] as number)?.find((known) => standsAt(text, at, known));
  const outlet = alias === undefined ? undefined : byAlias.get(alias);
  return alias === undefined || outlet === undefined ? undefined : { outlet, from: at, to: at + alias.length };
}

function standsAt(text: string, at: number, alias: string): boolean {
  if (!text.startsWith(alias, at)) return false;
  if (kindOf(alias.charCodeAt(0)) === unitKinds.pair) return true;
  return (
    !endsWord(text.slice(Math.max(0, at - 2), at)) && !startsWord(text.slice(at + alias.length, at + alias.length + 2))
  );
}

function endsWord(text: string): boolean {
  return /[\p{L}\p{N}]$/u.test(text);
}

function startsWord(text: string): boolean {
  return /^[\p{L}\p{N}]/u.test(text);
}
