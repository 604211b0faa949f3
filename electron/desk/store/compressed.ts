/**
 * Texts and bodies are stored as zstd: a third of their size, and cheaper to read than the pages they save. Small ones
 * are stored as they are: zstd saves little of them, and starting it takes as long as a thousand characters.
 */
import zlib from 'node:zlib';
import type { ArticleBody } from '../../../shared/model.ts';

/** Most texts fit: a larger first buffer only costs time. */
const readChunkSize = 8192;
const writing = {
  chunkSize: 4096,
  // The third level takes a third longer and saves a hundredth.
  params: { [zlib.constants.ZSTD_c_compressionLevel]: 1 },
};

/** Bytes: of texts of this size zstd leaves three quarters. */
const smallest = 256;
/** What a zstd frame starts with (RFC 8878, 3.1.1): no text does, since it is no UTF-8. */
const frameStart = [0x28, 0xb5, 0x2f, 0xfd] as const;

export function packText(text: string): Uint8Array {
  const bytes = Buffer.from(text);
  if (bytes.length < smallest) return bytes;
  // Told the size, zstd makes tables that fit: for small texts making larger ones takes longer than the compression.
  return zlib.zstdCompressSync(bytes, { ...writing, pledgedSrcSize: bytes.length });
}

export function unpackText(bytes: unknown): string {
  if (!(bytes instanceof Uint8Array)) return '';
  if (frameStart.some((byte, index) => bytes[index] !== byte))
    return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
  return zlib.zstdDecompressSync(bytes, { chunkSize: readChunkSize }).toString('utf8');
}

export function packBody(body: ArticleBody): Uint8Array {
  return packText(JSON.stringify(body));
}

export function unpackBody(bytes: unknown): ArticleBody {
  const text = unpackText(bytes);
  return text === '' ? { blocks: [] } : (JSON.parse(text) as ArticleBody);
}
