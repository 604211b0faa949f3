import fs from 'node:fs';
import type { IncomingHttpHeaders } from 'node:http';
import path from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { type Desk, type DeskOptions, openDesk } from '../../../electron/desk/desk.ts';
import { type LoopbackServer, loopbackServer } from '../../loopback-server.ts';
import { httpProxy, socksProxy } from '../../proxy-servers.ts';
import { seedFeed, seedPage } from '../../seed-page.ts';
import { temporaryFolder } from '../../temporary-folder.ts';

interface Heard {
  readonly server: LoopbackServer;
  readonly headers: IncomingHttpHeaders[];
}

/** A server that keeps the headers of each request; `/echo` says them, `/away` leads to `elsewhere`. */
async function hearingServer(elsewhere = ''): Promise<Heard> {
  const headers: IncomingHttpHeaders[] = [];
  const server = await loopbackServer((request, response, origin) => {
    if (request.url?.startsWith('/feed') || request.url === '/echo' || request.url === '/away')
      headers.push(request.headers);
    if (request.url === '/away') response.writeHead(301, { location: elsewhere }).end();
    else if (request.url === '/echo')
      response.writeHead(403, { 'x-said': String(request.headers.authorization) }).end(JSON.stringify(request.headers));
    else if (request.url?.startsWith('/feed')) response.writeHead(200).end(seedFeed(origin));
    else response.writeHead(404).end();
  });
  return { server, headers };
}

async function deskFor(servers: readonly Heard[], options: Partial<DeskOptions> = {}): Promise<Desk> {
  const folder = temporaryFolder();
  const desk = await openDesk({ folder, allowAddresses: servers.map(({ server }) => server.host), ...options });
  onTestFinished(() => desk.close());
  return desk;
}

