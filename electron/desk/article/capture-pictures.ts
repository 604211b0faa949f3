/** Fetches the pictures of an article and keeps them under their hash. */
import { FetchFailed } from '../net/fetch-failed.ts';
import { type FetchRequest, fetchResource } from '../net/fetch-resource.ts';
import { keepFile } from '../store/captures.ts';
import type { CaptureContext } from './capture-context.ts';
import type { Article } from './extract.ts';
import { pictureLimits, pictureSources, type SniffedPicture, sniffPicture } from './images.ts';

export interface KeptPicture {
  readonly src: string;
  readonly sha256: string;
  readonly type: string;
  readonly bytes: number;
}

export type RequestFor = (url: string, accept: string) => FetchRequest;

/** The pictures of `article` that could be had, in reading order. */
export async function capturePictures(
  context: CaptureContext,
  article: Article,
  requestFor: RequestFor,
  signal: AbortSignal,
): Promise<KeptPicture[]> {
  const sources = pictureSources(article.body).slice(0, pictureLimits.maxPictures);
  const room = { bytes: pictureLimits.maxStoryBytes };
  const kept = await Promise.all(sources.map((src) => capturePicture(context, src, requestFor, room, signal)));
  return kept.filter((picture) => picture !== undefined);
}

/** A picture that cannot be had leaves its place empty; it is no reason to lose the article. */
async function capturePicture(
  context: CaptureContext,
  src: string,
  requestFor: RequestFor,
  room: { bytes: number },
  signal: AbortSignal,
): Promise<KeptPicture | undefined> {
  try {
    const request = { ...requestFor(src, 'image/*'), maxBytes: pictureLimits.maxBytes, signal };
    const answer = await context.gate.run(src, () => fetchResource(context.network, request));
    const found = answer.status === 200 ? sniffPicture(answer.bytes) : undefined;
    if (found === undefined || !isUseful(found) || answer.bytes.length > room.bytes) return undefined;
    room.bytes -= answer.bytes.length;
    const hash = keepFile(context.folder, 'assets', answer.bytes);
    return { src, sha256: hash, type: found.type, bytes: answer.bytes.length };
  } catch (error) {
    if (error instanceof FetchFailed && error.code !== 'aborted') return undefined;
    throw error;
  }
}

function isUseful({ width, height }: SniffedPicture): boolean {
  const pixels = width * height;
  return pixels >= pictureLimits.leastPixels && pixels <= pictureLimits.maxPixels;
}
