/** When the stories that meet a rule make it fire: pure functions on facts that others gather, live and in the lab. */
import type { Trigger } from '../../../shared/rule.ts';

export type Detail =
  | {
      readonly kind: 'each-cluster';
      readonly origins: readonly string[];
      readonly countries: readonly string[];
      /** What is new is an edit of the story. */
      readonly isEdit?: boolean;
    }
  | {
      readonly kind: 'threshold';
      readonly of: 'stories' | 'origins';
      readonly count: number;
      readonly windowMs: number;
    }
  | { readonly kind: 'spike'; readonly stories: number; readonly usual: number }
  | { readonly kind: 'silence'; readonly quietMs: number; readonly answering: number; readonly feeds: number };

/** A threshold fires when enough came within the window, and again only after the window has passed. */
export function thresholdFires(
  { count, windowMs, of }: Trigger & { readonly kind: 'threshold' },
  facts: { readonly inWindow: number; readonly lastFiredAt: number | undefined; readonly now: number },
): Detail | undefined {
  if (facts.inWindow < count || firedWithin(windowMs, facts)) return undefined;
  return { kind: 'threshold', of, count: facts.inWindow, windowMs };
}

/**
 * Fires for the first story of an event, then for one that brings an origin or a country nobody brought before, or whose
 * text was changed in what it says since the event was told.
 */
export function clusterFires(
  known:
    | { readonly origins: readonly string[]; readonly countries: readonly string[]; readonly at?: number }
    | undefined,
  story: { readonly origin: string; readonly countries: readonly string[]; readonly editedAt?: number },
): Detail | undefined {
  const isNew =
    known === undefined ||
    !known.origins.includes(story.origin) ||
    story.countries.some((country) => !known.countries.includes(country));
  const isEdit = !isNew && story.editedAt !== undefined && known.at !== undefined && story.editedAt > known.at;
  if (!isNew && !isEdit) return undefined;
  return {
    kind: 'each-cluster',
    origins: [...new Set([...(known?.origins ?? []), story.origin])],
    countries: [...new Set([...(known?.countries ?? []), ...story.countries])],
    ...(isEdit ? { isEdit } : {}),
  };
}

/** Whether a rule can only be decided once it is known which event a story reports. */
export function waitsForEvent(trigger: Trigger): boolean {
  return trigger.kind === 'each-cluster' || (trigger.kind === 'threshold' && trigger.of === 'origins');
}

export const hourMs = 3_600_000;
/** Weeks of an hour that must be known before a spike is told. */
export const leastWeeks = 2;
/** Weeks that a baseline looks back. */
export const mostWeeks = 8;
/** One hour in so many would fire by chance. */
const chance = 0.001;

/**
 * Fires when the last hour holds more than a Poisson process with the mean of that hour of the week would give once in
 * a thousand hours. `weeks`: the hits of that hour in each past week. Undefined also while too few are known.
 */
export function spikeFires(
  { leastStories }: Trigger & { readonly kind: 'spike' },
  facts: {
    readonly lastHour: number;
    readonly weeks: readonly number[];
    readonly lastFiredAt: number | undefined;
    readonly now: number;
  },
): Detail | undefined {
  if (facts.weeks.length < leastWeeks || facts.lastHour < leastStories || firedWithin(hourMs, facts)) return undefined;
  const sum = facts.weeks.reduce((total, hits) => total + hits, 0);
  // Half a story over all weeks: an hour that never had one is not impossible.
  const usual = (sum + 0.5) / facts.weeks.length;
  if (poissonAtLeast(facts.lastHour, usual) >= chance) return undefined;
  return { kind: 'spike', stories: facts.lastHour, usual: sum / facts.weeks.length };
}

/** The probability of at least `count` events where `mean` are usual. */
export function poissonAtLeast(count: number, mean: number): number {
  let term = Math.exp(-mean);
  let below = 0;
  for (let events = 0; events < count; events++) {
    below += term;
    term *= mean / (events + 1);
  }
  return Math.max(0, 1 - below);
}

/** Fires once `quietMs`, counted only while the flow could have been heard, reaches the limit. */
export function silenceFires(
  { afterMs }: Trigger & { readonly kind: 'silence' },
  facts: { readonly quietMs: number; readonly answering: number; readonly feeds: number },
): Detail | undefined {
  return facts.quietMs < afterMs ? undefined : { kind: 'silence', ...facts };
}

/** A last firing in the future was stamped by a clock that has been set back: it does not count. */
function firedWithin(
  spanMs: number,
  facts: { readonly lastFiredAt: number | undefined; readonly now: number },
): boolean {
  const { lastFiredAt, now } = facts;
  return lastFiredAt !== undefined && lastFiredAt <= now && now - lastFiredAt < spanMs;
}

/** What the trigger saw, in words; undefined for what needs none. */
export function describeDetail(detail: Detail): string {
  switch (detail.kind) {
    case 'each-cluster':
      if (detail.isEdit) return 'An edit changed what a story of this event says.';
      return detail.origins.length === 1
        ? 'A new event.'
        : `Something new on an event of ${detail.origins.length} origins.`;
    case 'threshold':
      return `${detail.count} ${detail.of} within ${span(detail.windowMs)}.`;
    case 'spike':
      return `${detail.stories} stories in the last hour; ${detail.usual.toFixed(1)} are usual at this hour of the week.`;
    case 'silence':
      return `Nothing for ${span(detail.quietMs)}, though ${detail.answering} of ${detail.feeds} feeds answered.`;
    default:
      return detail satisfies never;
  }
}

function span(ms: number): string {
  const minutes = Math.round(ms / 60_000);
  if (minutes < 120) return `${minutes} minutes`;
  return minutes < 2880 ? `${Math.round(minutes / 6) / 10} hours` : `${Math.round(minutes / 144) / 10} days`;
}
