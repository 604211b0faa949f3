/** Runs inside a worker thread: the work that hostile input could make slow. */
import { type MessagePort, parentPort } from 'node:worker_threads';
import type { Job, JobAnswer, JobResults } from './jobs.ts';
import { runJob } from './jobs.ts';

const port = parentPort;
if (port === null) throw new Error('worker.ts runs as a worker thread only');

interface Given {
  readonly ticket: number;
  readonly job: Job;
}

// One after the other, so that the desk knows which one takes long or breaks the thread.
let last: Promise<void> = Promise.resolve();
port.on('message', (given: Given) => {
  last = last.then(() => work(port, given));
});

async function work(port: MessagePort, { ticket, job }: Given): Promise<void> {
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
  // Freed at once: the next collection of garbage may be a hundred documents away.
  if (job.bytes.buffer instanceof ArrayBuffer) job.bytes.buffer.transfer(0);
  port.postMessage(answer, answer.result === undefined ? [] : buffersOf(answer.result));
}

/** What a result leaves to the desk instead of copying it: the bodies of a feed's entries share a buffer. */
function buffersOf(result: JobResults[Job['kind']]): ArrayBuffer[] {
  const [first] = result !== null && 'entries' in result ? result.entries : [];
  const buffer = first?.packedBody.buffer;
  return buffer instanceof ArrayBuffer ? [buffer] : [];
}
