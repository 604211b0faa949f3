/** The language of a text, from the text: script and letters first, then n-grams (eld). */
import eld from 'eld/small';

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

function byGrams(text: string, script: string): string | undefined {
  if ((text.slice(0, longestForGrams).match(/\p{L}/gu)?.length ?? 0) < fewestLetters) return undefined;
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
  const { language } = eld.detect(text.slice(0, longestForGrams));
  if (language === '') return undefined;
  return script === 'cyrillic' && !/^(ru|uk|bg|sr|mk|be)$/.test(language) ? undefined : language;
}
