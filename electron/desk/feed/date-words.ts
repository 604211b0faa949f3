/** Words in dates: months in the languages of the feeds, zone names, marks of the afternoon. */
import { fold } from '../tag/normalise.ts';

// Twelve to a line, January first; variants of one month are joined by `|`.
const months = [
  'jan|january feb|february mar|march apr|april may jun|june jul|july aug|august sep|sept|september oct|october nov|november dec|december',
  'ocak|oca şubat|şub mart nisan|nis mayıs haziran|haz temmuz|tem ağustos|ağu eylül|eyl ekim|eki kasım|kas aralık|ara',
  'января|январь|янв февраля|февраль|фев марта|март|мар апреля|апрель|апр мая|май июня|июнь|июн июля|июль|июл августа|август|авг сентября|сентябрь|сен|сент октября|октябрь|окт ноября|ноябрь|ноя|нояб декабря|декабрь|дек',
  'січня|січень|січ лютого|лютий|лют березня|березень|бер|берез квітня|квітень|кві|квіт травня|травень|тра|трав червня|червень|чер|черв липня|липень|лип серпня|серпень|сер|серп вересня|вересень|вер жовтня|жовтень|жов|жовт листопада|листопад|лис грудня|грудень|гру|груд',
  'ژانویه|ژانویهٔ|ژانويه فوریه|فوریهٔ|فوريه مارس آوریل|اوریل|آپریل مه|می|مي|مهٔ ژوئن|جون ژوئیه|ژوئیهٔ|ژوئيه|جولای|ژولای اوت|آگوست|اگست سپتامبر|سپتمبر اکتبر|اکتوبر نوامبر|نومبر دسامبر|دسمبر',
  'يناير فبراير مارس أبريل|ابريل مايو يونيو يوليو أغسطس|اغسطس سبتمبر أكتوبر|اكتوبر نوفمبر ديسمبر',
  'جانفي فيفري مارس أفريل ماي جوان جويلية أوت سبتمبر أكتوبر نوفمبر ديسمبر',
  'يناير فبراير مارس أبريل ماي يونيو يوليوز غشت شتنبر أكتوبر نونبر دجنبر',
  'كانونالثاني شباط آذار|اذار نيسان أيار|ايار حزيران تموز آب|اب أيلول|ايلول تشرينالأول تشرينالثاني كانونالأول',
  'ינואר|בינואר פברואר|בפברואר מרץ|מרס|במרץ|במרס אפריל|באפריל מאי|במאי יוני|ביוני יולי|ביולי אוגוסט|באוגוסט ספטמבר|בספטמבר אוקטובר|באוקטובר נובמבר|בנובמבר דצמבר|בדצמבר',
  'janvier|janv février|fevr|févr|fév mars avril|avr mai juin juillet|juil août septembre octobre novembre décembre|déc',
  'januar|jänner|jaenner februar|feb märz|maerz|mrz april mai juni juli august september oktober|okt november dezember|dez',
  'enero|ene febrero marzo abril|abr mayo junio julio agosto|ago septiembre|setiembre octubre noviembre diciembre|dic',
  'gennaio|gen febbraio marzo aprile maggio|mag giugno|giu luglio|lug agosto settembre|set ottobre|ott novembre dicembre',
  'janeiro fevereiro|fev março abril maio junho julho agosto setembro outubro|out novembro dezembro',
  'januari februari maart|mrt april mei juni juli augustus september oktober november december',
  'ιανουαρίου|ιανουάριος|ιαν φεβρουαρίου|φεβρουάριος|φεβ μαρτίου|μάρτιος|μαρ απριλίου|απρίλιος|απρ μαΐου|μάιος|μαι ιουνίου|ιούνιος|ιουν ιουλίου|ιούλιος|ιουλ αυγούστου|αύγουστος|αυγ σεπτεμβρίου|σεπτέμβριος|σεπ|σεπτ οκτωβρίου|οκτώβριος|οκτ νοεμβρίου|νοέμβριος|νοε|νοεμ δεκεμβρίου|δεκέμβριος|δεκ',
  'január február március|márc április|ápr május|máj június|jún július|júl augusztus szeptember|szept október november december',
  'stycznia|styczeń|sty lutego|luty|lut marca|marzec kwietnia|kwiecień|kwi maja|maj czerwca|czerwiec|cze lipca|lipiec|lip sierpnia|sierpień|sie września|wrzesień|wrz października|październik|paź listopada|listopad|lis grudnia|grudzień|gru',
  'tammikuu|tammikuuta helmikuu|helmikuuta maaliskuu|maaliskuuta huhtikuu|huhtikuuta toukokuu|toukokuuta kesäkuu|kesäkuuta heinäkuu|heinäkuuta elokuu|elokuuta syyskuu|syyskuuta lokakuu|lokakuuta marraskuu|marraskuuta joulukuu|joulukuuta',
  'leden|ledna únor|února březen|března duben|dubna květen|května červen|června červenec|července srpen|srpna září říjen|října listopad|listopadu prosinec|prosince',
  'ianuarie februarie martie aprilie mai iunie iulie august septembrie octombrie noiembrie decembrie',
  'януари февруари март април май юни юли август септември октомври ноември декември',
  'yanvar fevral mart aprel may iyun iyul avqust sentyabr oktyabr noyabr dekabr',
  'იანვარი თებერვალი მარტი აპრილი მაისი ივნისი ივლისი აგვისტო სექტემბერი ოქტომბერი ნოემბერი დეკემბერი',
  'հունվարի|հունվար փետրվարի|փետրվար մարտի|մարտ ապրիլի|ապրիլ մայիսի|մայիս հունիսի|հունիս հուլիսի|հուլիս օգոստոսի|օգոստոս սեպտեմբերի|սեպտեմբեր հոկտեմբերի|հոկտեմբեր նոյեմբերի|նոյեմբեր դեկտեմբերի|դեկտեմբեր',
];

