/** The language of a text, from the text: script and letters first, then n-grams (eld). */
import eld from 'eld/small';

const letters: readonly (readonly [RegExp, string])[] = [
  [/[\u05d0-\u05ea]/g, 'he'],
  [/[\u3040-\u30ff]/g, 'ja'],
  [/[\uac00-\ud7af]/g, 'ko'],
  [/[\u4e00-\u9fff]/g, 'zh'],
  [/[\u0370-\u03ff]/g, 'el'],
  [/[\u0600-\u06ff]/g, 'arabic'],
  [/[\u0400-\u04ff]/g, 'cyrillic'],
  [/[a-z\u00c0-\u024f]/gi, 'latin'],
];
const longestSample = 2000;
/** Fewer letters than this tell nothing in a script that many languages write. */
const fewestLetters = 12;

const cyrillicLetters = [/[іїєґ]/gi, /[ыэёъ]/gi] as const;
const arabicLetters = [/[پچژگ]/g, /[يىةك]/g] as const;

let ready = false;

/** ISO 639-1, or undefined when the text is too short or has no letters. */
export function detectLanguage(text: string): string | undefined {
  const sample = text.slice(0, longestSample).replace(/https?:\S+/g, ' ');
  const script = mainScript(sample);
  if (script === undefined) return undefined;
  if (script === 'arabic') return byLetters(sample, arabicLetters, ['fa', 'ar']) ?? byGrams(sample, script) ?? 'ar';
  if (script === 'cyrillic') return byLetters(sample, cyrillicLetters, ['uk', 'ru']) ?? byGrams(sample, script) ?? 'ru';
  if (script === 'latin') return byTurkish(sample) ?? byGrams(sample, script);
  return script;
}

function mainScript(text: string): string | undefined {
  let best: { readonly name: string; readonly count: number } | undefined;
  for (const [pattern, name] of letters) {
    // A Han letter says as much as a few Latin ones; Japanese mixes kana into Han.
    const weight = name === 'zh' || name === 'ja' || name === 'ko' ? 3 : 1;
    const count = (text.match(pattern)?.length ?? 0) * (name === 'ja' ? 9 : weight);
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

function byGrams(text: string, script: string): string | undefined {
  if ((text.match(/\p{L}/gu)?.length ?? 0) < fewestLetters) return undefined;
  if (!ready) {
    eld.setLanguageSubset([
      'en',
      'tr',
      'ru',
      'uk',
      'fa',
      'ar',
      'he',
      'fr',
      'de',
      'zh',
      'es',
      'it',
      'pt',
      'nl',
      'pl',
      'cs',
      'sv',
      'da',
      'fi',
      'no',
      'ro',
      'hu',
      'el',
      'bg',
      'sr',
      'az',
      'ur',
      'ja',
      'ko',
    ]);
    ready = true;
  }
  const { language } = eld.detect(text);
  if (language === '') return undefined;
  return script === 'cyrillic' && !/^(ru|uk|bg|sr|mk|be)$/.test(language) ? undefined : language;
}
