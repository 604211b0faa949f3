import type { Engine } from '../engine.ts';
import { readArchiveSetting, writeArchiveSetting } from '../store/archive-settings.ts';
import { countQueuedArticles, failedArticles, nextArticleAt, queueArticle } from '../store/article-queue.ts';
import { transaction } from '../store/database.ts';
import { getFeed } from '../store/feeds.ts';
import { getStoryRecord } from '../store/stories.ts';
import { os } from './implementer.ts';

const mostFailed = 100;

export function articleProcedures(engine: Engine) {
  const { database, now, articles } = engine;
  const goOn = (): void => {
    engine.publish({ kind: 'status', status: engine.status() });
    articles.drain().catch(() => undefined);
  };
  return {
    queue: os.articles.queue.handler(() => {
      const nextAt = nextArticleAt(database);
      return {
        waiting: countQueuedArticles(database),
        running: articles.running.flatMap((storyId) => {
          const url = getStoryRecord(database, storyId)?.url;
          return url === undefined || url === null ? [] : [{ storyId, url }];
        }),
        paused: readArchiveSetting(database, 'articles-paused') === true,
        ...(nextAt === undefined ? {} : { nextAt }),
        failed: failedArticles(database, mostFailed),
      };
    }),
    pause: os.articles.pause.handler(({ input }) => {
      writeArchiveSetting(database, 'articles-paused', input.paused);
      if (!input.paused) goOn();
      return { paused: input.paused };
    }),
    retry: os.articles.retry.handler(({ input }) => {
      const ids = input.storyIds ?? failedArticles(database, mostFailed).map(({ storyId }) => storyId);
      transaction(database, () => {
        for (const id of ids) if (getStoryRecord(database, id) !== undefined) queueArticle(database, id, now());
      });
      goOn();
      return { queued: ids.length };
    }),
    opened: os.articles.opened.handler(({ input }) => {
      const story = getStoryRecord(database, input.storyId);
      const feed = story === undefined ? undefined : getFeed(database, story.feedId, now());
      const wanted = story?.fullText === 'none' && story.url !== null && feed?.fullText === 'on-open';
      if (wanted) {
        queueArticle(database, story.id, now());
        engine.publish({ kind: 'stories-changed', ids: [story.id] });
        goOn();
      }
      return { queued: wanted };
    }),
  };
}
