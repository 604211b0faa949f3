/**
 * Connections that were kept open for the next request, and broke when it came: their server had closed them meanwhile,
 * which says nothing of the request. RFC 9110, 9.2.2, lets a client repeat one that changes nothing.
 */
import type { Socket } from 'node:net';
import { errors } from 'undici';

const brokenWhenKept = new WeakSet<Error>();

/** Call it with each new connection, so that its end can be told later. */
export function watchConnection(socket: Socket): void {
  socket.once('error', (error) => {
    if (socket.bytesRead > 0) brokenWhenKept.add(error);
  });
}

/** Whether a request failed with a connection that had carried an answer before. */
export function brokeWhenKept(error: unknown): boolean {
  if (error instanceof errors.SocketError) return (error.socket?.bytesRead ?? 0) > 0;
  return error instanceof Error && brokenWhenKept.has(error);
}
