/**
 * Connections that were kept open for the next request, and broke when it came: their server had closed them meanwhile,
 * which says nothing of the request. RFC 9110, 9.2.2, lets a client repeat one that changes nothing.
 */
import diagnosticsChannel from 'node:diagnostics_channel';
import type { Socket } from 'node:net';

const requestsOf = new WeakMap<Socket, number>();
const brokenWhenKept = new WeakSet<Error>();

// undici tells here which connection a request goes out on. How much was read from one would not tell as much: an
// answer that is no HTTP was read, too, and an encrypted connection starts with a handshake.
diagnosticsChannel.subscribe('undici:client:sendHeaders', (message) => {
  const { socket } = message as { readonly socket: Socket };
  const requests = (requestsOf.get(socket) ?? 0) + 1;
  requestsOf.set(socket, requests);
  if (requests === 2) socket.once('error', (error) => brokenWhenKept.add(error));
});

/** Whether a request failed with a connection that had carried another one before. */
export function brokeWhenKept(error: unknown): boolean {
  return error instanceof Error && brokenWhenKept.has(error);
}
