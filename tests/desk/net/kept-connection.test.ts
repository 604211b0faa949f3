import net, { type AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { fetchResource } from '../../../electron/desk/net/fetch-resource.ts';
import { openNetwork } from '../../../electron/desk/net/network.ts';

const answer = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: keep-alive\r\n\r\nok';

/** A server that answers the first request of a connection, if at all, and resets the connection at the next. */
async function resettingServer(answersFirst: boolean) {
  let connections = 0;
  let requests = 0;
  const server = net.createServer((socket) => {
    connections++;
    let answered = !answersFirst;
    socket.on('error', () => undefined);
    socket.on('data', () => {
      requests++;
      if (answered) socket.resetAndDestroy();
      else socket.write(answer);
      answered = true;
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const network = openNetwork([host]);
  onTestFinished(async () => {
    await network.close();
    server.close();
  });
  const ask = () => fetchResource(network, { url: `http://${host}/`, headers: {} });
  return { ask, connections: () => connections, requests: () => requests };
}

test('a connection that its server closed while it was idle is no failure: the request goes out on a new one', async () => {
  const { ask, connections, requests } = await resettingServer(true);
  // The client may take a moment until it uses a connection again.
  for (let round = 0; round < 50 && requests() <= connections(); round++) {
    expect(Buffer.from((await ask()).bytes).toString()).toBe('ok');
    await new Promise(setImmediate);
  }
  expect(requests()).toBe(connections() + 1);
});

test('a server that resets each new connection is asked once', async () => {
  const { ask, requests } = await resettingServer(false);
  await expect(ask()).rejects.toThrow('closed the connection');
  expect(requests()).toBe(1);
});

test('an address that nobody answers at fails at once', async () => {
  const server = net.createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  await new Promise((resolve) => server.close(resolve));
  const network = openNetwork([host]);
  onTestFinished(() => network.close());
  await expect(fetchResource(network, { url: `http://${host}/`, headers: {}, timeoutMs: 60_000 })).rejects.toThrow();
}, 10_000);
