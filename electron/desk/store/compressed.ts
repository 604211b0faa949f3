/** Texts and bodies are stored as zstd: a third of their size, and cheaper to read than the pages they save. */
import zlib from 'node:zlib';
import type { ArticleBody } from '../../../shared/model.ts';

/** Small texts need no large tables: making those takes longer than the compression. */
const options = {
  chunkSize: 4096,
  params: {
    // The third level takes a third longer and saves a thousandth.
    [zlib.constants.ZSTD_c_compressionLevel]: 1,
    [zlib.constants.ZSTD_c_windowLog]: 17,
    [zlib.constants.ZSTD_c_hashLog]: 13,
    [zlib.constants.ZSTD_c_chainLog]: 13,
  },
};

/** Most texts fit: a larger first buffer only costs time. */
const readChunkSize = 8192;

export function packText(text: string): Uint8Array {
  return zlib.zstdCompressSync(text, options);
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
