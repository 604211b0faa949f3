/**
 * The encoding of bytes that are no UTF-8 and say nothing of themselves, from how such texts are made up: which letters
 * a script writes most, and which bytes its characters start with.
 */
import iconv from 'iconv-lite';

const longestSample = 65_536;
/** Fewer bytes beyond ASCII than this tell nothing. */
const fewest = 4;

/**
 * An encoding by its WHATWG name; undefined when the bytes look like no script but Latin. `language` is what the
 * document says of itself, ISO 639-1.
 */
export function guessEncoding(bytes: Uint8Array, language: string | undefined): string | undefined {
  const sample = bytes.subarray(0, longestSample);
  const runs = runsOf(sample);
  const high = runs.reduce((sum, [from, to]) => sum + to - from, 0);
  if (high < (language === undefined ? fewest : 1)) return undefined;
  const wide = wideEncoding(sample, runs);
  if (wide !== undefined) return wide;
  // Accents stand alone or by twos between plain letters; other scripts write whole words beyond ASCII.
  const short = runs.reduce((sum, [from, to]) => sum + (to - from <= 2 ? to - from : 0), 0);
  if (short > high * 0.6) return isTurkish(sample, language) ? 'windows-1254' : undefined;
  return narrowEncoding(sample);
}

type Run = readonly [from: number, to: number];

/** Stretches of bytes beyond ASCII. */
function runsOf(bytes: Uint8Array): Run[] {
  const runs: Run[] = [];
  for (let at = 0; at < bytes.length; at++) {
    if ((bytes[at] as number) < 0x80) continue;
    const from = at;
    while (at < bytes.length && (bytes[at] as number) >= 0x80) at++;
    runs.push([from, at]);
  }
  return runs;
}

/** Encodings of two bytes a character, told by their first bytes. */
function wideEncoding(bytes: Uint8Array, runs: readonly Run[]): string | undefined {
  const japanese = pairsOf(bytes, (lead) => (lead >= 0x81 && lead <= 0x9f) || lead >= 0xe0, isLowTrail);
  if (japanese.valid > 0.97 && japanese.share(0x82, 0x83) > 0.2) return 'shift_jis';
  const even = runs.filter(([from, to]) => (to - from) % 2 === 0).length / runs.length;
  const euc = pairsOf(
    bytes,
    (lead) => lead >= 0xa1,
    (trail) => trail >= 0xa1,
  );
  if (even > 0.9 && euc.valid > 0.97) {
    if (euc.share(0xa4, 0xa5) > 0.2) return 'euc-jp';
    // Korean syllables have these, and words of a few of them; the commonest Chinese characters go on to D7.
    if (euc.share(0xb0, 0xc8) > 0.95) return 'euc-kr';
    if (euc.share(0xb0, 0xd7) > 0.6) return 'gb18030';
  }
  const chinese = pairsOf(bytes, (lead) => lead >= 0xa1 && lead <= 0xf9, isLowTrail);
  if (chinese.valid > 0.97 && chinese.share(0xa4, 0xc6) > 0.7 && chinese.lowTrails > 0.15) return 'big5';
  const extended = pairsOf(bytes, (lead) => lead >= 0x81 && lead <= 0xfe, isLowTrail);
  return extended.valid > 0.97 && extended.share(0xb0, 0xd7) > 0.75 && even > 0.7 ? 'gb18030' : undefined;
}

function isLowTrail(trail: number): boolean {
  return trail >= 0x40 && trail !== 0x7f && trail !== 0xff;
}

/** The text walked through as pairs: how many are whole, and where their first bytes lie. */
function pairsOf(
  bytes: Uint8Array,
  isLead: (byte: number) => boolean,
  isTrail: (byte: number) => boolean,
): { readonly valid: number; readonly lowTrails: number; share(from: number, to: number): number } {
  const leads = new Uint32Array(256);
  let [whole, broken, low] = [0, 0, 0];
  for (let at = 0; at < bytes.length; at++) {
    const lead = bytes[at] as number;
    if (lead < 0x80) continue;
    const trail = bytes[at + 1] ?? 0;
    if (!isLead(lead) || !isTrail(trail)) {
      broken++;
      continue;
    }
    leads[lead] = (leads[lead] as number) + 1;
    whole++;
    if (trail < 0x80) low++;
    at++;
  }
  return {
    valid: whole / Math.max(whole + broken, 1),
    lowTrails: low / Math.max(whole, 1),
    share: (from, to) => leads.subarray(from, to + 1).reduce((sum, count) => sum + count, 0) / Math.max(whole, 1),
  };
}

/** The commonest letters of each script: two thirds of a text in it, and little of what other encodings make of one. */
const commonLetters = {
  cyrillic: 'оеаинтсрвлії',
  arabic: 'اليمونرتبدهة',
  hebrew: 'יוהלארתבמש',
  greek: 'αοιετσνηυράίό',
} as const;

const narrowEncodings: readonly (readonly [encoding: string, script: keyof typeof commonLetters])[] = [
  ['windows-1251', 'cyrillic'],
  ['koi8-u', 'cyrillic'],
  ['iso-8859-5', 'cyrillic'],
  ['windows-1256', 'arabic'],
  ['iso-8859-6', 'arabic'],
  ['windows-1255', 'hebrew'],
  ['windows-1253', 'greek'],
];
const leastCommon = 0.45;

function narrowEncoding(bytes: Uint8Array): string | undefined {
  const foreign = Buffer.from(bytes.filter((byte) => byte >= 0x80));
  let best: { readonly encoding: string; readonly share: number } | undefined;
  for (const [encoding, script] of narrowEncodings) {
    const letters = commonLetters[script];
    let common = 0;
    for (const character of iconv.decode(foreign, encoding)) if (letters.includes(character)) common++;
    const share = common / foreign.length;
    if (share > (best?.share ?? leastCommon)) best = { encoding, share };
  }
  return best?.encoding;
}

/** ı, ş, ğ and İ stand where Western Europe has letters of Icelandic. */
function isTurkish(bytes: Uint8Array, language: string | undefined): boolean {
  if (language !== undefined) return language === 'tr' || language === 'az';
  let [turkish, others] = [0, 0];
  for (const byte of bytes) {
    if (byte === 0xfd || byte === 0xfe || byte === 0xf0 || byte === 0xdd) turkish++;
    // á, é, è, à and í, which Turkish lacks and Icelandic and the others write all the time.
    else if (byte === 0xe1 || byte === 0xe9 || byte === 0xe8 || byte === 0xe0 || byte === 0xed) others++;
  }
  return turkish >= 3 && turkish > others * 4;
}
