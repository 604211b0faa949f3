import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { checkArchive } from '../../../electron/desk/store/check.ts';
import { openDatabase } from '../../../electron/desk/store/database.ts';
import { temporaryFolder } from '../../temporary-folder.ts';

const script = fileURLToPath(new URL('./add-stories-forever.ts', import.meta.url));

/** Lets the writer commit `batches` times, and kills it in the middle of whatever it does then. */
function writeAndKill(folder: string, batches: number): Promise<number[]> {
  return new Promise((resolve) => {
    const writer = spawn(process.execPath, [script, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
    let printed = '';
    writer.stdout.on('data', (chunk) => {
      printed += chunk;
      if (printed.split('\n').length > batches) writer.kill('SIGKILL');
    });
    writer.on('close', () => resolve(printed.split('\n').slice(0, -1).map(Number)));
  });
}

test('what was committed is there, indexed and sound, however often the writer is killed', async () => {
  const folder = temporaryFolder();
  const committed: number[] = [];
  for (const batches of [1, 3, 8, 20]) committed.push(...(await writeAndKill(folder, batches)));
  const database = await openDatabase(folder);
  onTestFinished(() => database.close());
  const has = database.prepare('SELECT 1 FROM stories WHERE id = :id');
  expect(committed.filter((id) => has.get({ id }) === undefined)).toEqual([]);
  const whole = database.prepare("SELECT count(*) AS n FROM story_index WHERE story_index MATCH 'drone'").get()?.n;
  expect(whole).toBe(database.prepare('SELECT count(*) AS n FROM stories').get()?.n);
  expect(Number(whole) % 20).toBe(0);
  expect(checkArchive(database, folder)).toMatchObject({ ok: true });
});
