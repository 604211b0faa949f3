/** The desk in a process of its own: SQLite's calls are synchronous and feeds are hostile; neither may reach a window. */
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';
import type { ContractRouterClient } from '@orpc/contract';
import { MessageChannelMain, type MessagePortMain, type UtilityProcess, utilityProcess } from 'electron';
import type { contract } from '../../shared/contract.ts';
import { answerProxy, type ProxyQuestion } from '../desk/proxy-questions.ts';
import { answerSecret, type SecretQuestion } from '../desk/secret-questions.ts';
import type { Secrets } from '../desk/secrets.ts';

export interface DeskProcess {
  /** A port to the desk, to hand to a window. */
  openPort(): MessagePortMain;
  /** A client for this process. Lost when the desk is started anew: ask again. */
  client(): ContractRouterClient<typeof contract>;
  /** Tells of each start: the first one, and those after a crash. */
  onStart(listener: () => void): void;
  stop(): Promise<void>;
}

export interface DeskProcessOptions {
  readonly entry: string;
  readonly folder: string;
  readonly sample: boolean;
  /** Asked for the desk, which cannot open the system's key store itself. */
  readonly secrets: Secrets;
  /** Asked for the desk: the system's proxies for an address, as Electron's sessions tell them. */
  readonly resolveProxy: (url: string) => Promise<string>;
  /** The desk could not be opened, or crashed too often; the sentence is for the user. */
  readonly onFailure: (sentence: string) => void;
}

const mostRestarts = 3;
const stopMs = 2000;

export function startDeskProcess(options: DeskProcessOptions): DeskProcess {
  const listeners: (() => void)[] = [];
  let restarts = 0;
  let stopping = false;
  let child = start();

  function start(): UtilityProcess {
    const args = ['--folder', options.folder, ...(options.sample ? ['--sample'] : [])];
    const process = utilityProcess.fork(options.entry, args, { serviceName: 'Sitrep desk', stdio: 'inherit' });
    process.on(
      'message',
      (message: { readonly failed?: string; readonly secret?: SecretQuestion; readonly proxy?: ProxyQuestion }) => {
        if (message.secret !== undefined)
          void answerSecret(options.secrets, message.secret).then((answer) => process.postMessage(answer));
        if (message.proxy !== undefined)
          void answerProxy(options.resolveProxy, message.proxy).then((answer) => process.postMessage(answer));
        if (message.failed === undefined) return;
        stopping = true;
        options.onFailure(message.failed);
      },
    );
    process.once('exit', () => {
      if (stopping) return;
      if (restarts++ >= mostRestarts) {
        options.onFailure(
          'The desk stopped several times. Start Sitrep again; if it goes on, restore the last backup.',
        );
        return;
      }
      child = start();
    });
    process.once('spawn', () => {
      for (const listener of listeners) listener();
    });
    return process;
  }

  const openPort = (): MessagePortMain => {
    const { port1, port2 } = new MessageChannelMain();
    child.postMessage({ kind: 'port' }, [port2]);
    return port1;
  };
  return {
    openPort,
    client() {
      const port = openPort();
      port.start();
      return createORPCClient(new RPCLink({ port }));
    },
    onStart: (listener) => listeners.push(listener),
    async stop() {
      stopping = true;
      const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
      child.postMessage({ kind: 'stop' });
      const late = new Promise<void>((resolve) => setTimeout(resolve, stopMs));
      await Promise.race([gone, late]);
      child.kill();
    },
  };
}