/** Weekdays that start as a month does, and words too short to tell one. */
const notMonths: ReadonlySet<string> = new Set(['سبت', 'mardi', 'martes', 'martedi', 'marti', 'marta'].map(fold));
const shortestPrefix = 3;

/** The months of the Solar Hijri calendar in Iran and Afghanistan, Farvardin first. */
const solarHijri = [
  'فروردین اردیبهشت خرداد تیر مرداد|امرداد شهریور مهر آبان آذر دی بهمن اسفند',
  'حمل ثور جوزا سرطان اسد سنبله میزان عقرب قوس جدی دلو حوت',
];

interface MonthTables {
  /** Folded names, to 1 for January. */
  readonly names: ReadonlyMap<string, number>;
  /** The beginnings of names that tell one month: `нояб`, `verö`. */
  readonly prefixes: ReadonlyMap<string, number>;
  readonly solarHijri: ReadonlyMap<string, number>;
}

/** Made when a date first asks for them, which most feeds never do. */
let tables: MonthTables | undefined;

function monthTables(): MonthTables {
  if (tables !== undefined) return tables;
  const names = monthsByName(months);
  tables = { names, prefixes: prefixesOf(names), solarHijri: monthsByName(solarHijri) };
  return tables;
}

/** The month that a word names, of either calendar. */
export function monthOf(word: string): { readonly month: number; readonly isSolarHijri: boolean } | undefined {
  const key = fold(word);
  if (key.length < 2 || notMonths.has(key) || /\d/.test(key)) return undefined;
  const { names, prefixes, solarHijri } = monthTables();
  const solar = solarHijri.get(key);
  if (solar !== undefined) return { month: solar, isSolarHijri: true };
  const latin = /^[a-z]{4,}$/.test(key) ? names.get(key.slice(0, shortestPrefix)) : undefined;
  const month = names.get(key) ?? prefixes.get(key) ?? latin;
  return month === undefined ? undefined : { month, isSolarHijri: false };
}

function monthsByName(lines: readonly string[]): Map<string, number> {
  const entries = lines.flatMap((line) =>
    line.split(' ').flatMap((variants, index) => variants.split('|').map((name) => [fold(name), index + 1] as const)),
  );
  return new Map(entries);
}

function prefixesOf(names: ReadonlyMap<string, number>): Map<string, number> {
  const prefixes = new Map<string, number>();
  for (const [name, month] of names)
    for (let length = shortestPrefix; length < name.length; length++) {
      const prefix = name.slice(0, length);
      prefixes.set(prefix, (prefixes.get(prefix) ?? month) === month ? month : 0);
    }
  return new Map([...prefixes].filter(([, month]) => month > 0));
}

/** Folded words for the second half of the day. */
export const pmMarks: ReadonlySet<string> = new Set(
  'pm ös öğledensonra akşam μμ م مساء بعدازظهر بظ عصر شب дня вечера вечора nachmittags abends אחהצ בערב'
    .split(' ')
    .map(fold),
);

/** Folded words for the first half of the day. */
export const amMarks: ReadonlySet<string> = new Set(
  'am öö sabah πμ ص صباحا قبلازظهر قظ صبح утра ночи ранку ночі vormittags morgens matin בבוקר'.split(' ').map(fold),
);

/** Zone names to minutes east of UTC. */
export const zones: ReadonlyMap<string, number> = new Map(
  Object.entries({
    z: 0,
    ut: 0,
    utc: 0,
    gmt: 0,
    wet: 0,
    west: 60,
    bst: 60,
    ist: 330,
    cet: 60,
    mez: 60,
    met: 60,
    cest: 120,
    mesz: 120,
    mest: 120,
    eet: 120,
    eest: 180,
    msk: 180,
    мск: 180,
    tsi: 180,
    tsİ: 180,
    msd: 240,
    trt: 180,
    sast: 120,
    aest: 600,
    aedt: 660,
    acst: 570,
    acdt: 630,
    awst: 480,
    est: -300,
    edt: -240,
    et: -300,
    cst: -360,
    cdt: -300,
    ct: -360,
    mst: -420,
    mdt: -360,
    mt: -420,
    pst: -480,
    pdt: -420,
    pt: -480,
    akst: -540,
    akdt: -480,
    hst: -600,
    ast: -240,
    at: -240,
    adt: -180,
    nst: -210,
    ndt: -150,
    brt: -180,
    art: -180,
    jst: 540,
    kst: 540,
    hkt: 480,
    sgt: 480,
    pht: 480,
    nzst: 720,
    nzdt: 780,
    irst: 210,
    irdt: 270,
    idt: 180,
    pkt: 300,
    wib: 420,
    a: -60,
    m: -720,
    n: 60,
    y: 720,
  }).map(([name, minutes]) => [fold(name), minutes]),
);
