import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import type { Settings } from '../../shared/settings.ts';
import { useDesk } from '../desk-context.tsx';
import { useShell } from '../shell-context.tsx';
import { Button } from '../ui/button.tsx';
import { Checkbox, Select } from '../ui/field.tsx';
import screen from '../ui/screen.module.css';
import { useToast } from '../ui/toast.tsx';
import { DeliveryFields } from './delivery-settings.tsx';
import { KeyTable } from './key-table.tsx';
import styles from './settings-page.module.css';

const LazyArchiveSection = lazy(async () => ({ default: (await import('./archive-section.tsx')).ArchiveSection }));
const LazyNetworkSettings = lazy(async () => ({ default: (await import('./network-settings.tsx')).NetworkFields }));
const LazyArticlePages = lazy(async () => ({ default: (await import('./article-pages.tsx')).ArticlePages }));

const sizes = [14, 15, 16.5, 18, 20, 22].map((size) => ({ value: String(size), label: `${size} px` }));
const widths = [50, 60, 68, 80, 100].map((width) => ({ value: String(width), label: `${width} characters` }));

/** Settings of the application; they take effect at once. */
export function SettingsPage() {
  const { shell, settings, changeSettings } = useShell();
  const { queries } = useDesk();
  const toast = useToast();
  const status = useQuery(queries.desk.status.queryOptions()).data;
  const allow = (): void => {
    shell.notificationPermission(true).then(
      (answer) =>
        toast(
          answer === 'granted'
            ? 'Notifications are allowed'
            : 'The system does not allow notifications: change that in its settings.',
        ),
      () => undefined,
    );
  };
  const flag = (
    key:
      | 'groupEvents'
      | 'notifications'
      | 'notificationHeadlines'
      | 'sound'
      | 'singleKeys'
      | 'closeToTray'
      | 'startAtLogin',
    label: string,
  ) => (
    <Checkbox
      label={label}
      isSelected={settings[key]}
      onChange={(value) => changeSettings({ [key]: value } as Partial<Settings>)}
    />
  );
  return (
    <main className={screen.screen} aria-label="Settings" data-pane="list">
      <header className={screen.header}>
        <h1>Settings</h1>
      </header>
      <div className={styles.groups}>
        <section className={styles.group}>
          <h2>Look</h2>
          <Select
            label="Theme"
            value={settings.theme}
            onChange={(theme) => changeSettings({ theme })}
            choices={[
              { value: 'system', label: 'As the system' },
              { value: 'light', label: 'Light' },
              { value: 'dark', label: 'Dark' },
            ]}
          />
          <Select
            label="Lines a story"
            value={settings.density}
            onChange={(density) => changeSettings({ density })}
            choices={[
              { value: 'two-line', label: 'Two' },
              { value: 'one-line', label: 'One' },
            ]}
          />
          {flag('groupEvents', 'One row for the stories that report one event')}
          <Select
            label="Times"
            value={settings.times}
            onChange={(times) => changeSettings({ times })}
            choices={[
              { value: 'local', label: 'Local time' },
              { value: 'utc', label: 'UTC' },
            ]}
          />
          <Select
            label="Clock"
            value={settings.clock}
            onChange={(clock) => changeSettings({ clock })}
            choices={[
              { value: 'system', label: 'As the system' },
              { value: '24', label: '24 hours' },
              { value: '12', label: '12 hours' },
            ]}
          />
        </section>
        <section className={styles.group}>
          <h2>Reading</h2>
          <Select
            label="Font"
            value={settings.readerFont}
            onChange={(readerFont) => changeSettings({ readerFont })}
            choices={[
              { value: 'serif', label: 'Serif' },
              { value: 'sans', label: 'Sans' },
            ]}
          />
          <Select
            label="Size"
            value={String(settings.readerSize)}
            onChange={(size) => changeSettings({ readerSize: Number(size) })}
            choices={sizes}
          />
          <Select
            label="Width"
            value={String(settings.readerWidth)}
            onChange={(width) => changeSettings({ readerWidth: Number(width) })}
            choices={widths}
          />
        </section>
        <section className={styles.group}>
          <h2>Notifications</h2>
          {flag('notifications', 'Show notifications')}
          {flag('notificationHeadlines', 'Show headlines in them')}
          {flag('sound', 'Play the sound of rules that have one')}
          <Button onPress={allow}>Ask the system for permission</Button>
          <DeliveryFields />
        </section>
        <section className={styles.group}>
          <h2>Keys and desktop</h2>
          {flag('singleKeys', 'Single-key shortcuts')}
          {shell.name === 'electron' ? (
            <>
              {flag('closeToTray', 'Keep running in the tray when the window closes')}
              {flag('startAtLogin', 'Start when I log in')}
            </>
          ) : null}
        </section>
        <Suspense>
          <LazyNetworkSettings />
        </Suspense>
        <Suspense>
          <LazyArticlePages />
        </Suspense>
        {status === undefined ? null : (
          <Suspense>
            <LazyArchiveSection status={status} />
          </Suspense>
        )}
      </div>
      <KeyTable />
    </main>
  );
}
