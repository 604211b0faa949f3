import { useQuery } from '@tanstack/react-query';
import { Check, CircleHelp, Clock } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
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
import { TellingNote } from './telling-note.tsx';

const WhyDialog = lazy(() => import('../rules/why-dialog.tsx').then((module) => ({ default: module.WhyDialog })));

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** The alert inbox: what fired, why, and whether somebody has seen to it. */
export function AlertsPage({ place }: { readonly place: Place }) {
  const { client, queries, rows } = useDesk();
  const { settings, changeSettings } = useShell();
  const toast = useToast();
  const [which, setWhich] = useState<'open' | 'all'>('open');
  const [order, setOrder] = useState<'time' | 'rule'>('time');
  const [asked, setAsked] = useState<Alert>();
  const rules = useQuery(queries.rules.list.queryOptions());
  const alerts = useQuery(
    queries.alerts.list.queryOptions({ input: { unacknowledged: which === 'open', limit: 200 } }),
  );
  const now = Date.now();
  const known = (alerts.data ?? []).filter(({ snoozedUntil = 0 }) => which === 'all' || snoozedUntil <= now);
  // An alert that was told again stands where it was told last.
  const byTime = [...known].sort((a, b) => b.at - a.at || b.id - a.id);
  const list = order === 'time' ? byTime : byTime.sort((a, b) => a.ruleName.localeCompare(b.ruleName));
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
  const say = (reason: unknown): void => toast(reason instanceof Error ? reason.message : String(reason));
  const snooze = (alert: Alert | undefined): void => {
    if (alert === undefined) return;
    client.alerts.snooze({ ids: [alert.id], until: Date.now() + hourMs }).then(
      () =>
        toast('Alert snoozed for an hour', {
          label: 'Undo',
          run: () => void client.alerts.snooze({ ids: [alert.id], until: null }).catch(say),
        }),
      say,
    );
  };
  const mute = (alert: Alert | undefined): void => {
    const rule = rules.data?.find(({ id }) => id === alert?.ruleId);
    if (rule === undefined) return;
    const set = (until: number | null) => client.rules.mute({ id: rule.id, until });
    set(Date.now() + dayMs).then(
      () =>
        toast(`Rule “${rule.name}” muted for a day`, {
          label: 'Undo',
          run: () => void set(rule.mutedUntil).catch(say),
        }),
      say,
    );
  };
  const mark = (story: Story, marks: { readonly read?: boolean; readonly starred?: boolean }): void => {
    client.stories.mark({ ids: [story.id], ...marks }).catch(() => undefined);
  };
  useCommands({
    'next-story': () => open(list[position + 1]),
    'previous-story': () => open(list[position - 1]),
    acknowledge: () => current && acknowledge([current.id]),
    'snooze-alert': () => snooze(current),
    'mute-rule': () => mute(current),
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
        <TellingNote />
        {list.length > 1 ? (
          <div className={styles.bulk}>
            <Segmented
              label="Order"
              value={order}
              choices={[
                { value: 'time', label: 'By time' },
                { value: 'rule', label: 'By rule' },
              ]}
              onChange={setOrder}
            />
            {which === 'open' ? (
              <Button look="quiet" onPress={() => acknowledge(list.map(({ id }) => id))}>
                Acknowledge all
              </Button>
            ) : null}
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
              onSnooze={() => snooze(alert)}
              onWhy={() => setAsked(alert)}
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
      {asked === undefined ? null : (
        <Suspense>
          <WhyDialog
            storyId={asked.storyId}
            storyTitle={asked.storyTitle}
            ruleId={asked.ruleId}
            onClose={() => setAsked(undefined)}
          />
        </Suspense>
      )}
    </div>
  );
}

function AlertLine({
  alert,
  isSelected,
  onOpen,
  onAcknowledge,
  onSnooze,
  onWhy,
}: {
  readonly alert: Alert;
  readonly isSelected: boolean;
  readonly onOpen: () => void;
  readonly onAcknowledge: () => void;
  readonly onSnooze: () => void;
  readonly onWhy: () => void;
}) {
  const { settings } = useShell();
  return (
    <li className={styles.alert} data-severity={alert.severity} data-selected={isSelected || undefined}>
      <button type="button" className={styles.open} aria-current={isSelected} onClick={onOpen}>
        <span className={styles.meta}>
          <b className={styles.severity}>{alert.severity}</b>
          <span className={styles.names}>
            <Foreign text={alert.ruleName} /> · <Foreign text={alert.feedTitle} />
          </span>
          <time>{shortTime(alert.at, settings.times)}</time>
        </span>
        <span className={styles.title} dir="auto" lang={alert.language}>
          {bindDesignations(alert.storyTitle)}
        </span>
        {alert.reason === undefined ? null : <span className={styles.reason}>{alert.reason}</span>}
        {alert.notAnnounced === undefined ? null : (
          <span className={styles.reason}>Not shown: {alert.notAnnounced}</span>
        )}
      </button>
      <IconButton label="Why did this fire?" keys="y" onPress={onWhy}>
        <CircleHelp size={16} aria-hidden />
      </IconButton>
      {alert.acknowledgedAt === undefined ? (
        <IconButton label="Snooze for an hour" keys="b" onPress={onSnooze}>
          <Clock size={16} aria-hidden />
        </IconButton>
      ) : null}
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
