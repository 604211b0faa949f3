/** What publishers do to their entries between two polls, and what stories it must leave. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Desk, openDesk } from '../../electron/desk/desk.ts';
import type { StoryRow } from '../../shared/model.ts';
import { answer, inTurn, type Play, type RawServer, rawServer } from './raw-server.ts';

const now = Date.UTC(2026, 10, 24, 6);
const noon = 'Mon, 23 Nov 2026 12:00:00 GMT';

interface Scenario {
  readonly name: string;
  /** The document of each poll. */
  readonly documents: readonly string[];
  /** Title and number of states of each story, by title. */
  readonly stories: readonly (readonly [title: string, revisions: number])[];
  readonly holds?: (rows: readonly StoryRow[]) => void;
}

const item = (parts: { [name: string]: string | undefined }): string => {
  const { title = 'One', guid, link, pubDate = noon, description, more = '' } = parts;
  const element = (name: string, value: string | undefined): string =>
    value === undefined ? '' : `<${name}>${value}</${name}>`;
  return `<item>${element('title', title)}${element('guid', guid)}${element('link', link)}${element('pubDate', pubDate)}${element('description', description)}${more}</item>`;
};
const rss = (...items: readonly string[]): string =>
  `<rss version="2.0"><channel><title>Feed</title>${items.join('')}</channel></rss>`;
const atom = (entries: string): string =>
  `<feed xmlns="http://www.w3.org/2005/Atom"><title>Feed</title>${entries}</feed>`;
const link = 'https://example.org/1';
const atomEntry = (updated: string, id = 'tag:example.org,2026:1'): string =>
  `<entry><title>One</title><id>${id}</id><link href="${link}"/><published>2026-11-23T12:00:00Z</published><updated>${updated}</updated><summary>Text</summary></entry>`;

/** An entry without title, id, address and date. */
const bare = (text: string): string => `<item><description>${text}</description></item>`;
const text = 'three ships left the port, officials said, and two more will follow';
const whole = rss(
  item({ guid: 'a', description: `${text}, end of One` }),
  item({ title: 'Two', guid: 'b', description: `${text}, end of Two` }),
);

