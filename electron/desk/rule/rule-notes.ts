/**
 * What a rule's reader must know beside its query: that it is off, muted, outside of its hours or budget, that its
 * feeds do not answer. A rule that does nothing has to say so, in words, wherever it is shown.
 */
import type { Rule } from '../../../shared/model.ts';
import type { DeliverySettings } from '../../../shared/rule.ts';
import { dayAndClock, isWithin } from './hours.ts';
import { leastWeeks } from './trigger.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

export interface RuleFacts {
  readonly now: number;
  readonly delivery: DeliverySettings;
  /** When interruptions were shown in the last day. */
  readonly shownAt: readonly number[];
  /** Feeds in the rule's scope, and those of them that gave no answer when they were last asked. */
  readonly feeds: number;
  readonly failing: number;
  /** What keeps webhook messages of the rule from their receiver. */
  readonly webhookProblem?: string | undefined;
  readonly webhooksWaiting: number;
}

/** Why nothing can fire the rule, whatever comes. */
export function deadRuleProblem({ scope, expiresAt }: Rule, { feeds, now }: RuleFacts): string | undefined {
  if (expiresAt !== null && expiresAt <= now) return `It expired on ${dayAndClock(expiresAt)}.`;
  if (feeds > 0) return undefined;
  const isNarrow = scope.feedIds.length + scope.folders.length > 0;
  return isNarrow ? 'No feed that is switched on is in its scope.' : 'No feed is switched on.';
}

/** Everything else that explains a silent rule, the weightiest first. */
export function ruleNotes(rule: Rule, facts: RuleFacts): string[] {
  if (!rule.enabled) return ['It is switched off: it neither fires nor counts.'];
  return [...hearingNotes(rule, facts), ...tellingNotes(rule, facts), ...webhookNotes(facts)];
}

function hearingNotes({ trigger, createdAt, hits, expiresAt }: Rule, { feeds, failing, now }: RuleFacts): string[] {
  const notes: string[] = [];
  if (failing === 1 && feeds === 1) notes.push('Its feed does not answer.');
  else if (failing > 0 && failing === feeds) notes.push(`None of its ${feeds} feeds answers.`);
  else if (failing > 0) notes.push(`${failing} of its ${feeds} feeds ${failing === 1 ? 'does' : 'do'} not answer.`);
  if (trigger.kind === 'spike' && now - createdAt < leastWeeks * 7 * dayMs)
    notes.push(`Still learning what is usual: it needs ${leastWeeks} weeks.`);
  if (trigger.kind === 'silence' && hits === 0)
    notes.push('Nothing has met it yet; a silence is heard only after a first story.');
  if (expiresAt !== null && expiresAt > now) notes.push(`It runs until ${dayAndClock(expiresAt)}.`);
  return notes;
}

function tellingNotes(rule: Rule, { now, delivery, shownAt }: RuleFacts): string[] {
  const { notify, digest, mutedUntil, activeHours, severity } = rule;
  const untold = 'alerts only stand in the list.';
  if (!notify && !digest) return [`It does not notify: ${untold}`];
  if (mutedUntil !== null && mutedUntil > now) return [`Muted until ${dayAndClock(mutedUntil)}: ${untold}`];
  if (activeHours !== null && !isWithin(activeHours, now))
    return [`Outside of its hours, ${activeHours.from} to ${activeHours.to}: ${untold}`];
  if (digest) return delivery.digestAt.length === 0 ? [`No digest is set: ${untold}`] : [];
  if (severity === 'critical') return [];
  const { quietHours, interruptionsPerHour, interruptionsPerDay } = delivery;
  if (quietHours !== null && isWithin(quietHours, now))
    return [`Quiet hours: it tells nothing until ${quietHours.to}.`];
  const inHour = shownAt.filter((at) => at > now - hourMs && at <= now).length;
  if (inHour < interruptionsPerHour && shownAt.length < interruptionsPerDay) return [];
  const spent = inHour >= interruptionsPerHour ? `${interruptionsPerHour} an hour` : `${interruptionsPerDay} a day`;
  return [`The budget of ${spent} is used up: alerts wait for the digest.`];
}

function webhookNotes({ webhookProblem, webhooksWaiting }: RuleFacts): string[] {
  if (webhookProblem === undefined) return [];
  const waiting = webhooksWaiting === 1 ? 'One message waits' : `${webhooksWaiting} messages wait`;
  return [`${waiting} for its webhook: ${webhookProblem}`];
}
