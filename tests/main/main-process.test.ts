import fs from 'node:fs';
import path from 'node:path';
import * as v from 'valibot';
import { beforeEach, describe, expect, test } from 'vitest';
import { openingOf } from '../../electron/main/deep-link.ts';
import { handle } from '../../electron/main/ipc.ts';
import { openExternal } from '../../electron/main/open-external.ts';
import { pageFile, serveOwnProtocol } from '../../electron/main/protocol.ts';
import { openAppSettings } from '../../electron/main/settings.ts';
import { denyPermissions, openWindow } from '../../electron/main/window.ts';
import { contentPolicy } from '../../shared/content-policy.ts';
import { record, session } from '../stand-in/electron.ts';
import { temporaryFolder } from '../temporary-folder.ts';

beforeEach(() => {
  record.windows.length = 0;
  record.opened.length = 0;
});

function makeWindow() {
  openWindow({
    preload: '/preload.cjs',
    session: session.defaultSession as never,
    dark: false,
    onReady: () => undefined,
  });
  const [window] = record.windows;
  if (window === undefined) throw new Error('no window was opened');
  return window;
}

describe('window', () => {
  test('is sandboxed, isolated and without Node', () => {
    expect(makeWindow().options.webPreferences).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInSubFrames: false,
      nodeIntegrationInWorker: false,
      webSecurity: true,
      webviewTag: false,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
    });
  });

  test.each(['will-navigate', 'will-frame-navigate', 'will-redirect', 'will-attach-webview'])('prevents %s', (name) => {
    let prevented = false;
    makeWindow().webContents.emit(name, { preventDefault: () => (prevented = true) });
    expect(prevented).toBe(true);
  });

  test('opens no other window', () => {
    expect(makeWindow().webContents.openHandler?.()).toEqual({ action: 'deny' });
  });

  test('gives no permission', () => {
    denyPermissions(session.defaultSession as never);
    const answers: boolean[] = [];
    for (const permission of ['notifications', 'geolocation', 'media', 'clipboard-read'])
      record.permission?.(undefined, permission, (granted) => answers.push(granted));
    expect(answers).toEqual([false, false, false, false]);
  });
});

describe('links', () => {
  test.each([
    'file:///etc/passwd',
    'javascript:alert(1)',
    'smb://host/share',
    'https://user:pass@example.org/',
    'nonsense',
  ])('refuses to open %s', async (address) => {
    await expect(openExternal(address)).rejects.toThrow(TypeError);
    expect(record.opened).toEqual([]);
  });

  test('opens web addresses', async () => {
    await openExternal('https://example.org/a?b=1');
    expect(record.opened).toEqual(['https://example.org/a?b=1']);
  });

  test('a deep link names a story and nothing else', () => {
    expect(openingOf(['--flag', 'sitrep://story/1741137600'])).toEqual({ kind: 'story', storyId: 1741137600 });
    expect(openingOf(['sitrep://story/-8'])).toEqual({ kind: 'story', storyId: -8 });
    expect(openingOf(['sitrep://story/1;rm', 'sitrep://settings/x', 'https://story/1'])).toBeUndefined();
  });

  test.each([
    ['feed:https://example.org/feed', 'https://example.org/feed'],
    ['feed://example.org/feed', 'http://example.org/feed'],
    ['feed://https://example.org/feed', 'https://example.org/feed'],
    ['FEED:http://example.org/', 'http://example.org/'],
  ])('%s asks for the feeds of an address', (word, address) => {
    expect(openingOf(['.', word])).toEqual({ kind: 'feed', address });
  });

  test.each(['feed:', 'feed:javascript:alert(1)', 'feed:file:///etc/passwd', `feed:https://${'a'.repeat(5000)}`])(
    '%s asks for nothing',
    (word) => {
      expect(openingOf([word])).toBeUndefined();
    },
  );

  test('a list of feeds is read, and one that cannot be is told', () => {
    const file = path.join(temporaryFolder(), 'my feeds.OPML');
    fs.writeFileSync(file, '<opml/>');
    expect(openingOf(['--hidden', file])).toEqual({ kind: 'list', name: 'my feeds.OPML', text: '<opml/>' });
    expect(() => openingOf([`${file}.opml`])).toThrow(/my feeds\.OPML\.opml cannot be read: ENOENT/);
    expect(openingOf(['--load=x.opml'])).toBeUndefined();
  });
});

