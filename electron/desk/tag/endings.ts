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
const hebrewPrefix = /^[ושהבלכמ]{1,3}(?=.{2})/;
const arabicPrefix = /^(?:[وف]?(?:[بلك]|لل)?(?:ال)?)(?=.{3})/;

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

/** A folded name without the ending that its cases replace: Россия gives росси, Украина украин. */
export function stemOf(term: string, language: string): string {
  if (language !== 'ru' && language !== 'uk') return term;
  const stem = term.replace(/(?:ый|ий|ая|яя|ое|ее|ые|ие|[аеиоуыэюяіїєьй])$/, '');
  return stem.length >= 3 ? stem : term;
}

/** The term itself and what is left of it without joined particles (Arabic and, by, for; Hebrew and, in, the). */
export function withoutPrefixes(term: string): string[] {
  if (/^[\u05d0-\u05ea]/.test(term)) {
    const forms = [term];
    for (let length = 1; length <= 3; length++)
      if (hebrewPrefix.test(term.slice(length - 1)) && term.length - length >= 2) forms.push(term.slice(length));
      else break;
    return forms;
  }
  if (/^[\u0600-\u06ff]/.test(term)) {
    const bare = term.replace(arabicPrefix, '');
    const single = /^[وفبلک]/.test(term) && term.length > 3 ? [term.slice(1)] : [];
    return [...new Set([term, ...single, bare])];
  }
  return [term];
}
