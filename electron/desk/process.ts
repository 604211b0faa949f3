/** Entry of Electron's utility process: opens the desk and answers every port that the main process sends. */
import { parseArgs } from 'node:util';
import { RPCHandler } from '@orpc/server/message-port';
import { type Desk, openDesk } from './desk.ts';
import { askForProxies, type ProxyAnswer } from './proxy-questions.ts';
import { openSampleDesk } from './sample/sample-desk.ts';
import { askForSecrets, type SecretAnswer } from './secret-questions.ts';

/** What Electron adds to `process` in a utility process; the desk itself does not know Electron. */
interface ParentPort {
  on(event: 'message', listener: (event: ParentMessage) => void): void;
  postMessage(message: unknown): void;
}
interface ParentMessage {
  readonly data: { readonly kind: 'port' | 'stop' } | SecretAnswer | ProxyAnswer;
  readonly ports: readonly (Parameters<RPCHandler<Record<never, never>>['upgrade']>[0] & { start(): void })[];
}

const { parentPort } = process as unknown as { readonly parentPort: ParentPort };
const { values } = parseArgs({ options: { folder: { type: 'string' }, sample: { type: 'boolean' } }, strict: false });

const secrets = askForSecrets((question) => parentPort.postMessage({ secret: question }));
const proxies = askForProxies((question) => parentPort.postMessage({ proxy: question }));
const opening = open();
opening.catch((error: unknown) => {
  parentPort.postMessage({ failed: error instanceof Error ? error.message : String(error) });
});

parentPort.on('message', ({ data, ports }) => {
  if (data.kind === 'secret') {
    secrets.answer(data);
    return;
  }
  if (data.kind === 'proxy') {
    proxies.answer(data);
    return;
  }
  opening.then(
    (desk) => {
      if (data.kind === 'stop') void desk.close().finally(() => process.exit(0));
      const handler = new RPCHandler(desk.router);
      for (const port of ports) {
        handler.upgrade(port, { context: {} });
        port.start();
      }
    },
    () => undefined,
  );
});

function open(): Promise<Desk> {
  const log = (message: string): void => {
    process.stderr.write(`${message}\n`);
  };
  const systemProxy = { resolve: proxies.resolve };
  const options = { folder: String(values.folder), background: true, secrets, systemProxy, log };
  return values.sample === true ? openSampleDesk(options) : openDesk(options);
}
