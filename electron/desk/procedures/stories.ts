import { articleText } from '../../../shared/article-text.ts';
import { maxSnapshot } from '../../../shared/contract.ts';
import type { Revision, Story, StoryView } from '../../../shared/model.ts';
import type { Engine } from '../engine.ts';
import { listAlerts } from '../store/alerts.ts';
import { annotationsOf } from '../store/annotations.ts';
import { capturesOf, removedPictures } from '../store/captures.ts';
import { clusterOf } from '../store/clusters.ts';
import { pageCheckOf } from '../store/page-checks.ts';
import { listRevisions } from '../store/revisions.ts';
import { getBody, getStoryRecord, markStories, type StoryRecord, storyRows, viewIds } from '../store/stories.ts';
import { groupsOf, leadsOf } from '../store/story-groups.ts';
import { tagsOf } from '../store/tags.ts';
import { findQuotes } from '../tag/quotes.ts';
import { os } from './implementer.ts';
import { type Asked, runSearch } from './run-query.ts';

export function storyProcedures(engine: Engine) {
  const { database, now } = engine;
  const changed = (ids: readonly number[]): void => {
    if (ids.length === 0) return;
    engine.publish({ kind: 'stories-changed', ids: ids.slice(0, 1000) });
    engine.publish({ kind: 'status', status: engine.status() });
  };
  return {
    snapshot: os.stories.snapshot.handler(async ({ input, ...asked }) => {
      const ids = await idsOf(engine, input.view, maxSnapshot + 1, asked);
      const kept = ids.slice(0, maxSnapshot);
      const list = { ids: packed(Float64Array.from(kept)), total: kept.length, cut: ids.length > kept.length };
      if (input.grouped !== true) return list;
      // What just came is among the events in a moment.
      await engine.indexer.settle(placedWithinMs);
      return { ...list, leads: packed(leadsOf(engine.reader, kept)) };
    }),
    groups: os.stories.groups.handler(({ input }) => groupsOf(engine.reader, input.ids)),
    among: os.stories.among.handler(async ({ input: { view, ids }, ...asked }) => {
      const { query, ...rest } = view;
      if (ids.length === 0) return { ids: [] };
      if (query === undefined || query.trim() === '') return { ids: viewIds(engine.reader, view, ids.length, ids) };
      return { ids: await runSearch<'among'>(engine, query, { kind: 'among', ids, view: rest }, asked) };
    }),
    rows: os.stories.rows.handler(({ input }) => storyRows(engine.reader, input.ids)),
    get: os.stories.get.handler(({ input, errors }) => {
      const story = readStory(engine, input.id);
      if (story === undefined) throw errors.NOT_FOUND();
      return story;
    }),
    cluster: os.stories.cluster.handler(({ input, errors }) => {
      if (getStoryRecord(engine.reader, input.id) === undefined) throw errors.NOT_FOUND();
      return clusterOf(engine.reader, input.id) ?? null;
    }),
    mark: os.stories.mark.handler(({ input }) => {
      const ids = markStories(database, input.ids, input, now());
      changed(ids);
      return { changed: ids };
    }),
    markViewRead: os.stories.markViewRead.handler(async ({ input, ...asked }) => {
      const ids = await idsOf(engine, input.view, maxSnapshot, asked);
      const { upTo } = input;
      const read = upTo === undefined ? ids : ids.filter((id) => id <= upTo);
      const marked = markStories(database, read, { read: true }, now());
      changed(marked);
      return { changed: marked };
    }),
    checkPages: os.stories.checkPages.handler(() => engine.pageWatch.drain()),
    fetchFullText: os.stories.fetchFullText.handler(async ({ input, errors }) => {
      await engine.articles.fetchNow(input.id);
      const story = readStory(engine, input.id);
      if (story === undefined) throw errors.NOT_FOUND();
      return story;
    }),
  };
}

const placedWithinMs = 250;

function packed(numbers: Float64Array | Uint32Array): string {
  return Buffer.from(numbers.buffer).toString('base64');
}

/** The ids of a view, newest first. */
async function idsOf(engine: Engine, view: StoryView, limit: number, asked: Asked): Promise<number[]> {
  const { query, ...rest } = view;
  if (query === undefined || query.trim() === '') return viewIds(engine.database, view, limit);
  return [...(await runSearch<'ids'>(engine, query, { kind: 'ids', limit, view: rest }, asked))];
}

function readStory(engine: Engine, id: number): Story | undefined {
  const { database } = engine;
  const [row] = storyRows(database, [id]);
  const record = getStoryRecord(database, id);
  if (row === undefined || record === undefined) return undefined;
  const body = getBody(database, id);
  const text = articleText(body);
  const tags = tagsOf(database, id);
  const cluster = clusterOf(database, id);
  const optional = {
    author: record.author,
    siteName: record.siteName,
    fullTextError: record.fullTextError,
    updatedAt: record.updatedAt,
    withdrawnAt: record.withdrawnAt,
    nextCheckAt: pageCheckOf(database, id)?.dueAt ?? null,
  };
  return {
    ...row,
    text,
    body,
    tags,
    bodySource: record.bodySource,
    categories: record.categories,
    quotes: findQuotes({ text, tags, ...(row.language === undefined ? {} : { language: row.language }) }),
    alerts: listAlerts(database, { storyId: id, limit: 100 }),
    revisionList: withShownState(listRevisions(database, id), record, text),
    captures: capturesOf(database, id),
    removedPictures: removedPictures(database, id),
    annotations: annotationsOf(database, id),
    ...(cluster === undefined || cluster.stories < 2 ? {} : { cluster }),
    ...Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== null)),
  };
}

/** States are kept from the first change on; until then what is shown is the newest state of its source. */
function withShownState(kept: readonly Revision[], record: StoryRecord, text: string): Revision[] {
  if (kept.some(({ source }) => source === record.bodySource)) return [...kept];
  const shown = { seenAt: record.firstSeenAt, source: record.bodySource, title: record.title, text };
  return [...kept, { ...shown, number: kept.length + 1 }];
}
