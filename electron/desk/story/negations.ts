/** Words that turn a statement into its opposite, in the ten languages. */

const words = new Set(
  `no not never none neither nor cannot without denied denies deny refuses refused rejected
  isn't aren't wasn't weren't don't doesn't didn't won't wouldn't can't couldn't hasn't haven't hadn't shouldn't
  değil yok hiçbir hiç olmadan reddetti yalanladı
  не нет ни никогда нельзя без отрицает отрицал опроверг
  ні немає ніколи без жоден заперечив спростував
  نه نیست نیستند نبود هرگز هیچ بدون تکذیب
  لا لم لن ليس ليست ليسوا غير دون بدون نفى نفت
  לא אין אינו אינה אינם בלי ללא מעולם הכחיש
  ne pas non jamais aucun aucune ni sans nie démenti
  nicht kein keine keinen keiner keinem nie niemals ohne weder dementiert
  不 没 没有 未 无 非 否认 并非 从未`.split(/\s+/),
);

const negationInside = /^m[aeıiuü]y?/;

/** Whether this word alone denies. */
export function isNegation(word: string): boolean {
  return words.has(word.toLowerCase().replace(/’/g, "'"));
}

/** Whether one word is the denial of the other: Persian and Turkish put it inside the verb. */
export function denies(a: string, b: string): boolean {
  const [longer, shorter] = a.length > b.length ? [a, b] : [b, a];
  const more = longer.length - shorter.length;
  if (more === 1) return longer[0] === 'ن' && longer.endsWith(shorter);
  if (shorter.length <= 3 || (more !== 2 && more !== 3)) return false;
  // açıkladı and açıklamadı, gelecek and gelmeyecek
  for (let at = longer.indexOf('m'); at >= 0; at = longer.indexOf('m', at + 1)) {
    const found = negationInside.exec(longer.slice(at))?.[0] ?? '';
    if (found.length === more && longer.slice(0, at) + longer.slice(at + more) === shorter) return true;
  }
  return false;
}
