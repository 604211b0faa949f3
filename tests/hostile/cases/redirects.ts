/** Redirects without end, and to where no feed may lead. */
import { expect } from 'vitest';
import { feedDocument, type HostileCase, type Surroundings } from '../hostile-case.ts';
import { answer, head, inTurn, type Play } from '../raw-server.ts';

const to = (location: string, status = '302 Found'): Play => answer(status, [`Location: ${location}`]);
const refused = (location: (around: Surroundings) => string, says: RegExp): HostileCase => ({
  name: `a redirect to ${location({ silent: 'http://127.0.0.1:PORT', port: 0 }).replace(':0/', ':PORT/').slice(0, 60)}`,
  play: (around) => to(location(around)),
  state: 'failing',
  says,
});
const ownNetwork = /this machine or its own network/;

/** Every way to write an address of this machine or its network that a parser of addresses has been fooled by. */
const inward = [
  '127.0.0.1',
  '127.1',
  '0x7f000001',
  '0x7f.1',
  '2130706433',
  '017700000001',
  '127.0.0.1.',
  '0.0.0.0',
  '0',
  'localhost',
  'localhost.',
  'LOCALHOST',
  'feed.localhost',
  '[::1]',
  '[::]',
  '[::ffff:127.0.0.1]',
  '[::ffff:7f00:1]',
  '[0:0:0:0:0:ffff:127.0.0.1]',
  '[::ffff:0:127.0.0.1]',
  '[::127.0.0.1]',
  '[64:ff9b::127.0.0.1]',
  '[64:ff9b::7f00:1]',
  '[64:ff9b:1::7f00:1]',
  '[2002:7f00:1::]',
  '[2001:0:7f00:1::]',
  '[fe80::1]',
  '[fc00::1]',
  '[fec0::1]',
  '[ff02::1]',
  '169.254.169.254',
  '100.64.0.1',
  '10.0.0.1',
  '172.16.0.1',
  '192.168.0.1',
  '192.0.0.8',
  '198.18.0.1',
  '224.0.0.1',
  '255.255.255.255',
];

const feed = answer('200 OK', [], feedDocument());