describe('what a feed sends', () => {
  test('its headers, user agent and password go with each request', async () => {
    const heard = await hearingServer();
    const desk = await deskFor([heard]);
    await desk.feeds.add({
      url: `${heard.server.origin}/feed`,
      userAgent: 'Reader/1',
      headers: [
        { name: 'X-Api-Key', value: 'k-123456' },
        { name: 'Accept-Language', value: 'tr' },
      ],
      username: 'ayşe',
      password: 'sızı:ntı',
    });
    await desk.desk.poll({ all: true });
    expect(heard.headers[0]).toMatchObject({
      'user-agent': 'Reader/1',
      'x-api-key': 'k-123456',
      'accept-language': 'tr',
      authorization: `Basic ${Buffer.from('ayşe:sızı:ntı').toString('base64')}`,
    });
  });

  test('secrets are kept outside of the archive, in a file for its owner only, and are never given out', async () => {
    const heard = await hearingServer();
    const folder = temporaryFolder();
    const desk = await deskFor([heard], { folder });
    const { id } = await desk.feeds.add({
      url: `${heard.server.origin}/echo`,
      headers: [{ name: 'X-Api-Key', value: 'k-123456' }],
      username: 'user',
      password: 'open sesame',
      proxy: 'none',
    });
    await desk.desk.poll({ all: true });
    const evidence = await desk.feeds.evidence({ id });
    expect(evidence?.requestHeaders).toContainEqual(['x-api-key', '(hidden)']);
    expect(evidence?.responseHeaders).toContainEqual(['x-said', '(hidden)']);
    const shown = JSON.stringify([
      await desk.feeds.list(),
      evidence,
      await desk.feeds.history({ id }),
      await desk.feeds.exportOpml(),
    ]);
    const token = Buffer.from('user:open sesame').toString('base64');
    for (const secret of ['k-123456', 'open sesame', token]) expect(shown).not.toContain(secret);
    await desk.close();
    for (const file of fs.readdirSync(folder)) {
      const text = fs.readFileSync(path.join(folder, file), 'latin1');
      expect([file, text.includes('k-123456')]).toEqual([file, file === 'secrets.json']);
    }
    if (process.platform !== 'win32') expect(fs.statSync(path.join(folder, 'secrets.json')).mode & 0o777).toBe(0o600);
  });

  test('a redirect to another host gets no secret, and the address does not follow it', async () => {
    const other = await hearingServer();
    const heard = await hearingServer(`${other.server.origin}/feed`);
    const desk = await deskFor([heard, other]);
    const url = `${heard.server.origin}/away`;
    const { id } = await desk.feeds.add({ url, username: 'user', password: 'open sesame' });
    for (let round = 0; round < 4; round++) await desk.desk.poll({ all: true });
    expect(heard.headers[0]?.authorization).toBeDefined();
    expect(other.headers.map(({ authorization }) => authorization)).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
    expect((await desk.feeds.get({ id })).url).toBe(url);
  });

  test('a header given without its value keeps it, and another user name forgets the password', async () => {
    const heard = await hearingServer();
    const desk = await deskFor([heard]);
    const { id } = await desk.feeds.add({
      url: `${heard.server.origin}/feed`,
      headers: [{ name: 'X-Api-Key', value: 'k-123456' }],
      username: 'user',
      password: 'open sesame',
    });
    const kept = await desk.feeds.update({ id, headers: [{ name: 'X-Api-Key' }], username: 'user' });
    expect([kept.headers, kept.hasPassword]).toEqual([[{ name: 'X-Api-Key' }], true]);
    await desk.desk.poll({ all: true });
    expect(heard.headers[0]).toMatchObject({ 'x-api-key': 'k-123456' });
    const changed = await desk.feeds.update({ id, headers: [], username: 'another' });
    expect([changed.headers, changed.hasPassword]).toEqual([[], false]);
  });

  test('a user name in the address becomes a setting of the feed', async () => {
    const heard = await hearingServer();
    const desk = await deskFor([heard]);
    const feed = await desk.feeds.add({ url: `http://user:word@${heard.server.host}/feed` });
    expect(feed).toMatchObject({ url: `${heard.server.origin}/feed`, username: 'user', hasPassword: true });
  });

  test('secrets that are gone are told, and nothing is sent without them', async () => {
    const heard = await hearingServer();
    const folder = temporaryFolder();
    const desk = await deskFor([heard], { folder });
    const { id } = await desk.feeds.add({ url: `${heard.server.origin}/feed`, username: 'user', password: 'word' });
    fs.rmSync(path.join(folder, 'secrets.json'));
    await desk.desk.poll({ all: true });
    expect((await desk.feeds.get({ id })).health.sentence).toMatch(/Set it again in the settings/);
    expect(heard.headers).toEqual([]);
  });

  test.each([
    [{ headers: [{ name: 'Host', value: 'x' }] }, 'headers', /Host belongs to the connection/],
    [{ headers: [{ name: 'Cookie', value: 'x' }] }, 'headers', /Cookie is not sent/],
    [{ headers: [{ name: 'Content-Length', value: '1' }] }, 'headers', /Content-Length/],
    [{ headers: [{ name: 'If-None-Match', value: '"x"' }] }, 'headers', /set by Sitrep/],
    [{ headers: [{ name: 'X-A', value: 'x\r\nHost: y' }] }, 'headers', /line break/],
    [{ headers: [{ name: 'X A', value: 'x' }] }, 'headers', /no name of a header/],
    [{ headers: [{ name: 'X-A' }] }, 'headers', /no value yet/],
    [{ username: 'a:b' }, 'username', /colon/],
    [{ password: 'x' }, 'username', /needs a user name/],
    [{ userAgent: 'Reader\n1' }, 'userAgent', /line break/],
    [{ proxy: 'ftp://proxy.example:21' }, 'proxy', /no proxy/],
    [{ proxy: 'http://proxy.example/path' }, 'proxy', /no proxy/],
    [{ proxy: 'socks5://proxy.example' }, 'proxy', /needs a port/],
    [{ timeoutMs: 10 }, 'timeoutMs', /from 1 to 120 seconds/],
    [{ maxBytes: 10 }, 'maxBytes', /from 64 KiB to 128 MiB/],
    [{ maxRedirects: 21 }, 'maxRedirects', /from 0 to 20/],
    [{ maxRedirects: 0.5 }, 'maxRedirects', /from 0 to 20/],
  ])('refuses %j and says why', async (settings, field, message) => {
    const desk = await deskFor([]);
    const added = desk.feeds.add({ url: 'https://example.org/feed', ...settings });
    await expect(added).rejects.toMatchObject({
      code: 'INVALID_SETTING',
      data: { field },
      message: expect.stringMatching(message),
    });
    expect(await desk.feeds.list()).toEqual([]);
  });

  test('limits of its own are in force', async () => {
    const server = await loopbackServer((_request, response) => response.writeHead(200).end('x'.repeat(100_000)));
    const desk = await deskFor([{ server, headers: [] }]);
    const { id } = await desk.feeds.add({ url: server.origin, maxBytes: 64 * 1024 });
    await desk.desk.poll({ all: true });
    expect((await desk.feeds.get({ id })).health.sentence).toMatch(/larger than/);
    const away = await loopbackServer((_request, response) => response.writeHead(302, { location: '/' }).end());
    const moving = await deskFor([{ server: away, headers: [] }]);
    const feed = await moving.feeds.add({ url: away.origin, maxRedirects: 0 });
    expect(feed.maxRedirects).toBe(0);
    await moving.desk.poll({ all: true });
    expect((await moving.feeds.get({ id: feed.id })).health.sentence).toMatch(/redirects more than 0 times/);
  });
});

