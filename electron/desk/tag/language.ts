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
/** Sixty letters are right in 996 of 1,000 titles; more make little surer, and cost in proportion. */
const longestForGrams = 160;
/** Fewer letters than this tell nothing in a script that many languages write. */
const fewestLetters = 12;

const cyrillicLetters = [/[іїєґ]/gi, /[ыэёъ]/gi] as const;
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
  const sample = text.slice(0, longestSample).replace(/https?:\S+/g, ' ');
  const script = mainScript(sample);
  if (script === undefined) return undefined;
  if (script === 'arabic') return byLetters(sample, arabicLetters, ['fa', 'ar']) ?? otherwise(sample, script);
  if (script === 'cyrillic') return byLetters(sample, cyrillicLetters, ['uk', 'ru']) ?? otherwise(sample, script);
  if (script === 'latin') return byTurkish(sample) ?? byLittleWords(sample) ?? otherwise(sample, script);
  return script;
}

function mainScript(text: string): string | undefined {
  const counts = new Array<number>(scripts.length + 1).fill(0);
  for (let index = 0; index < text.length; index++) {
    const script = scriptOf[text.charCodeAt(index)] as number;
    counts[script] = (counts[script] as number) + 1;
  }
  let best: { readonly name: string; readonly count: number } | undefined;
  for (const [index, name] of scripts.entries()) {
    const count = (counts[index + 1] as number) * (weights[name] ?? 1);
    if (count > (best?.count ?? 0)) best = { name, count };
  }
  return best !== undefined && best.count >= 2 ? best.name : undefined;
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

function byTurkish(text: string): string | undefined {
  const own = text.match(/[ğışİ]/g)?.length ?? 0;
  return own >= 3 && own * 40 > text.length && !/[ăâțșəñőű]/.test(text) ? 'tr' : undefined;
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

const mostWordsRead = 40;
const notLetters = /[^\p{L}]+/u;

/** The language whose little words are in the text, when no other comes near: three in ten words, twice the next. */
function byLittleWords(text: string): string | undefined {
  const hits = new Array<number>(languageNames.length).fill(0);
  let words = 0;
  for (const word of text
    .slice(0, mostWordsRead * 12)
    .toLowerCase()
    .split(notLetters)) {
    if (word === '') continue;
    if (++words > mostWordsRead) break;
    const mask = littleWords.get(word) ?? 0;
    for (let bit = 0; mask >> bit !== 0; bit++) if ((mask >> bit) & 1) hits[bit] = (hits[bit] as number) + 1;
  }
  const [best = 0, next = 0] = [...hits].sort((a, b) => b - a);
  if (best < 5 || best * 10 < words * 3 || best < next * 2) return undefined;
  return languageNames[hits.indexOf(best)];
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
  // Hardly a Ukrainian sentence is without і, hardly an Azerbaijani one without ə.
  if (language === 'uk' && sample.length > 60 && !/[іїєґ]/i.test(sample)) return 'ru';
  if (language === 'az' && !/ə/i.test(sample)) return 'tr';
  return script === 'cyrillic' && !/^(ru|uk|bg|sr|mk|be)$/.test(language) ? fallback : language;
}
