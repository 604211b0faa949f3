/** The threads that answer searches: one for pages, one for counts, so that a page never waits for a count. */
import { Worker } from 'node:worker_threads';
import type { SearchAnswers, SearchTask } from './search-tasks.ts';
import type { SearchOrderSlip, SearchReply, SearchWorkerData } from './search-worker.ts';

/** The search did not end in the time it may take. */
export class SearchTooSlow extends Error {
  override readonly name = 'SearchTooSlow';
}

export interface SearchThreads {
  /**
   * Rejects with SearchTooSlow, with the signal's reason when it is aborted, and with QueryNotSupported's or any other
   * error of the search.
   */
  run<K extends SearchTask['kind']>(
    task: Extract<SearchTask, { readonly kind: K }>,
    signal?: AbortSignal,
  ): Promise<SearchAnswers[K]>;
  close(): Promise<void>;
}

interface Order {
  readonly task: SearchTask;
  readonly resolve: (answer: never) => void;
  readonly reject: (error: unknown) => void;
}

interface Thread {
  readonly queue: Order[];
  readonly stop: Int32Array;
  worker: Worker | undefined;
  running: Order | undefined;
  timer: NodeJS.Timeout | undefined;
}

/** What cannot be stopped from inside within this time is stopped from outside. */
const graceMs = 2000;
const usualTimeoutMs = 15_000;

/** Opens nothing until the first search. `folder` is that of an archive that exists. */
export function openSearchThreads(folder: string, timeoutMs = usualTimeoutMs): SearchThreads {
  const threads = { pages: newThread(), counts: newThread() };
  let closed = false;
  let ticket = 0;

  const hire = (thread: Thread): Worker => {
    const workerData: SearchWorkerData = { folder, stop: thread.stop };
    const worker = new Worker(workerFile(), { workerData });
    worker.on('message', (reply: SearchReply) => settle(thread, reply));
    worker.on('error', (error) => dismiss(thread, error));
    worker.unref();
    thread.worker = worker;
    return worker;
  };
  const settle = (thread: Thread, { answer, error }: Omit<SearchReply, 'ticket'>): void => {
    clearTimeout(thread.timer);
    const order = thread.running;
    thread.running = undefined;
    if (error === undefined) order?.resolve(answer as never);
    else order?.reject(revived(error));
    next(thread);
  };
  const dismiss = (thread: Thread, error: Error): void => {
    thread.worker?.removeAllListeners();
    thread.worker?.on('error', () => undefined);
    void thread.worker?.terminate();
    thread.worker = undefined;
    settle(thread, { error });
  };
  const next = (thread: Thread): void => {
    if (closed || thread.running !== undefined) return;
    const order = thread.queue.shift();
    if (order === undefined) return;
    thread.running = order;
    Atomics.store(thread.stop, 0, 0);
    thread.timer = setTimeout(() => dismiss(thread, tooSlow()), timeoutMs + graceMs);
    const slip: SearchOrderSlip = { ticket: ticket++, task: order.task, timeoutMs };
    (thread.worker ?? hire(thread)).postMessage(slip);
  };
  const abandon = (thread: Thread, order: Order, reason: unknown): void => {
    order.reject(reason);
    const waiting = thread.queue.indexOf(order);
    if (waiting >= 0) thread.queue.splice(waiting, 1);
    if (thread.running !== order) return;
    Atomics.store(thread.stop, 0, 1);
    clearTimeout(thread.timer);
    thread.timer = setTimeout(() => dismiss(thread, tooSlow()), graceMs);
  };

  return {
    run: (task, signal) =>
      new Promise((resolve, reject) => {
        if (closed) return reject(new Error('The desk is closed.'));
        if (signal?.aborted) return reject(signal.reason);
        const thread = isPrompt(task) ? threads.pages : threads.counts;
        const stopped = (): void => abandon(thread, order, signal?.reason);
        const done = (): void => signal?.removeEventListener('abort', stopped);
        const order: Order = {
          task,
          resolve: (answer) => {
            done();
            resolve(answer);
          },
          reject: (error) => {
            done();
            reject(error);
          },
        };
        signal?.addEventListener('abort', stopped);
        thread.queue.push(order);
        next(thread);
      }),
    async close() {
      closed = true;
      await Promise.all(
        Object.values(threads).map(async ({ worker, timer, queue, running }) => {
          clearTimeout(timer);
          for (const order of [running, ...queue]) order?.reject(new Error('The desk is closed.'));
          worker?.removeAllListeners();
          await worker?.terminate();
        }),
      );
    },
  };
}

/** What somebody waits for at this moment. */
function isPrompt(task: SearchTask): boolean {
  if (task.kind === 'lab') return task.firstWithinMs !== undefined;
  return task.kind === 'page' || task.kind === 'ids';
}

function newThread(): Thread {
  const stop = new Int32Array(new SharedArrayBuffer(4));
  return { queue: [], stop, worker: undefined, running: undefined, timer: undefined };
}

function tooSlow(): SearchTooSlow {
  return new SearchTooSlow('The search took too long. Add a word, a tag or a date to narrow it.');
}

function revived(error: { readonly name: string; readonly message: string }): Error {
  if (error instanceof Error) return error;
  if (error.name === 'SearchStopped') return tooSlow();
  const revived = new Error(error.message);
  revived.name = error.name;
  return revived;
}

/** Sources run as `.ts`, the built application as `.js`. */
function workerFile(): URL {
  return new URL(import.meta.url.endsWith('.ts') ? './search-worker.ts' : './search-worker.js', import.meta.url);
}
