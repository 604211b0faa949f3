/** Small real proxies on 127.0.0.1 for one test. */
import http from 'node:http';
import net, { type AddressInfo, type Server } from 'node:net';
import { onTestFinished } from 'vitest';

export interface TestProxy {
  readonly host: string;
  /** What was asked of it: `host:port` or the whole address. */
  readonly asked: string[];
  /** `Proxy-Authorization` of each request, or user and password of each SOCKS login. */
  readonly credentials: string[];
}

/** Forwards plain requests, as RFC 9112, 3.2.2 has it. */
export async function httpProxy(): Promise<TestProxy> {
  const [asked, credentials]: [string[], string[]] = [[], []];
  const server = http.createServer((request, response) => {
    asked.push(request.url ?? '');
    credentials.push(request.headers['proxy-authorization'] ?? '');
    const { 'proxy-authorization': _, ...headers } = request.headers;
    http
      .get(request.url ?? '', { headers }, (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
      })
      .on('error', () => response.writeHead(502).end());
  });
  return { host: await listen(server), asked, credentials };
}

/** SOCKS 5 with and without a user name (RFC 1928, RFC 1929); CONNECT only. */
export async function socksProxy(): Promise<TestProxy> {
  const [asked, credentials]: [string[], string[]] = [[], []];
  const server = net.createServer((socket) => {
    let step: 'greeting' | 'login' | 'request' = 'greeting';
    socket.on('error', () => socket.destroy());
    const hear = (data: Buffer): void => {
      if (step === 'greeting') {
        const login = data.subarray(2).includes(2);
        step = login ? 'login' : 'request';
        socket.write(Buffer.from([5, login ? 2 : 0]));
      } else if (step === 'login') {
        const length = data[1] ?? 0;
        credentials.push(`${data.subarray(2, 2 + length)}:${data.subarray(3 + length)}`);
        step = 'request';
        socket.write(Buffer.from([1, 0]));
      } else {
        const [host, port] = addressOf(data);
        asked.push(`${host}:${port}`);
        socket.off('data', hear);
        const target = net.connect(port, host, () => {
          socket.write(Buffer.from([5, 0, 0, 1, 0, 0, 0, 0, 0, 0]));
          socket.pipe(target).pipe(socket);
        });
        // Host unreachable.
        target.on('error', () => socket.end(Buffer.from([5, 4, 0, 1, 0, 0, 0, 0, 0, 0])));
      }
    };
    socket.on('data', hear);
  });
  return { host: await listen(server), asked, credentials };
}

function addressOf(request: Buffer): [string, number] {
  const isName = request[3] === 3;
  const end = isName ? 5 + (request[4] ?? 0) : 8;
  const host = isName ? request.subarray(5, end).toString() : request.subarray(4, 8).join('.');
  return [host, request.readUInt16BE(end)];
}

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}
