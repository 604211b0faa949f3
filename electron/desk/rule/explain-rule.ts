/** Why a rule fired on a story, or why not: the query part by part, the rule and its trigger, and the alert's fate. */
import type { DatabaseSync } from 'node:sqlite';
import type { Alert, Explained, Rule } from '../../../shared/model.ts';
import { listAlerts } from '../store/alerts.ts';
import { eventFacts } from '../store/event-facts.ts';
import { hasHit, hitsWithin } from '../store/rule-hits.ts';
import { dayAndClock } from './hours.ts';
import { leastWeeks } from './trigger.ts';

/** `query`: how its query stands to the story, from `explainMatch`. `seenAt`: when the story was first seen. */
export function explainRule(
  database: DatabaseSync,
  rule: Rule,
  story: { readonly id: number; readonly seenAt: number; readonly publishedAt: number },
  query: Explained,
): Explained {
  const [alert] = listAlerts(database, { ruleId: rule.id, storyId: story.id, limit: 1 });
  const asked: Explained = { ...query, sentence: `Its query: ${query.sentence}` };
  if (alert !== undefined) return { holds: true, sentence: firedSentence(alert), children: [asked, fateOf(alert)] };
  const others = query.holds ? obstacles(database, rule, story) : standing(rule, story);
  const children = [asked, ...others.map((sentence) => ({ holds: false, sentence, children: [] }))];
  return { holds: false, sentence: 'It did not fire on this story', children };
}

function firedSentence({ at, reason }: Alert): string {
  return `It fired on ${dayAndClock(at)}${reason === undefined ? '' : `. ${reason}`}`;
}

/** Whether somebody was told of the alert. */
function fateOf({ announcedAt, notAnnounced, snoozedUntil, acknowledgedAt }: Alert): Explained {
  const seen = acknowledgedAt === undefined ? '' : `; acknowledged on ${dayAndClock(acknowledgedAt)}`;
  const told = (holds: boolean, sentence: string): Explained => ({
    holds,
    sentence: `${sentence}${seen}`,
    children: [],
  });
  if (announcedAt !== undefined) return told(true, `A notification was shown on ${dayAndClock(announcedAt)}`);
  if (notAnnounced !== undefined) return told(false, `Not shown: ${notAnnounced}`);
  if (snoozedUntil !== undefined) return told(false, `Not shown: it is snoozed until ${dayAndClock(snoozedUntil)}`);
  return told(false, 'Not shown yet: it waits for a window that shows notifications');
}

/** What of the rule itself kept it from firing on a story of that time. */
function standing({ enabled, expiresAt, createdAt, problem }: Rule, { seenAt }: { readonly seenAt: number }): string[] {
  return [
    ...(problem === undefined ? [] : [`The rule cannot run: ${problem}`]),
    ...(enabled ? [] : ['The rule is switched off']),
    ...(expiresAt !== null && expiresAt <= seenAt ? [`The rule expired on ${dayAndClock(expiresAt)}`] : []),
    ...(seenAt < createdAt
      ? [`The story came on ${dayAndClock(seenAt)}, before the rule was made on ${dayAndClock(createdAt)}`]
      : []),
  ];
}

/** Why nothing fired though the query holds. */
function obstacles(
  database: DatabaseSync,
  rule: Rule,
  story: { readonly id: number; readonly seenAt: number; readonly publishedAt: number },
): string[] {
  const found = standing(rule, story);
  if (found.length > 0) return found;
  if (!hasHit(database, rule.id, story.id))
    return ['The query holds now; when the story came, the rule or the story read otherwise, or the rule was off'];
  return [triggerSentence(database, rule, story)];
}

function triggerSentence(
  database: DatabaseSync,
  rule: Rule,
  { id, publishedAt }: { readonly id: number; readonly publishedAt: number },
): string {
  const { trigger } = rule;
  const within = (ms: number): number => hitsWithin(database, rule.id, publishedAt - ms, publishedAt).length;
  switch (trigger.kind) {
    case 'each-story':
      return 'It met the rule when the rule had another trigger';
    case 'each-cluster':
      return eventFacts(database, id) === undefined
        ? 'The story is not placed among the events yet'
        : 'Its event was told before, and this story brings no new origin, no new country and no material change';
    case 'threshold': {
      const minutes = Math.round(trigger.windowMs / 60_000);
      const asked = `${trigger.count} ${trigger.of} within ${minutes} minutes are asked for`;
      return `${asked}; ${stories(within(trigger.windowMs))} had come by then, or the window's alert was raised already`;
    }
    case 'spike': {
      const asked = `At least ${trigger.leastStories} in an hour, and more than chance allows, are asked for`;
      return `${asked}; ${stories(within(3_600_000))} had come by then. A rule learns for ${leastWeeks} weeks first`;
    }
    case 'silence':
      return 'The rule fires on silence, so a story that meets it only ends one';
    default:
      return trigger satisfies never;
  }
}

function stories(number: number): string {
  return number === 1 ? '1 story' : `${number} stories`;
}
