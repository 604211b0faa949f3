/** A few worker threads with a time and memory budget for each job: no input can stall the desk. */
import { Worker } from 'node:worker_threads';
import type { Job, JobAnswer, JobResults } from './jobs.ts';

/** A job used up its time or memory, or its worker died. */
export class JobFailed extends Error {
  override readonly name = 'JobFailed';
}

export interface WorkerPool {
  /** Rejects with what the job threw (its name kept in `cause`), or JobFailed. */
  run<K extends Job['kind']>(job: Extract<Job, { kind: K }>): Promise<JobResults[K]>;
  close(): Promise<void>;
}

interface Pending {
  readonly job: Job;
  /** When it came, ms of the monotonic clock. */
  readonly since: number;
  readonly resolve: (result: never) => void;
  readonly reject: (error: Error) => void;
}

interface Seat {
  worker: Worker | undefined;
  pending: Pending | undefined;
  timer: NodeJS.Timeout | undefined;
  /** Ends a worker that has nothing to do. */
  idle: NodeJS.Timeout | undefined;
}

/** One worker reads faster than the desk stores; another, of 60 MB, comes when a job has waited for so long. */
const patienceMs = 500;
/** What the others are kept for without work. */
const idleMs = 10_000;

/** After a document of this size a worker goes: it would keep what reading it took, some hundred megabytes, till the next. */
const largeBytes = 2 * 1024 * 1024;

const budget = { timeMs: 15_000, memoryMb: 256 };

export function createWorkerPool(
  size: number,
  limits: { readonly timeMs: number; readonly memoryMb: number } = budget,
): WorkerPool {
  const seats: Seat[] = Array.from({ length: size }, () => ({
    worker: undefined,
    pending: undefined,
    timer: undefined,
    idle: undefined,
  }));
  const queue: Pending[] = [];
  let patience: NodeJS.Timeout | undefined;
  let closed = false;
  let ticket = 0;

  const settle = (seat: Seat, finish: (pending: Pending) => void): void => {
    const { pending } = seat;
    clearTimeout(seat.timer);
    seat.pending = undefined;
    if (pending !== undefined) finish(pending);
    next();
  };
  const dismiss = (seat: Seat, reason: string): void => {
    letGo(seat);
    settle(seat, (pending) => pending.reject(new JobFailed(reason)));
  };
  const hire = (seat: Seat): Worker => {
    const worker = new Worker(workerFile(), {
      resourceLimits: { maxOldGenerationSizeMb: limits.memoryMb, maxYoungGenerationSizeMb: 12, stackSizeMb: 8 },
    });
    worker.on('message', ({ result, error }: JobAnswer) => {
      if ((seat.pending?.job.bytes.length ?? 0) > largeBytes) letGo(seat);
      settle(seat, (pending) =>
        error === undefined ? pending.resolve(result as never) : pending.reject(revive(error)),
      );
    });
    worker.on('error', (error) => dismiss(seat, `The document could not be read: ${error.message}.`));
    worker.on('exit', () => dismiss(seat, 'The document could not be read: its reader stopped.'));
    worker.unref();
    seat.worker = worker;
    return worker;
  };
  const isHired = ({ worker }: Seat): boolean => worker !== undefined;
  const give = (seat: Seat, pending: Pending): void => {
    clearTimeout(seat.idle);
    seat.idle = undefined;
    seat.pending = pending;
    seat.timer = setTimeout(
      () => dismiss(seat, `The document could not be read within ${limits.timeMs / 1000} seconds.`),
      limits.timeMs,
    );
    (seat.worker ?? hire(seat)).postMessage({ ticket: ticket++, job: pending.job });
  };
  const next = (): void => {
    for (let [first] = queue; first !== undefined && !closed; [first] = queue) {
      const free = seats.filter(({ pending }) => pending === undefined);
      const seat = free.find(isHired) ?? free[0];
      if (seat === undefined) return;
      const waits = performance.now() - first.since;
      if (!isHired(seat) && seats.some(isHired) && waits < patienceMs) {
        patience ??= setTimeout(() => {
          patience = undefined;
          next();
        }, patienceMs - waits);
        return;
      }
      queue.shift();
      give(seat, first);
    }
    for (const seat of seats) if (isHired(seat) && seat.pending === undefined) rest(seat);
  };
  /** Lets a worker go that has nothing to do for a while, unless it is the last. */
  const rest = (seat: Seat): void => {
    seat.idle ??= setTimeout(() => {
      seat.idle = undefined;
      if (seat.pending === undefined && seats.filter(isHired).length > 1) letGo(seat);
    }, idleMs).unref();
  };

  return {
    run: (job) =>
      new Promise((resolve, reject) => {
        if (closed) return reject(new JobFailed('closed'));
        queue.push({ job, resolve, reject, since: performance.now() });
        next();
      }),
    async close() {
      closed = true;
      clearTimeout(patience);
      for (const pending of queue.splice(0)) pending.reject(new JobFailed('closed'));
      await Promise.all(
        seats.map(async (seat) => {
          seat.worker?.removeAllListeners();
          clearTimeout(seat.timer);
          clearTimeout(seat.idle);
          seat.pending?.reject(new JobFailed('closed'));
          await seat.worker?.terminate();
        }),
      );
    },
  };
}

function letGo(seat: Seat): void {
  const { worker } = seat;
  seat.worker = undefined;
  worker?.removeAllListeners();
  // A terminating worker may still raise its memory error, which nobody waits for any more.
  worker?.on('error', () => undefined);
  void worker?.terminate();
}

/** Sources run as `.ts`, the built application as `.js`. */
function workerFile(): URL {
  return new URL(import.meta.url.endsWith('.ts') ? './worker.ts' : './worker.js', import.meta.url);
}

function revive(error: { readonly name: string; readonly message: string }): Error {
  const revived = new Error(error.message);
  revived.name = error.name;
  return revived;
}
