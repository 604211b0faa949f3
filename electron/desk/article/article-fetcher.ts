/** Works through the queue of article pages, a few at a time, newest stories first. */
import { hostOf } from '../poll/schedule.ts';
import { dueArticles } from '../store/article-queue.ts';
import { captureArticle } from './capture.ts';
import type { CaptureContext, CaptureResult } from './capture-context.ts';

export interface ArticleFetcher {
  /** Fetches what is due until nothing is, and resolves then. */
  drain(): Promise<void>;
  /** The stories whose pages are being fetched. */
  readonly running: readonly number[];
  /** Fetches the page of one story now, paused or not. */
  fetchNow(storyId: number): Promise<CaptureResult>;
  close(): Promise<void>;
}

export interface ArticleFetcherOptions extends CaptureContext {
  readonly log: (message: string) => void;
  readonly isPaused: () => boolean;
  readonly onCaptured: (storyId: number, result: CaptureResult) => void;
}

/** Pages at once; one host gets one request at a time whatever this is. */
const lanes = 8;
/** Pages among which one of an idle host is looked for. */
const lookedAt = 200;

export function createArticleFetcher(options: ArticleFetcherOptions): ArticleFetcher {
  const abort = new AbortController();
  const inFlight = new Map<number, Promise<CaptureResult>>();
  const busyHosts = new Set<string>();
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
      if (options.isPaused()) return;
      const due = dueArticles(options.database, options.now(), lookedAt + failed.size).filter(
        ({ storyId }) => !inFlight.has(storyId) && !failed.has(storyId),
      );
      // A lane that waits for a busy host would be lost to the others.
      const next = due.find(({ url }) => !busyHosts.has(hostOf(url))) ?? due[0];
      if (next === undefined) return;
      const host = hostOf(next.url);
      busyHosts.add(host);
      const work = capture(next.storyId, next.attempts).finally(() => busyHosts.delete(host));
      await work.catch((error: unknown) => {
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
    get running() {
      return [...inFlight.keys()];
    },
    fetchNow: (storyId) => capture(storyId, 0),
    async close() {
      abort.abort();
      await Promise.allSettled([...inFlight.values(), draining]);
    },
  };
}