describe('messages from the page', () => {
  const ours = { senderFrame: { parent: null, url: 'app://sitrep/' } };
  test.each([
    ['another origin', { senderFrame: { parent: null, url: 'https://example.org/' } }],
    ['a look-alike origin', { senderFrame: { parent: null, url: 'app://sitrep.example/' } }],
    ['a frame inside the page', { senderFrame: { parent: {}, url: 'app://sitrep/' } }],
    ['a frame that is gone', { senderFrame: null }],
  ])('are refused from %s', (_name, event) => {
    handle('test', v.string(), (text) => text);
    expect(() => record.ipc.get('test')?.(event, 'x')).toThrow('Refused');
  });

  test('are refused in another shape', () => {
    handle('test', v.string(), (text) => text);
    expect(() => record.ipc.get('test')?.(ours, 7)).toThrow();
    expect(record.ipc.get('test')?.(ours, 'x')).toBe('x');
  });
});

describe('own protocol', () => {
  async function serve() {
    const page = temporaryFolder();
    const data = temporaryFolder();
    fs.writeFileSync(path.join(page, 'index.html'), '<!doctype html>');
    fs.writeFileSync(path.join(path.dirname(page), 'secret.txt'), 'secret');
    serveOwnProtocol(session.defaultSession as never, page, data);
    const answer = record.schemes.get('app');
    if (answer === undefined) throw new Error('the scheme is not handled');
    return { page, ask: (url: string) => answer(new Request(url)) };
  }

  test('sends the content policy with the page', async () => {
    const { ask } = await serve();
    const response = await ask('app://sitrep/');
    expect(response.status).toBe(200);
    expect(response.headers.get('content-security-policy')).toBe(contentPolicy);
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  });

  test('gives nothing from outside of its folder', async () => {
    const { page, ask } = await serve();
    for (const pathname of [
      '/../secret.txt',
      '/%2e%2e/secret.txt',
      '/..%2fsecret.txt',
      '/%2e%2e%2fsecret.txt',
      '/a%00',
      '/%',
    ])
      expect(pageFile(page, pathname)).toBeUndefined();
    expect((await ask('app://sitrep/..%2fsecret.txt')).status).toBe(404);
    expect((await ask('app://elsewhere/index.html')).status).toBe(404);
    expect((await ask(`app://sitrep/asset/${'0'.repeat(64)}`)).status).toBe(404);
  });
});

describe('settings', () => {
  test('a broken file is set aside and told, never overwritten', () => {
    record.userData = temporaryFolder();
    const file = path.join(record.userData, 'settings.json');
    fs.writeFileSync(file, '{ "theme": "mauve"');
    const told: string[] = [];
    const settings = openAppSettings((sentence) => told.push(sentence));
    expect(settings.read().theme).toBe('system');
    expect(told).toHaveLength(1);
    const kept = fs.readdirSync(record.userData).filter((name) => name.includes('.broken-'));
    expect(kept.map((name) => fs.readFileSync(path.join(record.userData, name), 'utf8'))).toEqual([
      '{ "theme": "mauve"',
    ]);
  });

  test('a patch is validated and changes only what it names', () => {
    record.userData = temporaryFolder();
    const settings = openAppSettings(() => undefined);
    settings.update({ readerSize: 20 });
    expect(() => settings.update({ readerSize: 900 })).toThrow(TypeError);
    expect(settings.update({ theme: 'dark' })).toMatchObject({ theme: 'dark', readerSize: 20 });
  });
});
