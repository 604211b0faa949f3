import { useQuery } from '@tanstack/react-query';
import { Check } from 'lucide-react';
import { useState } from 'react';
import type { Alert, Story } from '../../shared/model.ts';
import { useCommands } from '../commands/use-commands.ts';
import { useDesk } from '../desk-context.tsx';
import { bindDesignations, Foreign } from '../foreign.tsx';
import { goTo, goToScreen, type Place } from '../place.ts';
import { Reader } from '../reader/reader.tsx';
import { useShell } from '../shell-context.tsx';
import pageStyles from '../stories/stories-page.module.css';
import { count, shortTime } from '../time.ts';
import { Button, IconButton } from '../ui/button.tsx';
import { Divider } from '../ui/divider.tsx';
import { EmptyState, Keys } from '../ui/empty-state.tsx';
import { Segmented } from '../ui/segmented.tsx';
import { useToast } from '../ui/toast.tsx';
import styles from './alerts-page.module.css';

/** The alert inbox: what fired, why, and whether somebody has seen to it. */
export function AlertsPage({ place }: { readonly place: Place }) {
  const { client, queries, rows } = useDesk();
  const { settings, changeSettings } = useShell();
  const toast = useToast();
  const [which, setWhich] = useState<'open' | 'all'>('open');
  const alerts = useQuery(
    queries.alerts.list.queryOptions({ input: { unacknowledged: which === 'open', limit: 200 } }),
  );
  const list = alerts.data ?? [];
  const position = list.findIndex(({ storyId }) => storyId === place.storyId);
  const current = list[position];
  const open = (alert: Alert | undefined): void => {
    if (alert === undefined) return;
    client.stories.mark({ ids: [alert.storyId], read: true }).catch(() => undefined);
    rows.patch([alert.storyId], { read: true });
    goTo({ ...place, storyId: alert.storyId }, place.storyId !== undefined);
  };
  const acknowledge = (ids: readonly number[]): void => {
    client.alerts.acknowledge({ ids: [...ids] }).then(
      ({ changed }) =>
        toast(changed.length === 1 ? 'Alert acknowledged' : `${count(changed.length)} alerts acknowledged`, {
          label: 'Undo',
          run: () => void client.alerts.acknowledge({ ids: changed, acknowledged: false }).catch(() => undefined),
        }),
      () => undefined,
    );
  };
  const mark = (story: Story, marks: { readonly read?: boolean; readonly starred?: boolean }): void => {
    client.stories.mark({ ids: [story.id], ...marks }).catch(() => undefined);
  };
  useCommands({
    'next-story': () => open(list[position + 1]),
    'previous-story': () => open(list[position - 1]),
    acknowledge: () => current && acknowledge([current.id]),
    back: () => goToScreen('alerts'),
  });

  return (
    <div className={pageStyles.page} data-open={place.storyId === undefined ? undefined : ''}>
      <section className={pageStyles.list} aria-label="Alerts" style={{ inlineSize: settings.listWidth }}>
        <header className={pageStyles.header}>
          <h1 className={pageStyles.title}>Alerts</h1>
          <bdi className={pageStyles.total}>{count(list.length)}</bdi>
          <span className={pageStyles.spring} />
          <Segmented
            label="Which alerts"
            value={which}
            choices={[
              { value: 'open', label: 'Open' },
              { value: 'all', label: 'All' },
            ]}
            onChange={setWhich}
          />
        </header>
        {which === 'open' && list.length > 1 ? (
          <div className={styles.bulk}>
            <Button look="quiet" onPress={() => acknowledge(list.map(({ id }) => id))}>
              Acknowledge all
            </Button>
          </div>
        ) : null}
        <ul className={styles.list} data-pane="list">
          {list.map((alert) => (
            <AlertLine
              key={alert.id}
              alert={alert}
              isSelected={alert.storyId === place.storyId}
              onOpen={() => open(alert)}
              onAcknowledge={() => acknowledge([alert.id])}
            />
          ))}
        </ul>
        {list.length === 0 && alerts.isSuccess ? <NoAlerts which={which} /> : null}
        <Divider
          label="Width of the list"
          value={settings.listWidth}
          least={260}
          most={720}
          onChange={(listWidth) => changeSettings({ listWidth })}
        />
      </section>
      <main className={pageStyles.reader} aria-label="Reader">
        <Reader
          storyId={place.storyId}
          onBack={() => goToScreen('alerts')}
          onToggleStar={(story) => mark(story, { starred: !story.starred })}
          onToggleRead={(story) => mark(story, { read: !story.read })}
        />
      </main>
    </div>
  );
}

function AlertLine({
  alert,
  isSelected,
  onOpen,
  onAcknowledge,
}: {
  readonly alert: Alert;
  readonly isSelected: boolean;
  readonly onOpen: () => void;
  readonly onAcknowledge: () => void;
}) {
  const { settings } = useShell();
  return (
    <li className={styles.alert} data-severity={alert.severity} data-selected={isSelected || undefined}>
      <button type="button" className={styles.open} aria-current={isSelected} onClick={onOpen}>
        <span className={styles.meta}>
          <b className={styles.severity}>{alert.severity}</b>
          <Foreign text={alert.ruleName} /> · <Foreign text={alert.feedTitle} />
          <time>{shortTime(alert.at, settings.times)}</time>
        </span>
        <span className={styles.title} dir="auto" lang={alert.language}>
          {bindDesignations(alert.storyTitle)}
        </span>
        {alert.notAnnounced === undefined ? null : <span className={styles.meta}>Not shown: {alert.notAnnounced}</span>}
      </button>
      {alert.acknowledgedAt === undefined ? (
        <IconButton label="Acknowledge" keys="a" onPress={onAcknowledge}>
          <Check size={16} aria-hidden />
        </IconButton>
      ) : null}
    </li>
  );
}

function NoAlerts({ which }: { readonly which: 'open' | 'all' }) {
  if (which === 'open') return <EmptyState title="Nothing open">Alerts come here the moment a rule is met.</EmptyState>;
  return (
    <EmptyState title="No alerts yet">
      <p>
        A rule watches for you: <Keys>g r</Keys>
      </p>
    </EmptyState>
  );
}
