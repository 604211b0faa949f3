/** Routes of the web shell: the page, its settings and stored pictures, and the contract over HTTP. */
import fs from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { OpenAPIGenerator } from '@orpc/openapi';
import { OpenAPIHandler } from '@orpc/openapi/node';
import sirv from 'sirv';
import { contentPolicy } from '../../shared/content-policy.ts';
import { contract } from '../../shared/contract.ts';
import { sniffPicture } from '../desk/article/images.ts';
import type { Desk } from '../desk/desk.ts';
import { contentPath } from '../desk/store/captures.ts';
import { version } from '../desk/version.ts';
import type { SettingsStore } from '../settings-file.ts';
import { cookieName, type Guard, isSecret, judgeRequest } from './guard.ts';
import { valibotConverter } from './valibot-schema.ts';

export interface HttpOptions {
  readonly desk: Desk;
  readonly folder: string;
  readonly pageFolder: string;
  readonly settings: SettingsStore;
  readonly guard: () => Guard;
}

const longestSettings = 64 * 1024;

/** Gives the request listener of the web shell. */
export function createListener(options: HttpOptions): (request: IncomingMessage, response: ServerResponse) => void {
  const page = sirv(options.pageFolder, { etag: true, dev: false });
  const api = new OpenAPIHandler(options.desk.router);
  return (request, response) => {
    handle(request, response).catch(() => {
      if (!response.headersSent) answerText(response, 500, 'Sitrep failed to answer; its log says more.');
      else response.destroy();
    });
  };

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    setSafetyHeaders(response);
    const guard = options.guard();
    const url = new URL(request.url ?? '/', `http://127.0.0.1:${guard.port}`);
    if (url.pathname === '/' && url.searchParams.has('token')) {
      openDoor(request, response, url, guard);
      return;
    }
    const verdict = judgeRequest(request, guard);
    if (!verdict.allowed) return answerText(response, verdict.status, verdict.reason);
    if (url.pathname === '/api/openapi.json') return answerJson(response, await describeApi());
    if (url.pathname.startsWith('/api/')) {
      const { matched } = await api.handle(request, response, { prefix: '/api', context: {} });
      if (!matched) answerText(response, 404, 'There is no such call.');
      return;
    }
    if (url.pathname === '/settings') return handleSettings(request, response);
    if (url.pathname.startsWith('/asset/')) return sendAsset(response, url.pathname.slice('/asset/'.length));
    page(request, response, () => answerText(response, 404, 'There is no such page.'));
  }

  function openDoor(request: IncomingMessage, response: ServerResponse, url: URL, guard: Guard): void {
    const host = request.headers.host?.toLowerCase();
    const own = host === `127.0.0.1:${guard.port}` || host === `localhost:${guard.port}`;
    if (own && isSecret(url.searchParams.get('token') ?? undefined, guard.token)) {
      const cookie = `${cookieName(guard.port)}=${guard.token}; HttpOnly; SameSite=Strict; Path=/`;
      response.writeHead(303, { location: '/', 'set-cookie': cookie }).end();
    } else {
      answerText(response, 403, 'This address is not valid. Use the one that Sitrep printed when it started.');
    }
  }

  async function handleSettings(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.method === 'GET') return answerJson(response, options.settings.read());
    if (request.method !== 'POST') return answerText(response, 405, 'Settings are read and posted.');
    try {
      answerJson(response, options.settings.update(JSON.parse(await readText(request))));
    } catch (error) {
      answerText(response, 422, error instanceof Error ? error.message : String(error));
    }
  }

  function sendAsset(response: ServerResponse, hash: string): void {
    const file = /^[0-9a-f]{64}$/.test(hash) ? contentPath(options.folder, 'assets', hash) : undefined;
    const bytes = file !== undefined && fs.existsSync(file) ? fs.readFileSync(file) : undefined;
    // The type comes from the bytes: what the publisher said of them is not believed.
    const type = bytes === undefined ? undefined : sniffPicture(bytes)?.type;
    if (type === undefined) {
      answerText(response, 404, 'There is no such picture.');
      return;
    }
    const cacheControl = 'private, max-age=31536000, immutable';
    response.writeHead(200, { 'content-type': type, 'cache-control': cacheControl }).end(bytes);
  }
}

function setSafetyHeaders(response: ServerResponse): void {
  response.setHeader('content-security-policy', contentPolicy);
  response.setHeader('x-content-type-options', 'nosniff');
  response.setHeader('referrer-policy', 'no-referrer');
  response.setHeader('cross-origin-opener-policy', 'same-origin');
  response.setHeader('cross-origin-resource-policy', 'same-origin');
  response.setHeader('permissions-policy', 'camera=(), microphone=(), geolocation=()');
}

function describeApi(): Promise<object> {
  const generator = new OpenAPIGenerator({ schemaConverters: [valibotConverter] });
  return generator.generate(contract, { info: { title: 'Sitrep', version }, servers: [{ url: '/api' }] });
}

async function readText(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request.setEncoding('utf8')) {
    text += chunk;
    if (text.length > longestSettings) throw new TypeError('The settings are too long.');
  }
  return text;
}

function answerText(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' }).end(`${text}\n`);
}

function answerJson(response: ServerResponse, value: object): void {
  response.writeHead(200, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(value));
}
