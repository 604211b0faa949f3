/** Servers that break connections, headers and bodies. */
import { createHash } from 'node:crypto';
import zlib from 'node:zlib';
import { expect } from 'vitest';
import { feedDocument, type HostileCase } from '../hostile-case.ts';
import { answer, drip, head, type Play, pour } from '../raw-server.ts';

const closed = /closed the connection before the answer was complete/;
const tooLarge = /larger than \d+ KiB/;
const zeros = Buffer.alloc(4 * 1024 * 1024);
const document = feedDocument();

const raw =
  (text: string | Uint8Array, close = true): (() => Play) =>
  () =>
  (socket) => {
    socket.write(text);
    if (close) socket.end();
  };
const packed = (coding: string, body: Uint8Array): (() => Play) => {
  return () => answer('200 OK', [`Content-Encoding: ${coding}`], body);
};
const failing = (name: string, play: HostileCase['play'], says: RegExp): HostileCase => ({
  name,
  play,
  state: 'failing',
  says,
});
const readable = (name: string, play: HostileCase['play'], entries = 2): HostileCase => ({
  name,
  play,
  state: 'healthy',
  says: new RegExp(`^${entries} entr`),
  entries,
});

const once = (name: string, play: HostileCase['play'], says: RegExp): HostileCase => ({
  ...failing(name, play, says),
  afterwards: ({ requests }) => expect(requests).toHaveLength(1),
});
/** Two hundred entries that pack badly, so that a cut takes only the last of them. */
const scattered = Array.from({ length: 200 }, (_, index) => {
  const word = createHash('sha256').update(String(index)).digest('hex');
  return `<item><title>${word}</title><guid>${word}</guid><pubDate>Tue, 24 Nov 2026 06:12:00 GMT</pubDate></item>`;
}).join('');

