import { describe, expect, test } from 'vitest';
import {
  AddressRefused,
  checkAddress,
  isPublicAddress,
  lookupPublic,
} from '../../../electron/desk/net/address-guard.ts';
import { FetchFailed } from '../../../electron/desk/net/fetch-failed.ts';
import { fetchResource } from '../../../electron/desk/net/fetch-resource.ts';
import { openNetwork } from '../../../electron/desk/net/network.ts';
import { loopbackServer } from '../../loopback-server.ts';

describe('addresses', () => {
  test.each([
    '127.0.0.1',
    '0.0.0.0',
    '10.1.2.3',
    '169.254.169.254',
    '172.16.0.1',
    '192.168.1.1',
    '100.64.0.1',
    '::1',
    '::',
    '::ffff:127.0.0.1',
    '::ffff:7f00:1',
    'fe80::1',
    'fd00::1',
    '64:ff9b::7f00:1',
    '2002:7f00:1::',
    '::ffff:0:127.0.0.1',
    '::127.0.0.1',
    '0:0:0:0:0:ffff:a9fe:a9fe',
    '64:ff9b:1::1',
    '2001:0:7f00:1::',
    'fe80::1%eth0',
    'ff02::1',
    'not an address',
    '224.0.0.1',
    '255.255.255.255',
  ])('%s is not public', (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });

  test.each(['93.184.215.14', '2606:2800:21f:cb07:6820:80da:af6b:8b2c', '1.1.1.1'])('%s is public', (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });

  test.each([
    'file:///etc/passwd',
    'data:text/xml,x',
    'ftp://example.org/',
    'http://127.1/',
    'http://0x7f000001/',
    'http://[::ffff:127.0.0.1]/',
    'http://localhost:80/',
    'http://user:pass@example.org/',
    'nonsense',
  ])('%s is refused', (url) => {
    expect(() => checkAddress(url, new Set())).toThrow(AddressRefused);
  });

  test('a name is judged by what it resolves to, when the connection is made', async () => {
    const outcome = await new Promise<Error | null>((resolve) =>
      lookupPublic('localhost', { all: true }, (error) => resolve(error)),
    );
    expect(outcome).toBeInstanceOf(AddressRefused);
  });

  test('exactly the allowed host and port may be reached', () => {
    const allowed = new Set(['127.0.0.1:8080']);
    expect(checkAddress('http://127.0.0.1:8080/feed', allowed).port).toBe('8080');
    expect(() => checkAddress('http://127.0.0.1:8081/feed', allowed)).toThrow(AddressRefused);
  });
});

describe('fetching', () => {
  const fetchFrom = async (server: { readonly host: string; readonly origin: string }, path: string, limits = {}) => {
    const network = openNetwork([server.host]);
    try {
      return await fetchResource(network, { url: `${server.origin}${path}`, headers: {}, ...limits });
    } finally {
      await network.close();
    }
  };

  test.each(['http://169.254.169.254/', 'file:///etc/passwd', 'http://127.0.0.1:1/', 'http://localhost:22/'])(
    'a redirect to %s is not followed',
    async (location) => {
      const server = await loopbackServer((_request, response) => response.writeHead(302, { location }).end());
      await expect(fetchFrom(server, '/')).rejects.toMatchObject({ code: 'refused' });
    },
  );

  test('a redirect loop ends', async () => {
    const server = await loopbackServer((_request, response) => response.writeHead(302, { location: '/again' }).end());
    await expect(fetchFrom(server, '/')).rejects.toMatchObject({ code: 'redirects' });
    expect(server.requests).toHaveLength(11);
  });

  test('an endless body ends at the limit, compressed or not', async () => {
    const { gzipSync } = await import('node:zlib');
    const bomb = gzipSync(Buffer.alloc(8 * 1024 * 1024));
    const server = await loopbackServer((request, response) => {
      if (request.url === '/bomb') response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb);
      else {
        const drip = setInterval(() => response.write(Buffer.alloc(64 * 1024)), 1);
        response.on('close', () => clearInterval(drip));
      }
    });
    for (const path of ['/bomb', '/drip'])
      await expect(fetchFrom(server, path, { maxBytes: 1024 * 1024 })).rejects.toMatchObject({ code: 'too-large' });
  });

  test('a silent server is left after the time limit', async () => {
    const server = await loopbackServer(() => undefined);
    const failure = await fetchFrom(server, '/', { timeoutMs: 300 }).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(FetchFailed);
    expect(failure).toMatchObject({ code: 'timeout' });
  });

  test('a redirect that is followed ends the connection of the one before', async () => {
    const ended = Promise.withResolvers<void>();
    const server = await loopbackServer((request, response) => {
      if (request.url !== '/') return ended.promise.then(() => response.end('here'));
      response.on('close', () => ended.resolve());
      response.writeHead(302, { location: '/next', 'content-encoding': 'gzip' });
      return response.write('never packed, never ended');
    });
    expect(Buffer.from((await fetchFrom(server, '/')).bytes).toString()).toBe('here');
  });

  test('nothing that a server sets is sent back to it', async () => {
    const seen: (string | undefined)[] = [];
    const server = await loopbackServer((request, response) => {
      seen.push(request.headers.cookie, request.headers.referer);
      response.writeHead(302, { location: '/again', 'set-cookie': 'a=1' }).end();
    });
    await fetchFrom(server, '/', { maxRedirects: 2 }).catch(() => undefined);
    expect(seen).toEqual(Array(6).fill(undefined));
  });

  test('a closed connection is told in words', async () => {
    const server = await loopbackServer((_request, response) => response.socket?.destroy());
    await expect(fetchFrom(server, '/')).rejects.toThrow('The server closed the connection');
  });
});
