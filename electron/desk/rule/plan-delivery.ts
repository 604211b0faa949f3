/** What is told now, what waits, and why: a pure function, for the desk and the lab alike. */
import type { DeliverySettings, Severity } from '../../../shared/rule.ts';
import { clockOf, isWithin, lastTimeOfDay, nextTimeOfDay } from './hours.ts';

export interface WaitingAlert {
  readonly id: number;
  readonly ruleId: number;
  readonly severity: Severity;
  readonly at: number;
  /** Since when it waits for a digest. */
  readonly heldAt?: number | undefined;
}

export interface DeliveryFacts {
  readonly now: number;
  /** When interruptions were shown in the last day. */
  readonly shownAt: readonly number[];
  /** When the desk came back from its last absence. */
  readonly backAt?: number | undefined;
}

export type Telling<Waiting> = {
  readonly kind: 'rule' | 'digest' | 'away';
  readonly alerts: readonly Waiting[];
};

export interface Plan<Waiting> {
  readonly tell: readonly Telling<Waiting>[];
  /** To wait for the digest from now on, with the reason. */
  readonly hold: readonly { readonly alert: Waiting; readonly reason: string }[];
  /** To wait for the end of the quiet hours. */
  readonly quiet: readonly Waiting[];
}

/** What is raised so soon after an absence belongs to it. */
export const catchUpMs = 10 * 60_000;
const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** One telling a rule; what exceeds the budget joins the digest. Critical alerts pass quiet hours and budget. */
export function planDelivery<Waiting extends WaitingAlert>(
  alerts: readonly Waiting[],
  { interruptionsPerHour, interruptionsPerDay, quietHours, digestAt }: DeliverySettings,
  { now, shownAt, backAt }: DeliveryFacts,
): Plan<Waiting> {
  const isCritical = ({ severity }: Waiting): boolean => severity === 'critical';
  const tell: Telling<Waiting>[] = byRule(alerts.filter((alert) => alert.heldAt === undefined && isCritical(alert)));
  const others = alerts.filter((alert) => !(alert.heldAt === undefined && isCritical(alert)));
  if (quietHours !== null && isWithin(quietHours, now)) return { tell, hold: [], quiet: others };

  const digestDueAt = lastTimeOfDay(digestAt, now) ?? -Infinity;
  const digest = others.filter(({ heldAt }) => heldAt !== undefined && heldAt < digestDueAt);
  if (digest.length > 0) tell.push({ kind: 'digest', alerts: digest });
  const prompt = others.filter(({ heldAt }) => heldAt === undefined);
  const missed = backAt === undefined ? [] : prompt.filter(({ at }) => at < backAt + catchUpMs && now < at + dayMs);
  const isMissed = missed.length > 1 && now < (backAt ?? 0) + catchUpMs;
  const groups: Telling<Waiting>[] = isMissed
    ? [{ kind: 'away', alerts: missed }, ...byRule(prompt.filter((alert) => !missed.includes(alert)))]
    : byRule(prompt);

  let hour = shownAt.filter((at) => at > now - hourMs && at <= now).length;
  let day = shownAt.filter((at) => at > now - dayMs && at <= now).length;
  const hold: { alert: Waiting; reason: string }[] = [];
  const next = nextTimeOfDay(digestAt, now);
  const then = next === undefined ? 'No digest is set.' : `It joins the digest at ${clockOf(next)}.`;
  for (const group of groups) {
    if (hour < interruptionsPerHour && day < interruptionsPerDay) {
      tell.push(group);
      hour++;
      day++;
      continue;
    }
    const spent = hour >= interruptionsPerHour ? `${interruptionsPerHour} an hour` : `${interruptionsPerDay} a day`;
    for (const alert of group.alerts) hold.push({ alert, reason: `The budget of ${spent} is used up. ${then}` });
  }
  return { tell, hold, quiet: [] };
}

function byRule<Waiting extends WaitingAlert>(alerts: readonly Waiting[]): Telling<Waiting>[] {
  return [...Map.groupBy(alerts, ({ ruleId }) => ruleId).values()].map((own) => ({ kind: 'rule', alerts: own }));
}
