import type { FeedsAdded } from '../../../shared/model.ts';
import type { Engine } from '../engine.ts';
import { transaction } from '../store/database.ts';
import { addFeed, type FeedDraft } from '../store/feeds.ts';
import { readAddress } from './feed-address.ts';

/** Lists of tens of thousands are added in transactions of this many, with room for others' work in between. */
const atOnce = 500;

/** Adds feeds. `onTrial`: each is switched off again when its first poll gives no dated entries. */
export async function addFeeds(engine: Engine, drafts: readonly FeedDraft[], onTrial: boolean): Promise<FeedsAdded> {
  const { database, now } = engine;
  const failed: FeedsAdded['failed'][number][] = [];
  let added = 0;
  for (let from = 0; from < drafts.length; from += atOnce) {
    if (from > 0) await new Promise((resolve) => setImmediate(resolve));
    transaction(database, () => {
      for (const draft of drafts.slice(from, from + atOnce)) {
        const url = readAddress(draft.url);
        if (url === undefined || URL.parse(url)?.username !== '')
          failed.push({ title: draft.title ?? '', url: draft.url, reason: reasonOf(url) });
        else if (addFeed(database, { ...draft, url, ...(onTrial ? { trial: 'running' } : {}) }, now()).isNew) added++;
      }
    });
  }
  return { added, merged: drafts.length - added - failed.length, failed };
}

function reasonOf(url: string | undefined): string {
  if (url === undefined) return 'This is not a web address.';
  return 'Its address holds a user name. Add it by itself, so that the password is kept secretly.';
}