const one = [['One', 1]] as const;
const scenarios: readonly Scenario[] = [
  { name: 'no id: the link tells an entry', documents: [rss(item({ link })), rss(item({ link }))], stories: one },
  { name: 'no id and no link: title and date tell it', documents: [rss(item({})), rss(item({}))], stories: one },
  {
    name: 'two entries of one title and different dates are two',
    documents: [rss(item({}), item({ pubDate: 'Sun, 22 Nov 2026 12:00:00 GMT' }))],
    stories: [
      ['One', 1],
      ['One', 1],
    ],
  },
  {
    name: 'an entry given twice in one document is one',
    documents: [rss(item({ guid: 'a', link }), item({ guid: 'a', link }))],
    stories: one,
  },
  {
    name: 'one id for different entries tells none of them',
    documents: [
      rss(
        item({ guid: 'x', link: 'https://example.org/1' }),
        item({ title: 'Two', guid: 'x', link: 'https://example.org/2' }),
      ),
      rss(
        item({ title: 'Two', guid: 'x', link: 'https://example.org/2' }),
        item({ guid: 'x', link: 'https://example.org/1' }),
      ),
    ],
    stories: [
      ['One', 1],
      ['Two', 1],
    ],
  },
  {
    name: 'one link for all entries tells none of them',
    documents: [rss(item({ link }), item({ title: 'Two', link }))],
    stories: [
      ['One', 1],
      ['Two', 1],
    ],
  },
  {
    name: 'an id that changes with each answer',
    documents: [rss(item({ guid: 'a', link })), rss(item({ guid: 'b', link })), rss(item({ guid: 'c', link }))],
    stories: one,
  },
  {
    name: 'a link that changes under the same id',
    documents: [rss(item({ guid: 'a', link })), rss(item({ guid: 'a', link: 'https://example.org/moved' }))],
    stories: one,
  },
  {
    name: 'tracking parameters that change with each answer',
    documents: [rss(item({ link: `${link}?utm_source=a` })), rss(item({ link: `${link}?utm_source=b#c` }))],
    stories: one,
  },
  {
    name: 'a site that moves to https, ids and links',
    documents: [
      rss(item({ guid: 'http://example.org/1', link: 'http://example.org/1' })),
      rss(item({ guid: 'https://example.org/1', link: 'https://example.org/1' })),
    ],
    stories: one,
  },
  {
    name: 'a site that adds www, ids and links',
    documents: [
      rss(item({ guid: 'https://example.org/1/', link: 'https://example.org/1/' })),
      rss(item({ guid: 'https://www.example.org/1', link: 'https://www.example.org/1' })),
    ],
    stories: one,
  },
  {
    name: 'ids of white space and case are told apart only by case',
    documents: [rss(item({ guid: ' a ' }), item({ title: 'Two', guid: 'A' })), rss(item({ guid: 'a' }))],
    stories: [
      ['One', 1],
      ['Two', 1],
    ],
  },
  {
    name: 'a date that moves',
    documents: [rss(item({ guid: 'a' })), rss(item({ guid: 'a', pubDate: 'Tue, 24 Nov 2026 05:00:00 GMT' }))],
    stories: one,
  },
  {
    name: 'a bumped update alone changes nothing',
    documents: [atom(atomEntry('2026-11-23T12:00:00Z')), atom(atomEntry('2026-11-24T05:00:00Z'))],
    stories: one,
  },
  {
    name: 'RSS that becomes Atom',
    documents: [rss(item({ guid: link, link, description: 'Text' })), atom(atomEntry('2026-11-23T12:00:00Z'))],
    stories: one,
  },
  {
    name: 'an edited title is a revision',
    documents: [rss(item({ guid: 'a', link })), rss(item({ title: 'One, denied', guid: 'a', link }))],
    stories: [['One, denied', 2]],
  },
  {
    name: 'an edited text is a revision, and back is another',
    documents: [
      rss(item({ guid: 'a', description: 'two ships' })),
      rss(item({ guid: 'a', description: 'three ships' })),
      rss(item({ guid: 'a', description: 'two ships' })),
    ],
    stories: [['One', 3]],
  },
  {
    name: 'markup that changes and says the same is no revision',
    documents: [
      rss(item({ guid: 'a', description: '&lt;p class="x1"&gt;two  ships&lt;/p&gt;' })),
      rss(item({ guid: 'a', description: '&lt;p class="x2"&gt;two ships&lt;/p&gt;' })),
    ],
    stories: one,
  },
  {
    name: 'a document that breaks off edits no entry and makes none',
    documents: [whole, whole.slice(0, whole.indexOf('end of Two')), whole.slice(0, whole.indexOf('wo</title>'))],
    stories: [
      ['One', 1],
      ['Two', 1],
    ],
  },
  {
    name: 'an id that two versions of an entry have is of the first',
    documents: [
      rss(item({ guid: 'a', description: 'newer' }), item({ guid: 'a', description: 'older' })),
      rss(
        item({ title: 'Two', guid: 'b' }),
        item({ guid: 'a', description: 'newer' }),
        item({ guid: 'a', description: 'older' }),
      ),
    ],
    stories: [
      ['One', 1],
      ['Two', 1],
    ],
  },
  {
    name: 'entries of nothing but a text are told by it',
    documents: [
      rss(bare('The first text'), bare('The second text')),
      rss(bare('The second text'), bare('The first text')),
    ],
    stories: [
      ['The first text', 1],
      ['The second text', 1],
    ],
  },
  {
    name: 'session numbers in addresses',
    documents: [
      rss(item({ link: `${link};jsessionid=A1?x=1` }), item({ title: 'Two', link: `${link}?PHPSESSID=a&amp;p=2` })),
      rss(item({ link: `${link};jsessionid=B2?x=1` }), item({ title: 'Two', link: `${link}?PHPSESSID=b&amp;p=2` })),
    ],
    stories: [
      ['One', 1],
      ['Two', 1],
    ],
  },
  {
    name: 'an entry that vanishes stays',
    documents: [rss(item({ guid: 'a' }), item({ title: 'Two', guid: 'b' })), rss(item({ title: 'Two', guid: 'b' }))],
    stories: [
      ['One', 1],
      ['Two', 1],
    ],
  },
  {
    name: 'entries that vanish and come back are known',
    documents: [rss(item({ guid: 'a' })), rss(item({ title: 'Two', guid: 'b' })), rss(item({ guid: 'a' }))],
    stories: [
      ['One', 1],
      ['Two', 1],
    ],
  },
  { name: 'a document without entries takes none away', documents: [rss(item({ guid: 'a' })), rss()], stories: one },
  {
    name: 'impossible dates',
    documents: [
      rss(
        ...[
          '31 Feb 2026',
          '0000-00-00',
          'Thu, 01 Jan 1970 00:00:00 GMT',
          'Tue, 24 Nov 2126 06:00:00 GMT',
          '-1',
          'soon',
          '',
        ].map((pubDate, index) => item({ title: `${index}`, guid: `${index}`, pubDate })),
      ),
    ],
    stories: [0, 1, 2, 3, 4, 5, 6].map((index) => [`${index}`, 1] as const),
    holds: (rows) =>
      expect(rows.map(({ publishedAt, dateNote }) => [publishedAt, dateNote])).toEqual(
        [0, 1, 2, 3, 4, 5, 6].map((index) => [now, index === 3 ? 'clamped' : 'undated']),
      ),
  },
  {
    name: 'a date that is impossible and then right',
    documents: [rss(item({ guid: 'a', pubDate: 'soon' })), rss(item({ guid: 'a' }))],
    stories: one,
  },
  {
    name: 'links that run',
    documents: [
      rss(
        ...[
          'javascript:alert(1)',
          ' JaVaScRiPt:alert(1)',
          'java\nscript:alert(1)',
          'data:text/html,x',
          'file:///etc/passwd',
          'vbscript:x',
          'sitrep://story/1',
        ].map((address, index) => item({ title: `${index}`, guid: `${index}`, link: address })),
      ),
    ],
    stories: [0, 1, 2, 3, 4, 5, 6].map((index) => [`${index}`, 1] as const),
    holds: (rows) => expect(rows.filter(({ url }) => url !== undefined)).toEqual([]),
  },
  {
    name: 'markup, controls and direction overrides in a title',
    documents: [rss(item({ title: '<![CDATA[<script>alert(1)</script>O<b>n</b>e\u202e\u2066\u0007]]>', guid: 'a' }))],
    stories: [['One', 1]],
  },
  {
    name: 'a link with a user name that looks like a host',
    documents: [rss(item({ guid: 'a', link: 'https://agency.example:pw@elsewhere.example/x' }))],
    stories: one,
    holds: ([row]) => expect(row?.url).toBe('https://elsewhere.example/x'),
  },
  {
    name: 'a long title that ends in half a character',
    documents: [
      rss(item({ title: `x${'😀'.repeat(600)}`, guid: 'a' })),
      rss(item({ title: `x${'😀'.repeat(600)}`, guid: 'b' })),
    ],
    stories: [
      [`x${'😀'.repeat(499)}…`, 1],
      [`x${'😀'.repeat(499)}…`, 1],
    ],
  },
  {
    name: 'a title of a megabyte',
    documents: [rss(item({ title: 'x'.repeat(500_000), guid: 'a' }))],
    stories: [[`${'x'.repeat(1000)}…`, 1]],
  },
];

