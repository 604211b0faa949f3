/**
 * Places inside longer names that no list holds: University of Texas, New York Times, Dynamo Kyiv, İstanbul Film
 * Festivali, J. London. What stands beside a name tells, in each language by closed lists of words for institutions,
 * newspapers, clubs, cups, prizes and treaties. Wars stay: news of a war in a country is news of the country.
 */
import type { Words } from './words.ts';

interface Beside {
  /** The last words before, folded, a space on each side of every one. */
  readonly before?: RegExp;
  /** As `before`, where the last of them starts in upper case. */
  readonly beforeUpper?: RegExp;
  /** The word behind, folded; in scripts with case it starts in upper case. */
  readonly behind?: RegExp;
  /** As `behind`, in any case. */
  readonly behindAny?: RegExp;
  /** Capitalised words may part the name from the one behind: İstanbul Film Festivali. */
  readonly reach: number;
}

const clubs =
  'ac|afc|as|athletic|atletico|bayern|borussia|celtic|cska|dinamo|dynamo|eintracht|fc|fk|hapoel|hertha|inter|lokomotiv|maccabi|olympique|racing|rapid|real|sc|slavia|sparta|spartak|sporting|zenit';

const beside: Readonly<Record<string, Beside>> = {
  en: {
    before: / (?:university|college|bank|academy|institute|school|museum|opera|hotel|treaty) (?:of|in) (?:the )?$/,
    beforeUpper: new RegExp(` (?:${clubs}|hotel|radio|air|miss) $`),
    behind:
      /^(?:universit|colleges?$|institute$|academy$|times$|post$|herald$|tribune$|journal$|gazette$|daily$|review$|observer$|chronicle$|telegraph$|inquirer$|globe$|weekly$|magazine$|radio$|fc$|afc$|rovers$|wanderers$|bank$|airlines?$|airways$|street$|avenue$|road$|boulevard$|square$|stadium$|hotel$|hilton$|museum$|awards?$|prize$|cup$|championships?$|festival$|olympics?$|games$|marathon$|derby$|biennale$|symphony$|philharmonic$|orchestra$|opera$|inc$|ltd$|corp$|llc$|plc$|yankees$|knicks$|lakers$|bulls$|sox$|cowboys$|patriots$|jazz$|blues$)/,
    behindAny: /^(?:agreements?|accords?|conventions?|protocols?|treaty|communique)$/,
    reach: 2,
  },
  tr: {
    beforeUpper: new RegExp(` (?:${clubs}|radyo|hotel|otel) $`),
    behind:
      /^(?:universite|bankasi|gazete|havayolla|kupasi|ligi|sampiyona|sampiyonlar|festival|olimpiyat|oyunlari|fuari|odul|maratonu|bienali|akademisi|enstitu|koleji|lisesi|stadyumu|stadi|caddesi|sokagi|bulvari|oteli|operasi|filarmoni|senfoni|radyosu|dergisi|spor$|sk$|fk$|times$|post$|acik$|grand$|turu$|kulubu)/,
    behindAny: /^(?:anlasmasi|anlasmalari|antlasmasi|mutabakati|sozlesmesi|protokolu|dili$|dilleri)/,
    reach: 3,
  },
  ru: {
    before:
      / (?:куб(?:ок|к)\S{0,2}|чемпионат\S{0,3}|лиг[аеиу]|университет\S{0,3}|банк\S{0,3}|динамо|спартак\S?|локомотив\S?|цска|радио|мисс) $/u,
    behind: /^(?:таймс|пост|опен|банк)$/u,
    reach: 0,
  },
  uk: {
    before:
      / (?:куб(?:ок|к)\S{0,3}|чемпіонат\S{0,3}|ліг[аиуі]|університет\S{0,3}|банк\S{0,3}|динамо|шахтар\S?|локомотив\S?|радіо|міс) $/u,
    behind: /^(?:таймс|пост|опен|банк)$/u,
    reach: 0,
  },
  fa: {
    before: / (?:دانشگاه|بانک|روزنامه|باشگاه|جشنواره|خیابان|بلوار|هتل|لیگ|رادیو|کنوانسیون|توافقنامه|معاهده|موزه) $/u,
    reach: 0,
  },
  ar: {
    before:
      / [ولبک]?(?:جامعه|بنک|مصرف|صحیفه|جریده|نادی|مهرجان|فندق|شارع|کاس|دوری|بطوله|اذاعه|رادیو|متحف|اتفاقیه|اتفاقیات|معاهده) $/u,
    reach: 0,
  },
  he: {
    before:
      / [ובלמהש]{0,2}(?:אוניברסיטת|בנק|מכללת|פסטיבל|רחוב|מלון|הפועל|מכבי|ביתר|גביע|ליגת|רדיו|אמנת|הסכמי|הסכם|מוזיאון) $/u,
    behind: /^(?:טיימס|פוסט)$/u,
    reach: 0,
  },
  fr: {
    before:
      / (?:universite|banque|institut|ecole|academie|coupe|festival|tour|stade|rue|avenue|boulevard|musee|opera|hotel|championnat|accords?|traite|convention|protocole|jeux|olympiques|marathon) (?:de |du |des )?(?:la |le )?$/,
    beforeUpper: new RegExp(` (?:air|radio|miss|${clubs}) $`),
    behind: /^(?:universite|times$|post$|hebdo$|match$|business$)/,
    reach: 1,
  },
  de: {
    before: / (?:universitat|bank|hochschule|akademie) (?:von |in )?$/,
    beforeUpper: new RegExp(` (?:${clubs}|vfb|vfl|tsv|bsc|hsv|werder|hotel|radio|uni|miss|air) $`),
    behind:
      /^(?:universitat|zeitung$|times$|post$|abkommen$|konvention(?:en)?$|protokoll$|vertrag$|festival$|marathon$|open$|pokal$|airlines$)/,
    reach: 1,
  },
  zh: {
    behind: /^(?:大学|学院|银行|日报|晚报|时报|邮报|晨报|航空|电影|奥运|世界杯|公约|议定|条约|协议|大街|饭店|酒店)/u,
    reach: 0,
  },
};