export const transportCases: readonly HostileCase[] = [
  failing('a reset at once', () => (socket) => socket.resetAndDestroy(), closed),
  failing('a connection closed without a word', raw(''), closed),
  failing('a line that is not HTTP', raw('220 mail.example.org ready\r\n'), /not HTTP/),
  failing('bytes of an encrypted connection', raw(Buffer.from([21, 3, 1, 0, 2, 2, 40, 13, 10, 13, 10])), /not HTTP/),
  failing('silence', raw('', false), /no answer in time/),
  failing(
    'half a header, then silence',
    raw('HTTP/1.1 200 OK\r\nContent-Ty', false),
    /no answer in time|No complete answer within/,
  ),
  failing(
    'headers drop by drop',
    () => (socket) => {
      socket.write('HTTP/1.1 200 OK\r\nX-Slow: ');
      drip(socket, 'x');
    },
    /no answer in time|No complete answer within/,
  ),
  failing('one header of 1 MB', raw(head('200 OK', [`X-Long: ${'x'.repeat(1_000_000)}`])), /headers of more than/),
  failing(
    'ten thousand headers',
    raw(
      head(
        '200 OK',
        Array.from({ length: 10_000 }, (_, index) => `X-${index}: x`),
      ),
    ),
    /headers of more than/,
  ),
  failing(
    'headers without end',
    () => (socket) => {
      socket.write('HTTP/1.1 200 OK\r\n');
      pour(socket, `X-More: ${'x'.repeat(100)}\r\n`);
    },
    /headers of more than/,
  ),
  failing(
    'interim answers without end',
    () => (socket) => drip(socket, head('103 Early Hints', [])),
    /no answer in time|No complete answer within/,
  ),
  failing('another protocol', raw(head('101 Switching Protocols', ['Upgrade: x', 'Connection: Upgrade'])), /\w/),
  failing('a length larger than the body', raw(`${head('200 OK', ['Content-Length: 100000'])}${document}`), closed),
  failing('a length that is no number', raw(`${head('200 OK', ['Content-Length: many'])}${document}`), /not HTTP/),
  failing('a negative length', raw(`${head('200 OK', ['Content-Length: -1'])}${document}`), /not HTTP/),
  failing(
    'two lengths',
    raw(`${head('200 OK', ['Content-Length: 5', `Content-Length: ${document.length}`])}${document}`),
    /another length/,
  ),
  failing(
    'a length beside chunks',
    raw(`${head('200 OK', ['Content-Length: 5', 'Transfer-Encoding: chunked'])}0\r\n\r\n`),
    /another length/,
  ),
  failing('a chunk whose size is no number', raw(`${head('200 OK', ['Transfer-Encoding: chunked'])}zz\r\nx`), /chunks/),
  failing(
    'a chunk of more bytes than there are',
    raw(`${head('200 OK', ['Transfer-Encoding: chunked'])}ffff\r\nx`),
    closed,
  ),
  failing(
    'a chunk of all the memory there is',
    raw(`${head('200 OK', ['Transfer-Encoding: chunked'])}ffffffffffffffff\r\nx`),
    /chunks|not HTTP|closed/,
  ),
  failing(
    'chunks without end',
    () => (socket) => {
      socket.write(head('200 OK', ['Transfer-Encoding: chunked']));
      pour(socket, `1000\r\n${'x'.repeat(4096)}\r\n`);
    },
    tooLarge,
  ),
  failing(
    'a body without end',
    () => (socket) => {
      socket.write(head('200 OK', []));
      pour(socket, `<rss><channel>${'<item></item>'.repeat(300)}`);
    },
    tooLarge,
  ),
  failing(
    'a body drop by drop',
    () => (socket) => {
      socket.write(head('200 OK', []));
      drip(socket, '<');
    },
    /No complete answer within/,
  ),
  failing(
    'a body that stops in the middle',
    raw(`${head('200 OK', ['Content-Length: 100000'])}${document}`, false),
    /stopped in the middle|No complete answer within/,
  ),
  failing('a gzip bomb', packed('gzip', zlib.gzipSync(zeros)), tooLarge),
  failing('a deflate bomb', packed('deflate', zlib.deflateSync(zeros)), tooLarge),
  failing('a bare deflate bomb', packed('deflate', zlib.deflateRawSync(zeros)), tooLarge),
  failing('a brotli bomb', packed('br', zlib.brotliCompressSync(zeros)), tooLarge),
  failing('a zstd bomb', packed('zstd', zlib.zstdCompressSync(zeros)), tooLarge),
  failing('a bomb in a bomb', packed('gzip, gzip', zlib.gzipSync(zlib.gzipSync(zeros))), tooLarge),
  failing(
    'packed pieces without end that hold nothing',
    () => (socket) => {
      socket.write(head('200 OK', ['Content-Encoding: gzip']));
      pour(socket, Buffer.concat(Array.from({ length: 100 }, () => zlib.gzipSync(''))));
    },
    tooLarge,
  ),
  failing(
    'three codings',
    packed('gzip, gzip, gzip', zlib.gzipSync(zlib.gzipSync(zlib.gzipSync(document)))),
    /compressed 3 times/,
  ),
  failing(
    'a thousand codings',
    packed(Array(1000).fill('gzip').join(','), zlib.gzipSync(document)),
    /compressed 1000 times/,
  ),
  failing(
    'damaged gzip',
    packed('gzip', Buffer.concat([zlib.gzipSync(document).subarray(0, 30), Buffer.alloc(200, 7)])),
    /compressed, but damaged/,
  ),
  failing('damaged brotli', packed('br', Buffer.alloc(200, 7)), /compressed, but damaged/),
  readable('two codings', packed('gzip, br', zlib.brotliCompressSync(zlib.gzipSync(document)))),
  readable('bare deflate', packed('deflate', zlib.deflateRawSync(document))),
  readable('zstd', packed('zstd', zlib.zstdCompressSync(document))),
  readable('gzip that says it is x-gzip', packed('x-gzip', zlib.gzipSync(document))),
  readable('gzip without its end', packed('gzip', zlib.gzipSync(document).subarray(0, -8))),
  readable('gzip that is none', packed('gzip', Buffer.from(document))),
  readable('gzip without a header that says so', () => answer('200 OK', [], zlib.gzipSync(document))),
  readable('a charset where the coding belongs', packed('utf-8', Buffer.from(document))),
  readable(
    'bytes behind the end of the body',
    raw(`${head('200 OK', [`Content-Length: ${document.length}`])}${document}HTTP/1.1 200 OK\r\n\r\n<rss>`),
  ),
  readable('brotli that is none', packed('br', Buffer.from(document))),
  readable('deflate that is none', packed('deflate', Buffer.from(document))),
  readable('gzip called deflate', packed('deflate', zlib.gzipSync(document))),
  readable('deflate called gzip', packed('gzip', zlib.deflateSync(document))),
  {
    name: 'brotli without its end',
    play: packed('br', zlib.brotliCompressSync(`<rss><channel>${scattered}`).subarray(0, -400)),
    state: 'healthy',
    says: /^1[89]\d entries/,
  },
  once('an answer that is no HTTP is asked for once', raw('garbage\r\n\r\n'), /not HTTP/),
  once('a status of zero', raw(head('000 Zero', ['Content-Length: 0'])), /not HTTP/),
  once(
    'an interim answer that nobody asked for',
    raw(`${head('100 Continue', [])}${head('200 OK', [])}${document}`),
    /not HTTP/,
  ),
  readable('no length at all', raw(`${head('200 OK', [])}${document}`)),
];
