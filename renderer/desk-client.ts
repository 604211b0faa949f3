/** The page's line to the desk: the contract over a MessagePort in Electron, over a WebSocket in a browser. */
import { type ClientContext, type ClientLink, createORPCClient } from '@orpc/client';
import { RPCLink as PortLink } from '@orpc/client/message-port';
import { RPCLink as SocketLink } from '@orpc/client/websocket';
import type { ContractRouterClient } from '@orpc/contract';
import { createTanstackQueryUtils } from '@orpc/tanstack-query';
import type { contract } from '../shared/contract.ts';

export type DeskClient = ContractRouterClient<typeof contract>;

export interface DeskLine {
  readonly link: ClientLink<ClientContext>;
  /** Settles when the line is lost. */
  readonly lost: Promise<void>;
}

/** Opens a line to the desk. Rejects when it does not answer. */
export type OpenLine = () => Promise<DeskLine>;

export const openSocketLine: OpenLine = async () => {
  const scheme = location.protocol === 'https:' ? 'wss' : 'ws';
  const socket = new WebSocket(`${scheme}://${location.host}/rpc`);
  const lost = new Promise<void>((resolve) => socket.addEventListener('close', () => resolve(), { once: true }));
  await new Promise<void>((resolve, reject) => {
    socket.addEventListener('open', () => resolve(), { once: true });
    socket.addEventListener('error', () => reject(new Error('Sitrep does not answer.')), { once: true });
  });
  return { link: new SocketLink({ websocket: socket }), lost };
};

/** `request` asks the preload for a port; it comes as a message to this window. */
export function openPortLine(request: () => void): OpenLine {
  return async () => {
    const port = await new Promise<MessagePort>((resolve) => {
      const receive = (event: MessageEvent): void => {
        const [received] = event.ports;
        if (event.source !== window || event.data !== 'sitrep-port' || received === undefined) return;
        window.removeEventListener('message', receive);
        resolve(received);
      };
      window.addEventListener('message', receive);
      request();
    });
    const lost = new Promise<void>((resolve) => port.addEventListener('close', () => resolve(), { once: true }));
    const link = new PortLink({ port });
    port.start();
    return { link, lost };
  };
}

/** A client that outlives the line it speaks over: what holds it need not know that the line was opened again. */
export function clientOver(current: () => DeskLine | undefined): DeskClient {
  return createORPCClient({
    call: async (path, input, options) => {
      const line = current();
      if (line === undefined) throw new Error('The connection to Sitrep was lost.');
      return line.link.call(path, input, options);
    },
  });
}

export function queriesOf(client: DeskClient) {
  return createTanstackQueryUtils(client);
}

export type DeskQueries = ReturnType<typeof queriesOf>;
