/**
 * Who may talk to the web shell. It listens on loopback, but every web page the user visits can send requests
 * there, and DNS rebinding can make them look like its own (CVE-2018-5702): so Host, Origin and a secret are
 * checked on every request.
 */
import { timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

export interface Guard {
  readonly token: string;
  readonly port: number;
}

export type Verdict =
  | { readonly allowed: true }
  | { readonly allowed: false; readonly status: 401 | 403; readonly reason: string };

const ok: Verdict = { allowed: true };

/** Judges a request by its headers. `/?token=…` opens the door once: it sets the cookie that later requests carry. */
export function judgeRequest(request: IncomingMessage, guard: Guard): Verdict {
  const { host, origin } = request.headers;
  const site = request.headers['sec-fetch-site'];
  const hosts = [`127.0.0.1:${guard.port}`, `localhost:${guard.port}`];
  if (host === undefined || !hosts.includes(host.toLowerCase()))
    return refuse(403, 'This host name is not served here.');
  if (origin !== undefined && !hosts.some((own) => origin.toLowerCase() === `http://${own}`))
    return refuse(403, 'Requests from other sites are refused.');
  const opens = request.headers['sec-fetch-mode'] === 'navigate' && request.method === 'GET';
  if (site !== undefined && site !== 'same-origin' && site !== 'none' && !opens)
    return refuse(403, 'Requests from other sites are refused.');
  if (isSecret(bearerOf(request), guard.token)) return ok;
  if (!isSecret(cookieOf(request, cookieName(guard.port)), guard.token))
    return refuse(401, 'Open Sitrep with the address that it printed when it started.');
  // A cookie alone proves a browser, not a page: what changes something must come from our own.
  if (request.method !== 'GET' && request.method !== 'HEAD' && origin === undefined && site !== 'same-origin')
    return refuse(403, 'Requests from other sites are refused.');
  return ok;
}

/** Whether a WebSocket may be opened; browsers do not keep other sites from trying. */
export function judgeUpgrade(request: IncomingMessage, guard: Guard): Verdict {
  const verdict = judgeRequest(request, guard);
  if (!verdict.allowed) return verdict;
  if (request.headers.origin === undefined && !isSecret(bearerOf(request), guard.token))
    return refuse(403, 'A WebSocket needs an Origin.');
  return ok;
}

/** Cookies are shared by all ports of a host, so the name carries the port. */
export function cookieName(port: number): string {
  return `sitrep-${port}`;
}

/** Compares in constant time. */
export function isSecret(given: string | undefined, token: string): boolean {
  if (given === undefined) return false;
  const [a, b] = [Buffer.from(given), Buffer.from(token)];
  return a.length === b.length && timingSafeEqual(a, b);
}

function bearerOf(request: IncomingMessage): string | undefined {
  return /^Bearer (\S+)$/.exec(request.headers.authorization ?? '')?.[1];
}

function cookieOf(request: IncomingMessage, name: string): string | undefined {
  for (const pair of (request.headers.cookie ?? '').split(';')) {
    const [key, value] = pair.trim().split('=', 2);
    if (key === name) return value;
  }
  return undefined;
}

function refuse(status: 401 | 403, reason: string): Verdict {
  return { allowed: false, status, reason };
}
