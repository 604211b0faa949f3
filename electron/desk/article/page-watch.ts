/** Takes the planned looks at pages, a few at a time. */
import type { PageChecks } from '../../../shared/model.ts';
import { duePageChecks } from '../store/page-checks.ts';
import type { CaptureContext } from './capture-context.ts';
import { checkPage } from './check-page.ts';

export interface PageWatch {
  /** Takes every look that is due, and resolves when none is. */
  drain(): Promise<PageChecks>;
  close(): Promise<void>;
}

export interface PageWatchOptions extends CaptureContext {
  readonly log: (message: string) => void;
  readonly onChanged: (storyId: number, alerts: number) => void;
}

/** Fewer than new articles get: what is new goes first. One host gets one request at a time whatever this is. */
const lanes = 4;

export function createPageWatch(options: PageWatchOptions): PageWatch {
  const abort = new AbortController();
  let draining: Promise<PageChecks> | undefined;

  const drain = async (): Promise<PageChecks> => {
    const summary = { checked: 0, revised: 0, withdrawn: 0, unreachable: 0 };
    const taken = new Set<number>();
    const lane = async (): Promise<void> => {
      while (!abort.signal.aborted) {
        const check = duePageChecks(options.database, options.now(), lanes + taken.size).find(
          ({ storyId }) => !taken.has(storyId),
        );
        if (check === undefined) return;
        taken.add(check.storyId);
        try {
          const { verdict, alerts } = await checkPage(options, check, abort.signal);
          summary.checked++;
          if (verdict === 'revised' || verdict === 'withdrawn' || verdict === 'unreachable') summary[verdict]++;
          if (verdict === 'revised' || verdict === 'withdrawn') options.onChanged(check.storyId, alerts);
        } catch (error) {
          // A bug, or the desk is closing: this page waits for the next round, the others go on.
          if (!abort.signal.aborted)
            options.log(`${check.url}: ${error instanceof Error ? error.stack : String(error)}`);
        }
      }
    };
    await Promise.all(Array.from({ length: lanes }, lane));
    return summary;
  };

  return {
    drain() {
      draining ??= drain().finally(() => {
        draining = undefined;
      });
      return draining;
    },
    async close() {
      abort.abort();
      await Promise.allSettled([draining]);
    },
  };
}
