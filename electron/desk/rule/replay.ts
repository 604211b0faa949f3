/** Plays stories that meet a query past a trigger, as if each had come when it was published: the lab's view of a rule. */
import type { Severity, Trigger } from '../../../shared/rule.ts';
import { weeksBefore } from './hours.ts';
import { clusterFires, type Detail, hourMs, mostWeeks, spikeFires, thresholdFires } from './trigger.ts';

export interface ReplayedStory {
  readonly id: number;
  readonly at: number;
  /** Undefined while the story is not placed. */
  readonly clusterId?: number | undefined;
  readonly origin: string;
  readonly countries: readonly string[];
}

export interface ReplayedFiring {
  readonly storyId: number;
  readonly at: number;
}

/** The firings over `stories`, oldest first. `since`: from when on the rule counts as existing. Silence is not replayed. */
export function replay(trigger: Trigger, stories: readonly ReplayedStory[], since: number): ReplayedFiring[] {
  const ordered = [...stories].sort((a, b) => a.at - b.at || a.id - b.id);
  const firings: ReplayedFiring[] = [];
  const told = new Map<number, { origins: readonly string[]; countries: readonly string[] }>();
  const seen: ReplayedStory[] = [];
  const within = (after: number, until: number): ReplayedStory[] => {
    const found: ReplayedStory[] = [];
    for (let index = seen.length - 1; index >= 0; index--) {
      const one = seen[index];
      if (one === undefined || one.at <= after) break;
      if (one.at <= until) found.push(one);
    }
    return found;
  };
  for (const story of ordered) {
    seen.push(story);
    const facts = { now: story.at, lastFiredAt: firings.at(-1)?.at };
    if (fires(trigger, story, facts, within, told, since)) firings.push({ storyId: story.id, at: story.at });
  }
  return firings;
}

function fires(
  trigger: Trigger,
  story: ReplayedStory,
  facts: { readonly now: number; readonly lastFiredAt: number | undefined },
  within: (after: number, until: number) => readonly ReplayedStory[],
  told: Map<number, { origins: readonly string[]; countries: readonly string[] }>,
  since: number,
): boolean {
  const { now } = facts;
  switch (trigger.kind) {
    case 'each-story':
      return true;
    case 'each-cluster': {
      const detail: Detail | undefined = clusterFires(told.get(story.clusterId ?? story.id), story);
      if (detail?.kind === 'each-cluster') told.set(story.clusterId ?? story.id, detail);
      return detail !== undefined;
    }
    case 'threshold': {
      const stories = within(now - trigger.windowMs, now);
      const inWindow = trigger.of === 'stories' ? stories.length : new Set(stories.map(({ origin }) => origin)).size;
      return thresholdFires(trigger, { ...facts, inWindow }) !== undefined;
    }
    case 'spike': {
      const weeks: number[] = [];
      for (let ago = 1; ago <= mostWeeks; ago++) {
        const until = weeksBefore(now, ago);
        if (until - hourMs < since) break;
        weeks.push(within(until - hourMs, until).length);
      }
      return spikeFires(trigger, { ...facts, lastHour: within(now - hourMs, now).length, weeks }) !== undefined;
    }
    case 'silence':
      return false;
    default:
      return trigger satisfies never;
  }
}

/** Firings within one minute are told as one; then the budget of an hour and a day holds for all but critical rules. */
export function countInterruptions(
  firings: readonly ReplayedFiring[],
  severity: Severity,
  budget: { readonly interruptionsPerHour: number; readonly interruptionsPerDay: number },
): number {
  const shown: number[] = [];
  let last = -Infinity;
  for (const { at } of firings) {
    if (at - last < 60_000) continue;
    last = at;
    const recently = (ms: number): number => shown.length - (shown.findLastIndex((time) => time <= at - ms) + 1);
    const isFree = recently(hourMs) < budget.interruptionsPerHour && recently(24 * hourMs) < budget.interruptionsPerDay;
    if (severity === 'critical' || isFree) shown.push(at);
  }
  return shown.length;
}
