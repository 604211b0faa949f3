import type { FeedsAdded } from '../../../shared/model.ts';
import type { Engine } from '../engine.ts';
import { transaction } from '../store/database.ts';
import { addFeed, type FeedDraft } from '../store/feeds.ts';
import { readAddress } from './feed-address.ts';

/** Adds feeds in one transaction. `onTrial`: each is switched off again when its first poll gives no dated entries. */
export function addFeeds(engine: Engine, drafts: readonly FeedDraft[], onTrial: boolean): FeedsAdded {
  const { database, now } = engine;
  const failed: FeedsAdded['failed'][number][] = [];
  let added = 0;
  transaction(database, () => {
    for (const draft of drafts) {
      const url = readAddress(draft.url);
      if (url === undefined || URL.parse(url)?.username !== '')
        failed.push({ title: draft.title ?? '', url: draft.url, reason: reasonOf(url) });
      else if (addFeed(database, { ...draft, url, ...(onTrial ? { trial: 'running' } : {}) }, now()).isNew) added++;
    }
  });
  return { added, merged: drafts.length - added - failed.length, failed };
}

function reasonOf(url: string | undefined): string {
  if (url === undefined) return 'This is not a web address.';
  return 'Its address holds a user name. Add it by itself, so that the password is kept secretly.';
}