const givenNames = new Set(
  'aaron adam alan albert alex alexander alexandra alice andrea andreas andrew angela anna anne anthony antonio arthur barbara ben benjamin bernard bill bob boris brian bruce carl carlos carol caroline catherine charles charlie chris christian christine christopher claire claude clint craig dan daniel daniela dave david denis dennis denzel derek diana diane don donald dorothy doug douglas ed eddie edward elena eliza elizabeth emily emma eric erica ernest eva evan frank fred frederick gary george gerald gerard greg gregory hannah hans harold harry heather heinrich helen henri henry herbert howard hugh ian irene jack jacob jacques james jan jane janet jason jean jeff jeffrey jennifer jerry jessica jill jim jimmy joan joe johann john johnny jonathan jose joseph joshua juan judith julia julie karen karl kate katherine kathleen keith kelly ken kenneth kevin larry laura lauren leo leon leonard lewis linda lisa louis louise lucy luis luke maggie marc marco margaret maria marie mark martha martin mary matt matthew max megan melissa michael michel michelle mike molly monica nancy natalie nathan neil nicholas nick nicole nina oliver olivia oscar pamela patricia patrick paul paula peter phil philip pierre rachel ralph raymond rebecca rene ricardo richard rick rob robert robin roger roland ron ronald rosa roy russell ruth ryan sally sam samuel sandra sara sarah scott sean sharon simon sophia sophie stefan stephen steve steven sue susan suzanne ted teresa theodore thomas tim timothy tina todd tom tommy tony ulrich ursula vincent walter wayne wendy werner whitney wilhelm will william wolfgang'.split(
    ' ',
  ),
);
const titles = new Set('mr mrs ms dr sir lady sen senator rep congressman congresswoman judge justice'.split(' '));
const cased = /^(?:en|fr|de|tr)$/;

/** Whether what stands beside the words `first` to `last`, a name of this language, makes them part of another name. */
export function isPartOfName(words: Words, first: number, last: number, language: string): boolean {
  const known = beside[language];
  if (known === undefined) return false;
  if (first > 0 && touches(words, first) && isLed(words, first, known)) return true;
  if (first === last && cased.test(language) && isSurname(words, first)) return true;
  if (language === 'zh')
    return known.behind?.test(words.text.slice(words.tos[last], (words.tos[last] ?? 0) + 3)) ?? false;
  return isFollowed(words, last, known);
}

function isFollowed(words: Words, last: number, { behind, behindAny, reach }: Beside): boolean {
  for (let at = last + 1; at <= last + 1 + reach && at < words.count; at++) {
    if (!touches(words, at)) return false;
    const term = words.term(at);
    if (at === last + 1 && behindAny?.test(term)) return true;
    if (!startsInUpper(words, at)) return false;
    if (behind?.test(term)) return true;
  }
  return false;
}

function isLed(words: Words, first: number, { before, beforeUpper }: Beside): boolean {
  let joined = '';
  for (let at = first - 1; at >= 0 && at >= first - 3 && touches(words, at + 1); at--)
    joined = ` ${words.term(at)}${joined}`;
  joined += ' ';
  return before?.test(joined) || (beforeUpper?.test(joined) === true && startsInUpper(words, first - 1));
}

/** Whether only a space, or an elided article, stands between a word and the one before. */
function touches(words: Words, at: number): boolean {
  const from = words.tos[at - 1] as number;
  const gap = (words.froms[at] as number) - from;
  if (gap === 1) return isSpace(words.text.charCodeAt(from));
  return (gap === 2 || gap === 3) && /^[ \u00a0]?[dl]['’]$/.test(words.text.slice(from, from + gap));
}

function isSpace(unit: number): boolean {
  return unit === 0x20 || unit === 0xa0;
}

/** Words of scripts without case count as upper. */
function startsInUpper(words: Words, at: number): boolean {
  const from = words.froms[at] as number;
  const unit = words.text.charCodeAt(from);
  if (unit < 0x80 && unit > 0x40) return unit < 0x60;
  return !/^\P{L}*\p{Ll}/u.test(words.text.slice(from, words.tos[at]));
}

/** Jack London, J. London, Sen. Jordan. */
function isSurname(words: Words, at: number): boolean {
  if (at === 0) return false;
  const { text } = words;
  const from = words.froms[at] as number;
  const gap = from - (words.tos[at - 1] as number);
  if (gap < 1 || gap > 2 || !isSpace(text.charCodeAt(from - 1))) return false;
  const isDotted = gap === 2 && text[from - 2] === '.';
  if (gap === 2 && !isDotted) return false;
  if (isDotted && /(?<![\p{L}.])\p{Lu}\. $/u.test(text.slice(Math.max(0, from - 5), from))) return true;
  if (!startsInUpper(words, at - 1)) return false;
  const before = words.term(at - 1);
  return titles.has(before) || (!isDotted && givenNames.has(before));
}
