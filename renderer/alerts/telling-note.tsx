import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useDesk } from '../desk-context.tsx';
import { useShell } from '../shell-context.tsx';
import { Button } from '../ui/button.tsx';
import styles from './telling-note.module.css';

const permissionKey = ['notification-permission'];

/** Says that nobody is told of alerts, where that is so, and how to change it. */
export function TellingNote() {
  const { queries } = useDesk();
  const { shell, settings, changeSettings } = useShell();
  const cache = useQueryClient();
  const rules = useQuery(queries.rules.list.queryOptions()).data ?? [];
  const permission = useQuery({ queryKey: permissionKey, queryFn: () => shell.notificationPermission(false) }).data;
  if (!rules.some(({ enabled, notify, digest }) => enabled && (notify || digest))) return null;
  if (!settings.notifications)
    return (
      <p className={styles.note}>
        Notifications are switched off: alerts only stand in the list.
        <Button look="quiet" onPress={() => changeSettings({ notifications: true })}>
          Switch on
        </Button>
      </p>
    );
  if (permission === 'denied')
    return (
      <p className={styles.note}>
        {shell.name === 'browser' ? 'This browser' : 'The system'} does not let Sitrep show notifications: alerts only
        stand in the list. Its settings can change that.
      </p>
    );
  if (permission !== 'default') return null;
  const ask = (): void => {
    shell
      .notificationPermission(true)
      .then((answer) => cache.setQueryData(permissionKey, answer))
      .catch(() => undefined);
  };
  return (
    <p className={styles.note}>
      This browser was not asked yet whether it may show notifications.
      <Button look="quiet" onPress={ask}>
        Ask it
      </Button>
    </p>
  );
}
