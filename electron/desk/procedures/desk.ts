import type { Engine } from '../engine.ts';
import { countAlerts } from '../store/alerts.ts';
import { runArchiveJob } from '../store/archive-thread.ts';
import { countQueuedArticles } from '../store/article-queue.ts';
import { within } from '../work/within.ts';
import { os } from './implementer.ts';

/** Of the time that one request may take: what pages have at least, however long the feeds took. */
const shareOfPages = 0.1;

export function deskProcedures(engine: Engine) {
  return {
    status: os.desk.status.handler(() => engine.status()),
    events: os.desk.events.handler(async function* ({ signal }) {
      const events = engine.events(signal);
      yield { kind: 'status' as const, status: engine.status() };
      yield* events;
    }),
    check: os.desk.check.handler(() => runArchiveJob({ kind: 'check', folder: engine.folder })),
    poll: os.desk.poll.handler(async ({ input }) => {
      const startedAt = performance.now();
      const alertsBefore = countAlerts(engine.database);
      const summary = await engine.poller.poll({
        all: input.all,
        ...(input.feedIds === undefined ? {} : { ids: input.feedIds }),
      });
      // The round is over when its articles are there too: rules may fire on the full text.
      const pages = engine.articles.drain().then(async () => {
        // A desk that only works when asked, as that of the command line, looks at pages again now.
        if (!engine.background) await engine.pageWatch.drain();
      });
      // With one feed of thousands of entries, or a server that lets each page drip, it would not be over for hours:
      // pages have the time that a feed may take, and the rest stays in the queue.
      const { wholeMs } = engine.network.limits;
      await within(Math.max(wholeMs - (performance.now() - startedAt), wholeMs * shareOfPages), pages);
      const pagesWaiting = countQueuedArticles(engine.database);
      const alerts = countAlerts(engine.database) - alertsBefore;
      return { ...summary, alerts, ...(pagesWaiting === 0 ? {} : { pagesWaiting }) };
    }),
  };
}