let desk: Desk;
let folder: string;
const servers: RawServer[] = [];
const found = new Map<Scenario, readonly StoryRow[]>();

beforeAll(async () => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'sitrep-test-'));
  for (const { documents } of scenarios) {
    const answers = documents.map((document) => answer('200 OK', [], document));
    servers.push(await rawServer(inTurn(...(answers as [Play, ...Play[]]))));
  }
  desk = await openDesk({ folder, now: () => now, allowAddresses: servers.map(({ host }) => host) });
  const ids: number[] = [];
  for (const { origin } of servers) {
    const { id } = await desk.feeds.add({ url: `${origin}/feed` });
    await desk.feeds.update({ id, fullText: 'never' });
    ids.push(id);
  }
  for (let poll = 0; poll < Math.max(...scenarios.map(({ documents }) => documents.length)); poll++)
    await desk.desk.poll({ all: true });
  for (const [index, scenario] of scenarios.entries()) found.set(scenario, await storiesOf(ids[index] ?? 0));
});

afterAll(async () => {
  await desk.close();
  await Promise.all(servers.map((server) => server.stop()));
  fs.rmSync(folder, { recursive: true, force: true });
});

async function storiesOf(feedId: number): Promise<StoryRow[]> {
  const snapshot = await desk.stories.snapshot({ view: { feedId } });
  const bytes = Uint8Array.from(Buffer.from(snapshot.ids, 'base64'));
  const rows = await desk.stories.rows({ ids: [...new Float64Array(bytes.buffer)] });
  return rows.toSorted((a, b) => Number(a.title) - Number(b.title) || a.title.localeCompare(b.title));
}

test.each(scenarios)('$name', (scenario) => {
  const rows = found.get(scenario) ?? [];
  expect(rows.map(({ title, revisions }) => [title, revisions])).toEqual(scenario.stories);
  scenario.holds?.(rows);
});
