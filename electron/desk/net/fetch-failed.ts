/** Why a request gave no answer, as a code and a sentence for the user. */
import { AddressRefused } from './address-guard.ts';

export interface Redirect {
  readonly from: string;
  readonly to: string;
  readonly status: number;
}

/** Why a request gave nothing; `message` is a sentence for the user, `redirects` what had happened until then. */
export class FetchFailed extends Error {
  override readonly name = 'FetchFailed';
  readonly code: 'refused' | 'timeout' | 'too-large' | 'redirects' | 'unreachable' | 'broken' | 'aborted';
  readonly redirects: readonly Redirect[];
  constructor(code: FetchFailed['code'], message: string, redirects: readonly Redirect[] = []) {
    super(message);
    this.code = code;
    this.redirects = redirects;
  }
}

/** What an error of the network means. `timedOutMs` is the limit on the whole request, where that has passed. */
export function describeFailure(
  error: unknown,
  redirects: readonly Redirect[],
  timedOutMs: number | undefined,
): FetchFailed {
  for (const cause of causes(error))
    if (cause instanceof FetchFailed) return new FetchFailed(cause.code, cause.message, redirects);
  if (timedOutMs !== undefined)
    return new FetchFailed('timeout', `No complete answer within ${secondsInWords(timedOutMs)}.`, redirects);
  for (const cause of causes(error)) {
    if (cause instanceof AddressRefused) return new FetchFailed('refused', refusal(cause, redirects), redirects);
    if (cause.name === 'AbortError') return new FetchFailed('aborted', 'The request was stopped.', redirects);
    const code = (cause as NodeJS.ErrnoException).code;
    const told = isNotHttp(cause) ? notHttp(cause.message) : sentenceOf(code);
    if (told !== undefined) return new FetchFailed(told[0], told[1], redirects);
  }
  const last = [...causes(error)].at(-1);
  const message = (last?.message ?? String(error)).replace(/\.$/, '');
  return new FetchFailed('unreachable', `The connection failed: ${message}.`, redirects);
}

/** An address that nobody typed needs a word on where it comes from. */
function refusal({ message }: AddressRefused, redirects: readonly Redirect[]): string {
  return redirects.length === 0 ? message : `The server redirects to another address. ${message}`;
}

function secondsInWords(ms: number): string {
  const seconds = Math.round(ms / 100) / 10;
  return seconds === 1 ? 'a second' : `${seconds} seconds`;
}

function* causes(error: unknown): Generator<Error> {
  let current = error;
  for (let depth = 0; current instanceof Error && depth < 8; depth++) {
    yield current;
    current = current instanceof AggregateError ? current.errors[0] : current.cause;
  }
}

type Told = readonly [code: FetchFailed['code'], sentence: string];
const closed: Told = ['unreachable', 'The server closed the connection before the answer was complete.'];
const signedByNobody: Told = ['unreachable', "The server's certificate is signed by nobody that this machine trusts."];

const sentences: Readonly<Record<string, Told>> = {
  ENOTFOUND: ['unreachable', 'The host name is not known. Check the address, or the network connection.'],
  EAI_AGAIN: ['unreachable', 'Host names cannot be looked up: there seems to be no network connection.'],
  ECONNREFUSED: ['unreachable', 'The server refuses connections.'],
  ECONNRESET: closed,
  EPIPE: closed,
  UND_ERR_SOCKET: closed,
  ENETUNREACH: ['unreachable', 'The network is not reachable.'],
  EHOSTUNREACH: ['unreachable', 'The server is not reachable.'],
  ETIMEDOUT: ['timeout', 'The server did not accept a connection in time.'],
  UND_ERR_CONNECT_TIMEOUT: ['timeout', 'The server did not accept a connection in time.'],
  UND_ERR_HEADERS_TIMEOUT: ['timeout', 'The server sent no answer in time.'],
  UND_ERR_BODY_TIMEOUT: ['timeout', 'The server stopped in the middle of its answer.'],
  UND_ERR_HEADERS_OVERFLOW: ['too-large', 'The server sent headers of more than 64 KB.'],
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: ['broken', 'The answer has another length than the server stated.'],
  CERT_HAS_EXPIRED: ['unreachable', "The server's certificate has expired."],
  DEPTH_ZERO_SELF_SIGNED_CERT: signedByNobody,
  SELF_SIGNED_CERT_IN_CHAIN: signedByNobody,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: ['unreachable', "The server's certificate cannot be verified."],
  ERR_TLS_CERT_ALTNAME_INVALID: ['unreachable', "The server's certificate is for another host name."],
};

/** undici tells some breaches of the protocol as broken connections, and an impossible status by an assertion. */
function isNotHttp({ name, message }: Error): boolean {
  return name === 'HTTPParserError' || name === 'AssertionError' || /^bad (response|upgrade)$/.test(message);
}

function notHttp(message: string): Told {
  return /chunk/i.test(message)
    ? ['broken', 'The answer is damaged: its chunks do not fit together.']
    : ['broken', 'What the server sent is not HTTP.'];
}

/** Codes have their own sentence, or come in families: of TLS, of the decompressors. */
function sentenceOf(code: string | undefined): Told | undefined {
  if (code === undefined) return undefined;
  if (Object.hasOwn(sentences, code)) return sentences[code];
  if (/^(ERR_SSL|EPROTO)/.test(code)) return ['unreachable', 'The server and Sitrep could not agree on an encryption.'];
  if (/^(Z_|ERR_BROTLI|ERR__|ZSTD_)/.test(code)) return ['broken', 'The answer is compressed, but damaged.'];
  return undefined;
}
