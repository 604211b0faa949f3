import { describe, expect, onTestFinished, test } from 'vitest';
import { type Desk, openDesk } from '../../../electron/desk/desk.ts';
import { readGazetteerText } from '../../../electron/desk/tag/gazetteer-file.ts';
import { loopbackServer } from '../../loopback-server.ts';
import { temporaryFolder } from '../../temporary-folder.ts';

const alias = { language: 'en', exact: false, needs: [], not: [], demonym: false } as const;

const items = [
  ['The Northlight drill began', 'The Northlight drill began on the coast. Crews of Iran and Norway watched it.'],
  ['A northlight shines', 'A northlight shines over the pier, and nobody in Oslo minds.'],
  ['Trucks arrive', 'Trucks with Northlight plates arrived. A Northlight Bakery truck was among them.'],
];

/** What the feed lists from the next poll on. */
let later: string[][] = [];

async function deskWithStories(folder = temporaryFolder()): Promise<Desk> {
  later = [];
  const entries = (): string[] =>
    [...items, ...later].map(
      ([title, text], index) =>
        `<item><guid>${index}</guid><title>${title}</title><description>${text}</description><pubDate>Mon, 23 Nov 2026 0${index}:00:00 GMT</pubDate></item>`,
    );
  const server = await loopbackServer((_request, response) =>
    response
      .writeHead(200, { 'content-type': 'application/rss+xml' })
      .end(
        `<rss version="2.0"><channel><title>Wire</title><language>en</language>${entries().join('')}</channel></rss>`,
      ),
  );
  const now = (): number => Date.UTC(2026, 10, 24, 12);
  const desk = await openDesk({ folder, now, allowAddresses: [server.host] });
  onTestFinished(() => desk.close());
  await desk.feeds.add({ url: `${server.origin}/feed`, fullText: 'never' });
  await desk.desk.poll({ all: true });
  await desk.settled();
  return desk;
}

const titles = async (desk: Desk, query: string): Promise<string[]> =>
  (await desk.search.run({ query })).stories.map(({ title }) => title).sort();

