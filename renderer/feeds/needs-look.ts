import type { Feed } from '../../shared/model.ts';

const bad: readonly string[] = ['failing', 'blocked', 'not-a-feed', 'gone'];

/** Whether a person should look at the feed. */
export function needsLook({ health, trial }: Pick<Feed, 'health' | 'trial'>): boolean {
  return bad.includes(health.state) || trial === 'failed';
}
