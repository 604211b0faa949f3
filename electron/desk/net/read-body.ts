/** The body of an answer as one piece, within a limit. */
import type { Answer } from './ask.ts';
import { FetchFailed } from './fetch-failed.ts';
import { sizeInWords } from './limits.ts';

/** From this size on a body is put together where a worker can read it: a copy of each would take as much again. */
const shareFrom = 1024 * 1024;

/** Throws FetchFailed when there are more than `maxBytes`; the connection is given up then. */
export async function readBody({ body }: Pick<Answer, 'body'>, maxBytes: number): Promise<Uint8Array> {
  if (body === null) return new Uint8Array();
  const chunks: Uint8Array[] = [];
  let shared: SharedArrayBuffer | undefined;
  let length = 0;
  try {
    for await (const chunk of body) {
      const from = length;
      length += chunk.length;
      // Leaving the loop cancels the stream, and with it the connection.
      if (length > maxBytes) throw new FetchFailed('too-large', `The answer is larger than ${sizeInWords(maxBytes)}.`);
      if (shared === undefined && length <= shareFrom) {
        chunks.push(chunk);
        continue;
      }
      // Only what is grown into takes memory.
      shared ??= takeSpare(maxBytes) ?? new SharedArrayBuffer(length, { maxByteLength: maxBytes });
      if (shared.byteLength < length) shared.grow(length);
      const joined = new Uint8Array(shared);
      if (chunks.length > 0) joined.set(Buffer.concat(chunks.splice(0), from));
      joined.set(chunk, from);
    }
  } catch (error) {
    spare = shared ?? spare;
    throw error;
  }
  return shared === undefined ? Buffer.concat(chunks, length) : new Uint8Array(shared, 0, length);
}

// A body that was given up leaves its memory to the next: a row of bombs would take as much as all of them until it is
// collected.
let spare: SharedArrayBuffer | undefined;

function takeSpare(maxBytes: number): SharedArrayBuffer | undefined {
  const taken = spare?.maxByteLength === maxBytes ? spare : undefined;
  spare = undefined;
  return taken;
}
