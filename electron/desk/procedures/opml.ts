import type { Engine } from '../engine.ts';
import { readOpml, writeOpml } from '../feed/opml.ts';
import { isSubscribed, listFeeds } from '../store/feeds.ts';
import { addFeeds } from './add-feeds.ts';
import { os } from './implementer.ts';

/** Lists of feeds in and out. */
export function opmlProcedures(engine: Engine, changed: () => void) {
  const { database, now } = engine;
  return {
    previewOpml: os.feeds.previewOpml.handler(({ input, errors }) => {
      const list = readOutlines(input.opml);
      if (list instanceof Error) throw errors.INVALID_OPML({ message: list.message });
      return {
        feeds: list.feeds.map((feed) => ({ ...feed, alreadyAdded: isSubscribed(database, feed.url) })),
        failed: list.failed,
      };
    }),
    importOpml: os.feeds.importOpml.handler(({ input, errors }) => {
      const list = readOutlines(input.opml);
      if (list instanceof Error) throw errors.INVALID_OPML({ message: list.message });
      const result = addFeeds(engine, list.feeds, false);
      changed();
      return { ...result, failed: [...list.failed, ...result.failed] };
    }),
    exportOpml: os.feeds.exportOpml.handler(() => ({
      opml: writeOpml(listFeeds(database, now()), 'Sitrep feeds'),
    })),
  };
}

function readOutlines(opml: string): ReturnType<typeof readOpml> | Error {
  try {
    return readOpml(opml);
  } catch (error) {
    if (error instanceof Error && error.name === 'NotOpml') return error;
    throw error;
  }
}