test("a story's page is asked for as its feed is, with the secrets at the feed's own origin only", async () => {
  const seen: [string, IncomingHttpHeaders][] = [];
  const elsewhere = await loopbackServer((request, response) => {
    seen.push(['elsewhere', request.headers]);
    response.writeHead(200, { 'content-type': 'text/html' }).end(seedPage());
  });
  const home = await loopbackServer((request, response, origin) => {
    seen.push([request.url ?? '', request.headers]);
    if (request.url === '/feed') response.writeHead(200).end(seedFeed(origin));
    else if (request.url === '/feed-elsewhere') response.writeHead(200).end(seedFeed(elsewhere.origin));
    else response.writeHead(200, { 'content-type': 'text/html' }).end(seedPage());
  });
  const desk = await deskFor([
    { server: home, headers: [] },
    { server: elsewhere, headers: [] },
  ]);
  for (const name of ['feed', 'feed-elsewhere']) {
    const settings = { userAgent: 'Reader/1', username: 'user', password: 'open sesame' };
    await desk.feeds.add({ url: `${home.origin}/${name}`, ...settings });
  }
  await desk.desk.poll({ all: true });
  const pageOf = (path: string) => seen.find(([asked]) => asked === path)?.[1];
  expect(pageOf('/haber/norway/')).toMatchObject({ 'user-agent': 'Reader/1', authorization: expect.any(String) });
  expect(pageOf('elsewhere')?.['user-agent']).toBe('Reader/1');
  expect(pageOf('elsewhere')?.authorization).toBeUndefined();
});

