/** Runs inside a worker thread: the work that hostile input could make slow. */
import { parentPort } from 'node:worker_threads';
import type { Job, JobAnswer } from './jobs.ts';
import { runJob } from './jobs.ts';

const port = parentPort;
if (port === null) throw new Error('worker.ts runs as a worker thread only');

port.on('message', async ({ ticket, job }: { ticket: number; job: Job }) => {
  const answer: JobAnswer = await runJob(job).then(
    (result) => ({ ticket, result }),
    (error: unknown) => ({
      ticket,
      error: {
        name: error instanceof Error ? error.name : 'Error',
        message: error instanceof Error ? error.message : String(error),
      },
    }),
  );
  port.postMessage(answer);
});
