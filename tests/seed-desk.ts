import { onTestFinished } from 'vitest';
import { type Desk, openDesk } from '../electron/desk/desk.ts';
import { drawPicture } from '../electron/desk/sample/pictures/draw-picture.ts';
import { type LoopbackServer, loopbackServer } from './loopback-server.ts';
import { seedFeed, seedPage } from './seed-page.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** What the server gives; a test may change it while it runs. */
export interface SeedSite {
  title?: string;
}

/** Serves the seed's feed, page and picture. */
export function seedServer(site: SeedSite = {}): Promise<LoopbackServer> {
  return loopbackServer((request, response, origin) => {
    if (request.url === '/feed') {
      const document = seedFeed(origin, site.title);
      const etag = `"${document.length}"`;
      if (request.headers['if-none-match'] === etag) response.writeHead(304).end();
      else response.writeHead(200, { 'content-type': 'application/rss+xml', etag }).end(document);
    } else if (request.url === '/haber/norway/') {
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(seedPage());
    } else if (request.url === '/foto.png') {
      response.writeHead(200, { 'content-type': 'image/jpeg' }).end(drawPicture('frigate', 960));
    } else {
      response.writeHead(404).end();
    }
  });
}

export interface SeedDesk {
  readonly desk: Desk;
  readonly server: LoopbackServer;
  readonly folder: string;
  readonly storyId: number;
}

/** A desk that has polled the seed's feed with one rule in force. */
export async function pollSeedDesk(site: SeedSite = {}): Promise<SeedDesk> {
  const server = await seedServer(site);
  const folder = temporaryFolder();
  const desk = await openDesk({ folder, allowAddresses: [server.host] });
  onTestFinished(() => desk.close());
  await desk.rules.save({ name: 'Iranian drones', query: 'country:iran country:russia topic:uav', severity: 'high' });
  await desk.feeds.add({ url: `${server.origin}/feed` });
  await desk.desk.poll({ all: true });
  const { stories } = await desk.search.run({ query: 'iran' });
  const [story] = stories;
  if (story === undefined) throw new Error('the story did not arrive');
  return { desk, server, folder, storyId: story.id };
}
