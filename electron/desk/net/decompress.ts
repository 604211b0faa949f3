/** Bodies as they come over the wire, unpacked piece by piece, so that a limit can stop them at any point. */
import { pipeline, Readable, type Transform } from 'node:stream';
import zlib from 'node:zlib';
import { FetchFailed } from './fetch-failed.ts';
import { sizeInWords } from './limits.ts';

type Bytes = AsyncIterable<Uint8Array>;

/** The codings of a `Content-Encoding` that have to be undone, in the order they were applied. */
export function codingsOf(header: string | null): string[] {
  const names = (header ?? '').toLowerCase().split(',');
  // Other names, such as `identity` or a charset in the wrong place, say nothing of the bytes.
  return names.map((name) => name.trim().replace(/^x-/, '')).filter((name) => name in decoders);
}

/** `body` unpacked. Throws FetchFailed when it is larger than `maxWireBytes`, zlib's errors when it is damaged. */
export function decompress(body: Bytes, codings: readonly string[], maxWireBytes: number): Bytes {
  return codings.toReversed().reduce(unpack, limited(body, maxWireBytes));
}

async function* limited(body: Bytes, maxWireBytes: number): Bytes {
  let length = 0;
  for await (const chunk of body) {
    length += chunk.length;
    if (length > maxWireBytes)
      throw new FetchFailed('too-large', `The answer is larger than ${sizeInWords(maxWireBytes)}.`);
    yield chunk;
  }
}

async function* unpack(source: Bytes, coding: string): Bytes {
  const chunks = source[Symbol.asyncIterator]();
  const start = await take(chunks, 4);
  const decoder = start.length === 0 ? undefined : decoders[coding]?.(start);
  const whole = joined(start, chunks);
  if (decoder === undefined) yield* whole;
  else yield* pipeline(Readable.from(whole), decoder, () => undefined);
}

/** At least so many bytes from the front, or all there are. */
async function take(chunks: AsyncIterator<Uint8Array>, atLeast: number): Promise<Uint8Array> {
  let start: Uint8Array = new Uint8Array();
  while (start.length < atLeast) {
    const { value, done } = await chunks.next();
    if (done) break;
    start = start.length === 0 ? value : Buffer.concat([start, value]);
  }
  return start;
}

async function* joined(start: Uint8Array, rest: AsyncIterator<Uint8Array>): Bytes {
  try {
    if (start.length > 0) yield start;
    for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value;
  } finally {
    await rest.return?.();
  }
}

// A stream that breaks off gives what it holds: some servers never send the end.
const forgiving = { finishFlush: zlib.constants.Z_SYNC_FLUSH };
const forgivingBrotli = { finishFlush: zlib.constants.BROTLI_OPERATION_FLUSH };

const isGzip = ([a, b]: Uint8Array): boolean => a === 0x1f && b === 0x8b;
const isZlib = ([a = 0, b = 0]: Uint8Array): boolean => (a & 15) === 8 && a >> 4 <= 7 && (a * 256 + b) % 31 === 0;
const isZstd = ([a, b, c, d]: Uint8Array): boolean => a === 0x28 && b === 0xb5 && c === 0x2f && d === 0xfd;
/** How feeds and pages start; packed bytes do not. */
const isText = (start: Uint8Array): boolean =>
  /^(?:\xef\xbb\xbf)?(?:<[?!a-z]|\{\s*")/i.test(Buffer.from(start).toString('latin1'));

/** By coding; undefined when the bytes show that they are not packed, whatever the header says. */
const decoders: Readonly<Record<string, (start: Uint8Array) => Transform | undefined>> = {
  gzip: (start) =>
    isGzip(start) ? zlib.createGunzip(forgiving) : isZlib(start) ? zlib.createInflate(forgiving) : undefined,
  // The standard means zlib's format; some servers send the bare one.
  deflate(start) {
    if (isGzip(start)) return zlib.createGunzip(forgiving);
    if (isZlib(start)) return zlib.createInflate(forgiving);
    return isText(start) ? undefined : zlib.createInflateRaw(forgiving);
  },
  br: (start) => (isText(start) ? undefined : zlib.createBrotliDecompress(forgivingBrotli)),
  zstd: (start) => (isZstd(start) ? zlib.createZstdDecompress() : undefined),
};
