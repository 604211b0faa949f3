/**
 * Bytes to text. Order: byte order mark, UTF-16 by its zeros, valid UTF-8 (it wins over any label, which cures the
 * commonest lie), the HTTP charset, the document's own declaration, then UTF-8 with replacements, what the bytes look
 * like, or windows-1252.
 */
import zlib from 'node:zlib';
import iconv from 'iconv-lite';
import { guessEncoding } from './guess-encoding.ts';

export interface DecodedText {
  readonly text: string;
  /** Lower-case name of the encoding that was used. */
  readonly encoding: string;
  /** What was wrong with the bytes or their label, in sentences. */
  readonly warnings: readonly string[];
}

const mostUnzipped = 16 * 1024 * 1024;

/**
 * Decodes a feed or page. Bytes that start as gzip are unzipped first: to 16 MiB at most, more throws a RangeError;
 * damaged ones throw an Error, cut ones give what there is.
 */
export function decode(received: Uint8Array, contentType?: string): DecodedText {
  const bytes = isGzip(received) ? unzip(received) : received;
  const marked = byMark(bytes) ?? byZeros(bytes);
  if (marked !== undefined) return decodeAs(bytes, marked);
  const labels = [labelOf(contentType), declaredIn(bytes)];
  const stated = labels.find((label) => label !== undefined);
  // Escape sequences make iso-2022-jp valid UTF-8 to the last byte.
  if (stated === 'iso-2022-jp') return decodeAs(bytes, stated);
  const utf8 = decodeUtf8(bytes);
  if (utf8 !== undefined) return { text: utf8, encoding: 'utf-8', warnings: [] };
  if (isMostlyUtf8(bytes, 20)) return decodeAs(bytes, 'utf-8');
  const legacy = labels.find((label) => label !== undefined && !label.startsWith('utf-'));
  // Servers call what they know nothing of Latin 1: that is believed of Latin letters only.
  if (legacy !== undefined && legacy !== 'windows-1252') return decodeAs(bytes, legacy);
  if (legacy === undefined && isMostlyUtf8(bytes, 3)) return decodeAs(bytes, 'utf-8');
  const guess = guessEncoding(bytes, languageIn(bytes));
  if (legacy !== undefined && (guess === undefined || guess === 'windows-1254')) return decodeAs(bytes, legacy);
  const encoding = guess ?? 'windows-1252';
  const warning = `It says ${stated ?? 'nothing'} of its encoding and is no UTF-8; it was read as ${encoding}.`;
  return { ...decodeAs(bytes, encoding), warnings: [warning] };
}

/** What a feed says of its language, as far as ASCII tells. */
function languageIn(bytes: Uint8Array): string | undefined {
  const start = Buffer.from(bytes.subarray(0, 8192)).toString('latin1');
  return /<(?:dc:)?language>\s*([a-z]{2})\b|xml:lang=["']([a-z]{2})\b/i
    .exec(start)
    ?.slice(1)
    .find(Boolean)
    ?.toLowerCase();
}

function unzip(bytes: Uint8Array): Uint8Array {
  // A sync flush at the end keeps what a cut download holds.
  return zlib.gunzipSync(bytes, { maxOutputLength: mostUnzipped, finishFlush: zlib.constants.Z_SYNC_FLUSH });
}

function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b && bytes[2] === 8;
}

function byMark(bytes: Uint8Array): string | undefined {
  const [a, b, c, d] = bytes;
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8';
  if (a === 0xff && b === 0xfe) return c === 0 && d === 0 ? 'utf-32le' : 'utf-16le';
  if (a === 0xfe && b === 0xff) return 'utf-16be';
  if (a === 0 && b === 0 && c === 0xfe && d === 0xff) return 'utf-32be';
  return undefined;
}