export const redirectCases: readonly HostileCase[] = [
  ...inward.map((host) => refused(({ port }) => `http://${host}:${port}/`, ownNetwork)),
  refused(({ silent }) => `${silent}/latest/meta-data/`, ownNetwork),
  refused(({ silent }) => silent.replace('http:', '') /* another port of the same host */, ownNetwork),
  refused(() => 'file:///etc/passwd', /http and https addresses only/),
  refused(() => 'data:text/xml,<rss version="2.0"><channel></channel></rss>', /http and https addresses only/),
  refused(() => 'ftp://127.0.0.1/feed', /http and https addresses only/),
  refused(() => 'gopher://127.0.0.1:70/x', /http and https addresses only/),
  refused(() => 'javascript:alert(1)', /http and https addresses only/),
  refused(() => 'app://sitrep/', /http and https addresses only/),
  refused(() => 'http://[', /not a web address/),
  refused(() => 'https://user:secret@example.org/', /user name/),
  {
    name: 'a redirect to itself',
    play: () => to('/feed'),
    state: 'failing',
    says: /more than 10 times/,
    afterwards: ({ requests }) => expect(requests).toHaveLength(11),
  },
  {
    name: 'eleven redirects',
    play: () => (socket, request) => to(`/${request.index}`)(socket, request),
    state: 'failing',
    says: /more than 10 times/,
  },
  {
    name: 'redirects that stop at the limit',
    play: () => inTurn(...(Array(10).fill(to('/next')) as [Play]), feed),
    state: 'healthy',
    says: /^2 entries/,
    entries: 2,
  },
  { name: 'an empty location', play: () => to(''), state: 'failing', says: /more than 10 times|answered 302/ },
  {
    name: 'a redirect without a location',
    play: () => answer('302 Found'),
    state: 'failing',
    says: /answered 302 Found/,
  },
  {
    name: 'a redirect with a body without end',
    play: () => (socket, request) => {
      if (request.index > 0) return feed(socket, request);
      socket.write(head('302 Found', ['Location: /next', 'Transfer-Encoding: chunked']));
      socket.write(`1000\r\n${'x'.repeat(4096)}\r\n`);
    },
    state: 'healthy',
    says: /^2 entries/,
    entries: 2,
  },
  {
    name: 'a Refresh header',
    play: ({ silent }) => answer('200 OK', [`Refresh: 0; url=${silent}/`], feedDocument()),
    state: 'healthy',
    says: /^2 entries/,
    entries: 2,
  },
  {
    name: 'an Alt-Svc header',
    play: ({ port }) => answer('200 OK', [`Alt-Svc: http/1.1="127.0.0.1:${port}"; ma=3600`], feedDocument()),
    polls: 2,
    state: 'healthy',
    says: /Nothing new/,
  },
  {
    name: 'a permanent move, three times',
    path: '/old',
    play: () => (socket, request) =>
      (request.path === '/old' ? to('/new', '301 Moved Permanently') : feed)(socket, request),
    polls: 3,
    state: 'healthy',
    says: /Nothing new/,
    afterwards: (_server, url) => expect(url).toMatch(/\/new$/),
  },
  {
    name: 'a permanent move to a part of a page',
    path: '/old',
    play: () => (socket, request) =>
      (request.path === '/old' ? to('/new#feed', '301 Moved Permanently') : feed)(socket, request),
    polls: 3,
    state: 'healthy',
    says: /Nothing new/,
    afterwards: (_server, url) => expect(url).toMatch(/\/new$/),
  },
  {
    name: 'a redirect to an address written out in UTF-8',
    play: () => (socket, request) =>
      request.path === '/feed'
        ? void socket.end(Buffer.from(head('302 Found', ['Location: /новости', 'Content-Length: 0'])))
        : feed(socket, request),
    state: 'healthy',
    says: /^2 entries/,
    entries: 2,
    afterwards: ({ requests }) => expect(requests[1]?.path).toBe(encodeURI('/новости')),
  },
  refused(({ port }) => `http://①②⑦.⓪.⓪.①:${port}/`, ownNetwork),
  {
    name: 'a refused redirect says that it is one',
    play: ({ silent }) => to(silent),
    state: 'failing',
    says: /^The server redirects to another address\. The address 127\.0\.0\.1 is on this machine/,
  },
  {
    name: 'a permanent move, twice',
    path: '/old',
    play: () => (socket, request) =>
      (request.path === '/old' ? to('/new', '308 Permanent Redirect') : feed)(socket, request),
    polls: 2,
    state: 'healthy',
    says: /Nothing new/,
    afterwards: (_server, url) => expect(url).toMatch(/\/old$/),
  },
  {
    name: 'a move for now, three times',
    path: '/old',
    play: () => (socket, request) =>
      (request.path === '/old' ? to('/new', '307 Temporary Redirect') : feed)(socket, request),
    polls: 3,
    state: 'healthy',
    says: /Nothing new/,
    afterwards: (_server, url) => expect(url).toMatch(/\/old$/),
  },
  {
    name: 'a permanent move to a page that is no feed',
    path: '/old',
    play: () => (socket, request) =>
      (request.path === '/old'
        ? to('/login', '301 Moved Permanently')
        : answer('200 OK', [], '<!doctype html><html><body>Log in</body></html>'))(socket, request),
    polls: 3,
    state: 'not-a-feed',
    says: /web page/,
    afterwards: (_server, url) => expect(url).toMatch(/\/old$/),
  },
  {
    name: 'permanent moves with one for now among them',
    path: '/old',
    play: () => (socket, request) =>
      (request.path === '/old' ? to('/mid', '301 Moved Permanently') : request.path === '/mid' ? to('/new') : feed)(
        socket,
        request,
      ),
    polls: 3,
    state: 'healthy',
    says: /Nothing new/,
    afterwards: (_server, url) => expect(url).toMatch(/\/old$/),
  },
];
