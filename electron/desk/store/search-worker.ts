/** Answers searches on a connection of its own, inside a worker thread: a long one never holds up the desk. */
import { parentPort, workerData } from 'node:worker_threads';
import { openReadOnly } from './database.ts';
import { runSearchTask, type SearchAnswers, type SearchTask } from './search-tasks.ts';
import { SearchStopped, watchWith } from './watch.ts';

export interface SearchWorkerData {
  readonly folder: string;
  /** Not 0: what runs now is no longer wanted. */
  readonly stop: Int32Array;
}

export interface SearchOrderSlip {
  readonly ticket: number;
  readonly task: SearchTask;
  readonly timeoutMs: number;
}

export interface SearchReply {
  readonly ticket: number;
  readonly answer?: SearchAnswers[SearchTask['kind']];
  readonly error?: { readonly name: string; readonly message: string };
}

const port = parentPort;
if (port === null) throw new Error('search-worker.ts runs as a worker thread only');

const { folder, stop } = workerData as SearchWorkerData;
const database = openReadOnly(folder);

port.on('message', ({ ticket, task, timeoutMs }: SearchOrderSlip) => {
  const end = performance.now() + timeoutMs;
  const check = (): void => {
    if (Atomics.load(stop, 0) !== 0 || performance.now() > end) throw new SearchStopped('stopped');
  };
  let reply: SearchReply;
  try {
    reply = { ticket, answer: oneState(() => watchWith(database, check, () => runSearchTask(database, task))) };
  } catch (error) {
    const { name, message } = error instanceof Error ? error : new Error(String(error));
    reply = { ticket, error: { name, message } };
  }
  port.postMessage(reply);
});

/** All statements of a search see the archive as it is now, whatever is written meanwhile. */
function oneState<T>(work: () => T): T {
  database.exec('BEGIN');
  try {
    return work();
  } finally {
    database.exec('COMMIT');
  }
}
