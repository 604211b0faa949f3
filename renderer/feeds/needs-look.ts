import type { Feed } from '../../shared/model.ts';

const bad: readonly string[] = ['failing', 'blocked', 'not-a-feed', 'gone'];
/** A server may be out for some minutes; what it says of itself is meant. */
const tellsFrom = 3;

/** Whether a person should look at the feed. */
export function needsLook({ health, trial }: Pick<Feed, 'health' | 'trial'>): boolean {
  return bad.includes(health.state) || trial === 'failed';
}

/** Whether the feed fails and its user was not told of it yet. */
export function isNewlyFailing({ health, trial }: Pick<Feed, 'health' | 'trial'>): boolean {
  if (health.failureSeen || trial !== undefined || !bad.includes(health.state)) return false;
  return health.state !== 'failing' || health.failures >= tellsFrom;
}