describe('entities of the user', () => {
  test('a new entity is tried, saved, and found in stories that were there before', async () => {
    const desk = await deskWithStories();
    const draft = { kind: 'topic', label: 'Northlight', aliases: [{ ...alias, text: 'Northlight' }] } as const;
    const trial = await desk.entities.test(draft);
    expect([trial.stories, trial.tagged, trial.gained, trial.lost]).toEqual([3, 0, 2, 0]);
    expect(trial.gainedSamples[0]?.snippet.text).toContain('Northlight');
    const saved = await desk.entities.save(draft);
    expect([saved.entityId, saved.source]).toEqual(['topic:northlight', 'own']);
    await desk.settled();
    expect(await titles(desk, 'topic:northlight')).toEqual(['The Northlight drill began', 'Trucks arrive']);
    expect((await desk.desk.status()).retagging).toBeUndefined();
    const page = await desk.entities.page({ entityId: saved.entityId, timeZone: 'UTC', days: 7 });
    expect(page.days.map(({ count }) => count).reduce((sum, count) => sum + count)).toBe(2);
    expect(page.beside.map(({ entityId }) => entityId)).toContain('country:IR');
  });

  test('a guard that is added takes tags away, and the trial says so first', async () => {
    const desk = await deskWithStories();
    const guarded = (needs: string[]) => ({
      ...{ kind: 'system', label: 'Northlight' },
      aliases: [{ ...alias, text: 'Northlight', needs }],
    });
    const { entityId } = await desk.entities.save({ ...guarded([]), kind: 'system' });
    await desk.settled();
    const narrower = { entityId, ...guarded(['drill']), kind: 'system' } as const;
    expect(await desk.entities.test(narrower)).toMatchObject({ tagged: 2, gained: 0, lost: 1 });
    await desk.entities.save(narrower);
    await desk.settled();
    expect(await titles(desk, 'system:northlight')).toEqual(['The Northlight drill began']);
  });

  test('a shipped entity is extended, disabled, and as it was again', async () => {
    const desk = await deskWithStories();
    expect(await titles(desk, 'country:IR')).toHaveLength(1);
    const iran = await desk.entities.get({ entityId: 'country:IR' });
    const aliases = [...iran.aliases, { ...alias, text: 'Northlight plates' }];
    const extended = await desk.entities.save({ entityId: iran.entityId, kind: 'country', label: iran.label, aliases });
    expect([extended.source, extended.aliases.length]).toEqual(['changed', iran.aliases.length + 1]);
    await desk.settled();
    expect(await titles(desk, 'country:IR')).toHaveLength(2);
    await desk.entities.disable({ entityId: iran.entityId });
    await desk.settled();
    expect((await desk.tags.top({ kind: 'country' })).map(({ entityId }) => entityId)).not.toContain('country:IR');
    expect(await desk.entities.reset({ entityId: iran.entityId })).toEqual({ removed: 1 });
    await desk.settled();
    expect(await titles(desk, 'country:IR')).toHaveLength(1);
  });

  test('rules that name an entity mean it as it is now', async () => {
    const desk = await deskWithStories();
    await desk.rules.save({ name: 'North', query: 'topic:northlight' });
    await desk.entities.save({ kind: 'topic', label: 'Northlight', aliases: [{ ...alias, text: 'Northlight' }] });
    await desk.settled();
    later.push(['Northlight again', 'Northlight came back.']);
    await desk.desk.poll({ all: true });
    expect((await desk.alerts.list({})).map(({ storyTitle }) => storyTitle)).toEqual(['Northlight again']);
  });

  test('the page of a person lists what the person said', async () => {
    const desk = await deskWithStories();
    later.push(['Placeholder speaks', '“The quay stays open all winter,” Alex Placeholder told reporters in Oslo.']);
    await desk.desk.poll({ all: true });
    const { entityId } = await desk.entities.save({
      ...{ kind: 'person', label: 'Alex Placeholder' },
      aliases: [{ ...alias, text: 'Alex Placeholder' }],
    });
    await desk.settled();
    expect((await desk.entities.page({ entityId })).quotes).toMatchObject([
      { text: 'The quay stays open all winter,', feedTitle: 'Wire' },
    ]);
  });

  test('what is exported imports into another archive, word for word', async () => {
    const desk = await deskWithStories();
    await desk.entities.save({
      ...{ kind: 'organisation', label: 'Northlight Group' },
      aliases: [
        { ...alias, text: 'Northlight Group', not: ['Bakery'], exact: true },
        { ...alias, language: 'ru', text: 'Нортлайт', needs: ['судно', 'кораб*'] },
      ],
    });
    await desk.entities.disable({ entityId: 'country:NO' });
    const { yaml } = await desk.entities.exportYaml();
    const other = await openDesk({ folder: temporaryFolder() });
    onTestFinished(() => other.close());
    expect(await other.entities.importYaml({ yaml })).toEqual({ added: 1, changed: 1 });
    expect((await other.entities.exportYaml()).yaml).toBe(yaml);
    await other.settled();
    expect((await other.tags.tagText({ text: 'Oslo in Norway: Northlight Group', language: 'en' })).tags).toMatchObject(
      [{ entityId: 'place:oslo' }, { entityId: 'organisation:northlight-group' }],
    );
  });

  test('a tag that was taken off a story stays off when all are tagged anew', async () => {
    const desk = await deskWithStories();
    const [story] = (await desk.search.run({ query: 'country:IR' })).stories;
    const storyId = story?.id ?? 0;
    expect(await desk.entities.removeFromStory({ storyId, entityId: 'country:IR' })).toEqual({ changed: true });
    expect(await titles(desk, 'country:IR')).toEqual([]);
    await desk.entities.save({ kind: 'topic', label: 'Northlight', aliases: [{ ...alias, text: 'Northlight' }] });
    await desk.settled();
    expect(await titles(desk, 'country:IR')).toEqual([]);
    await desk.entities.removeFromStory({ storyId, entityId: 'country:IR', removed: false });
    expect(await titles(desk, 'country:IR')).toHaveLength(1);
  });

  test('tagging anew goes on after the desk was closed in the middle', async () => {
    const folder = temporaryFolder();
    const desk = await deskWithStories(folder);
    await desk.entities.save({ kind: 'topic', label: 'Northlight', aliases: [{ ...alias, text: 'Northlight' }] });
    await desk.close();
    const again = await openDesk({ folder });
    onTestFinished(() => again.close());
    await again.settled();
    expect(await titles(again, 'topic:northlight')).toHaveLength(2);
  });
});

describe('a file that is no gazetteer is told with its line', () => {
  test.each([
    ['id: topic:x', 'Line 1: a list'],
    [
      '- id: topic:x\n  names: { en: [a] }\n- id: planet:y\n  names: { en: [b] }',
      'Line 3: planet:y: the id starts with none',
    ],
    ['- id: topic:x\n  names:\n    en:\n      - text: a\n        needs: drill', 'Line 4: topic:x:'],
    ['- id: topic:x\n  names: { xx: [a] }', 'Line 2: topic:x:'],
    ['- id: topic:x\n  colour: red', 'topic:x:'],
    ['- id: topic:x\n- id: topic:x', 'Line 2: topic:x: this id stands here twice'],
    ['- id: "topic:x', 'line'],
    ['', 'Line 1: a list'],
  ])('%j', (yaml, message) => {
    expect(() => readGazetteerText(yaml)).toThrow(message);
  });
});