/** A document starts with ASCII, so its zero bytes show how wide its units are. */
function byZeros(bytes: Uint8Array): string | undefined {
  const [a, b, c, d, e] = bytes;
  if (a === 0 && b === 0 && c === 0 && d === 0x3c && e === 0) return 'utf-32be';
  if (a === 0x3c && b === 0 && c === 0 && d === 0) return 'utf-32le';
  if (a === 0 && b !== 0 && c === 0 && d !== 0 && d !== undefined) return 'utf-16be';
  if (a !== 0 && b === 0 && c !== 0 && d === 0) return 'utf-16le';
  return undefined;
}

function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(withoutCutEnd(bytes));
  } catch {
    return undefined;
  }
}

/** The bytes without a character that was cut off at the very end. */
function withoutCutEnd(bytes: Uint8Array): Uint8Array {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if ((byte & 0xc0) === 0x80) continue;
    return sequenceLength(byte) > back ? bytes.subarray(0, bytes.length - back) : bytes;
  }
  return bytes;
}

/** The charset parameter of a Content-Type. */
function labelOf(contentType: string | undefined): string | undefined {
  return standardName(/charset\s*=\s*["']?([\w.:-]{2,40})/i.exec(contentType ?? '')?.[1]);
}

function declaredIn(bytes: Uint8Array): string | undefined {
  const start = Buffer.from(bytes.subarray(0, 2048)).toString('latin1');
  const xml = /<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{2,40})["']/i.exec(start)?.[1];
  return standardName(xml ?? /<meta[^>]{0,300}?charset\s*=\s*["']?([\w.:-]{2,40})/i.exec(start)?.[1]);
}

/** Encodings that iconv-lite knows by another name, or in a larger, later form that also reads the smaller one. */
const iconvNames: Readonly<Record<string, string>> = {
  gbk: 'gb18030',
  big5: 'big5hkscs',
  'euc-kr': 'cp949',
  shift_jis: 'cp932',
  'iso-8859-8-i': 'iso-8859-8',
  'x-mac-cyrillic': 'maccyrillic',
};

/** The encoding that a label means by the WHATWG Encoding Standard; other code pages only where iconv-lite has them. */
function standardName(label: string | undefined): string | undefined {
  if (label === undefined) return undefined;
  const name = whatwgName(label) ?? (/^(cp|ibm|mac|viscii|utf-32)/i.test(label) ? label.toLowerCase() : undefined);
  if (name === undefined || name === 'iso-2022-jp') return name;
  return iconv.encodingExists(iconvNames[name] ?? name) ? name : undefined;
}

// Only the table of names is Node's: which legacy bytes its decoders get wrong differs from version to version.
function whatwgName(label: string): string | undefined {
  try {
    return new TextDecoder(label).encoding;
  } catch {
    return undefined;
  }
}

function decodeAs(bytes: Uint8Array, encoding: string): DecodedText {
  const text =
    encoding === 'iso-2022-jp'
      ? new TextDecoder(encoding).decode(bytes)
      : iconv.decode(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), iconvNames[encoding] ?? encoding);
  return { text, encoding, warnings: text.includes('\ufffd') ? [`Some bytes are no ${encoding} and were lost.`] : [] };
}

/** Whether whole UTF-8 sequences outnumber broken ones this many times: then some are broken, not the encoding wrong. */
function isMostlyUtf8(bytes: Uint8Array, times: number): boolean {
  let good = 0;
  let bad = 0;
  for (let index = 0; index < bytes.length; ) {
    const length = sequenceLength(bytes[index] ?? 0);
    let whole = length > 1;
    for (let next = 1; next < length; next++) if (((bytes[index + next] ?? 0) & 0xc0) !== 0x80) whole = false;
    if (length !== 1) whole ? good++ : bad++;
    index += whole ? length : 1;
  }
  return good > bad * times;
}

/** How long the UTF-8 sequence is that a byte starts; 0 when it starts none. */
function sequenceLength(byte: number): number {
  if (byte < 0x80) return 1;
  if (byte < 0xc2 || byte > 0xf4) return 0;
  return byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4;
}
