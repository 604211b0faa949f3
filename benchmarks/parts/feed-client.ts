/**
 * One desk that polls the feeds of `feed-server.ts`, in a process of its own: `feed-client.ts FOLDER PORT COUNT`.
 * Prints one JSON document: CPU seconds, wall seconds and peak memory of the first round until every entry is listed,
 * tagged and matched, of the same round until index and clusters have caught up, until new names were looked for too,
 * and of a round in which nothing changed.
 */
import { openDesk } from '../../electron/desk/desk.ts';
import { openReadOnly } from '../../electron/desk/store/database.ts';
import { createNewsText } from './news-text.ts';

const [folder = '', port = '', count = '0'] = process.argv.slice(2);
const hosts = Array.from(
  { length: Number(count) },
  (_, n) => `127.0.${1 + Math.floor(n / 250)}.${1 + (n % 250)}:${port}`,
);
const desk = await openDesk({ folder, allowAddresses: [...hosts, `127.0.0.1:${port}`] });
const add = (host: string, number: number) => desk.feeds.add({ url: `http://${host}/${number}`, fullText: 'never' });
// The desk is running when its morning round begins: modules are loaded, connections are not.
await add(`127.0.0.1:${port}`, 0);
await desk.desk.poll({ all: true });
await desk.settled();
for (const [index, host] of hosts.entries()) if (index > 0) await add(host, index);
const news = createNewsText(5);
for (let index = 0; index < 20; index++)
  await desk.rules.save({
    name: `Rule ${index}`,
    query: `${news.askedWord()} AND (${news.askedWord()} OR drone)`,
    severity: 'info',
  });

async function measure(work: () => Promise<unknown>): Promise<{ cpuS: number; systemS: number; wallS: number }> {
  const cpu = process.cpuUsage();
  const from = performance.now();
  await work();
  const { user, system } = process.cpuUsage(cpu);
  return { cpuS: (user + system) / 1e6, systemS: system / 1e6, wallS: (performance.now() - from) / 1000 };
}

const first = await measure(async () => {
  const { newStories, ok, alerts } = await desk.desk.poll({ all: true });
  if (ok !== hosts.length) throw new Error(`only ${ok} of ${hosts.length} feeds answered`);
  console.error(`${newStories} stories, ${alerts} alerts`);
});
const archive = openReadOnly(folder);
const queued = archive.prepare('SELECT 1 FROM index_queue LIMIT 1');
const index = await measure(async () => {
  while (queued.get() !== undefined) await new Promise((resolve) => setTimeout(resolve, 50));
});
archive.close();
const names = await measure(() => desk.settled());
const peakMb = process.resourceUsage().maxRSS / 1024;
const unchanged = await measure(() => desk.desk.poll({ all: true }));
await desk.close();
console.log(
  JSON.stringify({
    first,
    whole: { cpuS: first.cpuS + index.cpuS, wallS: first.wallS + index.wallS },
    names,
    unchanged,
    peakMb,
  }),
);
