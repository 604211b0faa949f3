/**
 * The language of a text, from the text: script and letters first, then the little words that every sentence has, and
 * n-grams (eld) for what those leave open. The n-grams take a hundred times as long, and are loaded when a text first
 * needs them.
 */
import * as stopWords from 'stopword';
import { type Detector, openDetector } from './grams.ts';

/** Scripts that tell a language or a family of them, by their main blocks. */
const blocks: readonly (readonly [from: number, to: number, script: string])[] = [
  [0x0041, 0x005a, 'latin'],
  [0x0061, 0x007a, 'latin'],
  [0x00c0, 0x024f, 'latin'],
  [0x0370, 0x03ff, 'el'],
  [0x0400, 0x04ff, 'cyrillic'],
  [0x05d0, 0x05ea, 'he'],
  [0x0600, 0x06ff, 'arabic'],
  [0x3040, 0x30ff, 'ja'],
  [0x4e00, 0x9fff, 'zh'],
  [0xac00, 0xd7af, 'ko'],
];
/** A Han letter says as much as a few Latin ones; Japanese mixes kana into Han. */
const weights: Readonly<Record<string, number>> = { zh: 3, ko: 3, ja: 9 };
const scripts = [...new Set(blocks.map(([, , script]) => script))];
/** The number of each unit's script, from 1; 0 for none. */
const scriptOf = new Uint8Array(65_536);
for (const [from, to, script] of blocks) scriptOf.fill(scripts.indexOf(script) + 1, from, to + 1);

const longestSample = 2000;
/** As many words as tell a language by its little ones. */
const enoughForScript = 500;
/** Sixty letters are right in 996 of 1,000 titles; more make little surer, and cost in proportion. */
const longestForGrams = 160;
/** Fewer letters than this tell nothing in a script that many languages write. */
const fewestLetters = 12;

// Bulgarian writes ъ all over, Russian before a soft vowel only.
const cyrillicLetters = [/[іїєґ]/gi, /[ыэё]|ъ(?=[еюя])/gi] as const;
const arabicLetters = [/[پچژگ]/g, /[يىةك]/g] as const;

/** ISO 639-1, or undefined when the text is too short or has no letters. */
export function detectLanguage(text: string): string | undefined {
  return readLanguage(text, byGrams);
}

/** As `detectLanguage`, for texts that tell their language plainly; undefined for all others. Needs no n-grams. */
export function plainLanguage(text: string): string | undefined {
  return readLanguage(text, () => undefined);
}

function readLanguage(
  text: string,
  otherwise: (sample: string, script: string) => string | undefined,
): string | undefined {
  const start = text.slice(0, longestSample);
  const sample = start.includes('http') ? start.replace(/https?:\S+/g, ' ') : start;
  const script = mainScript(sample);
  if (script === undefined) return undefined;
  if (script === 'arabic') return byLetters(sample, arabicLetters, ['fa', 'ar']) ?? otherwise(sample, script);
  if (script === 'cyrillic') return byCyrillic(sample) ?? otherwise(sample, script);
  if (script === 'latin') return byTurkish(sample) ?? byLittleWords(sample) ?? otherwise(sample, script);
  return script;
}

/** By number of the script, for one text at a time. */
const counts = new Uint32Array(scripts.length + 1);

function mainScript(text: string): string | undefined {
  counts.fill(0);
  countScripts(text, 0, enoughForScript);
  // Many texts are of one script from the beginning: whatever comes behind does not change that.
  const isOne = counts.reduce((used, count, script) => used + (script > 0 && count > 0 ? 1 : 0), 0) === 1;
  if (!isOne) countScripts(text, enoughForScript, text.length);
  let best: { readonly name: string; readonly count: number } | undefined;
  for (const [index, name] of scripts.entries()) {
    const count = (counts[index + 1] as number) * (weights[name] ?? 1);
    if (count > (best?.count ?? 0)) best = { name, count };
  }
  return best !== undefined && best.count >= 2 ? best.name : undefined;
}

function countScripts(text: string, from: number, to: number): void {
  const end = Math.min(to, text.length);
  for (let index = from; index < end; index++) {
    const script = scriptOf[text.charCodeAt(index)] as number;
    counts[script] = (counts[script] as number) + 1;
  }
}

