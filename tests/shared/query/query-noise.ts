/** Texts that look like queries, and texts that do not: right ones, broken ones, noise. The same for the same seed. */

const pieces: readonly string[] = [
  ...'( ) " " \' - -  = @ / : * . , ; | & ! + ~ \\ [ ] { } ^ $ ? < > # %'.split(' '),
  ...'（ ） ＂ － ＝ ＊ ＠ ： ／ “ ” „ « » ‹ › 「 」 『 』 ‘ ’ – — …'.split(' '),
  ...[' ', ' ', ' ', ' ', '\t', '\n', '\u3000', '\u00a0'],
  ...[
    '\u200b',
    '\u200c',
    '\u200d',
    '\u200e',
    '\u200f',
    '\u202e',
    '\u2066',
    '\ufeff',
    '\u00ad',
    '\0',
    '\ud83d',
    '\u0301',
  ],
  ...'AND OR NOT NEAR NEAR/5 ONEAR/3 NEAR/0 NEAR/999 ATLEAST/3( ATLEAST/2 and or not near/5 ＡＮＤ'.split(' '),
  ...'title: lead: body: author: feed: folder: lang: source: is: tag: country: person: system: topic: titel: x:'.split(
    ' ',
  ),
  ...'date: seen: Date: 2026-11-01 2026-02-31 2026-11-01..2026-11-07 >2026-11 <=2026 7d 24h 0d ..'.split(' '),
  ...'drone drone* u* S-400 T-72B3 F-16 055型 无人机 無人機* İHA Ирану غواصة می‌خواهد drone’s 🚀 unread en blog'.split(
    ' ',
  ),
  ...'"fighter planes" "fighter plan*" =NATO ="Su-35" /S-?400/i /(a|b)+/ /(a/ /[z-a]/ /\\1/ /(?=a)/ @daily @"my search"'.split(
    ' ',
  ),
];

export interface Noise {
  /** A text of up to `longest` pieces. */
  text(longest: number): string;
  /** A few pieces, said over and over until the text has `length` units. */
  repeated(length: number): string;
}

export function createNoise(seed: number): Noise {
  let state = seed >>> 0 || 1;
  const upTo = (most: number): number => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % most;
  };
  const piece = (): string =>
    upTo(40) === 0 ? String.fromCharCode(upTo(0x10000)) : (pieces[upTo(pieces.length)] ?? ' ');
  const text = (longest: number): string => {
    let made = '';
    for (let left = 1 + upTo(longest); left > 0; left--) made += upTo(3) === 0 ? `${piece()} ` : piece();
    return made;
  };
  return {
    text,
    repeated(length) {
      const fragment = text(4);
      return fragment.repeat(Math.ceil(length / fragment.length)).slice(0, length);
    },
  };
}
