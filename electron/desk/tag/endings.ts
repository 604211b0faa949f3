/** Endings and prefixes that names take in a sentence, by language. Closed lists: no stemmer touches a name. */

/** Cyrillic case endings of nouns and adjectives, after the nominative ending was taken off. */
const slavic = new Set(
  ' а я у ю е и ы о ь й ой ей ою ею ом ем ём ам ям ах ях ами ями ов ев ей ого его ому ему ым им ых их ыми ими ая яя ую юю ое ее ые ие ий ый ої ій ього ьому ї єю єві ові еві ів їв і ою ию ия ии ией ієї ією ії ія ію єм'.split(
    ' ',
  ),
);
// Without -ca, which names the language (Çeçence), and -lı, which names the inhabitant (Ankaralı): neither is the place.
const turkish = /^(n?[iu]n|[yn]?[aeiu]|[nd]?[dt][ae]n?|l[ae]r[a-z]{0,6}|[yl]{1,2}[ae]|ki|s[iu]z?)$/;
const persian = new Set(['ی', 'ها', 'های', 'هایی', 'یی', 'ای', 'یها']);

/**
 * What a name's last word may be followed by in text of this language. Terms are folded. `cut` is the ending that
 * `stemOf` took off: -а, -о, -ы, -и may leave nothing behind (сил, Афин), -й, -ь and -ия may not (Кита is no Китай,
 * Росси no Россия).
 */
export function isEnding(rest: string, language: string, cut = ''): boolean {
  switch (language) {
    case 'ru':
    case 'uk':
      return rest === '' ? /^[аоыи]?$/.test(cut) : slavic.has(rest);
    case 'tr':
      return turkish.test(rest);
    case 'fa':
      return persian.has(rest);
    case 'en':
    case 'de':
    case 'fr':
      return rest === 's' || rest === 'es';
    default:
      return false;
  }
}

/** How many letters an ending of this language has at most. */
export function longestEnding(language: string): number {
  return language === 'tr' ? 9 : language === 'en' || language === 'de' || language === 'fr' ? 2 : 4;
}

/** A folded name without the ending that its cases replace: Россия gives росси, Украина украин. */
export function stemOf(term: string, language: string): string {
  if (language !== 'ru' && language !== 'uk') return term;
  const stem = term.replace(/(?:ый|ий|ая|яя|ое|ее|ые|ие|[аеиоуыэюяіїєьй])$/, '');
  return stem.length >= 3 ? stem : term;
}

const hebrewParticles = unitsOf('ושהבלכמ');
const arabicParticles = unitsOf('بلک');
const [waw, fa, lam, alef] = [...'وفلا'].map((letter) => letter.charCodeAt(0)) as [number, number, number, number];

/**
 * How many units of a Hebrew, Arabic or Persian word may be joined particles (and, by, for, the; at most three of
 * them), for each reading that leaves a name behind. Fills `into`, gives how many there are. 0 is not among them.
 */
export function cliticOffsets(units: Uint16Array, start: number, end: number, into: Int32Array): number {
  const length = end - start;
  let count = 0;
  const add = (offset: number, remaining: number): void => {
    if (length - offset >= remaining && (count === 0 || into[count - 1] !== offset)) into[count++] = offset;
  };
  if ((units[start] as number) <= 0x5ff) {
    for (let offset = 0; offset < 3 && hebrewParticles.has(units[start + offset] as number); offset++)
      add(offset + 1, 2);
    return count;
  }
  let offset = units[start] === waw || units[start] === fa ? 1 : 0;
  if (offset > 0) add(offset, 3);
  if (arabicParticles.has(units[start + offset] as number)) {
    const isDouble = units[start + offset] === lam && units[start + offset + 1] === lam;
    add(++offset, 3);
    if (isDouble) add(++offset, 3);
  }
  if (units[start + offset] === alef && units[start + offset + 1] === lam) add(offset + 2, 3);
  return count;
}

function unitsOf(letters: string): ReadonlySet<number> {
  return new Set([...letters].map((letter) => letter.charCodeAt(0)));
}