describe('proxies', () => {
  test('an HTTP proxy carries the request and gets its password', async () => {
    const [heard, proxy] = [await hearingServer(), await httpProxy()];
    const desk = await deskFor([heard]);
    const feed = await desk.feeds.add({
      url: `${heard.server.origin}/feed`,
      proxy: `http://user:open%20sesame@${proxy.host}`,
    });
    expect(feed).toMatchObject({ proxy: `http://user@${proxy.host}`, hasProxyPassword: true });
    await desk.desk.poll({ all: true });
    expect(proxy.asked).toContain(`${heard.server.origin}/feed`);
    expect(proxy.credentials[0]).toBe(`Basic ${Buffer.from('user:open sesame').toString('base64')}`);
    expect(heard.headers).toHaveLength(1);
  });

  test('a SOCKS 5 proxy carries the request', async () => {
    const [heard, proxy] = [await hearingServer(), await socksProxy()];
    const desk = await deskFor([heard]);
    const { id } = await desk.feeds.add({ url: `${heard.server.origin}/feed`, proxy: `socks5://u:p@${proxy.host}` });
    await desk.desk.poll({ all: true });
    expect((await desk.feeds.get({ id })).health.sentence).toBe('1 entry, 1 new.');
    expect([proxy.asked[0], proxy.credentials[0]]).toEqual([heard.server.host, 'u:p']);
  });

  test("the system's proxy is used unless the feed says none", async () => {
    const [heard, proxy] = [await hearingServer(), await httpProxy()];
    const desk = await deskFor([], { systemProxy: { http: `http://${proxy.host}` } });
    await desk.feeds.add({ url: 'http://news.example/feed' });
    const direct = await desk.feeds.add({ url: 'http://127.0.0.1:9/feed', proxy: 'none' });
    await desk.desk.poll({ all: true });
    expect(proxy.asked).toEqual(['http://news.example/feed']);
    expect((await desk.feeds.get({ id: direct.id })).health.sentence).toMatch(/own network/);
    expect(heard.headers).toEqual([]);
  });

  test("the user's proxy stands in for the system's, keeps its password secret, and outlives the desk", async () => {
    const [ofSystem, ofUser] = [await httpProxy(), await httpProxy()];
    const folder = temporaryFolder();
    const options = { folder, systemProxy: { http: `http://${ofSystem.host}` } };
    const desk = await openDesk(options);
    await desk.feeds.add({ url: 'http://news.example/feed' });
    const address = `http://user@${ofUser.host}`;
    const shown = await desk.settings.setNetwork({ proxy: `http://user:open%20sesame@${ofUser.host}`, connections: 8 });
    expect(shown).toEqual({ proxy: address, connections: 8, hasProxyPassword: true });
    await desk.close();
    const again = await openDesk(options);
    onTestFinished(() => again.close());
    // The same address without a password keeps the one it had.
    expect(await again.settings.setNetwork({ proxy: address, connections: 9 })).toMatchObject({
      hasProxyPassword: true,
    });
    await again.desk.poll({ all: true });
    expect([ofSystem.asked, ofUser.asked]).toEqual([[], ['http://news.example/feed']]);
    expect(ofUser.credentials).toEqual([`Basic ${Buffer.from('user:open sesame').toString('base64')}`]);
    await again.settings.setNetwork({ proxy: 'system' });
    await again.desk.poll({ all: true });
    expect([ofSystem.asked.length, ofUser.asked.length]).toEqual([1, 1]);
    expect(fs.readFileSync(path.join(folder, 'archive.sqlite'), 'latin1')).not.toContain('sesame');
  });

  test.each([
    [{ proxy: 'ftp://proxy.example:21' }, /is no proxy/],
    [{ proxy: 'system', connections: 0 }, /from 1 to 128/],
    [{ connections: 2.5 }, /from 1 to 128/],
  ])('refuses %j for all feeds and says why', async (settings, message) => {
    const desk = await deskFor([]);
    await expect(desk.settings.setNetwork(settings)).rejects.toThrow(message);
    expect(await desk.settings.network({})).toEqual({ proxy: 'system', connections: 32, hasProxyPassword: false });
  });

  test.each([
    'http://127.0.0.1:9/feed',
    'http://[::1]/feed',
    'http://localhost/feed',
    'http://intranet/',
    'http://nas.local/',
  ])('a proxy is not asked for %s', async (url) => {
    const proxy = await httpProxy();
    const desk = await deskFor([]);
    const { id } = await desk.feeds.add({ url, proxy: `http://${proxy.host}` });
    await desk.desk.poll({ all: true });
    expect(proxy.asked).toEqual([]);
    expect((await desk.feeds.get({ id })).health.sentence).toMatch(/own network/);
  });

  test('a proxy that does not answer is named', async () => {
    const heard = await hearingServer();
    const desk = await deskFor([heard]);
    const { id } = await desk.feeds.add({ url: `${heard.server.origin}/feed`, proxy: 'http://127.0.0.1:9' });
    await desk.desk.poll({ all: true });
    expect((await desk.feeds.get({ id })).health.sentence).toMatch(/the proxy 127\.0\.0\.1:9 refuses connections/);
  });
});
