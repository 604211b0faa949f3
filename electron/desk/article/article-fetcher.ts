/** Works through the queue of article pages, a few at a time, newest stories first. */
import { dueArticles } from '../store/article-queue.ts';
import { captureArticle } from './capture.ts';
import type { CaptureContext, CaptureResult } from './capture-context.ts';

export interface ArticleFetcher {
  /** Fetches what is due until nothing is, and resolves then. */
  drain(): Promise<void>;
  /** Fetches the page of one story now. */
  fetchNow(storyId: number): Promise<CaptureResult>;
  close(): Promise<void>;
}

export interface ArticleFetcherOptions extends CaptureContext {
  readonly log: (message: string) => void;
  readonly onCaptured: (storyId: number, result: CaptureResult) => void;
}

/** Pages at once; one host gets one request at a time whatever this is. */
const lanes = 8;

export function createArticleFetcher(options: ArticleFetcherOptions): ArticleFetcher {
  const abort = new AbortController();
  const inFlight = new Map<number, Promise<CaptureResult>>();
  let draining: Promise<void> | undefined;

  const capture = (storyId: number, attempts: number): Promise<CaptureResult> => {
    const running = inFlight.get(storyId);
    if (running !== undefined) return running;
    const work = captureArticle(options, storyId, attempts, abort.signal).finally(() => inFlight.delete(storyId));
    inFlight.set(storyId, work);
    return work.then((result) => {
      options.onCaptured(storyId, result);
      return result;
    });
  };

  const lane = async (failed: Set<number>): Promise<void> => {
    while (!abort.signal.aborted) {
      const next = dueArticles(options.database, options.now(), lanes * 4 + failed.size).find(
        ({ storyId }) => !inFlight.has(storyId) && !failed.has(storyId),
      );
      if (next === undefined) return;
      await capture(next.storyId, next.attempts).catch((error: unknown) => {
        // A bug, or the desk is closing: this story waits for the next run, the others go on.
        failed.add(next.storyId);
        if (!abort.signal.aborted) options.log(`${next.url}: ${error instanceof Error ? error.stack : String(error)}`);
      });
    }
  };

  return {
    drain() {
      const failed = new Set<number>();
      draining ??= Promise.all(Array.from({ length: lanes }, () => lane(failed)))
        .then(() => undefined)
        .finally(() => {
          draining = undefined;
        });
      return draining;
    },
    fetchNow: (storyId) => capture(storyId, 0),
    async close() {
      abort.abort();
      await Promise.allSettled([...inFlight.values(), draining]);
    },
  };
}
