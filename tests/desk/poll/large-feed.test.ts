import { expect, onTestFinished, test } from 'vitest';
import { openDesk } from '../../../electron/desk/desk.ts';
import { loopbackServer } from '../../loopback-server.ts';
import { temporaryFolder } from '../../temporary-folder.ts';

/** 480,000 characters of HTML, of which little is text: thirteen fill what a document may have. */
const longHtml = `&lt;p data-state="${'x'.repeat(480_000)}"&gt;A convoy crossed the river at dawn.&lt;/p&gt;`;
const entry = (number: number): string =>
  `<item><title>Story ${number}</title><guid>${number}</guid><description>${longHtml}</description></item>`;

test('a story keeps its text when new entries push it behind what a document may hold', async () => {
  let newest = 14;
  const server = await loopbackServer((_request, response) => {
    const items = Array.from({ length: 14 }, (_, index) => entry(newest - index));
    response.end(`<rss version="2.0"><channel><title>Long reads</title>${items.join('')}</channel></rss>`);
  });
  const desk = await openDesk({ folder: temporaryFolder(), allowAddresses: [server.host] });
  onTestFinished(() => desk.close());
  await desk.feeds.add({ url: `${server.origin}/feed`, fullText: 'never' });
  await desk.desk.poll({ all: true });
  const { stories } = await desk.search.run({ query: 'title:story', limit: 50 });
  const idOf = (title: string): number => stories.find((story) => story.title === title)?.id ?? 0;
  const textOf = async (title: string): Promise<string> => (await desk.stories.get({ id: idOf(title) })).text;
  expect(await textOf('Story 2')).toBe('A convoy crossed the river at dawn.');
  newest++;
  const round = await desk.desk.poll({ all: true });
  expect(round).toMatchObject({ newStories: 1, revisions: 0 });
  expect(await textOf('Story 2')).toBe('A convoy crossed the river at dawn.');
});
