/** Alerts as native notifications, shown once, each opening its story. */

import type { ContractRouterClient } from '@orpc/contract';
import { app, Notification } from 'electron';
import type { contract } from '../../shared/contract.ts';
import type { Announcement } from '../../shared/model.ts';
import type { Settings } from '../../shared/settings.ts';

export interface AnnouncerOptions {
  readonly client: ContractRouterClient<typeof contract>;
  readonly settings: () => Settings;
  readonly openStory: (storyId: number) => void;
  readonly signal: AbortSignal;
}

/** A notification whose object is collected as garbage loses its click. */
const shown = new Set<Notification>();

/** Announces what the desk raises, until the signal aborts or the line is lost. */
export async function announceAlerts(options: AnnouncerOptions): Promise<void> {
  await announce(options);
  for await (const event of await options.client.desk.events(undefined, { signal: options.signal })) {
    if (event.kind === 'alerts-changed' && event.raised > 0) await announce(options);
    if (event.kind === 'status') app.setBadgeCount(event.status.alertsUnacknowledged);
  }
}

async function announce({ client, settings, openStory }: AnnouncerOptions): Promise<void> {
  if (!settings().notifications || !Notification.isSupported()) return;
  for (const announcement of await client.alerts.claim()) {
    show(announcement, settings(), openStory);
    await client.alerts.announced({ alertIds: [...announcement.alertIds] });
  }
}

function show(announcement: Announcement, settings: Settings, openStory: (storyId: number) => void): void {
  const notification = new Notification({
    id: announcement.id,
    groupId: announcement.ruleName,
    title: announcement.title,
    body: settings.notificationHeadlines ? announcement.body : 'A rule was met.',
    silent: !(settings.sound && announcement.sound),
    urgency: announcement.severity === 'critical' ? 'critical' : 'normal',
  });
  shown.add(notification);
  const forget = (): void => void shown.delete(notification);
  notification.on('click', () => {
    openStory(announcement.storyId);
    forget();
  });
  notification.on('close', forget);
  notification.on('failed', forget);
  notification.show();
}
