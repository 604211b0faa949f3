/** Texts and bodies are stored as zstd: a third of their size, and cheaper to read than the pages they save. */
import zlib from 'node:zlib';
import type { ArticleBody } from '../../../shared/model.ts';

/** Most texts fit: a larger first buffer only costs time. */
const readChunkSize = 8192;
const writing = {
  chunkSize: 4096,
  // The third level takes a third longer and saves a hundredth.
  params: { [zlib.constants.ZSTD_c_compressionLevel]: 1 },
};

export function packText(text: string): Uint8Array {
  const bytes = Buffer.from(text);
  // Told the size, zstd makes tables that fit: for small texts making larger ones takes longer than the compression.
  return zlib.zstdCompressSync(bytes, { ...writing, pledgedSrcSize: bytes.length });
}

export function unpackText(bytes: unknown): string {
  if (!(bytes instanceof Uint8Array)) return '';
  return zlib.zstdDecompressSync(bytes, { chunkSize: readChunkSize }).toString('utf8');
}

export function packBody(body: ArticleBody): Uint8Array {
  return packText(JSON.stringify(body));
}

export function unpackBody(bytes: unknown): ArticleBody {
  const text = unpackText(bytes);
  return text === '' ? { blocks: [] } : (JSON.parse(text) as ArticleBody);
}
