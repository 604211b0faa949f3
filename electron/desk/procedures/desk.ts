import type { Engine } from '../engine.ts';
import { countAlerts } from '../store/alerts.ts';
import { runArchiveJob } from '../store/archive-thread.ts';
import { os } from './implementer.ts';

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
      const alertsBefore = countAlerts(engine.database);
      const summary = await engine.poller.poll({
        all: input.all,
        ...(input.feedIds === undefined ? {} : { ids: input.feedIds }),
      });
      // The round is over when its articles are there too: rules may fire on the full text.
      await engine.articles.drain();
      // A desk that only works when asked, as that of the command line, looks at pages again now.
      if (!engine.background) await engine.pageWatch.drain();
      return { ...summary, alerts: countAlerts(engine.database) - alertsBefore };
    }),
  };
}
