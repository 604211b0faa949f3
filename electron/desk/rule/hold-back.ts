import type { Rule } from '../../../shared/model.ts';
import { clockOf, isWithin } from './hours.ts';

/** Why an alert of this rule is not announced at once, where the rule itself says so: for good, or until the digest. */
export function holdBack(
  { notify, digest, mutedUntil, activeHours }: Rule,
  now: number,
): { readonly notAnnounced?: string; readonly held?: string } {
  if (!notify && !digest) return { notAnnounced: 'The rule does not notify.' };
  if (mutedUntil !== null && now < mutedUntil)
    return { notAnnounced: `The rule is muted until ${clockOf(mutedUntil)}.` };
  if (activeHours !== null && !isWithin(activeHours, now))
    return { notAnnounced: `It came outside of the rule's hours, ${activeHours.from} to ${activeHours.to}.` };
  if (digest) return { held: 'The rule is told in the digest.' };
  return {};
}
