/** Words in dates: months in the languages of the feeds, zone names, marks of the afternoon. */
import { fold } from '../tag/normalise.ts';

// Twelve to a line, January first; variants of one month are joined by `|`.
const months = [
  'jan|january feb|february mar|march apr|april may jun|june jul|july aug|august sep|sept|september oct|october nov|november dec|december',
  'ocak|oca şubat|şub mart nisan|nis mayıs haziran|haz temmuz|tem ağustos|ağu eylül|eyl ekim|eki kasım|kas aralık|ara',
  'января|январь|янв февраля|февраль|фев марта|март|мар апреля|апрель|апр мая|май июня|июнь|июн июля|июль|июл августа|август|авг сентября|сентябрь|сен|сент октября|октябрь|окт ноября|ноябрь|ноя|нояб декабря|декабрь|дек',
  'січня|січень|січ лютого|лютий|лют березня|березень|бер квітня|квітень|кві|квіт травня|травень|тра|трав червня|червень|чер|черв липня|липень|лип серпня|серпень|сер|серп вересня|вересень|вер жовтня|жовтень|жов|жовт листопада|листопад|лис грудня|грудень|гру|груд',
  'ژانویه فوریه مارس آوریل|اوریل مه|مي ژوئن ژوئیه|جولای اوت|آگوست سپتامبر اکتبر نوامبر دسامبر',
  'يناير فبراير مارس أبريل|ابريل مايو يونيو يوليو أغسطس|اغسطس سبتمبر أكتوبر|اكتوبر نوفمبر ديسمبر',
  'جانفي فيفري مارس أفريل ماي جوان جويلية أوت سبتمبر أكتوبر نوفمبر ديسمبر',
  'ينواير شباط آذار نيسان أيار حزيران تموز آب أيلول تشرين|تشرينالأول تشرينالثاني كانون|كانونالأول',
  'ינואר|בינואר פברואר|בפברואר מרץ|מרס|במרץ|במרס אפריל|באפריל מאי|במאי יוני|ביוני יולי|ביולי אוגוסט|באוגוסט ספטמבר|בספטמבר אוקטובר|באוקטובר נובמבר|בנובמבר דצמבר|בדצמבר',
  'janvier|janv février|fevr|févr|fév mars avril|avr mai juin juillet|juil août septembre octobre novembre décembre|déc',
  'januar|jänner februar|feb märz|mrz april mai juni juli august september oktober|okt november dezember|dez',
  'enero|ene febrero marzo abril|abr mayo junio julio agosto|ago septiembre|setiembre octubre noviembre diciembre|dic',
  'gennaio|gen febbraio marzo aprile maggio|mag giugno|giu luglio|lug agosto settembre|set ottobre|ott novembre dicembre',
  'janeiro fevereiro|fev março abril maio junho julho agosto setembro outubro|out novembro dezembro',
  'januari februari maart|mrt april mei juni juli augustus september oktober november december',
  'ιανουαρίου|ιανουάριος|ιαν φεβρουαρίου|φεβρουάριος|φεβ μαρτίου|μάρτιος|μαρ απριλίου|απρίλιος|απρ μαΐου|μάιος|μαι ιουνίου|ιούνιος|ιουν ιουλίου|ιούλιος|ιουλ αυγούστου|αύγουστος|αυγ σεπτεμβρίου|σεπτέμβριος|σεπ|σεπτ οκτωβρίου|οκτώβριος|οκτ νοεμβρίου|νοέμβριος|νοε|νοεμ δεκεμβρίου|δεκέμβριος|δεκ',
  'január február március|márc április|ápr május|máj június|jún július|júl augusztus szeptember|szept október november december',
  'stycznia|styczeń|sty lutego|luty|lut marca|marzec kwietnia|kwiecień|kwi maja|maj czerwca|czerwiec|cze lipca|lipiec|lip sierpnia|sierpień|sie września|wrzesień|wrz października|październik|paź listopada|listopad|lis grudnia|grudzień|gru',
];

/** Folded month names, to 1 for January. */
export const monthNames: ReadonlyMap<string, number> = new Map(
  months.flatMap((line) => {
    const names = line.split(' ');
    return names.flatMap((variants, index) => variants.split('|').map((name) => [fold(name), index + 1] as const));
  }),
);

/** Folded words for the second half of the day. */
export const pmMarks: ReadonlySet<string> = new Set(
  ['ös', 'ΜΜ', 'μμ', '下午', '오후', 'م', 'بعدازظهر', 'مساء', 'pm'].map(fold),
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
  }),
);
