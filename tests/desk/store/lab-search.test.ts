import { expect, onTestFinished, test } from 'vitest';
import { compileNamed, nameQuery } from '../../../electron/desk/rule/named-query.ts';
import { openDatabase, transaction } from '../../../electron/desk/store/database.ts';
import { addFeed } from '../../../electron/desk/store/feeds.ts';
import { type LabTask, runLabTask } from '../../../electron/desk/store/lab-search.ts';
import { parseQuery } from '../../../shared/query/parse.ts';
import { temporaryFolder } from '../../temporary-folder.ts';
import { addStory } from './add-story.ts';

const now = Date.UTC(2026, 10, 24, 12);
const minuteMs = 60_000;

test('an answer without time is reckoned from a sample, and says so', async () => {
  const database = await openDatabase(temporaryFolder());
  onTestFinished(() => database.close());
  addFeed(database, { url: 'https://a.example/' }, now);
  transaction(database, () => {
    for (let index = 1; index <= 180; index++)
      addStory(database, { title: index % 3 === 0 ? 'tank' : 'drone', publishedAt: now - index * minuteMs });
  });
  const parsed = parseQuery('drone');
  if (!parsed.ok) throw new Error('it parses');
  const query = nameQuery(parsed.query, { now: () => now });
  const budget = { interruptionsPerHour: 6, interruptionsPerDay: 40, quietHours: null, digestAt: [] };
  const task: LabTask = {
    ...{ kind: 'lab', query, trigger: { kind: 'each-story' }, severity: 'watch', budget },
    ...{ since: now - 86_400_000, now },
  };
  const exact = runLabTask(database, compileNamed(query), task);
  expect(exact).toMatchObject({ isExact: true, hits: 120, firings: 120 });
  const first = runLabTask(database, compileNamed(query), { ...task, firstWithinMs: 0 });
  // So few stories are all in the sample.
  expect(first).toMatchObject({ isExact: false, hits: 120, firings: 120, perDay: exact.perDay });
  expect(first.samples[0]?.id).toBe(exact.samples[0]?.id);
});
