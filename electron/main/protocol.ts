/** Serves the page and stored pictures under `app://sitrep`, with the content policy on every answer. */
import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { net, protocol, type Session } from 'electron';
import { contentPolicy } from '../../shared/content-policy.ts';
import { sniffPicture } from '../desk/article/images.ts';
import { contentPath } from '../desk/store/captures.ts';
import { scheme } from './origin.ts';

/** Must run before the application is ready. */
export function registerScheme(): void {
  const privileges = { standard: true, secure: true, supportFetchAPI: true, codeCache: true };
  protocol.registerSchemesAsPrivileged([{ scheme, privileges }]);
}

/** `pageFolder` holds the built page, `dataFolder` the archive with its `assets`. */
export function serveOwnProtocol(session: Session, pageFolder: string, dataFolder: string): void {
  session.protocol.handle(scheme, async (request) => {
    const url = new URL(request.url);
    if (url.host !== 'sitrep') return answer('There is no such place.', 404);
    const asset = /^\/asset\/([0-9a-f]{64})$/.exec(url.pathname)?.[1];
    if (asset !== undefined) return answerAsset(dataFolder, asset);
    const file = pageFile(pageFolder, url.pathname);
    if (file === undefined) return answer('There is no such page.', 404);
    const found = await net.fetch(pathToFileURL(file).href);
    return withSafetyHeaders(new Response(found.body, { status: found.status, headers: found.headers }));
  });
}

/** The file of a path, never one outside of the folder. */
export function pageFile(pageFolder: string, pathname: string): string | undefined {
  let decoded: string;
  try {
    decoded = decodeURIComponent(pathname);
  } catch {
    return undefined;
  }
  const file = path.join(pageFolder, decoded === '/' ? 'index.html' : decoded);
  const inside = path.relative(pageFolder, file);
  if (inside.startsWith('..') || path.isAbsolute(inside) || decoded.includes('\0')) return undefined;
  return fs.statSync(file, { throwIfNoEntry: false })?.isFile() === true ? file : undefined;
}

function answerAsset(dataFolder: string, hash: string): Response {
  const file = contentPath(dataFolder, 'assets', hash);
  const bytes = fs.existsSync(file) ? fs.readFileSync(file) : undefined;
  const type = bytes === undefined ? undefined : sniffPicture(bytes)?.type;
  if (bytes === undefined || type === undefined) return answer('There is no such picture.', 404);
  const headers = { 'content-type': type, 'cache-control': 'private, max-age=31536000, immutable' };
  return withSafetyHeaders(new Response(new Uint8Array(bytes), { headers }));
}

function answer(text: string, status: number): Response {
  return withSafetyHeaders(new Response(text, { status, headers: { 'content-type': 'text/plain; charset=utf-8' } }));
}

function withSafetyHeaders(response: Response): Response {
  response.headers.set('content-security-policy', contentPolicy);
  response.headers.set('x-content-type-options', 'nosniff');
  response.headers.set('cross-origin-opener-policy', 'same-origin');
  response.headers.set('cross-origin-resource-policy', 'same-origin');
  return response;
}
