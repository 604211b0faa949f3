/** The web shell: the same page in a browser, on this machine only. */
import { randomBytes } from 'node:crypto';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { RPCHandler } from '@orpc/server/ws';
import { WebSocketServer } from 'ws';
import type { Desk } from '../desk/desk.ts';
import type { SettingsStore } from '../settings-file.ts';
import { type Guard, judgeUpgrade } from './guard.ts';
import { createListener } from './http.ts';

export interface WebShellOptions {
  readonly desk: Desk;
  /** The desk's data folder, where stored pictures lie. */
  readonly folder: string;
  /** The built page. */
  readonly pageFolder: string;
  readonly settings: SettingsStore;
  /** 0 takes any free port. */
  readonly port: number;
}

export interface WebShell {
  readonly port: number;
  readonly token: string;
  /** The address to open, token included. */
  readonly address: string;
  close(): Promise<void>;
}

const longestMessage = 80 * 1024 * 1024;

/** Starts serving on 127.0.0.1. Rejects with the system's error when the port is taken. */
export async function startWebShell(options: WebShellOptions): Promise<WebShell> {
  const token = randomBytes(24).toString('base64url');
  let guard: Guard = { token, port: options.port };
  const server = http.createServer(createListener({ ...options, guard: () => guard }));
  const sockets = new WebSocketServer({ noServer: true, maxPayload: longestMessage });
  const handler = new RPCHandler(options.desk.router);
  server.on('upgrade', (request, socket, head) => {
    socket.on('error', () => socket.destroy());
    const verdict = judgeUpgrade(request, guard);
    if (!verdict.allowed || request.url !== '/rpc') {
      const status = verdict.allowed ? '404 Not Found' : `${verdict.status} Refused`;
      socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\n\r\n`);
      return;
    }
    sockets.handleUpgrade(request, socket, head, (webSocket) => {
      void handler.upgrade(webSocket, { context: {} });
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, '127.0.0.1', resolve);
  });
  guard = { token, port: (server.address() as AddressInfo).port };
  return {
    token,
    port: guard.port,
    address: `http://127.0.0.1:${guard.port}/?token=${token}`,
    async close() {
      for (const socket of sockets.clients) socket.terminate();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
