import fs from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { WebSocket } from 'ws';
import { openDesk } from '../../electron/desk/desk.ts';
import { openSettings } from '../../electron/web/settings-file.ts';
import { startWebShell, type WebShell } from '../../electron/web/web.ts';
import { contentPolicy } from '../../shared/content-policy.ts';
import { temporaryFolder } from '../temporary-folder.ts';

async function openShell(): Promise<WebShell> {
  const folder = temporaryFolder();
  const pageFolder = temporaryFolder();
  fs.writeFileSync(path.join(pageFolder, 'index.html'), '<!doctype html>');
  const desk = await openDesk({ folder });
  const shell = await startWebShell({
    desk,
    folder,
    pageFolder,
    settings: openSettings(folder, () => undefined),
    port: 0,
  });
  onTestFinished(async () => {
    await shell.close();
    await desk.close();
  });
  return shell;
}

function ask(
  shell: WebShell,
  target: string,
  headers: http.OutgoingHttpHeaders = {},
  method = 'GET',
  body = '',
): Promise<{ status: number; headers: http.IncomingHttpHeaders; text: string }> {
  return new Promise((resolve, reject) => {
    const request = http.request({ host: '127.0.0.1', port: shell.port, path: target, method, headers }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => {
        text += chunk;
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, text }));
    });
    request.on('error', reject).end(body);
  });
}

const cookieOf = (shell: WebShell): string => `sitrep-${shell.port}=${shell.token}`;
const json = { 'content-type': 'application/json' };

describe('the web shell', () => {
  test('opens its door by the token, and sends the policy', async () => {
    const shell = await openShell();
    const door = await ask(shell, `/?token=${shell.token}`);
    expect(door.status).toBe(303);
    expect(door.headers['set-cookie']?.[0]).toBe(`${cookieOf(shell)}; HttpOnly; SameSite=Strict; Path=/`);
    const page = await ask(shell, '/', { cookie: cookieOf(shell) });
    expect(page.status).toBe(200);
    expect(page.headers['content-security-policy']).toBe(contentPolicy);
  });

  test.each([
    ['no token', {}, 401],
    ['a wrong cookie', { cookie: 'sitrep-1=x' }, 401],
    ['a wrong bearer', { authorization: 'Bearer x' }, 401],
    ['another host', { host: 'evil.example' }, 403],
    ['a rebound name with the right port', { host: 'evil.example:80' }, 403],
    ['another origin', { origin: 'https://evil.example' }, 403],
    ['the null origin', { origin: 'null' }, 403],
    ['a cross-site request', { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' }, 403],
  ])('refuses %s', async (name, headers: http.OutgoingHttpHeaders, status) => {
    const shell = await openShell();
    const secret = status === 403 ? { cookie: cookieOf(shell) } : {};
    for (const target of ['/', '/settings', '/api/status', `/asset/${'0'.repeat(64)}`])
      expect([name, target, (await ask(shell, target, { ...secret, ...headers })).status]).toEqual([
        name,
        target,
        status,
      ]);
  });

  test('refuses a form post that carries only the cookie', async () => {
    const shell = await openShell();
    const answer = await ask(shell, '/settings', { cookie: cookieOf(shell), ...json }, 'POST', '{"theme":"dark"}');
    expect(answer.status).toBe(403);
  });

  test('keeps validated settings', async () => {
    const shell = await openShell();
    const headers = { authorization: `Bearer ${shell.token}`, ...json };
    expect(JSON.parse((await ask(shell, '/settings', headers, 'POST', '{"theme":"dark"}')).text)).toMatchObject({
      theme: 'dark',
    });
    expect((await ask(shell, '/settings', headers, 'POST', '{"theme":"mauve"}')).status).toBe(422);
    expect(JSON.parse((await ask(shell, '/settings', headers)).text)).toMatchObject({ theme: 'dark' });
  });

  test('serves nothing outside of its folders', async () => {
    const shell = await openShell();
    const headers = { authorization: `Bearer ${shell.token}` };
    for (const target of [
      '/../package.json',
      '/%2e%2e/package.json',
      '/asset/../archive.sqlite',
      '/asset/..%2farchive.sqlite',
      '/archive.sqlite',
      '/settings.json',
    ])
      expect([target, (await ask(shell, target, headers)).status]).toEqual([target, 404]);
  });

  test('describes its calls', async () => {
    const shell = await openShell();
    const document = JSON.parse(
      (await ask(shell, '/api/openapi.json', { authorization: `Bearer ${shell.token}` })).text,
    ) as { paths: object };
    expect(Object.keys(document.paths)).toContain('/search');
  });

  test.each([
    ['another origin', (shell: WebShell) => ({ origin: 'https://evil.example', cookie: cookieOf(shell) })],
    ['no origin, only the cookie', (shell: WebShell) => ({ cookie: cookieOf(shell) })],
    ['no token', () => ({})],
  ])('opens no WebSocket to %s', async (_name, headers) => {
    const shell = await openShell();
    const socket = new WebSocket(`ws://127.0.0.1:${shell.port}/rpc`, { headers: headers(shell) });
    const outcome = await new Promise((resolve) =>
      socket.once('open', () => resolve('open')).once('error', () => resolve('refused')),
    );
    expect(outcome).toBe('refused');
  });
});
