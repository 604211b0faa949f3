import type { DatabaseSync } from 'node:sqlite';
import { transaction } from '../store/database.ts';
import { type PollRecord, recordPoll } from '../store/feeds.ts';

/**
 * Polls that found nothing new. Only a feed's health changes by them, so that a crash may lose them: they are written
 * together, some time later, and an unchanged round of thousands of feeds costs one transaction.
 */
export interface UnchangedPolls {
  add(feedId: number, record: PollRecord): void;
  /** Writes what was added. Call it before feeds are read. */
  flush(): void;
}

const writeAfterMs = 1000;

export function createUnchangedPolls(database: DatabaseSync): UnchangedPolls {
  let records: { readonly feedId: number; readonly record: PollRecord }[] = [];
  let timer: NodeJS.Timeout | undefined;

  const flush = (): void => {
    clearTimeout(timer);
    timer = undefined;
    if (records.length === 0) return;
    const added = records;
    records = [];
    transaction(database, () => {
      for (const { feedId, record } of added) recordPoll(database, feedId, record);
    });
  };
  return {
    add(feedId, record) {
      records.push({ feedId, record });
      timer ??= setTimeout(flush, writeAfterMs);
    },
    flush,
  };
}
