/** Lines about the article rather than of it: when it appeared, how long it takes to read, whose picture it is. */

const dates =
  /\b(?:19|20)\d\d[-/.]\d{1,2}[-/.]\d{1,2}|\b\d{1,2}[./-] ?\d{1,2}[./-] ?(?:19|20)?\d\d\b|\b\d{1,2}(?:st|nd|rd|th|\.|º)? (?:de )?\p{L}{3,10}\.?,? (?:de )?(?:19|20)\d\d|\b\p{L}{3,10}\.? \d{1,2}(?:st|nd|rd|th)?,? (?:19|20)\d\d|(?:19|20)\d\d ?年 ?\d{1,2} ?月 ?\d{1,2} ?日/giu;
const times =
  /\d{1,2}[:.h]\d\d(?::\d\d)?\s*(?:[ap]\.?m\.?)?\s*(?:uhr|hrs?|h|gmt|utc|e[ds]t|p[ds]t|cet|cest|bst|ist|msk)?\b\.?/giu;
const agoes = /\b\d+ (?:seconds?|minutes?|mins?|hours?|days?|weeks?) ago\b|\b(?:vor|il y a|hace) \d+ \p{L}+/giu;
const reading =
  /\b\d+[- ]?min(?:ute)?s?\.? read\b|\b(?:lesedauer|lesezeit|reading time|tiempo de lectura|temps de lecture|okuma süresi|время чтения):?|\bten tekst przeczytasz w\b/giu;
const minutes = /\b(?:\d+|mniej niż) ?min\p{L}*\.?/giu;
const labels =
  /\b(?:first )?(?:published|posted|updated|last updated|last modified|publiziert|veröffentlicht|aktualisiert|stand|erstellt|publié|mis à jour|publicado|actualizado|pubblicato|aggiornato|publikacja|aktualizacja|gepubliceerd|publisert|oppdatert|yayınlanma|yayın tarihi|güncelleme|giriş|опубликовано|обновлено|дата|datum|date|on|at|am|um|le|à|el|a las|and|from|uhr|ago|just now)\b|(?:发布时间|更新时间|نشر|تحديث|تاریخ انتشار|פורסם|עודכן)/giu;

/** Whether a short line says no more than when something was published or how long it is. */
export function isTimeLine(line: string): boolean {
  if (line.length > 120) return false;
  const [undated, dated] = without(line, [dates, agoes, reading]);
  if (!dated) return false;
  const [rest, labelled] = without(without(undated, [times, minutes])[0], [labels]);
  const left = rest.replace(/[^\p{L}\p{N}]+/gu, '');
  return left.length <= (labelled ? 12 : 6);
}

/** Takes away what the patterns match, and tells whether there was anything. */
function without(line: string, patterns: readonly RegExp[]): readonly [rest: string, found: boolean] {
  let rest = line.replace(/(?<=\p{Ll})(?=\d|\p{Lu})/gu, ' ');
  const before = rest;
  for (const pattern of patterns) rest = rest.replace(pattern, ' ');
  return [rest, rest !== before];
}

const credit =
  /(?:^|[\s([|.])(?:photo|foto|photograph|bild|image|picture|credit|crédit|crédito|fotoğraf|фото|صورة|عکس|צילום|図|图)s?\s*(?:by|de|von|via|credit)?\s*[:：/©]\s*(?:[^.!?]|\b\p{Lu}\.){2,70}\)?$|(?:getty images|reuters|imago|picture alliance|shutterstock|epa-efe|ap photo|afp via getty)\)?[^.!?]{0,20}$/iu;

/** Whether a paragraph is the caption of a picture: short, and signed by who took it. */
export function isCaption(line: string): boolean {
  return line.length < 220 && credit.test(line) && !/[.!?]["”»]? .{60,}[.!?]["”»]? /.test(line);
}