/** Letters that only one of two languages writes; both or none leave it open. */
function byLetters(
  text: string,
  patterns: readonly [RegExp, RegExp],
  languages: readonly [string, string],
): string | undefined {
  const [first, second] = patterns.map((pattern) => text.match(pattern)?.length ?? 0) as [number, number];
  if (first > second * 2) return languages[0];
  return second > first * 2 ? languages[1] : undefined;
}

const russianWords =
  /(?<!\p{L})(?:и|что|из|как|его|был|была|были|было|или|это|для|от|при|после|со|если|еще|уже|об|он|они|чтобы|когда|где|между|только|её|ее|во|не только|\p{L}+(?:ск(?:ий|ой|ого|ому|ая|ие|их)|тся))(?!\p{L})/giu;
const ukrainianWords =
  /(?<!\p{L})(?:та|й|що|від|або|був|була|було|були|як|вже|це|його|щоб|коли|де|із|зі|після|ще|вона|вони|чи|про|або|\p{L}+ськ\p{L}{1,3})(?!\p{L})/giu;
/** Hardly a line of Bulgarian is without one of these, and hardly one of Serbian or Macedonian without its letters. */
const southSlavic =
  /[јљњђћџѓќѕ]|ъ(?![еюя])|(?<!\p{L})(?:се|е|са|че|ще|към|със|като|си|беше|\p{L}{3,}(?:ството|ността|ицата|ията))(?!\p{L})/iu;

function byCyrillic(text: string): string | undefined {
  if (southSlavic.test(text) && !cyrillicLetters.some((letters) => text.search(letters) >= 0)) return undefined;
  const told = byLetters(text, cyrillicLetters, ['uk', 'ru']);
  return told ?? byLetters(text, [ukrainianWords, russianWords], ['uk', 'ru']);
}

/** Names carry Turkish letters into other languages (Erdoğan, Iğdır); small words with them are Turkish. */
const turkishWords = /(?<![\p{L}\p{M}'’])\p{Ll}\p{L}*[ğı]\p{L}*|(?<![\p{L}\p{M}'’])ı\p{L}+/gu;

function byTurkish(text: string): string | undefined {
  if (!/[ğı]/.test(text)) return undefined;
  const own = text.match(turkishWords)?.length ?? 0;
  return own * 70 > text.length && !/[ăâțșəñőű]/.test(text) ? 'tr' : undefined;
}

/** Sitrep's own and those that are easily taken for them. */
const littleWordLanguages: Readonly<Record<string, readonly string[]>> = {
  en: stopWords.eng,
  fr: stopWords.fra,
  de: stopWords.deu,
  tr: stopWords.tur,
  es: stopWords.spa,
  it: stopWords.ita,
  pt: stopWords.por,
  nl: stopWords.nld,
  pl: stopWords.pol,
  cs: stopWords.ces,
  sv: stopWords.swe,
  da: stopWords.dan,
  no: stopWords.nob,
  fi: stopWords.fin,
  ro: stopWords.ron,
  hu: stopWords.hun,
};
const languageNames = Object.keys(littleWordLanguages);
/** A bit for each language that has the word. */
const littleWords = new Map<string, number>();
for (const [bit, name] of languageNames.entries())
  for (const word of littleWordLanguages[name] ?? []) littleWords.set(word, (littleWords.get(word) ?? 0) | (1 << bit));

/**
 * Little words are looked for in so many words, and in more when those leave it open: then fewer are asked for, since a
 * text of names and figures has fewer, but none may stand near.
 */
const readings = [
  { words: 40, least: 5, percent: 30, timesNext: 2 },
  { words: 160, least: 16, percent: 15, timesNext: 3 },
] as const;
const longestLittleWord = Math.max(...[...littleWords.keys()].map((word) => word.length));
/** Whether a unit is part of a word: 1 or 0, and 2 before it was met. */
const inWords = new Uint8Array(65_536).fill(2);

function isInWord(unit: number): boolean {
  if (inWords[unit] === 2) inWords[unit] = /\p{L}/u.test(String.fromCharCode(unit)) ? 1 : 0;
  return inWords[unit] === 1;
}

