/** A server on loopback that speaks bytes: it can break every rule of HTTP. */
import net, { type AddressInfo, type Socket } from 'node:net';

export interface RawRequest {
  readonly path: string;
  /** The whole head, as received. */
  readonly head: string;
  /** 0 for the first request to this server. */
  readonly index: number;
}

/** What a server does with a request. */
export type Play = (socket: Socket, request: RawRequest) => void;

export interface RawServer {
  readonly host: string;
  readonly origin: string;
  readonly requests: RawRequest[];
  stop(): Promise<void>;
}

export async function rawServer(play: Play): Promise<RawServer> {
  const requests: RawRequest[] = [];
  const sockets = new Set<Socket>();
  const server = net.createServer((socket) => {
    sockets.add(socket);
    let received = '';
    // The desk may close at any time; that is what is tested.
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
    socket.on('data', (chunk) => {
      received += chunk.toString('latin1');
      const end = received.indexOf('\r\n\r\n');
      if (end < 0) return;
      const head = received.slice(0, end);
      received = received.slice(end + 4);
      const request = { path: head.split(' ')[1] ?? '', head, index: requests.length };
      requests.push(request);
      play(socket, request);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const stop = (): Promise<void> => {
    for (const socket of sockets) socket.destroy();
    return new Promise((resolve) => server.close(() => resolve()));
  };
  return { host, origin: `http://${host}`, requests, stop };
}

/** A whole answer, then the end of the connection. */
export function answer(status: string, headers: readonly string[] = [], body: string | Uint8Array = ''): Play {
  const bytes = Buffer.from(body);
  return (socket) => {
    socket.write(head(status, [...headers, `Content-Length: ${bytes.length}`, 'Connection: close']));
    socket.end(bytes);
  };
}

export function head(status: string, headers: readonly string[]): string {
  return [`HTTP/1.1 ${status}`, ...headers, '', ''].join('\r\n');
}

/** Writes pieces until the other side leaves, each when the one before has been taken. */
export function pour(socket: Socket, piece: string | Uint8Array): void {
  const more = (): void => {
    while (!socket.destroyed && socket.write(piece));
  };
  socket.on('drain', more);
  more();
}

/** Writes a piece every so often until the other side leaves. */
export function drip(socket: Socket, piece: string, everyMs = 50): void {
  const timer = setInterval(() => socket.write(piece), everyMs);
  socket.on('close', () => clearInterval(timer));
}

/** Plays the first answer for the first request, and so on; the last one for all that follow. */
export function inTurn(...plays: readonly [Play, ...Play[]]): Play {
  return (socket, request) => (plays[request.index] ?? plays.at(-1) ?? plays[0])(socket, request);
}
