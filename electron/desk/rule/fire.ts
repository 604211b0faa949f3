/** Decides whether a story that meets a rule makes it fire, and writes what follows. All in the caller's transaction. */
import type { DatabaseSync } from 'node:sqlite';
import type { Rule, Span } from '../../../shared/model.ts';
import { raiseAlert } from '../store/alerts.ts';
import { countOrigins, eventFacts, toldOfEvent } from '../store/event-facts.ts';
import { addHit, hitsOfStory, hitsWithin, lastFiring } from '../store/rule-hits.ts';
import { holdBack } from './hold-back.ts';
import { weeksBefore } from './hours.ts';
import { clusterFires, type Detail, hourMs, mostWeeks, spikeFires, thresholdFires } from './trigger.ts';

interface Tripping {
  readonly storyId: number;
  readonly spans: readonly Span[];
}

/** Notes that a story met a rule. Gives whether it fired; events and origins are decided when the story is placed. */
export function meetRule(
  database: DatabaseSync,
  rule: Rule,
  story: Tripping & { readonly publishedAt: number },
  now: number,
): boolean {
  if (rule.expiresAt !== null && rule.expiresAt <= now) return false;
  const at = Math.min(story.publishedAt, now);
  if (!addHit(database, { ruleId: rule.id, storyId: story.storyId, at, spans: story.spans })) return false;
  const { trigger } = rule;
  switch (trigger.kind) {
    case 'each-story':
      return fire(database, rule, story, now);
    case 'threshold': {
      if (trigger.of === 'origins') return false;
      const stories = hitsWithin(database, rule.id, now - trigger.windowMs, now);
      const facts = { inWindow: stories.length, lastFiredAt: lastFiring(database, rule.id), now };
      return fire(database, rule, story, now, thresholdFires(trigger, facts), stories);
    }
    case 'spike': {
      const stories = hitsWithin(database, rule.id, now - hourMs, now);
      const weeks = sameHourBefore(database, rule, now);
      const facts = { lastHour: stories.length, weeks, lastFiredAt: lastFiring(database, rule.id), now };
      return fire(database, rule, story, now, spikeFires(trigger, facts), stories);
    }
    case 'each-cluster':
    case 'silence':
      return false;
    default:
      return trigger satisfies never;
  }
}

/** Decides the rules that wait for a story's event. Call it when the story is placed. Gives how many fired. */
export function meetEvent(
  database: DatabaseSync,
  ruleOf: (id: string) => Rule | undefined,
  storyId: number,
  now: number,
): number {
  let fired = 0;
  for (const { ruleId, spans } of hitsOfStory(database, storyId)) {
    const rule = ruleOf(String(ruleId));
    if (rule === undefined || !rule.enabled || (rule.expiresAt !== null && rule.expiresAt <= now)) continue;
    const { trigger } = rule;
    if (trigger.kind === 'each-cluster') {
      const story = eventFacts(database, storyId);
      if (story === undefined) continue;
      const detail = clusterFires(toldOfEvent(database, ruleId, story.clusterId), story);
      if (fire(database, rule, { storyId, spans }, now, detail)) fired++;
    } else if (trigger.kind === 'threshold' && trigger.of === 'origins') {
      const stories = hitsWithin(database, ruleId, now - trigger.windowMs, now);
      const facts = { inWindow: countOrigins(database, stories), lastFiredAt: lastFiring(database, ruleId), now };
      if (fire(database, rule, { storyId, spans }, now, thresholdFires(trigger, facts), stories)) fired++;
    }
  }
  return fired;
}

/** Raises the alert; without a detail only a rule that fires on each story does. */
export function fire(
  database: DatabaseSync,
  rule: Rule,
  { storyId, spans }: Tripping,
  now: number,
  detail?: Detail,
  storyIds: readonly number[] = [],
): boolean {
  if (detail === undefined && rule.trigger.kind !== 'each-story') return false;
  const firing = { ruleId: rule.id, storyId, severity: rule.severity, spans, storyIds, detail };
  return raiseAlert(database, { ...firing, ...holdBack(rule, now), webhook: rule.webhook }, now);
}

/** Hits of the hour that ends now, in each of the past weeks that the rule has seen. Local days, so DST moves nothing. */
function sameHourBefore(database: DatabaseSync, rule: Rule, now: number): number[] {
  const weeks: number[] = [];
  for (let ago = 1; ago <= mostWeeks; ago++) {
    const until = weeksBefore(now, ago);
    if (until - hourMs < rule.createdAt) break;
    weeks.push(hitsWithin(database, rule.id, until - hourMs, until).length);
  }
  return weeks;
}
