/**
 * Whose report a story passes on: "TASS reported", "AA'ya göre", "как сообщает", "به گزارش", "laut", "据…报道". A story
 * with an attribution is no report of its own, whatever its words.
 */
import { findOutlet, outletNamed } from './outlets-cited.ts';

export interface Attribution {
  /** The outlet: by its usual name when it is known, else as the text gives it. */
  readonly outlet: string;
  readonly stateOwned: boolean;
  /** UTF-16 offsets into the text, of the outlet's name. */
  readonly from: number;
  readonly to: number;
}

/** Outlets say whom they cite at the start; what stands later is background. */
const searchedLetters = 1200;
const cueReach = 45;

/** What stands before or behind the name of an outlet that is cited. */
const cues = new RegExp(
  [
    /\b(?:report(?:ed|s|ing)?|according to|cit(?:ed|es|ing)|quot(?:ed|es|ing)|said|told|carried by|writes)\b/,
    /göre|bildir(?:di|iyor)|aktar(?:dı|ıyor)|duyurdu|haberin(?:e|de)|yazdı|geçti/,
    /сообщ(?:а|и)|переда[её]т|пишет|ссылк|по данным|по информации|цитиру/,
    /повідом(?:л|и)|передає|пише|посилання|за даними|за інформацією|цитує/,
    /به گزارش|به نقل از|گزارش (?:داد|کرد)|نوشت|به گفته/,
    /ذكر|أفاد|نقل|وفق|بحسب|حسبما|أورد|قالت/,
    /על פי|לפי|דיווח|מסר|ציטט/,
    /\b(?:selon|d['’]après|rapport(?:e|é|ée|ent)|indiqu(?:e|é)|cit(?:e|é|ée|ant)|dépêche)/,
    /\b(?:laut|nach (?:Angaben|Informationen)|meldet|meldete|berichtet|berichtete|zufolge|zitiert|Berufung)/,
    /据|援引|引述|报道|报导/,
  ]
    .map(({ source }) => `(?:${source})`)
    .join('|'),
  'iu',
);

const word = '[\\p{Lu}\\p{Lo}][\\p{L}\\p{N}.-]*';
const title = `(${word}(?: ${word}){0,3})`;

/** A phrase that names an outlet of any kind. */
interface Phrase {
  /** Of an expression of which only the first group counts; it is made when first needed. */
  readonly source: string;
  pattern?: RegExp;
  /**
   * One of these stands in every text that it matches. To look for them takes far less time; least when they begin with
   * a letter that is rare, for which a search looks first.
   */
  readonly hints: readonly string[];
}

const phrases: readonly Phrase[] = (
  [
    [`\\b[Aa]s reported by (?:the )?${title}`, ['ported by ']],
    [
      `\\b[Aa]ccording to (?:the )?(?:news agency|newspaper|daily|broadcaster|news site|outlet) ${title}`,
      ['ccording to '],
    ],
    [`${title} (?:news agency|newspaper) reported`, ['gency reported', 'wspaper reported']],
    [`${title}['’](?:n?[ıiuü]n) haberine göre`, ['berine göre']],
    [
      `(?:[Сс]ообща[её]т|[Пп]ереда[её]т|[Пп]ишет|ссылкой на) (?:агентство|издание|газет[ау]|телеканал) [«"„]?${title}`,
      ['гентство ', 'здание ', 'газет', 'леканал '],
    ],
    [
      `(?:[Пп]овідомляє|[Пп]ередає|[Пп]ише|посиланням на) (?:агентство|агенція|агенцію|видання|газет[ау]|телеканал) [«"„]?${title}`,
      ['гентство ', 'генці', 'дання ', 'газет', 'леканал '],
    ],
    ['(?:به گزارش|به نقل از) (?:خبرگزاری|روزنامه|شبکه|پایگاه خبری) ([\\p{L}\\p{N}\u200c]+)', ['گزارش ', 'نقل از ']],
    ['(?:ذكرت|أفادت|نقلت|بحسب|عن) (?:وكالة|صحيفة|قناة) (?:أنباء )?([\\p{L}\\p{N}]+)', ['كالة ', 'صحيفة ', 'قناة ']],
    [
      '(?:על פי|לפי) (?:סוכנות הידיעות|העיתון|אתר|רשת) ([\\p{L}\\p{N}"׳״]+)',
      ['סוכנות הידיעות ', 'עיתון ', 'אתר ', 'רשת '],
    ],
    [
      `\\b(?:[Ss]elon|[Dd]['’]après) (?:l['’]agence(?: de presse)?|le journal|le quotidien|la chaîne|le site) ${title}`,
      ['lon l', 'près l'],
    ],
    [
      `\\b(?:[Ll]aut|berichtet|meldet)(?: der| die| das)? (?:Nachrichtenagentur|Zeitung|Sender|Portal) [„"»]?${title}`,
      ['Nachrichtenagentur ', 'Zeitung ', 'Sender ', 'Portal '],
    ],
    ['据《([^》]{2,12})》(?:\\d+日)?(?:报道|消息)', ['据《']],
    ['据([\\p{Script=Han}]{1,8}(?:社|报|台|网))(?:\\d+日)?(?:报道|消息)', ['据']],
  ] as const
).map(([source, hints]) => ({ source, hints }));

/** The outlet that a text says it took its report from, undefined when it names none. */
export function findAttribution(text: string): Attribution | undefined {
  const start = text.slice(0, searchedLetters);
  const cited = findOutlet(start, ({ from, to }) => isCredit(start, from, to) || hasCue(start, from, to));
  if (cited !== undefined) {
    const { outlet, from, to } = cited;
    return { outlet: outlet.name, stateOwned: outlet.stateOwned, from, to };
  }
  for (const phrase of phrases) {
    if (!phrase.hints.some((hint) => start.includes(hint))) continue;
    phrase.pattern ??= new RegExp(phrase.source, 'du');
    const match = phrase.pattern.exec(start);
    const [from, to] = match?.indices?.[1] ?? [];
    const outlet = match?.[1];
    if (outlet !== undefined && from !== undefined && to !== undefined)
      return { outlet, stateOwned: outletNamed(outlet)?.stateOwned ?? false, from, to };
  }
  return undefined;
}

/** "(Reuters)", "[AFP]", "/TASS/" and a name behind a dash at the end of a line. */
function isCredit(text: string, from: number, to: number): boolean {
  const [before = '', after = ''] = [text[from - 1], text[to]];
  if (`${before}${after}`.match(/^(?:\(\)|\[\]|\/\/|（）)$/)) return true;
  return /[-–—]\s*$/.test(text.slice(0, from)) && /^\s*(?:\n|$)/.test(text.slice(to));
}

/** A cue in the same sentence, close by. */
function hasCue(text: string, from: number, to: number): boolean {
  const before =
    text
      .slice(Math.max(0, from - cueReach), from)
      .split(/[.!?。\n]\s/)
      .at(-1) ?? '';
  const after = text.slice(to, to + cueReach).split(/[.!?。\n](?:\s|$)/)[0] ?? '';
  return cues.test(before) || cues.test(after);
}
