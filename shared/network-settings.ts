/** How the desk reaches the network where a feed says nothing of its own: for every shell of an archive. */
import * as v from 'valibot';
import { requestProblems } from './feed-settings.ts';

/** Requests at once over all hosts; more than this many help nobody and look like an attack. */
export const mostConnections = 128;
const connectionsProblem = `Connections are a whole number from 1 to ${mostConnections}.`;

export const networkSchema = v.strictObject({
  /** `system`, `none`, or the address of a proxy, in which a user name and password may stand. */
  proxy: v.optional(
    v.pipe(
      v.string(),
      v.check(
        (proxy) => requestProblems({ proxy }).length === 0,
        ({ input }) => requestProblems({ proxy: input })[0]?.message ?? '',
      ),
    ),
    'system',
  ),
  connections: v.optional(
    v.pipe(
      v.number(connectionsProblem),
      v.integer(connectionsProblem),
      v.minValue(1, connectionsProblem),
      v.maxValue(mostConnections, connectionsProblem),
    ),
    32,
  ),
});
export type NetworkSettings = v.InferOutput<typeof networkSchema>;

/** As they may be shown: the proxy's password can be replaced, not read. */
export type ShownNetworkSettings = NetworkSettings & { readonly hasProxyPassword: boolean };
