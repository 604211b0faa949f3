import type { Engine } from '../engine.ts';
import { acknowledgeAlerts, listAlerts, snoozeAlerts } from '../store/alerts.ts';
import { claimAnnouncements, confirmAnnounced } from '../store/announcements.ts';
import { transaction } from '../store/database.ts';
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
    snooze: os.alerts.snooze.handler(({ input }) => {
      const changed = snoozeAlerts(database, input.ids, input.until);
      if (changed.length > 0) engine.publish({ kind: 'alerts-changed', raised: 0 });
      return { changed };
    }),
    claim: os.alerts.claim.handler(() => transaction(database, () => claimAnnouncements(database, now()))),
    announced: os.alerts.announced.handler(({ input }) => ({
      changed: confirmAnnounced(database, input.alertIds, now()),
    })),
  };
}
