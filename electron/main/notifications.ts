/** Alerts as native notifications, shown once: a click opens the story, buttons see to the alert where there are any. */

import type { ContractRouterClient } from '@orpc/contract';
import { app, Notification } from 'electron';
import type { contract } from '../../shared/contract.ts';
import type { Announcement } from '../../shared/model.ts';
import type { Settings } from '../../shared/settings.ts';

type DeskClient = ContractRouterClient<typeof contract>;

export interface AnnouncerOptions {
  readonly client: DeskClient;
  readonly settings: () => Settings;
  readonly openStory: (storyId: number) => void;
  readonly signal: AbortSignal;
  readonly platform?: NodeJS.Platform;
}

/** A notification whose object is collected as garbage loses its click. */
const shown = new Set<Notification>();
const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

interface Action {
  readonly text: string;
  readonly run: (client: DeskClient, announcement: Announcement) => Promise<unknown>;
}

const acknowledge: Action = {
  text: 'Acknowledge',
  run: (client, { alertIds }) => client.alerts.acknowledge({ ids: [...alertIds] }),
};
const snooze: Action = {
  text: 'Snooze for an hour',
  run: (client, { alertIds }) => client.alerts.snooze({ ids: [...alertIds], until: Date.now() + hourMs }),
};
const mute: Action = {
  text: 'Mute the rule for a day',
  run: async (client, { ruleId }) =>
    ruleId === undefined ? undefined : client.rules.mute({ id: ruleId, until: Date.now() + dayMs }),
};

/** macOS shows the first as a button and the others behind it, Windows all of them; Linux's desktops have none. */
function actionsOf({ ruleId }: Announcement, platform: NodeJS.Platform): readonly Action[] {
  if (platform !== 'darwin' && platform !== 'win32') return [];
  return ruleId === undefined ? [acknowledge, snooze] : [acknowledge, snooze, mute];
}

/** Announces what the desk raises, until the signal aborts or the line is lost. */
export async function announceAlerts(options: AnnouncerOptions): Promise<void> {
  await announce(options);
  for await (const event of await options.client.desk.events(undefined, { signal: options.signal })) {
    if (event.kind === 'alerts-changed' && event.raised > 0) await announce(options);
    if (event.kind === 'status') app.setBadgeCount(event.status.alertsUnacknowledged);
  }
}

async function announce(options: AnnouncerOptions): Promise<void> {
  const { client, settings } = options;
  if (!settings().notifications || !Notification.isSupported()) return;
  for (const announcement of await client.alerts.claim()) {
    show(announcement, options);
    await client.alerts.announced({ alertIds: [...announcement.alertIds] });
  }
}

function show(
  announcement: Announcement,
  { client, settings, openStory, platform = process.platform }: AnnouncerOptions,
): void {
  const actions = actionsOf(announcement, platform);
  const notification = new Notification({
    id: announcement.id,
    groupId: announcement.ruleName,
    title: announcement.title,
    body: settings().notificationHeadlines ? announcement.body : 'A rule was met.',
    silent: !(settings().sound && announcement.sound),
    urgency: announcement.severity === 'critical' ? 'critical' : 'normal',
    actions: actions.map(({ text }) => ({ type: 'button', text })),
  });
  shown.add(notification);
  const forget = (): void => void shown.delete(notification);
  notification.on('click', () => {
    openStory(announcement.storyId);
    forget();
  });
  notification.on('action', ({ actionIndex }) => {
    // What cannot be done is seen in the list, where the alert still stands open.
    actions[actionIndex]?.run(client, announcement).catch(() => undefined);
    forget();
  });
  notification.on('close', forget);
  notification.on('failed', forget);
  notification.show();
}
