/** A desk to give commands to: an own one over the folder, or the one that already works on it. */
import fs from 'node:fs';
import path from 'node:path';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/websocket';
import { WebSocket } from 'ws';
import { openDesk } from '../desk/desk.ts';
import { systemProxyOf } from '../desk/net/proxies.ts';
import { FolderInUse } from '../desk/store/folder-lock.ts';
import type { CommonOptions } from './arguments.ts';
import type { DeskClient } from './command.ts';
import { defaultFolder } from './data-folder.ts';

export interface Connection {
  readonly desk: DeskClient;
  close(): Promise<void>;
}

/** How a running web shell can be reached; written beside the archive while it serves. */
export interface Endpoint {
  readonly port: number;
  readonly token: string;
}

export function endpointFile(folder: string): string {
  return path.join(folder, 'web-shell.json');
}

/** Opens the desk of the folder; where a web shell serves it already, talks to that one. */
export async function connect(options: CommonOptions): Promise<Connection> {
  const folder = options.folder ?? defaultFolder();
  try {
    const desk = await openDesk({
      folder,
      allowAddresses: options.allow,
      systemProxy: systemProxyOf(process.env),
      log: logToStderr,
    });
    return { desk, close: () => desk.close() };
  } catch (error) {
    if (!(error instanceof FolderInUse)) throw error;
    const running = await connectToRunning(folder);
    if (running === undefined) throw error;
    return running;
  }
}

/** Log lines go to stderr, so that stdout stays one document. */
export function logToStderr(message: string): void {
  process.stderr.write(`${message}\n`);
}

async function connectToRunning(folder: string): Promise<Connection | undefined> {
  const endpoint = readEndpoint(folder);
  if (endpoint === undefined) return undefined;
  const socket = new WebSocket(`ws://127.0.0.1:${endpoint.port}/rpc`, {
    headers: { authorization: `Bearer ${endpoint.token}` },
  });
  const opened = await new Promise<boolean>((resolve) => {
    socket.once('open', () => resolve(true));
    socket.once('error', () => resolve(false));
  });
  if (!opened) return undefined;
  const link = new RPCLink({ websocket: socket as unknown as globalThis.WebSocket });
  return { desk: createORPCClient(link), close: async () => socket.close() };
}

function readEndpoint(folder: string): Endpoint | undefined {
  try {
    return JSON.parse(fs.readFileSync(endpointFile(folder), 'utf8')) as Endpoint;
  } catch {
    return undefined;
  }
}
