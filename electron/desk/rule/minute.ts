/** What the desk does once a minute: notes that it is awake, hears silences, and tells that something waits to be told. */
import type { DatabaseSync } from 'node:sqlite';
import type { Rule } from '../../../shared/model.ts';
import { hasAnnouncements } from '../store/announcements.ts';
import { transaction } from '../store/database.ts';
import { readPresence, writePresence } from '../store/delivery-settings.ts';
import { newestHit } from '../store/rule-hits.ts';
import { answeringFeeds, readSilence, writeSilence } from '../store/rule-silences.ts';
import { fire } from './fire.ts';
import { silenceFires } from './trigger.ts';

export const tickMs = 60_000;
/** A longer gap between two ticks was an absence: the desk was closed, or the machine slept. */
export const absenceMs = 10 * 60_000;
/** A tick that comes late by less than this was only busy. */
const lateMs = 3 * 60_000;

/** Gives how many alerts were raised, and whether a shell should ask for announcements. */
export function everyMinute(
  database: DatabaseSync,
  rules: Iterable<Rule>,
  now: number,
): { readonly raised: number; readonly tell: boolean } {
  return transaction(database, () => {
    const before = readPresence(database);
    const gapMs = before === undefined ? 0 : now - before.beatAt;
    // A clock that was set back tells nothing about time that passed.
    const heardMs = gapMs > 0 && gapMs <= lateMs ? gapMs : 0;
    const absence = gapMs > absenceMs && before !== undefined ? { awaySince: before.beatAt, backAt: now } : {};
    writePresence(database, { ...keepPast(before, now), ...absence, beatAt: now });
    let raised = 0;
    for (const rule of rules) if (hearSilence(database, rule, heardMs, now)) raised++;
    return { raised, tell: hasAnnouncements(database, now) };
  });
}

/** An absence that ends in the future was stamped by a clock that has been set back. */
function keepPast<P extends { readonly backAt?: number }>(presence: P | undefined, now: number): P | undefined {
  return presence?.backAt !== undefined && presence.backAt > now ? undefined : presence;
}

function hearSilence(database: DatabaseSync, rule: Rule, heardMs: number, now: number): boolean {
  const { trigger } = rule;
  if (trigger.kind !== 'silence' || !rule.enabled || rule.problem !== undefined) return false;
  if (rule.expiresAt !== null && rule.expiresAt <= now) return false;
  const newest = newestHit(database, rule.id);
  if (newest === undefined) return false;
  const { answering, feeds } = answeringFeeds(database, rule.scope, now);
  const known = readSilence(database, rule.id);
  const before = known?.storyId === newest.storyId ? known.quietMs : 0;
  const quietMs = before + (answering > 0 && known?.storyId === newest.storyId ? heardMs : 0);
  writeSilence(database, rule.id, { storyId: newest.storyId, quietMs });
  const detail = silenceFires(trigger, { quietMs, answering, feeds });
  // The alert hangs on the last story, so one silence fires once.
  return fire(database, rule, { storyId: newest.storyId, spans: [] }, now, detail);
}
