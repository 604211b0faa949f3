import type { Engine } from '../engine.ts';
import { acknowledgeAlerts, claimAnnouncements, confirmAnnounced, listAlerts } from '../store/alerts.ts';
import { os } from './implementer.ts';

export function alertProcedures(engine: Engine) {
  const { database, now } = engine;
  return {
    list: os.alerts.list.handler(({ input }) => listAlerts(engine.reader, input)),
    acknowledge: os.alerts.acknowledge.handler(({ input }) => {
      const changed = acknowledgeAlerts(database, input.ids, input.acknowledged, now());
      if (changed.length > 0) {
        engine.publish({ kind: 'alerts-changed', raised: 0 });
        engine.publish({ kind: 'status', status: engine.status() });
      }
      return { changed };
    }),
    claim: os.alerts.claim.handler(() => claimAnnouncements(database, now())),
    announced: os.alerts.announced.handler(({ input }) => ({
      changed: confirmAnnounced(database, input.alertIds, now()),
    })),
  };
}
