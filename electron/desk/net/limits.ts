/** What one request may cost. Tests pass shorter ones through `openDesk`. */

import { usualRequestLimits } from '../../../shared/feed-settings.ts';

export interface NetworkLimits {
  readonly connectMs: number;
  /** From the request to the end of the answer's headers. */
  readonly headersMs: number;
  /** Between two pieces of a body. */
  readonly idleMs: number;
  /** All of it, redirects included. */
  readonly wholeMs: number;
  /** As received. */
  readonly maxWireBytes: number;
  /** After decompression. */
  readonly maxBytes: number;
  readonly maxHeaderBytes: number;
  readonly maxEncodings: number;
  readonly maxRedirects: number;
}

const mebibyte = 1024 * 1024;

export const usualLimits: NetworkLimits = {
  connectMs: 10_000,
  headersMs: 15_000,
  idleMs: 15_000,
  wholeMs: usualRequestLimits.timeoutMs,
  maxWireBytes: usualRequestLimits.maxBytes,
  maxBytes: usualRequestLimits.maxBytes,
  maxHeaderBytes: 64 * 1024,
  maxEncodings: 2,
  maxRedirects: 10,
};

/** A size as a person reads it: `16 MiB`, `100 KiB`. */
export function sizeInWords(bytes: number): string {
  return bytes >= mebibyte ? `${Math.round(bytes / mebibyte)} MiB` : `${Math.ceil(bytes / 1024)} KiB`;
}
