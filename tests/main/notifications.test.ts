import { createRouterClient } from '@orpc/server';
import { beforeEach, expect, test } from 'vitest';
import { announceAlerts } from '../../electron/main/notifications.ts';
import { defaultSettings } from '../../shared/settings.ts';
import { pollSeedDesk } from '../seed-desk.ts';
import { record } from '../stand-in/electron.ts';

beforeEach(() => {
  record.notifications.length = 0;
});

test('an alert is shown once, and its click opens its story', async () => {
  const { desk, storyId } = await pollSeedDesk();
  const opened: number[] = [];
  const stop = new AbortController();
  const options = {
    client: createRouterClient(desk.router, { context: {} }),
    settings: () => defaultSettings,
    openStory: (id: number) => opened.push(id),
    signal: stop.signal,
  };
  const first = announceAlerts(options).catch(() => undefined);
  const second = announceAlerts(options).catch(() => undefined);
  await expect.poll(() => record.notifications.length).toBe(1);
  record.notifications[0]?.emit('click');
  expect(opened).toEqual([storyId]);
  await expect.poll(async () => (await desk.alerts.list({}))[0]?.announcedAt).toBeTypeOf('number');
  stop.abort();
  await Promise.all([first, second]);
  expect(record.notifications).toHaveLength(1);
});

async function shownNotification(platform: NodeJS.Platform) {
  const { desk } = await pollSeedDesk();
  const stop = new AbortController();
  const client = createRouterClient(desk.router, { context: {} });
  const options = {
    client,
    settings: () => defaultSettings,
    openStory: () => undefined,
    signal: stop.signal,
    platform,
  };
  const announcing = announceAlerts(options).catch(() => undefined);
  await expect.poll(() => record.notifications.length).toBe(1);
  const [notification] = record.notifications;
  const actions = notification?.options.actions as { readonly type: string; readonly text: string }[];
  return {
    desk,
    actions,
    press: (text: string) =>
      notification?.emit('action', { actionIndex: actions.findIndex((action) => action.text === text) }),
    async done() {
      stop.abort();
      await announcing;
    },
  };
}

test('buttons of the notification snooze and acknowledge its alert, and mute its rule', async () => {
  const { desk, actions, press, done } = await shownNotification('win32');
  expect(actions.every(({ type }) => type === 'button')).toBe(true);
  press('Snooze for an hour');
  await expect.poll(async () => (await desk.alerts.list({}))[0]?.snoozedUntil).toBeTypeOf('number');
  press('Mute the rule for a day');
  await expect.poll(async () => (await desk.rules.list())[0]?.mutedUntil).toBeTypeOf('number');
  press('Acknowledge');
  await expect.poll(async () => (await desk.alerts.list({}))[0]?.acknowledgedAt).toBeTypeOf('number');
  await done();
});

test('where the desktop shows no buttons none are asked for', async () => {
  const { actions, done } = await shownNotification('linux');
  expect(actions).toEqual([]);
  await done();
});
