import type { Engine } from '../engine.ts';
import { readOpml, writeOpml } from '../feed/opml.ts';
import { probeFeeds } from '../poll/probe-feeds.ts';
import { transaction } from '../store/database.ts';
import { addFeed, feedEvidence, getFeed, listFeeds, setFeedsRemoved, updateFeed } from '../store/feeds.ts';
import { os } from './implementer.ts';

export function feedProcedures(engine: Engine) {
  const { database, now } = engine;
  const changed = (): void => {
    engine.publish({ kind: 'feeds-changed' });
    engine.publish({ kind: 'status', status: engine.status() });
  };
  return {
    list: os.feeds.list.handler(() => listFeeds(database, now())),
    get: os.feeds.get.handler(({ input, errors }) => {
      const feed = getFeed(database, input.id, now());
      if (feed === undefined) throw errors.NOT_FOUND();
      return feed;
    }),
    probe: os.feeds.probe.handler(async ({ input, errors, signal }) => {
      const url = readAddress(input.url);
      if (url === undefined) throw errors.INVALID_URL({ message: `"${input.url}" is not a web address.` });
      const result = await probeFeeds(engine, url, signal);
      if (result.kind === 'unreachable') throw errors.UNREACHABLE({ message: result.reason });
      if (result.candidates.length === 0) throw errors.NO_FEED({ message: result.reason });
      return result.candidates;
    }),
    add: os.feeds.add.handler(({ input, errors }) => {
      const url = readAddress(input.url);
      if (url === undefined) throw errors.INVALID_URL({ message: `"${input.url}" is not a web address.` });
      const { id, isNew } = transaction(database, () => addFeed(database, { ...input, url }, now()));
      if (!isNew) throw errors.ALREADY_ADDED({ data: { feedId: id } });
      changed();
      const feed = getFeed(database, id, now());
      if (feed === undefined) throw errors.NOT_FOUND();
      if (engine.background) void engine.poller.poll({ all: false, ids: [id] });
      return feed;
    }),
    update: os.feeds.update.handler(({ input, errors }) => {
      const { id, ...patch } = input;
      transaction(database, () => updateFeed(database, id, patch));
      const feed = getFeed(database, id, now());
      if (feed === undefined) throw errors.NOT_FOUND();
      changed();
      return feed;
    }),
    remove: os.feeds.remove.handler(({ input }) => {
      const removed = setFeedsRemoved(database, input.ids, now());
      changed();
      return { removed };
    }),
    restore: os.feeds.restore.handler(({ input }) => {
      const restored = setFeedsRemoved(database, input.ids, null);
      changed();
      return { restored };
    }),
    evidence: os.feeds.evidence.handler(({ input }) => feedEvidence(database, input.id)),
    importOpml: os.feeds.importOpml.handler(({ input, errors }) => {
      const outlines = readOutlines(input.opml);
      if (outlines instanceof Error) throw errors.INVALID_OPML({ message: outlines.message });
      const failed = [...outlines.failed];
      let added = 0;
      let merged = 0;
      transaction(database, () => {
        for (const outline of outlines.feeds) {
          const url = readAddress(outline.url);
          if (url === undefined) failed.push({ ...outline, reason: 'This is not a web address.' });
          else if (addFeed(database, { ...outline, url }, now()).isNew) added++;
          else merged++;
        }
      });
      changed();
      return { added, merged, failed };
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

/** A pasted address: `feed:` schemes and a missing scheme are forgiven; anything but http(s) is not. */
function readAddress(text: string): string | undefined {
  const withoutFeed = text
    .trim()
    .replace(/^feed:(\/\/)?(?=https?:)/i, '')
    .replace(/^feed:\/\//i, 'http://');
  const withScheme = /^[a-z][a-z0-9+.-]*:(\/\/|[^\d])/i.test(withoutFeed) ? withoutFeed : `https://${withoutFeed}`;
  const url = URL.parse(withScheme);
  if (url === null || !['http:', 'https:'].includes(url.protocol) || url.hostname === '') return undefined;
  url.hash = '';
  return url.href;
}
