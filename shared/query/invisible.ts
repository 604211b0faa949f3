/** Direction marks and zero-width characters, as in `query.grammar`: pasted text carries them, nobody means them. */
const invisible = /[\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/g;

/** The text without what cannot be seen. Joiners (U+200C, U+200D) stay: Persian spelling needs them. */
export function withoutInvisible(text: string): string {
  return text.replace(invisible, '');
}
