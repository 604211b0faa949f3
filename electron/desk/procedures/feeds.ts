import { usualRule } from '../../../shared/rule.ts';
import type { Engine } from '../engine.ts';
import { readStarterPacks } from '../feed/starter-packs.ts';
import { discoverFeeds, NothingFound, probeFeeds } from '../poll/probe-feeds.ts';
import { transaction } from '../store/database.ts';
import { feedHistory } from '../store/feed-history.ts';
import {
  addFeed,
  feedEvidence,
  getFeed,
  isSubscribed,
  listFeeds,
  markFailuresSeen,
  setFeedsRemoved,
  updateFeed,
  updateFeeds,
} from '../store/feeds.ts';
import { saveRule } from '../store/rules.ts';
import { addFeeds } from './add-feeds.ts';
import { readAddress } from './feed-address.ts';
import { keepSettings, settingProblem } from './feed-settings.ts';
import { os } from './implementer.ts';
import { opmlProcedures } from './opml.ts';

export function feedProcedures(engine: Engine) {
  const { database, now } = engine;
  const changed = (): void => {
    engine.publish({ kind: 'feeds-changed' });
    engine.publish({ kind: 'status', status: engine.status() });
  };
  /** New feeds, and those whose settings changed, are asked at once where feeds are polled without being asked. */
  const pollSoon = (ids?: readonly number[]): void => {
    if (engine.background) void engine.poller.poll(ids === undefined ? { all: false } : { all: false, ids });
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
      try {
        return await probeFeeds(engine, url, signal);
      } catch (error) {
        if (error instanceof NothingFound) throw errors[error.code]({ message: error.message });
        throw error;
      }
    }),
    discover: os.feeds.discover.handler(async function* ({ input, errors, signal }) {
      const url = readAddress(input.url);
      if (url === undefined) throw errors.INVALID_URL({ message: `"${input.url}" is not a web address.` });
      try {
        yield* discoverFeeds(engine, url, signal);
      } catch (error) {
        if (error instanceof NothingFound) throw errors[error.code]({ message: error.message });
        throw error;
      }
    }),
    add: os.feeds.add.handler(async ({ input, errors }) => {
      const address = readAddress(input.url);
      if (address === undefined) throw errors.INVALID_URL({ message: `"${input.url}" is not a web address.` });
      const { url, ...credentials } = withoutCredentials(address);
      const settings = { ...credentials, ...input };
      const problem = await settingProblem(engine, undefined, settings);
      if (problem !== undefined) throw errors.INVALID_SETTING({ message: problem.message, data: problem });
      // Not enabled before its secrets are kept: the poller would ask without them.
      const { id, isNew } = transaction(database, () => addFeed(database, { url, enabled: false }, now()));
      if (!isNew) throw errors.ALREADY_ADDED({ data: { feedId: id } });
      const kept = await keepSettings(engine, id, settings, getFeed(database, id, now()));
      transaction(database, () => updateFeed(database, id, { ...kept, enabled: input.enabled ?? true }));
      changed();
      const feed = getFeed(database, id, now());
      if (feed === undefined) throw errors.NOT_FOUND();
      pollSoon([id]);
      return feed;
    }),
    addMany: os.feeds.addMany.handler(async ({ input }) => {
      const result = await addFeeds(engine, input.feeds, input.onTrial);
      changed();
      pollSoon();
      return result;
    }),
    update: os.feeds.update.handler(async ({ input, errors }) => {
      const { id, ...patch } = input;
      const before = getFeed(database, id, now());
      if (before === undefined) throw errors.NOT_FOUND();
      const problem = await settingProblem(engine, before, patch);
      if (problem !== undefined) throw errors.INVALID_SETTING({ message: problem.message, data: problem });
      const kept = await keepSettings(engine, id, patch, before);
      transaction(database, () => updateFeed(database, id, kept));
      changed();
      pollSoon();
      return getFeed(database, id, now()) ?? before;
    }),
    updateMany: os.feeds.updateMany.handler(({ input: { ids, onTrial, ...patch } }) => {
      const settings = onTrial === true ? { ...patch, enabled: true, trial: 'running' as const } : patch;
      const count = transaction(database, () => updateFeeds(database, ids, settings));
      changed();
      pollSoon();
      return { changed: count };
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
    markFailuresSeen: os.feeds.markFailuresSeen.handler(({ input }) => {
      markFailuresSeen(database, input.ids);
      engine.publish({ kind: 'feeds-changed' });
    }),
    evidence: os.feeds.evidence.handler(({ input }) => feedEvidence(database, input.id)),
    history: os.feeds.history.handler(({ input }) => feedHistory(database, input.id)),
    starterPacks: os.feeds.starterPacks.handler(() =>
      [...readStarterPacks()].map(([language, feeds]) => ({
        language,
        feeds: feeds.map(({ title, url, type, state, country, note }) => ({
          ...{ title, url, language, sourceType: type, stateAffiliated: state },
          ...(country === undefined ? {} : { country }),
          ...(note === undefined ? {} : { note }),
          alreadyAdded: isSubscribed(database, url),
        })),
      })),
    ),
    addSampleWire: os.feeds.addSampleWire.handler(async () => {
      const wire = await engine.sampleWire();
      const known = new Set(engine.ruleBook.list().map(({ name }) => name));
      // Rules first: they see what arrives after them.
      for (const rule of wire.rules)
        if (!known.has(rule.name)) engine.ruleBook.change(saveRule(database, undefined, usualRule(rule), now()) ?? 0);
      const result = await addFeeds(engine, wire.feeds, false);
      changed();
      engine.publish({ kind: 'rules-changed' });
      pollSoon();
      return result;
    }),
    ...opmlProcedures(engine, changed),
  };
}

/** A user name in an address is a secret of the feed, not a part of its address. */
function withoutCredentials(address: string): { url: string; username?: string; password?: string } {
  const url = new URL(address);
  const { username, password } = url;
  if (username === '') return { url: address };
  url.username = '';
  url.password = '';
  return { url: url.href, username: decodeURIComponent(username), password: decodeURIComponent(password) };
}
