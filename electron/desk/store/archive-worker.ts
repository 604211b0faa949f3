/** Copies or checks the archive, in a thread of its own: both read all of it. */
import fs from 'node:fs';
import path from 'node:path';
import { backup } from 'node:sqlite';
import { parentPort, workerData } from 'node:worker_threads';
import type { Backup } from '../../../shared/model.ts';
import type { ArchiveAnswer, ArchiveJob } from './archive-thread.ts';
import { verifyCopy } from './backup.ts';
import { checkArchive } from './check.ts';
import { openReadOnly } from './database.ts';

const job = workerData as ArchiveJob;
const answer: ArchiveAnswer = await run().then(
  (result) => ({ result }),
  (error: unknown) => ({ error: error instanceof Error ? error.message : String(error) }),
);
parentPort?.postMessage(answer);

async function run(): Promise<NonNullable<ArchiveAnswer['result']>> {
  if (job.kind === 'copy') return copyDatabase(job.folder, job.target);
  const database = openReadOnly(job.folder);
  try {
    return checkArchive(database, job.folder);
  } finally {
    database.close();
  }
}

async function copyDatabase(folder: string, target: string): Promise<Backup> {
  const half = `${target}.half`;
  fs.mkdirSync(path.dirname(target), { recursive: true });
  fs.rmSync(half, { force: true });
  try {
    const database = openReadOnly(folder);
    // Holding on to one state keeps the copy from starting again with each poll that is written meanwhile.
    database.exec('BEGIN');
    database.prepare('SELECT count(*) FROM feeds').get();
    await backup(database, half, { rate: 10_000 });
    database.exec('COMMIT');
    database.close();
    const stories = verifyCopy(half);
    fs.renameSync(half, target);
    const { size, mtimeMs } = fs.statSync(target);
    return { path: target, at: Math.round(mtimeMs), bytes: size, stories };
  } catch (error) {
    fs.rmSync(half, { force: true });
    throw error;
  }
}
