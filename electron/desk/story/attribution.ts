/**
 * Whose report a story passes on: "TASS reported", "AA'ya göre", "как сообщает", "به گزارش", "laut", "据…报道". A story
 * with an attribution is no report of its own, whatever its words.
 */
import { citedOutlets } from './outlets-cited.ts';

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

const letterBefore = '(?<![\\p{L}\\p{N}])';
const letterAfter = '(?![\\p{L}\\p{N}])';
const known = new Map(citedOutlets.flatMap((outlet) => outlet.aliases.map((alias) => [alias, outlet] as const)));
const names = new RegExp(
  [...known.keys()]
    .sort((a, b) => b.length - a.length)
    .map((alias) => {
      const exact = alias.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
      return /\p{Script=Han}/u.test(alias) ? exact : `${letterBefore}${exact}${letterAfter}`;
    })
    .join('|'),
  'gu',
);

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
/** Phrases that name an outlet of any kind; only its first group counts. */
const phrases = [
  `\\b[Aa]s reported by (?:the )?${title}`,
  `\\b[Aa]ccording to (?:the )?(?:news agency|newspaper|daily|broadcaster|news site|outlet) ${title}`,
  `${title} (?:news agency|newspaper) reported`,
  `${title}['’](?:n?[ıiuü]n) haberine göre`,
  `(?:[Сс]ообща[её]т|[Пп]ереда[её]т|[Пп]ишет|ссылкой на) (?:агентство|издание|газет[ау]|телеканал) [«"„]?${title}`,
  `(?:[Пп]овідомляє|[Пп]ередає|[Пп]ише|посиланням на) (?:агентство|агенція|агенцію|видання|газет[ау]|телеканал) [«"„]?${title}`,
  '(?:به گزارش|به نقل از) (?:خبرگزاری|روزنامه|شبکه|پایگاه خبری) ([\\p{L}\\p{N}\u200c]+)',
  '(?:ذكرت|أفادت|نقلت|بحسب|عن) (?:وكالة|صحيفة|قناة) (?:أنباء )?([\\p{L}\\p{N}]+)',
  '(?:על פי|לפי) (?:סוכנות הידיעות|העיתון|אתר|רשת) ([\\p{L}\\p{N}"׳״]+)',
  `\\b(?:[Ss]elon|[Dd]['’]après) (?:l['’]agence(?: de presse)?|le journal|le quotidien|la chaîne|le site) ${title}`,
  `\\b(?:[Ll]aut|berichtet|meldet)(?: der| die| das)? (?:Nachrichtenagentur|Zeitung|Sender|Portal) [„"»]?${title}`,
  '据《([^》]{2,12})》(?:\\d+日)?(?:报道|消息)',
  '据([\\p{Script=Han}]{1,8}(?:社|报|台|网))(?:\\d+日)?(?:报道|消息)',
].map((source) => new RegExp(source, 'du'));

/** The outlet that a text says it took its report from, undefined when it names none. */
export function findAttribution(text: string): Attribution | undefined {
  const start = text.slice(0, searchedLetters);
  for (const match of start.matchAll(names)) {
    const [from, to] = [match.index, match.index + match[0].length];
    const outlet = known.get(match[0]);
    if (outlet !== undefined && (isCredit(start, from, to) || hasCue(start, from, to)))
      return { outlet: outlet.name, stateOwned: outlet.stateOwned, from, to };
  }
  for (const phrase of phrases) {
    const match = phrase.exec(start);
    const [from, to] = match?.indices?.[1] ?? [];
    const outlet = match?.[1];
    if (outlet !== undefined && from !== undefined && to !== undefined)
      return { outlet, stateOwned: known.get(outlet)?.stateOwned ?? false, from, to };
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
