/** Stores what a page gave: its bytes, its article as the story's text, and what changed against the last time. */
import { articleText } from '../../../shared/article-text.ts';
import type { ArticleBody } from '../../../shared/model.ts';
import type { FetchedResource } from '../net/fetch-resource.ts';
import { dequeueArticle } from '../store/article-queue.ts';
import { addCapture, keepFile, setPictures } from '../store/captures.ts';
import { transaction } from '../store/database.ts';
import { getFeed } from '../store/feeds.ts';
import { addRevision, hasRevision, lastRevision } from '../store/revisions.ts';
import { getBody, getStoryRecord, type StoryChange, type StoryRecord, updateStory } from '../store/stories.ts';
import { annotateStory } from '../story/annotate.ts';
import { fingerprint } from '../story/fingerprint.ts';
import { leadOf } from '../story/lead.ts';
import { recordRevision } from '../story/record-revision.ts';
import { detectLanguage } from '../tag/language.ts';
import { type CaptureContext, type CaptureResult, nothingStored } from './capture-context.ts';
import type { KeptPicture } from './capture-pictures.ts';
import type { Article } from './extract.ts';
import { withAssets } from './images.ts';
import { watchPage } from './watch-page.ts';

/** Keeps a page with its article and pictures, and shows the article as the story's text. */
export function keepArticle(
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
    watchPage(database, current, now());
    const assets = new Map(pictures.map(({ src, sha256 }) => [src, sha256]));
    const shown = getBody(database, story.id);
    if (isPoorer(article, shown, current)) {
      updateStory(database, story.id, { fullText: 'stored', fullTextError: null }, withAssets(shown, assets));
      return { stored: true, alerts: 0, revised: false };
    }
    return showArticle(context, current, shown, { ...article, body: withAssets(article.body, assets) });
  });
}

/** Some feeds carry the whole text while their page shows a stub; then the feed's text stays. */
function isPoorer(article: Article, shown: ArticleBody, story: StoryRecord): boolean {
  return story.bodySource === 'feed' && article.text.length < articleText(shown).length * 0.6;
}

function showArticle(context: CaptureContext, story: StoryRecord, shown: ArticleBody, article: Article): CaptureResult {
  const { database } = context;
  const now = context.now();
  const text = articleText(shown);
  const last = pageStateOf(story, lastRevision(database, story.id, 'page')?.text ?? text);
  const revised = story.bodySource === 'page' && hasChanged(last, article);
  const title = titleAfter(story, article);
  if (story.bodySource === 'feed' && !hasRevision(database, story.id, 'feed'))
    addRevision(database, story.id, { seenAt: story.firstSeenAt, source: 'feed', title: story.title, text });
  if (revised) {
    const after = { title: article.title || story.title, text: article.text };
    recordRevision(database, context.annotator.tagger, story, 'page', { before: last, after, now });
  }
  // A page that shows less than a third of itself has a wall before it now: what was read stays.
  const body = revised && article.text.length < text.length * 0.35 ? shown : article.body;
  const language = detectLanguage(`${title}\n${article.text}`) ?? story.language;
  const author = story.author ?? article.byline ?? null;
  const change: StoryChange = {
    title,
    author,
    language,
    siteName: article.siteName ?? null,
    bodySource: 'page',
    pageTitle: article.title || story.pageTitle,
    fullText: 'stored',
    fullTextError: null,
    withdrawnAt: null,
    revisions: story.revisions + (revised ? 1 : 0),
  };
  updateStory(database, story.id, change, body);
  const feed = getFeed(database, story.feedId, now);
  const annotated = {
    ...story,
    ...{ title, author, language },
    folder: feed?.folder ?? null,
    sourceType: feed?.sourceType ?? null,
    text: articleText(body),
    lead: leadOf(body),
  };
  return { stored: true, alerts: annotateStory(database, context.annotator, annotated, now), revised };
}

function pageStateOf(story: StoryRecord, text: string): { readonly title: string; readonly text: string } {
  return { title: story.pageTitle ?? story.title, text };
}

/** Whether a page says something else than it did; re-rendering and a moved date are nothing. */
export function hasChanged(
  last: { readonly title: string; readonly text: string },
  article: Pick<Article, 'title' | 'text'>,
): boolean {
  return fingerprint(last.title, last.text) !== fingerprint(article.title || last.title, article.text);
}

/** The story follows its page's headline where it had the same one. */
function titleAfter(story: StoryRecord, article: Article): string {
  if (story.pageTitle === null || article.title === '') return story.title;
  return fingerprint(story.title, '') === fingerprint(story.pageTitle, '') ? article.title : story.title;
}

/** Records a page whose bytes are kept under `hash`. */
export function recordCapture(context: CaptureContext, story: StoryRecord, page: FetchedResource, hash: string): void {
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
