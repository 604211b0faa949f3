import { expect, onTestFinished, test } from 'vitest';
import { openDesk } from '../../../electron/desk/desk.ts';
import { findCandidateNames } from '../../../electron/desk/tag/candidate-names.ts';
import { loopbackServer } from '../../loopback-server.ts';
import { temporaryFolder } from '../../temporary-folder.ts';

const names = (text: string, language: string): string[] =>
  findCandidateNames(text, language, []).map(({ name }) => name);

test.each([
  [
    'en',
    'The yard of Placeholder Marine Group launched a hull. General Alex Sample was there.',
    ['Alex Sample', 'Placeholder Marine Group'],
  ],
  ['en', 'On Monday the ships left. In November 2026 they return. Read More. Related Articles', []],
  ['en', 'The new QX-71 flew twice, and the COVID-19 rules were lifted.', ['QX-71']],
  ['fr', 'Le ministre Camille Exemple a visité le Chantier Modèle.', ['Camille Exemple', 'Chantier Modèle']],
  ['de', 'Die Fregatte verließ den Hafen. Generalmajor Sascha Vorlage war an Bord.', ['Sascha Vorlage']],
  ['tr', 'Tuğgeneral Yağmur Taslak limana geldi.', ['Yağmur Taslak']],
  ['ru', 'На верфи побывал генерал-майор Сергей Макетов.', ['Сергей Макетов']],
  ['uk', 'На верфі побував полковник Назар Макетний.', ['Назар Макетний']],
  ['ar', 'زار العميد ماهر العينة الميناء.', ['ماهر العينة']],
  ['fa', 'سرتیپ کامران نمونه گفت که کشتی آماده است.', ['کامران نمونه']],
  ['he', 'תת-אלוף גיל מתאר אמר כי הספינה מוכנה.', ['גיל מתאר']],
  ['zh', '国防部发言人赵模板表示船只已准备好。', ['赵模板']],
])('%s: %s', (language, text, expected) => {
  expect(names(text, language)).toEqual(expected);
});

const sentence = 'A hull of Placeholder Marine Group left the yard.';

test('a name that recurs over feeds is offered with its stories, until it is settled', async () => {
  const server = await loopbackServer((request, response) => {
    const items = [0, 1].map(
      (index) =>
        `<item><guid>${index}</guid><title>Story ${index} of ${request.url}</title><description>${sentence} It was seen off Norway ${index} times.</description><pubDate>Mon, 23 Nov 2026 0${index}:00:00 GMT</pubDate></item>`,
    );
    response
      .writeHead(200, { 'content-type': 'application/rss+xml' })
      .end(`<rss version="2.0"><channel><title>Wire</title><language>en</language>${items.join('')}</channel></rss>`);
  });
  const now = (): number => Date.UTC(2026, 10, 24, 12);
  const desk = await openDesk({ folder: temporaryFolder(), now, allowAddresses: [server.host] });
  onTestFinished(() => desk.close());
  await desk.feeds.add({ url: `${server.origin}/one`, fullText: 'never' });
  await desk.desk.poll({ all: true });
  await desk.settled();
  expect(await desk.entities.candidates({})).toEqual([]);
  await desk.feeds.add({ url: `${server.origin}/two`, fullText: 'never' });
  await desk.desk.poll({ all: true });
  await desk.settled();
  const [candidate, ...others] = await desk.entities.candidates({});
  expect([candidate?.name, candidate?.stories, candidate?.feeds, others.length]).toEqual([
    'Placeholder Marine Group',
    4,
    2,
    0,
  ]);
  const [sample] = candidate?.samples ?? [];
  const [mark] = sample?.snippet.marks ?? [];
  expect(sample?.snippet.text.slice(mark?.from, mark?.to)).toBe('Placeholder Marine Group');
  const id = candidate?.id ?? 0;
  await desk.entities.settleCandidate({ id });
  expect(await desk.entities.candidates({})).toEqual([]);
  await desk.entities.settleCandidate({ id, settled: false });
  expect(await desk.entities.candidates({})).toHaveLength(1);
  await desk.entities.save({
    ...{ kind: 'organisation', label: 'Placeholder Marine' },
    aliases: [{ text: 'Placeholder Marine Group' }],
  });
  await desk.settled();
  expect(await desk.entities.candidates({})).toEqual([]);
});
