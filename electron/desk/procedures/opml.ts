import type { Engine } from '../engine.ts';
import { type OpmlList, writeOpml } from '../feed/opml.ts';
import { listFeeds, subscribedUrls } from '../store/feeds.ts';
import { addFeeds } from './add-feeds.ts';
import { os } from './implementer.ts';

/** Lists of feeds in and out. */
export function opmlProcedures(engine: Engine, changed: () => void) {
  const { database, now } = engine;
  return {
    previewOpml: os.feeds.previewOpml.handler(async ({ input, errors }) => {
      const list = await readOutlines(engine, input.opml);
      if (list instanceof Error) throw errors.INVALID_OPML({ message: list.message });
      const known = subscribedUrls(database);
      return {
        feeds: list.feeds.map((feed) => ({ ...feed, alreadyAdded: known.has(feed.url) })),
        failed: list.failed,
      };
    }),
    importOpml: os.feeds.importOpml.handler(async ({ input, errors }) => {
      const list = await readOutlines(engine, input.opml);
      if (list instanceof Error) throw errors.INVALID_OPML({ message: list.message });
      const result = await addFeeds(engine, list.feeds, false);
      changed();
      return { ...result, merged: result.merged + list.repeated, failed: [...list.failed, ...result.failed] };
    }),
    exportOpml: os.feeds.exportOpml.handler(() => ({
      opml: writeOpml(listFeeds(database, now()), 'Sitrep feeds'),
    })),
  };
}

/** In a worker: a list of 50,000 outlines takes most of a second. */
async function readOutlines({ pool }: Engine, opml: string): Promise<OpmlList | Error> {
  try {
    return await pool.run({ kind: 'read-opml', bytes: new TextEncoder().encode(opml) });
  } catch (error) {
    if (error instanceof Error && ['NotOpml', 'JobFailed'].includes(error.name)) return error;
    throw error;
  }
}
