import { MessageChannel } from 'node:worker_threads';
import { createORPCClient } from '@orpc/client';
import { RPCLink as PortLink } from '@orpc/client/message-port';
import { RPCLink as SocketLink } from '@orpc/client/websocket';
import type { ContractRouterClient } from '@orpc/contract';
import { OpenAPILink } from '@orpc/openapi-client/fetch';
import { RPCHandler } from '@orpc/server/message-port';
import { describe, expect, onTestFinished, test } from 'vitest';
import { WebSocket } from 'ws';
import { openSettings } from '../../electron/web/settings-file.ts';
import { startWebShell } from '../../electron/web/web.ts';
import { contract } from '../../shared/contract.ts';
import { pollSeedDesk, type SeedDesk } from '../seed-desk.ts';
import { temporaryFolder } from '../temporary-folder.ts';

type Client = ContractRouterClient<typeof contract>;

async function webShellOf({ desk, folder }: SeedDesk) {
  const settings = openSettings(folder, () => undefined);
  const shell = await startWebShell({ desk, folder, settings, pageFolder: temporaryFolder(), port: 0 });
  onTestFinished(() => shell.close());
  return shell;
}

const wires: readonly (readonly [string, (seed: SeedDesk) => Promise<Client>])[] = [
  [
    'MessagePort',
    async ({ desk }) => {
      const { port1, port2 } = new MessageChannel();
      new RPCHandler(desk.router).upgrade(port2 as never, { context: {} });
      onTestFinished(() => port1.close());
      return createORPCClient(new PortLink({ port: port1 as never }));
    },
  ],
  [
    'WebSocket',
    async (seed) => {
      const { port, token } = await webShellOf(seed);
      const socket = new WebSocket(`ws://127.0.0.1:${port}/rpc`, { headers: { authorization: `Bearer ${token}` } });
      await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
      onTestFinished(() => socket.terminate());
      return createORPCClient(new SocketLink({ websocket: socket as never }));
    },
  ],
  [
    'HTTP',
    async (seed) => {
      const { port, token } = await webShellOf(seed);
      const headers = { authorization: `Bearer ${token}` };
      return createORPCClient(new OpenAPILink(contract, { url: `http://127.0.0.1:${port}/api`, headers }));
    },
  ],
];

describe.each(wires)('the contract over %s', (_name, connect) => {
  test('answers as the desk does', async () => {
    const seed = await pollSeedDesk();
    const client = await connect(seed);
    expect(await client.desk.status()).toEqual(await seed.desk.desk.status());
    expect(await client.stories.get({ id: seed.storyId })).toEqual(await seed.desk.stories.get({ id: seed.storyId }));
    expect((await client.search.run({ query: 'iran' })).total).toBe(1);
  });

  test('changes what it is asked to change', async () => {
    const seed = await pollSeedDesk();
    const client = await connect(seed);
    expect(await client.stories.mark({ ids: [seed.storyId], starred: true })).toEqual({ changed: [seed.storyId] });
    expect((await seed.desk.stories.get({ id: seed.storyId })).starred).toBe(true);
  });

  test('gives expected failures a code and a sentence', async () => {
    const client = await connect(await pollSeedDesk());
    await expect(client.search.run({ query: '(iran' })).rejects.toMatchObject({
      code: 'INVALID_QUERY',
      data: { problems: [{ from: 0, to: 1, message: expect.stringContaining('This ( is never closed.') as string }] },
    });
    await expect(client.stories.get({ id: 1 })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  test('refuses input of another shape', async () => {
    const client = await connect(await pollSeedDesk());
    await expect(client.search.run({ query: 'x', limit: -1 })).rejects.toMatchObject({ code: 'BAD_REQUEST' });
  });

  test('streams what changes', async () => {
    const seed = await pollSeedDesk();
    const client = await connect(seed);
    const stop = new AbortController();
    const events = await client.desk.events(undefined, { signal: stop.signal });
    expect((await events.next()).value).toMatchObject({ kind: 'status' });
    await seed.desk.stories.mark({ ids: [seed.storyId], read: true });
    expect((await events.next()).value).toEqual({ kind: 'stories-changed', ids: [seed.storyId] });
    stop.abort();
  });
});
