/** Refusals, and what servers say of when to come back. */
import { expect } from 'vitest';
import { feedDocument, type HostileCase } from '../hostile-case.ts';
import { answer, head, inTurn } from '../raw-server.ts';

const dayMs = 86_400_000;
const leastMs = 5 * 60_000;
const backsOff = (ms: number): boolean => ms >= leastMs && ms <= dayMs;
const challenge = '<!doctype html><title>Just a moment...</title><script src="/cdn-cgi/challenge"></script>';
const feed = answer('200 OK', ['ETag: "1"'], feedDocument());

const status = (
  line: string,
  state: HostileCase['state'],
  says: RegExp,
  headers: readonly string[] = [],
  body = '',
): HostileCase => ({
  name: `${line}${headers.length > 0 ? ` with ${headers.join(', ').slice(0, 60)}` : ''}${body === '' ? '' : ` and ${body.slice(0, 60)}`}`,
  play: () => answer(line, headers, body),
  state,
  says,
});
const later = (retryAfter: string, nextPollInMs: NonNullable<HostileCase['nextPollInMs']>): HostileCase => ({
  ...status('429 Too Many Requests', 'failing', /asked too often/, [`Retry-After: ${retryAfter}`]),
  nextPollInMs,
});

export const statusCases: readonly HostileCase[] = [
  status('400 Bad Request', 'failing', /answered 400 Bad Request/),
  status('401 Unauthorized', 'blocked', /user name and password/),
  status('403 Forbidden', 'blocked', /refuses Sitrep/),
  status('403 Forbidden', 'blocked', /challenge page/, [], challenge),
  status('503 Service Unavailable', 'blocked', /challenge page/, [], challenge),
  status('403 Forbidden', 'blocked', /challenge page/, ['cf-mitigated: challenge']),
  status('200 OK', 'blocked', /challenge page/, [], challenge),
  status('429 Too Many Requests', 'blocked', /challenge page/, ['x-vercel-mitigated: challenge']),
  status('405 Method Not Allowed', 'blocked', /challenge page/, ['x-amzn-waf-action: captcha']),
  status('307 Temporary Redirect', 'blocked', /challenge page/, [], '<html><title>You are being redirected...</title>'),
  status('200 OK', 'blocked', /challenge page/, [], '<html><script src="/_Incapsula_Resource?SWJIYLWA=7"></script>'),
  status('200 OK', 'blocked', /challenge page/, [], "<html><title>Making sure you're not a bot!</title>"),
  status('200 OK', 'not-a-feed', /web page/, [], '<html><title>News</title><p>How a captcha works'),
  status(`500 ${'x'.repeat(5000)}`, 'failing', /^The server answered 500 x{1,100}\.$/),
  status('500 \u001b[31mred\u0007\u009b', 'failing', /^The server answered 500 \[31mred\.$/),
  status('404 Not Found', 'failing', /answered 404 Not Found/),
  status('410 Gone', 'gone', /removed for good/),
  status('500 Internal Server Error', 'failing', /answered 500/),
  status('503 Service Unavailable', 'failing', /answered 503/),
  status('999 Request Denied', 'failing', /answered 999/),
  status('204 No Content', 'not-a-feed', /empty/),
  status('200 OK', 'not-a-feed', /empty/),
  { name: 'a status of nothing but digits', play: () => answer('404'), state: 'failing', says: /answered 404\./ },
  {
    name: '304 before there is anything',
    play: () => answer('304 Not Modified'),
    state: 'failing',
    says: /nothing from it yet/,
  },
  {
    name: '304 for what is known',
    play: () => inTurn(feed, answer('304 Not Modified')),
    polls: 2,
    state: 'healthy',
    says: /Nothing new/,
    entries: 2,
    afterwards: ({ requests }) => expect(requests[1]?.head).toMatch(/if-none-match: "1"/i),
  },
  {
    name: 'a document that broke off is asked for again as a whole',
    play: () =>
      inTurn(
        (socket) => socket.end(head('200 OK', ['ETag: "1"']) + feedDocument('', 1).replace('</channel></rss>', '')),
        feed,
      ),
    polls: 2,
    state: 'healthy',
    says: /^2 entries, 1 new/,
    entries: 2,
    afterwards: ({ requests }) => expect(requests[1]?.head).not.toMatch(/if-none-match/i),
  },
  {
    name: 'cookies',
    play: () => answer('200 OK', ['Set-Cookie: a=1', 'Set-Cookie: b=2; Path=/; Max-Age=9999'], feedDocument()),
    polls: 2,
    state: 'healthy',
    says: /Nothing new/,
    afterwards: ({ requests }) => expect(requests.map(({ head }) => /cookie/i.test(head))).toEqual([false, false]),
  },
  {
    name: 'a feed that is gone is not asked again, and that is told',
    nextPollInMs: (ms) => ms < 0,
    play: () => answer('410 Gone'),
    polls: 2,
    state: 'gone',
    says: /removed for good/,
    afterwards: ({ requests }) => expect(requests).toHaveLength(1),
  },
  {
    name: 'a failing feed that comes back',
    play: () => inTurn(answer('500 Internal Server Error'), feed),
    polls: 2,
    state: 'healthy',
    says: /^2 entries, 2 new/,
    entries: 2,
  },
  later('7200', 7_200_000),
  later('Wed, 25 Nov 2026 06:00:00 GMT', dayMs),
  later('Mon, 23 Nov 2026 06:00:00 GMT', backsOff),
  later('0', leastMs),
  later('-60', backsOff),
  later('soon', backsOff),
  later('99999999999999999999', 7 * dayMs),
  later('Fri, 31 Dec 9999 23:59:59 GMT', 7 * dayMs),
  later('1e3', backsOff),
  later('3600, 7200', backsOff),
];
