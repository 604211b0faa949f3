/** Fetches the page behind a story and keeps it: bytes as received, extracted text, and its pictures. */
import type { DatabaseSync } from 'node:sqlite';
import { articleText } from '../../../shared/article-text.ts';
import { FetchFailed } from '../net/fetch-failed.ts';
import { type FetchedResource, type FetchRequest, fetchResource } from '../net/fetch-resource.ts';
import type { HostGate } from '../net/host-gate.ts';
import type { Network } from '../net/network.ts';
import { pageRequestFor } from '../poll/feed-request.ts';
import type { Secrets } from '../secrets.ts';
import { dequeueArticle, postponeArticle } from '../store/article-queue.ts';
import { addCapture, keepFile, setPictures } from '../store/captures.ts';
import { transaction } from '../store/database.ts';
import { getFeed, polledFeed } from '../store/feeds.ts';
import { addRevision, hasRevision } from '../store/revisions.ts';
import { getBody, getStoryRecord, type StoryChange, type StoryRecord, updateStory } from '../store/stories.ts';
import { type Annotator, annotateStory } from '../story/annotate.ts';
import { fingerprint } from '../story/fingerprint.ts';
import { leadOf } from '../story/lead.ts';
import { detectLanguage } from '../tag/language.ts';
import type { WorkerPool } from '../work/pool.ts';
import type { Article } from './extract.ts';
import { pictureLimits, pictureSources, sniffPicture, withAssets } from './images.ts';

export interface CaptureContext {
  readonly database: DatabaseSync;
  readonly annotator: Annotator;
  readonly network: Network;
  readonly secrets: Secrets;
  readonly gate: HostGate;
  readonly pool: WorkerPool;
  readonly folder: string;
  readonly userAgent: string;
  readonly now: () => number;
}

export interface CaptureResult {
  readonly stored: boolean;
  readonly alerts: number;
  readonly revised: boolean;
}

const mostAttempts = 3;
const nothingStored: CaptureResult = { stored: false, alerts: 0, revised: false };

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
  const article = await extract(context, page).catch((error: unknown) => error as Error);
  if (article instanceof Error) return giveUp(context, story, article.message, false, page);
  if (article === null) return giveUp(context, story, 'No article text was found on the page.', false, page);
  const pictures = await capturePictures(context, article, requestFor, signal);
  return storeArticle(context, story, page, article, pictures);
}

async function extract(context: CaptureContext, page: FetchedResource): Promise<Article | null> {
  const contentType = page.headers.get('content-type') ?? undefined;
  if (contentType !== undefined && !/html|xml|text\/plain/i.test(contentType))
    throw new Error(`The page is no article but ${contentType.split(';')[0]}.`);
  return context.pool.run({
    kind: 'extract',
    bytes: page.bytes,
    url: page.url,
    ...(contentType === undefined ? {} : { contentType }),
  });
}

interface KeptPicture {
  readonly src: string;
  readonly sha256: string;
  readonly type: string;
  readonly bytes: number;
}

type RequestFor = (url: string, accept: string) => FetchRequest;

async function capturePictures(
  context: CaptureContext,
  article: Article,
  requestFor: RequestFor,
  signal: AbortSignal,
): Promise<KeptPicture[]> {
  const sources = pictureSources(article.body).slice(0, pictureLimits.maxPictures);
  const kept = await Promise.all(sources.map((src) => capturePicture(context, src, requestFor, signal)));
  return kept.filter((picture) => picture !== undefined);
}

