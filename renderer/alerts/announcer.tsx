import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useDesk } from '../desk-context.tsx';
import { goTo } from '../place.ts';
import { useShell } from '../shell-context.tsx';

/** Shows alerts as notifications where the program around the page does not do it itself. */
export function Announcer() {
  const { client, queries, onEvent } = useDesk();
  const { shell, settings } = useShell();
  const open = useQuery(queries.desk.status.queryOptions()).data?.alertsUnacknowledged ?? 0;
  useEffect(() => shell.setBadge(open), [shell, open]);
  useEffect(
    () =>
      shell.onOpen(
        (opening) => opening.kind === 'story' && goTo({ screen: 'stories', view: {}, storyId: opening.storyId }),
      ),
    [shell],
  );

  useEffect(() => {
    if (shell.announcesAlerts || !settings.notifications) return undefined;
    const announce = async (): Promise<void> => {
      if ((await shell.notificationPermission(false)) !== 'granted') return;
      for (const { id, title, body, storyId, alertIds, severity, sound } of await client.alerts.claim()) {
        shell.notify({
          ...{ id, title, body: settings.notificationHeadlines ? body : 'A rule was met.' },
          ...{ isSilent: !(settings.sound && sound), stays: severity === 'critical' },
          // A page's notifications have no buttons: those belong to service workers.
          onClick: () => goTo({ screen: 'stories', view: {}, storyId }),
        });
        await client.alerts.announced({ alertIds: [...alertIds] });
      }
    };
    const run = (): void => void announce().catch(() => undefined);
    run();
    return onEvent((event) => (event.kind === 'alerts-changed' && event.raised > 0 ? run() : undefined));
  }, [client, onEvent, shell, settings.notifications, settings.notificationHeadlines, settings.sound]);
  return null;
}
