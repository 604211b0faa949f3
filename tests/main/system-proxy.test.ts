import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { fetchResource } from '../../electron/desk/net/fetch-resource.ts';
import { openNetwork } from '../../electron/desk/net/network.ts';
import { firstProxy } from '../../electron/desk/net/proxies.ts';
import type { ProxyQuestion } from '../../electron/desk/proxy-questions.ts';
import { answerProxy, askForProxies } from '../../electron/desk/proxy-questions.ts';
import { startDeskProcess } from '../../electron/main/desk-process.ts';
import { httpProxy, socksProxy } from '../proxy-servers.ts';
import { children, record, session } from '../stand-in/electron.ts';

beforeEach(() => {
  record.proxies = 'DIRECT';
});

/** The desk's end of the questions, with the session of Electron at the other. */
function asking() {
  const questions: ProxyQuestion[] = [];
  const proxies = askForProxies((question) => {
    questions.push(question);
    void answerProxy(session.defaultSession.resolveProxy, question).then(proxies.answer);
  });
  const network = openNetwork([], { system: { resolve: proxies.resolve } });
  onTestFinished(() => network.close());
  return { questions, network, ask: (url: string) => fetchResource(network, { url, headers: {} }) };
}

async function site(): Promise<string> {
  const server = http.createServer((_, response) => response.end('through'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

test.each([
  ['DIRECT', 'none'],
  ['PROXY a.example:8080', 'http://a.example:8080'],
  ['proxy a.example:8080; DIRECT', 'http://a.example:8080'],
  ['HTTPS a.example:443', 'https://a.example:443'],
  ['SOCKS5 a.example:1080;DIRECT', 'socks5://a.example:1080'],
  ['SOCKS4 a.example:1080; SOCKS b.example:1080', 'socks5://b.example:1080'],
  ['QUIC a.example:1; DIRECT', 'none'],
])('of "%s" the first that Sitrep speaks to is %s', (list, proxy) => {
  expect(firstProxy(list)).toBe(proxy);
});

test('a list of none that Sitrep speaks to is told, not gone around', async () => {
  record.proxies = 'SOCKS4 a.example:1080';
  await expect(asking().ask('http://news.example/')).rejects.toMatchObject({
    message: expect.stringMatching(/a proxy that Sitrep cannot use \(SOCKS4 a\.example:1080\)/),
  });
});

describe("a request goes where the system's settings lead", () => {
  test.each([
    ['an HTTP proxy', httpProxy, 'PROXY'],
    ['a SOCKS proxy', socksProxy, 'SOCKS5'],
  ])('through %s, asked once for a host', async (_, start, kind) => {
    const proxy = await start();
    record.proxies = `${kind} ${proxy.host}; DIRECT`;
    const { ask, questions } = asking();
    // Its name is not public; the proxy answers that it cannot reach it.
    await ask('http://news.example/1').catch(() => undefined);
    await ask('http://news.example/2').catch(() => undefined);
    expect(proxy.asked.length).toBe(2);
    expect(questions.map(({ url }) => url)).toEqual(['http://news.example/1']);
  });

  test('straight, and then past the guard as ever', async () => {
    const { ask, questions } = asking();
    await expect(ask('http://127.0.0.1:1/')).rejects.toMatchObject({ code: 'refused' });
    await expect(ask(`http://localhost.localdomain.invalid/`)).rejects.toMatchObject({ code: 'unreachable' });
    expect(questions).toHaveLength(1);
  });

  test('past it, for what the user allowed on this machine', async () => {
    record.proxies = 'PROXY 127.0.0.1:9';
    const host = await site();
    const proxies = askForProxies(
      (question) => void answerProxy(session.defaultSession.resolveProxy, question).then(proxies.answer),
    );
    const network = openNetwork([host], { system: { resolve: proxies.resolve } });
    onTestFinished(() => network.close());
    const { bytes } = await fetchResource(network, { url: `http://${host}/`, headers: {} });
    expect(Buffer.from(bytes).toString()).toBe('through');
  });
});

test('the main process answers its desk', async () => {
  record.proxies = 'PROXY a.example:8080';
  const desk = startDeskProcess({
    ...{ entry: 'desk.js', folder: '/none', sample: false, onFailure: () => undefined },
    secrets: { read: async () => undefined, write: async () => undefined },
    resolveProxy: session.defaultSession.resolveProxy,
  });
  const child = children.at(-1);
  child?.emit('message', { proxy: { id: 7, url: 'https://news.example/' } });
  await expect
    .poll(() => child?.messages.map(({ message }) => message))
    .toContainEqual({ kind: 'proxy', id: 7, list: 'PROXY a.example:8080' });
  const stopped = desk.stop();
  child?.emit('exit');
  await stopped;
});
