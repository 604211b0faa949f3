import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

export interface LoopbackServer {
  readonly host: string;
  readonly origin: string;
  /** `path` and `if-none-match` of each request. */
  readonly requests: { readonly path: string; readonly etag: string | undefined }[];
  stop(): Promise<void>;
}

export type Answer = (request: http.IncomingMessage, response: http.ServerResponse, origin: string) => void;

/** A real HTTP server on 127.0.0.1 for one test. */
export async function loopbackServer(answer: Answer): Promise<LoopbackServer> {
  const requests: LoopbackServer['requests'] = [];
  let origin = '';
  const server = http.createServer((request, response) => {
    requests.push({ path: request.url ?? '', etag: request.headers['if-none-match'] });
    answer(request, response, origin);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  origin = `http://${host}`;
  const stop = (): Promise<void> => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(() => resolve()));
  };
  onTestFinished(stop);
  return { host, origin, requests, stop };
}
