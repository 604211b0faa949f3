import type { Alert } from '../../shared/model.ts';
import { WrongUsage } from './arguments.ts';
import { clock, columns } from './columns.ts';
import type { Command } from './command.ts';

const usage = 'alerts list [--since TIME] | ack ID…';

export const alerts: Command = {
  usage,
  options: { since: { type: 'string' } },
  async run(desk, args) {
    const [action, ...words] = args.words;
    if (action === 'list') {
      const since = sinceOf(args.text('since'));
      const found = await desk.alerts.list({ limit: 200, ...(since === undefined ? {} : { since }) });
      const rows = found.map((alert) => [
        String(alert.id),
        clock(alert.at),
        alert.severity,
        alert.acknowledgedAt === undefined ? 'open' : 'acknowledged',
        alert.ruleName,
        [`${alert.storyTitle} (${alert.feedTitle})`, ...remarks(alert)].join('  '),
      ]);
      return { json: found, text: rows.length === 0 ? 'No alerts.' : columns(rows) };
    }
    const ids = words.map(Number);
    if (action !== 'ack' || ids.length === 0 || !ids.every(Number.isSafeInteger))
      throw new WrongUsage(`Usage: sitrep ${usage}`);
    const { changed } = await desk.alerts.acknowledge({ ids });
    return { json: { changed }, text: `Acknowledged ${changed.length}.` };
  },
};

/** What the trigger saw, and why nobody was told. */
function remarks({ reason, notAnnounced }: Alert): string[] {
  return [
    ...(reason === undefined ? [] : [`(${reason})`]),
    ...(notAnnounced === undefined ? [] : [`(not shown: ${notAnnounced})`]),
  ];
}

/** A time as a date, or as epoch milliseconds. */
function sinceOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const time = /^\d+$/.test(text) ? Number(text) : Date.parse(text);
  if (Number.isNaN(time)) throw new WrongUsage(`--since takes a date such as 2026-11-24T06:00, not "${text}".`);
  return time;
}
