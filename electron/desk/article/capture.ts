/** Fetches the page behind a story and keeps it: bytes as received, extracted text, and its pictures. */
import { FetchFailed } from '../net/fetch-failed.ts';
import { type FetchedResource, fetchResource } from '../net/fetch-resource.ts';
import { pageRequestFor } from '../poll/feed-request.ts';
import { dequeueArticle, postponeArticle } from '../store/article-queue.ts';
import { keepFile } from '../store/captures.ts';
import { transaction } from '../store/database.ts';
import { polledFeed } from '../store/feeds.ts';
import { getStoryRecord, type StoryRecord, updateStory } from '../store/stories.ts';
import type { WorkerPool } from '../work/pool.ts';
import { type CaptureContext, type CaptureResult, nothingStored } from './capture-context.ts';
import { capturePictures } from './capture-pictures.ts';
import type { Article } from './extract.ts';
import { keepArticle, recordCapture } from './keep-article.ts';

const mostAttempts = 3;

/** Fetches and stores the article of a story. What went wrong is kept on the story, as a sentence. */
export async function captureArticle(
  context: CaptureContext,
  storyId: number,
  attempts: number,
  signal: AbortSignal,
): Promise<CaptureResult> {
  const story = getStoryRecord(context.database, storyId);
  if (story === undefined || story.url === null) return nothingStored;
  const { url } = story;
  const feed = polledFeed(context.database, story.feedId);
  if (feed === undefined) return nothingStored;
  const requestFor = await pageRequestFor(feed, context);
  let page: FetchedResource;
  try {
    const request = { ...requestFor(url, 'text/html, */*;q=0.5'), signal };
    page = await context.gate.run(url, () => fetchResource(context.network, request));
  } catch (error) {
    if (!(error instanceof FetchFailed) || error.code === 'aborted') throw error;
    return giveUp(context, story, error.message, error.code !== 'refused' && attempts + 1 < mostAttempts);
  }
  if (page.status < 200 || page.status > 299) {
    const mayRecover = page.status >= 500 || page.status === 429;
    const sentence = `The article page answered ${page.status} ${page.statusText}`.trim();
    return giveUp(context, story, `${sentence}.`, mayRecover && attempts + 1 < mostAttempts);
  }
  const article = await unlessStopped(extractPage(context.pool, page), signal).catch(
    (error: unknown) => error as Error,
  );
  if (article instanceof FetchFailed) throw article;
  if (article instanceof Error) return giveUp(context, story, article.message, false, page);
  if (article === null) return giveUp(context, story, 'No article text was found on the page.', false, page);
  const pictures = await capturePictures(context, article, requestFor, signal);
  return keepArticle(context, story, page, article, pictures);
}

/** What `work` gives. A desk that closes waits for no page that takes its reader long; the page is read the next time. */
async function unlessStopped<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const { promise: stopped, reject } = Promise.withResolvers<never>();
  const stop = (): void => reject(new FetchFailed('aborted', 'The request was stopped.'));
  signal.addEventListener('abort', stop, { once: true });
  if (signal.aborted) stop();
  return Promise.race([work, stopped]).finally(() => signal.removeEventListener('abort', stop));
}

/** The article of a fetched page. Throws with a sentence when the page is no document of text. */
export async function extractPage(pool: WorkerPool, page: FetchedResource): Promise<Article | null> {
  const contentType = page.headers.get('content-type') ?? undefined;
  if (contentType !== undefined && !/html|xml|text\/plain/i.test(contentType))
    throw new Error(`The page is no article but ${contentType.split(';')[0]}.`);
  return pool.run({
    kind: 'extract',
    bytes: page.bytes,
    url: page.url,
    ...(contentType === undefined ? {} : { contentType }),
  });
}

function giveUp(
  context: CaptureContext,
  story: StoryRecord,
  reason: string,
  tryAgain: boolean,
  page?: FetchedResource,
): CaptureResult {
  const hash = page === undefined ? undefined : keepFile(context.folder, 'captures', page.bytes);
  transaction(context.database, () => {
    if (page !== undefined && hash !== undefined) recordCapture(context, story, page, hash);
    if (tryAgain) postponeArticle(context.database, story.id, context.now());
    else dequeueArticle(context.database, story.id);
    const fullText = story.fullText === 'stored' ? 'stored' : tryAgain ? 'waiting' : 'failed';
    updateStory(context.database, story.id, { fullText, fullTextError: reason });
  });
  return nothingStored;
}
