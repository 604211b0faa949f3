/** A desk that shows the sample wire: feeds that ship with Sitrep, served from inside, new entries while one watches. */
import { type Desk, type DeskOptions, openDesk } from '../desk.ts';
import { wireStart } from './sample-network.ts';
import { createSampleWire, type SampleWire } from './sample-wire.ts';

/** The wire publishes every few seconds, so it is asked as often. */
const intervals = { leastMs: 8_000, mostMs: 12_000 };

/** Opens a desk over the sample wire, with its feeds and rules in place. The folder remembers when the wire began. */
export async function openSampleDesk(options: DeskOptions): Promise<Desk> {
  const now = options.now ?? Date.now;
  const wire = createSampleWire({ now, startedAt: wireStart(options.folder, now()) });
  const desk = await openDesk({ ...options, intervals, sample: true, fetch: wire.fetch });
  await fill(desk, wire);
  return desk;
}

/** Rules first: they see what arrives after them. */
async function fill(desk: Desk, wire: SampleWire): Promise<void> {
  const known = new Set((await desk.feeds.list()).map(({ url }) => url));
  const rules = new Set((await desk.rules.list()).map(({ name }) => name));
  for (const rule of wire.rules) if (!rules.has(rule.name)) await desk.rules.save(rule);
  for (const feed of wire.feeds) if (!known.has(feed.url)) await desk.feeds.add(feed);
}
