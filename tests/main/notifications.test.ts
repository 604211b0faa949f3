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
