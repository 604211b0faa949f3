/**
 * Bytes to text. Order: byte order mark, UTF-16 by its zeros, valid UTF-8 (it wins over any label, which cures the
 * commonest lie), the HTTP charset, the document's own declaration, then UTF-8 with replacements or windows-1252.
 */
import zlib from 'node:zlib';
import iconv from 'iconv-lite';

export interface DecodedText {
  readonly text: string;
  /** Lower-case name of the encoding that was used. */
  readonly encoding: string;
}

const mostUnzipped = 64 * 1024 * 1024;

/** Decodes a feed or page. Bytes that start as gzip are unzipped first, to 64 MiB at most; more throws a RangeError. */
export function decode(received: Uint8Array, contentType?: string): DecodedText {
  const bytes = isGzip(received) ? zlib.gunzipSync(received, { maxOutputLength: mostUnzipped }) : received;
  const marked = byMark(bytes) ?? byZeros(bytes);
  if (marked !== undefined) return { text: decodeAs(bytes, marked), encoding: marked };
  const utf8 = decodeUtf8(bytes);
  const declared = labelOf(contentType) ?? declaredIn(bytes);
  // Escape sequences make iso-2022-jp valid UTF-8 to the last byte.
  if (declared === 'iso-2022-jp') return { text: decodeAs(bytes, declared), encoding: declared };
  if (utf8 !== undefined) return { text: utf8, encoding: 'utf-8' };
  if (declared !== undefined && !isUnicode(declared)) return { text: decodeAs(bytes, declared), encoding: declared };
  const inside = declaredIn(bytes);
  if (inside !== undefined && !isUnicode(inside)) return { text: decodeAs(bytes, inside), encoding: inside };
  const guess = mostlyUtf8(bytes) ? 'utf-8' : 'windows-1252';
  return { text: decodeAs(bytes, guess), encoding: guess };
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
  const [a, b, c, d] = bytes;
  if (a === 0 && b === 0 && c === 0 && d === 0x3c) return 'utf-32be';
  if (a === 0x3c && b === 0 && c === 0 && d === 0) return 'utf-32le';
  if (a === 0 && b !== 0 && c === 0 && d !== 0 && d !== undefined) return 'utf-16be';
  if (a !== 0 && b === 0 && c !== 0 && d === 0) return 'utf-16le';
  return undefined;
}

function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function isUnicode(encoding: string): boolean {
  return encoding.startsWith('utf-') || encoding === 'utf8';
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

/** WHATWG Encoding Standard: these labels mean the larger, later encoding. */
const supersets: Readonly<Record<string, string>> = {
  'iso-8859-1': 'windows-1252',
  'iso8859-1': 'windows-1252',
  latin1: 'windows-1252',
  'us-ascii': 'windows-1252',
  ascii: 'windows-1252',
  'iso-8859-9': 'windows-1254',
  'iso8859-9': 'windows-1254',
  latin5: 'windows-1254',
  'iso-8859-11': 'windows-874',
  'tis-620': 'windows-874',
  gb2312: 'gb18030',
  gbk: 'gb18030',
  'x-gbk': 'gb18030',
  'euc-kr': 'cp949',
  'ks_c_5601-1987': 'cp949',
  shift_jis: 'cp932',
  'shift-jis': 'cp932',
  sjis: 'cp932',
  'x-sjis': 'cp932',
  'big5-hkscs': 'big5hkscs',
  big5: 'big5hkscs',
  utf8: 'utf-8',
  unicode: 'utf-16le',
};

function standardName(label: string | undefined): string | undefined {
  if (label === undefined) return undefined;
  const name = label.toLowerCase();
  const standard = supersets[name] ?? name;
  return standard === 'iso-2022-jp' || iconv.encodingExists(standard) ? standard : undefined;
}

function decodeAs(bytes: Uint8Array, encoding: string): string {
  if (encoding === 'iso-2022-jp') return new TextDecoder(encoding).decode(bytes);
  return iconv.decode(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), encoding);
}

/** Whether nearly all bytes beyond ASCII stand in valid UTF-8 sequences: then a few are broken, not the encoding. */
function mostlyUtf8(bytes: Uint8Array): boolean {
  let good = 0;
  let bad = 0;
  for (let index = 0; index < bytes.length; ) {
    const byte = bytes[index] ?? 0;
    const length =
      byte < 0x80
        ? 1
        : byte >= 0xc2 && byte < 0xe0
          ? 2
          : byte >= 0xe0 && byte < 0xf0
            ? 3
            : byte >= 0xf0 && byte < 0xf5
              ? 4
              : 0;
    let whole = length > 1;
    for (let next = 1; next < length; next++) if (((bytes[index + next] ?? 0) & 0xc0) !== 0x80) whole = false;
    if (length !== 1) whole ? good++ : bad++;
    index += whole ? length : 1;
  }
  return good > bad * 3;
}
