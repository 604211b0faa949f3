/** A desk with a feed that lists what a test publishes, on a clock that the test moves. */
import { type Desk, openDesk } from '../../../electron/desk/desk.ts';
import { loopbackServer } from '../../loopback-server.ts';
import { temporaryFolder } from '../../temporary-folder.ts';

export const start = Date.UTC(2026, 10, 24, 12);

export interface Published {
  readonly title: string;
  readonly text?: string;
  readonly feed?: number;
  /** With the guid of a story that was published before, this is an edit of it. */
  readonly guid?: string;
}

/** Opens the desk with `feeds` feeds. `publish` puts stories into feeds now, and polls. */
export async function openRuleDesk(feeds = 1, allowed: readonly string[] = []) {
  const clock = { now: start };
  const items = Array.from({ length: feeds }, () => new Map<string, string>());
  const server = await loopbackServer((request, response) => {
    const feed = Number(/\d+$/.exec(request.url ?? '')?.[0] ?? 0);
    response
      .writeHead(200, { 'content-type': 'application/rss+xml' })
      .end(
        `<rss version="2.0"><channel><title>Feed ${feed}</title>${[...(items[feed]?.values() ?? [])].join('')}</channel></rss>`,
      );
  });
  const folder = temporaryFolder();
  const deskOptions = { folder, allowAddresses: [server.host, ...allowed], now: () => clock.now };
  const held: { desk: Desk } = { desk: await openDesk(deskOptions) };
  for (const feed of items.keys())
    await held.desk.feeds.add({ url: `${server.origin}/feed/${feed}`, fullText: 'never' });
  let made = 0;
  return {
    clock,
    server,
    get desk() {
      return held.desk;
    },
    async publish(...stories: readonly Published[]) {
      for (const { title, text = '', feed = 0, guid = String(made++) } of stories)
        items[feed]?.set(
          guid,
          `<item><title>${title}</title><guid>${guid}</guid><pubDate>${new Date(clock.now).toUTCString()}</pubDate><description>${text}</description></item>`,
        );
      await held.desk.desk.poll({ all: true });
      await held.desk.settled();
    },
    /** Closes the desk and opens it again. */
    async restart() {
      await held.desk.close();
      held.desk = await openDesk(deskOptions);
    },
  };
}
