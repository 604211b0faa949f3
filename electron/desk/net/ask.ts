/** One request over one of undici's dispatchers: no redirects, no cookies, the body unpacked while it comes. */
import type { Readable } from 'node:stream';
import type { Dispatcher } from 'undici';
import { codingsOf, decompress } from './decompress.ts';
import { FetchFailed } from './fetch-failed.ts';
import { brokeWhenKept } from './kept-connection.ts';
import type { NetworkLimits } from './limits.ts';

/** What Sitrep asks of a `fetch`. */
export interface AskOptions {
  readonly headers: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
  /** Redirects are never followed here: each address is checked first. */
  readonly redirect: 'manual';
  /** As received; an own `fetch` may leave it out. */
  readonly maxWireBytes?: number;
  /** Sends this with POST; without it the address is asked with GET. */
  readonly body?: string;
}

/** The part of a Response that Sitrep reads. Statuses beyond 599 occur. */
export interface Answer extends Pick<Response, 'status' | 'statusText' | 'headers'> {
  readonly body: AnswerBody | null;
}

/** Unpacked. Whoever does not read it to its end cancels it, which leaving a `for await` does. */
export interface AnswerBody extends AsyncIterable<Uint8Array> {
  cancel(): Promise<void>;
}

/** RFC 9110, 6.4.1. Most polls are answered with 304. */
const bodiless: ReadonlySet<number> = new Set([204, 304]);

/** Asks `url` through `dispatcher`. Throws what undici throws, or FetchFailed for too many content codings. */
export async function ask(
  dispatcher: Dispatcher,
  limits: NetworkLimits,
  url: URL,
  { headers, signal, maxWireBytes, body }: AskOptions,
): Promise<Answer> {
  const request = (): Promise<Dispatcher.ResponseData> =>
    dispatcher.request({
      origin: url.origin,
      path: `${url.pathname}${url.search}`,
      method: body === undefined ? 'GET' : 'POST',
      ...(body === undefined ? {} : { body }),
      headers: { 'accept-encoding': 'gzip, br, zstd, deflate', ...headers },
      signal,
    });
  const response = await request().catch((error: unknown) => {
    if (body === undefined && brokeWhenKept(error)) return request();
    throw error;
  });
  const answerHeaders = headersOf(response.headers);
  const codings = codingsOf(answerHeaders.get('content-encoding'));
  if (codings.length > limits.maxEncodings) {
    response.body.on('error', () => undefined).destroy();
    throw new FetchFailed('broken', `The answer is compressed ${codings.length} times over.`);
  }
  const { statusCode: status } = response;
  const statusText = readable(response.statusText);
  if (bodiless.has(status)) {
    response.body.on('error', () => undefined).resume();
    return { status, statusText, headers: answerHeaders, body: null };
  }
  const bytes = decompress(response.body, codings, maxWireBytes ?? limits.maxWireBytes);
  return { status, statusText, headers: answerHeaders, body: bodyOf(bytes, response.body) };
}

const longestStatusText = 100;

/** A reason phrase goes into sentences: controls and direction marks do not, nor does more than a line. */
function readable(text: string): string {
  return text.slice(0, longestStatusText).replace(/\p{C}/gu, '').trim();
}

/** The unpacked bytes as they come, for one reader; the connection ends when they are given up, read or not. */
function bodyOf(bytes: AsyncIterable<Uint8Array>, source: Readable): AnswerBody {
  // Told by the chunks; without a listener it would also end the process.
  source.on('error', () => undefined);
  const cancel = async (): Promise<void> => {
    source.destroy();
  };
  return {
    cancel,
    [Symbol.asyncIterator]() {
      const chunks = bytes[Symbol.asyncIterator]();
      return {
        next: () => chunks.next(),
        async return() {
          await cancel();
          return { done: true, value: undefined };
        },
      };
    },
  };
}

function headersOf(raw: Readonly<Record<string, string | string[] | undefined>>): Headers {
  const headers = new Headers();
  for (const [name, values] of Object.entries(raw))
    for (const value of [values ?? []].flat())
      try {
        headers.append(name, value);
      } catch {
        // A header that HTTP does not allow says nothing that Sitrep reads.
      }
  return headers;
}