/** The language whose little words are in the text, when no other comes near. */
function byLittleWords(text: string): string | undefined {
  const hits = new Array<number>(languageNames.length).fill(0);
  let words = 0;
  let from = 0;
  for (const reading of readings) {
    const start = text.slice(0, reading.words * 12).toLowerCase();
    for (let to = 0; from < start.length && words < reading.words; from = to + 1) {
      for (to = from; to < start.length && isInWord(start.charCodeAt(to)); ) to++;
      if (to === from) continue;
      words++;
      // Bit by bit, from the lowest that is set.
      const word = to - from > longestLittleWord ? '' : start.slice(from, to);
      for (let mask = littleWords.get(word) ?? 0; mask !== 0; mask &= mask - 1) {
        const bit = 31 - Math.clz32(mask & -mask);
        hits[bit] = (hits[bit] as number) + 1;
      }
    }
    const { best, next } = twoLargest(hits);
    if (best >= reading.least && best * 100 >= words * reading.percent && best >= next * reading.timesNext)
      return languageNames[hits.indexOf(best)];
    if (words < reading.words) return undefined;
  }
  return undefined;
}

function twoLargest(counts: readonly number[]): { readonly best: number; readonly next: number } {
  let [best, next] = [0, 0];
  for (const count of counts)
    if (count > best) [best, next] = [count, best];
    else if (count > next) next = count;
  return { best, next };
}

/** Words that no neighbour writes, for short texts in which n-grams see a name's language: Camino, Dynamo. */
const ownWords: readonly (readonly [language: string, words: RegExp])[] = [
  ['en', /\b(?:the|of|and|with|after|from|which|their|would|says|said)\b/gi],
  ['de', /\b(?:der|die|das|und|nach|für|auf|eine|einen|einem|einer|wird|nicht|vom|zum|zur)\b/gi],
  ['fr', /\b(?:les|des|une|dans|sur|aux|avec|est|pour|par|du|et)\b/gi],
];

/** Small words with letters or particles that Turkish has: a text without any is hardly Turkish, whatever its names. */
const smallTurkish = /(?<![\p{L}\p{M}])(?:(?=\p{Ll})\p{L}*[ğışöüç]\p{L}*|ve|bir|bu|ile|de|da|ya)(?!\p{L})/u;

/** The language of the guess, unless own words of another stand against none of it. */
function againstOwnWords(guess: string, text: string): string {
  const isNamesAlone = guess === 'tr' && !smallTurkish.test(text);
  const counts = ownWords.map(([language, words]) => ({ language, count: text.match(words)?.length ?? 0 }));
  const [best, next] = counts.sort((a, b) => b.count - a.count);
  if (best === undefined || best.count < (isNamesAlone ? 1 : 2) || (next?.count ?? 0) > 0) return guess;
  if (guess === 'tr' && !isNamesAlone) return guess;
  return best.language;
}

export const gramLanguages =
  'en tr ru uk fa ar he fr de zh es it pt nl pl cs sv da fi no ro hu el bg sr az ur ja ko'.split(' ');
let detector: Detector | undefined;

function byGrams(text: string, script: string): string | undefined {
  const sample = text.slice(0, longestForGrams);
  const fallback = script === 'arabic' ? 'ar' : script === 'cyrillic' ? 'ru' : undefined;
  if ((sample.match(/\p{L}/gu)?.length ?? 0) < fewestLetters) return fallback;
  detector ??= openDetector(gramLanguages);
  const { language } = detector.detect(sample);
  if (language === '') return fallback;
  if (script === 'cyrillic') return amongCyrillic(language, sample);
  // Hardly an Azerbaijani sentence is without ə.
  if (language === 'az' && !/ə/i.test(sample)) return 'tr';
  return againstOwnWords(language, sample);
}

function amongCyrillic(guess: string, text: string): string {
  if (guess === 'ru') return guess;
  // Nor is a Ukrainian one without і.
  if (guess === 'uk') return text.length > 25 && !/[іїєґ]/i.test(text) ? 'ru' : guess;
  return /^(?:bg|sr|mk|be)$/.test(guess) && southSlavic.test(text) ? guess : 'ru';
}
