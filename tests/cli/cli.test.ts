import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { seedServer } from '../seed-desk.ts';
import { headline } from '../seed-page.ts';
import { temporaryFolder } from '../temporary-folder.ts';

function sitrep(words: readonly string[], input = ''): Promise<{ code: number | null; out: string; err: string }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ['electron/cli/cli.ts', ...words]);
    let [out, err] = ['', ''];
    child.stdout.on('data', (chunk) => {
      out += chunk;
    });
    child.stderr.on('data', (chunk) => {
      err += chunk;
    });
    child.on('exit', (code) => resolve({ code, out, err }));
    child.stdin.end(input);
  });
}

test('the whole path by commands: add, rule, poll, search, story, alerts, check', async () => {
  const server = await seedServer();
  const common = ['--folder', temporaryFolder(), '--allow', server.host, '--json'];
  const run = async (...words: string[]): Promise<unknown> => {
    const { code, out, err } = await sitrep([...words, ...common]);
    expect([words, code, err]).toEqual([words, 0, '']);
    return JSON.parse(out);
  };
  expect(await run('feeds', 'add', `${server.origin}/feed`)).toMatchObject({ added: [{ id: 1 }], failed: [] });
  expect(await run('rules', 'add', '--name', 'Drones', '--query', 'iran drone*', '--severity', 'high')).toMatchObject({
    name: 'Drones',
    severity: 'high',
  });
  expect(await run('poll', '--all')).toEqual({
    feeds: 1,
    ok: 1,
    notModified: 0,
    failed: 0,
    newStories: 1,
    revisions: 0,
    alerts: 1,
  });
  const { total, stories } = (await run('search', 'country:iran "fighter planes"')) as {
    total: number;
    stories: { id: number; title: string; snippet: string }[];
  };
  expect([total, stories[0]?.title]).toEqual([1, headline]);
  expect(stories[0]?.snippet).toContain('[Fighter planes]');
  const story = (await run('story', String(stories[0]?.id))) as {
    text: string;
    revisions: unknown[];
    captures: unknown[];
    tags: { label: string }[];
  };
  expect(story.revisions.length).toBeGreaterThan(0);
  expect(story.captures).toHaveLength(1);
  const alerts = (await run('alerts', 'list')) as { id: number }[];
  expect(alerts).toHaveLength(1);
  expect(await run('alerts', 'ack', String(alerts[0]?.id))).toEqual({ changed: [alerts[0]?.id] });
  expect(await run('check')).toMatchObject({ ok: true });
  expect(await run('feeds', 'list')).toHaveLength(1);
});

test('a feed is set by commands, and its secrets stay secret', async () => {
  const server = await seedServer();
  const common = ['--folder', temporaryFolder(), '--allow', server.host, '--json'];
  const run = async (words: readonly string[], input = ''): Promise<unknown> =>
    JSON.parse((await sitrep([...words, ...common], input)).out);
  const url = `${server.origin}/feed`;
  await run(['feeds', 'add', url, '--in', 'Navies', '--header', 'X-Api-Key: k-123456', '--interval', '15']);
  const set = ['feeds', 'set', '1', '--title', 'Northern journal', '--language', 'en', '--country', 'NO'];
  const options = [
    '--type',
    'blog',
    '--full-text',
    'never',
    '--user',
    'user',
    '--password-file',
    '-',
    '--timeout',
    '5',
  ];
  const [feed] = (await run([...set, ...options], 'open sesame\n')) as [object];
  expect(feed).toMatchObject({
    title: 'Northern journal',
    folder: 'Navies',
    ...{ language: 'en', country: 'NO', sourceType: 'blog', fullText: 'never', timeoutMs: 5000, intervalMs: 900_000 },
    headers: [{ name: 'X-Api-Key' }],
    ...{ username: 'user', hasPassword: true },
  });
  const shown = JSON.stringify([await run(['feeds', 'list']), await run(['feeds', 'export'])]);
  expect(shown).not.toMatch(/open sesame|k-123456/);
  expect(await run(['feeds', 'set', '1', '--header', 'Host: elsewhere'])).toMatchObject({
    code: 'INVALID_SETTING',
    data: { field: 'headers' },
  });
  expect(await run(['feeds', 'packs', 'tr'])).toMatchObject([{ language: 'tr' }]);
});

describe('exit codes', () => {
  test('2 with the usage for wrong words', async () => {
    for (const words of [
      [],
      ['nonsense'],
      ['search'],
      ['story', 'x'],
      ['rules', 'add'],
      ['poll', '--nonsense'],
      ['feeds', 'remove', 'x'],
      ['feeds', 'set', '1'],
      ['feeds', 'set', '1', '--full-text', 'sometimes'],
      ['feeds', 'packs', 'xx'],
      ['feeds', 'add', ''],
    ]) {
      const own = words.length > 1 || words[0] === 'search' ? ['--folder', temporaryFolder()] : [];
      const { code, out, err } = await sitrep([...words, ...own]);
      expect([words, code]).toEqual([words, 2]);
      expect(`${out}${err}`).toMatch(/usage|takes|command|cannot be used/i);
    }
  });

  test('1 with a sentence for a failure', async () => {
    const { code, err } = await sitrep(['search', '(iran', '--folder', temporaryFolder()]);
    expect(code).toBe(1);
    expect(err).toMatch(/^This \( is never closed\..* \(at 1\)\n$/);
  });
});

test('imports a list in the encoding that it states', async () => {
  const folder = temporaryFolder();
  const file = path.join(folder, 'list.opml');
  const list =
    '<?xml version="1.0" encoding="windows-1254"?><opml version="1.0"><body><outline text="T\u00fcrk\u00e7e" xmlUrl="https://example.org/"/></body></opml>';
  fs.writeFileSync(file, list, 'latin1');
  const { out } = await sitrep(['feeds', 'import', file, '--json', '--folder', folder]);
  expect(JSON.parse(out)).toEqual({ added: 1, merged: 0, failed: [] });
  const { out: feeds } = await sitrep(['feeds', 'list', '--json', '--folder', folder]);
  expect(JSON.parse(feeds)).toMatchObject([{ title: 'Türkçe' }]);
});

test('tags a text from standard input', async () => {
  const { out } = await sitrep(
    ['tag', '-', '--json', '--folder', temporaryFolder()],
    'Иран передал России беспилотники.',
  );
  const { language, tags } = JSON.parse(out) as { language: string; tags: { entityId: string }[] };
  expect(language).toBe('ru');
  expect(tags.map(({ entityId }) => entityId)).toEqual(
    expect.arrayContaining(['country:IR', 'country:RU', 'topic:uav']),
  );
});