/** A picture that cannot be had leaves its place empty; it is no reason to lose the article. */
async function capturePicture(
  context: CaptureContext,
  src: string,
  requestFor: RequestFor,
  signal: AbortSignal,
): Promise<KeptPicture | undefined> {
  try {
    const request = { ...requestFor(src, 'image/*'), maxBytes: pictureLimits.maxBytes, signal };
    const answer = await context.gate.run(src, () => fetchResource(context.network, request));
    const found = answer.status === 200 ? sniffPicture(answer.bytes) : undefined;
    if (found === undefined || found.width * found.height > pictureLimits.maxPixels) return undefined;
    const hash = keepFile(context.folder, 'assets', answer.bytes);
    return { src, sha256: hash, type: found.type, bytes: answer.bytes.length };
  } catch (error) {
    if (error instanceof FetchFailed && error.code !== 'aborted') return undefined;
    throw error;
  }
}

function storeArticle(
  context: CaptureContext,
  story: StoryRecord,
  page: FetchedResource,
  article: Article,
  pictures: readonly KeptPicture[],
): CaptureResult {
  const { database, now } = context;
  // The file is there before the record that names it: a crash between leaves a stray file, never a dangling record.
  const captureHash = keepFile(context.folder, 'captures', page.bytes);
  return transaction(database, () => {
    // The story may have changed while its page was fetched.
    const current = getStoryRecord(database, story.id);
    if (current === undefined) return nothingStored;
    recordCapture(context, current, page, captureHash);
    setPictures(database, story.id, pictures);
    dequeueArticle(database, story.id);
    const assets = new Map(pictures.map(({ src, sha256 }) => [src, sha256]));
    const shown = getBody(database, story.id);
    if (isPoorer(article, shown, current)) {
      updateStory(database, story.id, { fullText: 'stored', fullTextError: null }, withAssets(shown, assets));
      return { stored: true, alerts: 0, revised: false };
    }
    return showArticle(context, current, shown, { ...article, body: withAssets(article.body, assets) }, now());
  });
}

/** Some feeds carry the whole text while their page shows a stub; then the feed's text stays. */
function isPoorer(article: Article, shown: ReturnType<typeof getBody>, story: StoryRecord): boolean {
  return story.bodySource === 'feed' && article.text.length < articleText(shown).length * 0.6;
}

function showArticle(
  context: CaptureContext,
  story: StoryRecord,
  shown: ReturnType<typeof getBody>,
  article: Article,
  now: number,
): CaptureResult {
  const { database } = context;
  const before = articleText(shown);
  const revised = story.bodySource === 'page' && fingerprint('', before) !== fingerprint('', article.text);
  if (story.bodySource === 'feed' && !hasRevision(database, story.id, 'feed'))
    addRevision(database, story.id, { seenAt: story.firstSeenAt, source: 'feed', title: story.title, text: before });
  if (revised) {
    if (!hasRevision(database, story.id, 'page'))
      addRevision(database, story.id, { seenAt: story.firstSeenAt, source: 'page', title: story.title, text: before });
    addRevision(database, story.id, { seenAt: now, source: 'page', title: story.title, text: article.text });
  }
  const language = detectLanguage(`${story.title}\n${article.text}`) ?? story.language;
  const author = story.author ?? article.byline ?? null;
  const change: StoryChange = {
    author,
    language,
    siteName: article.siteName ?? null,
    bodySource: 'page',
    fullText: 'stored',
    fullTextError: null,
    revisions: story.revisions + (revised ? 1 : 0),
  };
  updateStory(database, story.id, change, article.body);
  const feed = getFeed(database, story.feedId, now);
  const alerts = annotateStory(
    database,
    context.annotator,
    {
      ...story,
      author,
      language,
      folder: feed?.folder ?? null,
      sourceType: feed?.sourceType ?? null,
      text: articleText(article.body),
      lead: leadOf(article.body),
    },
    now,
  );
  return { stored: true, alerts, revised };
}

function recordCapture(context: CaptureContext, story: StoryRecord, page: FetchedResource, hash: string): void {
  const draft = {
    storyId: story.id,
    url: page.url,
    fetchedAt: context.now(),
    status: page.status,
    headers: [...page.headers],
    redirects: page.redirects.map(({ to }) => to),
    bytes: page.bytes,
  };
  addCapture(context.database, draft, hash);
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
