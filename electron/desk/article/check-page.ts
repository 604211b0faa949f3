/** Looks at a page again: did its text change, is it gone? Asks so that an unchanged page costs next to nothing. */
import { articleText } from '../../../shared/article-text.ts';
import { FetchFailed } from '../net/fetch-failed.ts';
import { type FetchedResource, fetchResource } from '../net/fetch-resource.ts';
import { pageRequestFor } from '../poll/feed-request.ts';
import { keepFile, lastPage, sha256 } from '../store/captures.ts';
import { transaction } from '../store/database.ts';
import { polledFeed } from '../store/feeds.ts';
import { endPageChecks, type PageCheck, setPageCheck } from '../store/page-checks.ts';
import { lastRevision } from '../store/revisions.ts';
import { getBody, getStoryRecord, type StoryRecord, updateStory } from '../store/stories.ts';
import { extractPage } from './capture.ts';
import type { CaptureContext } from './capture-context.ts';
import { capturePictures } from './capture-pictures.ts';
import { hasChanged, keepArticle, recordCapture } from './keep-article.ts';
import { planCheck } from './watch-page.ts';

export type PageVerdict = 'same' | 'revised' | 'gone' | 'withdrawn' | 'unreachable';

/** A page that is missing is asked once more before it counts as withdrawn; so is a host that does not answer. */
const againMs = 1_800_000;
const hostAgainMs = 3_600_000;
/** A host that never answers is not asked for ever. */
const longestWatchMs = 7 * 86_400_000;

/** Takes one planned look and plans the next. */
export async function checkPage(
  context: CaptureContext,
  check: PageCheck,
  signal: AbortSignal,
): Promise<{ readonly verdict: PageVerdict; readonly alerts: number }> {
  const { database, now } = context;
  const story = getStoryRecord(database, check.storyId);
  const feed = story === undefined ? undefined : polledFeed(database, story.feedId);
  if (story === undefined || feed === undefined) {
    endPageChecks(database, check.storyId);
    return { verdict: 'same', alerts: 0 };
  }
  const requestFor = await pageRequestFor(feed, context);
  const last = lastPage(database, story.id);
  let page: FetchedResource;
  try {
    const request = requestFor(check.url, 'text/html, */*;q=0.5');
    const headers = { ...request.headers, ...conditionsOf(last?.headers ?? []) };
    page = await context.gate.run(check.url, () => fetchResource(context.network, { ...request, headers, signal }));
  } catch (error) {
    if (!(error instanceof FetchFailed) || error.code === 'aborted') throw error;
    askLater(context, story, check);
    return { verdict: 'unreachable', alerts: 0 };
  }
  if (page.status === 404 || page.status === 410) return { verdict: missing(context, story, check, page), alerts: 0 };
  const goOn = (verdict: PageVerdict, alerts = 0) => {
    planCheck(database, story, check.step + 1, now());
    return { verdict, alerts };
  };
  if (page.status === 304) return goOn('same');
  if (page.status < 200 || page.status > 299) {
    askLater(context, story, check);
    return { verdict: 'unreachable', alerts: 0 };
  }
  if (story.withdrawnAt !== null) updateStory(database, story.id, { withdrawnAt: null });
  if (sha256(page.bytes) === last?.sha256) return goOn('same');
  const article = await extractPage(context.pool, page).catch(() => null);
  const shown = {
    title: story.pageTitle ?? story.title,
    text: lastRevision(database, story.id, 'page')?.text ?? articleText(getBody(database, story.id)),
  };
  if (article === null || story.bodySource !== 'page' || !hasChanged(shown, article)) return goOn('same');
  const pictures = await capturePictures(context, article, requestFor, signal);
  const { alerts } = keepArticle(context, story, page, article, pictures);
  return goOn('revised', alerts);
}

function conditionsOf(headers: readonly (readonly [string, string])[]): Record<string, string> {
  const value = (name: string): string | undefined => headers.find(([key]) => key.toLowerCase() === name)?.[1];
  const [etag, modified] = [value('etag'), value('last-modified')];
  return {
    ...(etag === undefined ? {} : { 'if-none-match': etag }),
    ...(modified === undefined ? {} : { 'if-modified-since': modified }),
  };
}

function missing(context: CaptureContext, story: StoryRecord, check: PageCheck, page: FetchedResource): PageVerdict {
  const { database, now } = context;
  if (check.gone === 0) {
    setPageCheck(database, story.id, { dueAt: now() + againMs, step: check.step, gone: 1 });
    return 'gone';
  }
  const hash = keepFile(context.folder, 'captures', page.bytes);
  transaction(database, () => {
    // The answer is kept as proof, once.
    if (story.withdrawnAt === null) recordCapture(context, story, page, hash);
    updateStory(database, story.id, { withdrawnAt: story.withdrawnAt ?? now() });
    planCheck(database, story, check.step + 1, now());
  });
  return 'withdrawn';
}

function askLater({ database, now }: CaptureContext, story: StoryRecord, check: PageCheck): void {
  if (now() > story.publishedAt + longestWatchMs) endPageChecks(database, story.id);
  else setPageCheck(database, story.id, { dueAt: now() + hostAgainMs, step: check.step, gone: check.gone });
}
